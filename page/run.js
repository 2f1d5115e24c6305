/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What is known of one run, and how its layers belong together.

import { unpackSection } from './data.js';

/** Bits of a TCP header's flags. */
export const FLAGS = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32, ECE: 64, CWR: 128 };

/** The names of the flags that are set. */
export function nameFlags(flags) {
  return ['SYN', 'FIN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'].filter((name) => flags & FLAGS[name]).join(' ');
}

function indexBy(column, rows) {
  const index = new Map();
  for (let row = 0; row < rows; row++) {
    index.set(column[row], row);
  }
  return index;
}

function groupBy(column, rows) {
  const groups = new Map();
  for (let row = 0; row < rows; row++) {
    const group = groups.get(column[row]);
    if (group) {
      group.push(row);
    } else {
      groups.set(column[row], [row]);
    }
  }
  return groups;
}

const NONE = [];
const NO_ROWS = new Int32Array(0);
const EMPTY = { rows: 0 };

/** A run. Tables are objects of columns; a row is a number from 0; -1 stands for null. */
export class Run {
  constructor(number, section) {
    const { tables } = section;
    Object.assign(this, tables);
    this.number = number;
    this.name = section.name;
    this.parameters = section.run;
    this.notes = section.notes;
    this.totals = { segments: section.segments, retransmissions: section.retransmissions };
    this.end = section.end;
    this.begin = section.from;
    this.texts = section.texts;
    this.segment = EMPTY;
    this.packet = EMPTY;
    this.connectionRows = indexBy(this.connection.id, this.connection.rows);
    this.transactionRows = indexBy(this.transaction.id, this.transaction.rows);
    this.messageRows = indexBy(this.message.id, this.message.rows);
    this.pageRows = indexBy(this.page.id, this.page.rows);
    this.phasesOf = groupBy(this.phase.transaction, this.phase.rows);
    this.usesOf = groupBy(this.use.connection, this.use.rows);
    this.livesOf = groupBy(this.life.connection, this.life.rows);
    this.messagesOf = groupBy(this.message.http_transaction ?? NONE, this.message.rows);
    this.messagesOfConnection = groupBy(this.message.connection ?? NONE, this.message.rows);
    this.names = new Map();
    for (let row = 0; row < this.host.rows; row++) {
      const name = this.text(this.host.name[row]);
      this.names.set(this.host.node[row], name || 'node ' + this.host.node[row]);
    }
    this.types = new Map();
    this.streams = new Map();
    this.segmentsOfMessages = new Map();
  }

  /** Adds what comes later: segments. */
  addSegments({ tables }) {
    this.segment = tables.segment;
    this.sack = tables.sack;
    this.segmentRows = null;
    const { connection, end, rows, lost, retransmission } = this.segment;
    this.segmentsOf = new Map();
    this.streams.clear();
    this.segmentsOfMessages.clear();
    this.losses = [];
    this.retransmissions = [];
    const counts = new Map();
    for (let row = 0; row < rows; row++) {
      const key = connection[row] * 2 + end[row];
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (const [key, count] of counts) {
      this.segmentsOf.set(key, new Int32Array(count));
      counts.set(key, 0);
    }
    for (let row = 0; row < rows; row++) {
      const key = connection[row] * 2 + end[row];
      const place = counts.get(key);
      this.segmentsOf.get(key)[place] = row;
      counts.set(key, place + 1);
      if (lost[row] >= 0) {
        this.losses.push(row);
      }
      if (retransmission[row] > 0) {
        this.retransmissions.push(row);
      }
    }
    this.sacksOf = groupBy(this.sack.segment, this.sack.rows);
  }

  /** Adds what comes last: packets and their headers. */
  addPackets({ tables }) {
    this.packet = tables.packet;
    this.headerDifferences = tables.headers;
    const { rows, segment } = this.packet;
    // Packets of a segment stand together.
    this.firstPacket = new Int32Array(this.segment.rows + 2).fill(-1);
    this.packetCount = new Int32Array(this.segment.rows + 2);
    for (let row = 0; row < rows; row++) {
      const place = segment[row] + 1;
      if (this.packetCount[place]++ === 0) {
        this.firstPacket[place] = row;
      }
    }
  }

  /** Whether the page holds only a part of the segments. */
  get isReduced() {
    return this.segment.rows > 0 && this.segment.rows < this.totals.segments;
  }

  text(number) {
    return number < 0 || number === undefined ? '' : this.texts[number];
  }

  nodeName(node) {
    return this.names.get(node) ?? 'node ' + node;
  }

  parameter(key) {
    return this.parameters[key] ?? '';
  }

  /** Whether the trace was closed; a run that broke off has no word of it. */
  get isComplete() {
    return this.parameter('state') === 'complete';
  }

  get level() {
    return this.parameter('level');
  }

  /** One end of a connection, as in 10.1.1.2:80 or [2001:db8::1]:80. */
  endpoint(row, end) {
    const which = end === 0 ? 'source' : 'destination';
    const address = this.text(this.connection[which + '_address'][row]);
    return (address.includes(':') ? '[' + address + ']' : address) + ':' + this.connection[which + '_port'][row];
  }

  fourTuple(row) {
    return this.endpoint(row, 0) + ' → ' + this.endpoint(row, 1);
  }

  nodeOfEnd(row, end) {
    return this.connection[end === 0 ? 'source_node' : 'destination_node'][row];
  }

  /** The message of a transaction: request or response of its last attempt; -1 if there is none. */
  messageOf(transactionRow, kind) {
    let found = -1;
    for (const row of this.messagesOf.get(this.transaction.id[transactionRow]) ?? NONE) {
      if (this.text(this.message.kind[row]) === kind && (found < 0 || this.message.id[row] > this.message.id[found])) {
        found = row;
      }
    }
    return found;
  }

  /** The value of a field of a message's head; empty if there is none. */
  field(messageRow, name) {
    const head = messageRow < 0 ? '' : this.text(this.message.head[messageRow]);
    const match = new RegExp('^' + name + ':[ \\t]*(.*?)[ \\t]*$', 'im').exec(head.slice(0, 100000));
    return match ? match[1] : '';
  }

  /** The media type of what a transaction brought. */
  typeOf(transactionRow) {
    if (!this.types.has(transactionRow)) {
      // A replay says in X-Content-Type what the recorded content was.
      const response = this.messageOf(transactionRow, 'response');
      const type = this.field(response, 'X-Content-Type') || this.field(response, 'Content-Type');
      this.types.set(transactionRow, type.split(';')[0].toLowerCase());
    }
    return this.types.get(transactionRow);
  }

  /** Bytes of content that a transaction brought. */
  bytesOf(transactionRow) {
    const message = this.messageOf(transactionRow, 'response');
    return message < 0 ? 0 : this.message.body_bytes[message];
  }

  /** The transactions that a transaction's response revealed. */
  revealedBy(transactionRow) {
    this.revealed ??= groupBy(this.transaction.initiator ?? NONE, this.transaction.initiator ? this.transaction.rows : 0);
    return this.revealed.get(this.transaction.id[transactionRow]) ?? NONE;
  }

  urlOf(transactionRow) {
    return this.text(this.transaction.url[transactionRow]);
  }

  outcomeOf(transactionRow) {
    return this.text(this.transaction.outcome[transactionRow]);
  }

  finishOf(transactionRow) {
    const time = this.transaction.finished_ns[transactionRow];
    return time < 0 ? this.end : time;
  }

  /** Which end sends a message: 0 the one that opened the connection. */
  senderOf(messageRow) {
    return this.text(this.message.kind[messageRow]) === 'request' ? 0 : 1;
  }

  /** The ranges of its direction's stream that are a message: one in HTTP/1. */
  rangesOf(messageRow) {
    return [[this.message.stream_begin[messageRow], this.message.stream_end[messageRow]]];
  }

  // Segments with payload of one direction, by their place in the stream.
  stream(connection, end) {
    const key = connection * 2 + end;
    if (!this.streams.has(key)) {
      const { payload, begin } = this.segment;
      const rows = (this.segmentsOf?.get(key) ?? NO_ROWS).filter((row) => payload[row] > 0 && begin[row] >= 0);
      rows.sort((a, b) => begin[a] - begin[b] || a - b);
      this.streams.set(key, rows);
    }
    return this.streams.get(key);
  }

  /** The segments that carry bytes of a message, by their place in the stream. */
  segmentsOfMessage(messageRow) {
    // What is painted again and again is looked up once.
    let found = this.segmentsOfMessages.get(messageRow);
    if (!found) {
      if (this.segmentsOfMessages.size > 300) {
        this.segmentsOfMessages.clear();
      }
      found = this.findSegmentsOfMessage(messageRow);
      this.segmentsOfMessages.set(messageRow, found);
    }
    return found;
  }

  findSegmentsOfMessage(messageRow) {
    const rows = this.stream(this.message.connection[messageRow], this.senderOf(messageRow));
    const { begin, payload } = this.segment;
    const found = [];
    for (const [from, to] of this.rangesOf(messageRow)) {
      let low = 0;
      let high = rows.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (begin[rows[middle]] <= from - 65536) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      for (; low < rows.length && begin[rows[low]] < to; low++) {
        if (begin[rows[low]] + payload[rows[low]] > from) {
          found.push(rows[low]);
        }
      }
    }
    return found;
  }

  /** The messages that a segment carries bytes of. */
  messagesOfSegment(segmentRow) {
    const { begin, payload, connection, end } = this.segment;
    if (payload[segmentRow] <= 0 || begin[segmentRow] < 0) {
      return NONE;
    }
    const from = begin[segmentRow];
    const to = from + payload[segmentRow];
    return (this.messagesOfConnection.get(connection[segmentRow]) ?? NONE).filter((row) =>
      this.senderOf(row) === end[segmentRow] && this.rangesOf(row).some(([b, e]) => b < to && e > from));
  }

  // Which connection each socket had: by the four values of its calls, and the time.
  connectionsOfSockets() {
    const { call, connection } = this;
    const byEnds = new Map();
    for (let row = 0; row < connection.rows; row++) {
      for (const end of [0, 1]) {
        const key = `${this.nodeOfEnd(row, end)} ${this.endpoint(row, end)} ${this.endpoint(row, 1 - end)}`;
        byEnds.set(key, [...(byEnds.get(key) ?? []), row]);
      }
    }
    const sockets = new Map();
    for (let row = 0; row < call.rows; row++) {
      const socket = `${call.node[row]} ${call.socket[row]}`;
      const remote = this.text(call.remote[row]);
      if (!remote || sockets.has(socket)) {
        continue;
      }
      const candidates = byEnds.get(`${call.node[row]} ${this.text(call.local[row])} ${remote}`) ?? NONE;
      // Of several lives of the same four values, the last one that had begun.
      const begun = candidates.filter((one) => connection.opened_ns[one] <= call.time_ns[row]);
      if (candidates.length) {
        sockets.set(socket, begun.length ? begun[begun.length - 1] : candidates[0]);
      }
    }
    return sockets;
  }

  /** The calls of the sockets of a connection, in the order of time. */
  callsOf(connectionRow) {
    if (!this.calls) {
      const sockets = this.connectionsOfSockets();
      this.calls = new Map();
      for (let row = 0; row < this.call.rows; row++) {
        const owner = sockets.get(`${this.call.node[row]} ${this.call.socket[row]}`);
        if (owner !== undefined) {
          this.calls.set(owner, this.calls.get(owner) ?? []);
          this.calls.get(owner).push(row);
        }
      }
    }
    return this.calls.get(connectionRow) ?? NONE;
  }

  /** The packets that carry a segment, in the order of time. */
  packetsOfSegment(segmentRow) {
    const first = this.firstPacket?.[segmentRow + 1] ?? -1;
    return first < 0 ? NONE : Array.from({ length: this.packetCount[segmentRow + 1] }, (_, i) => first + i);
  }

  /** The row of a segment by the number of its sending or its receipt; -1 if there is none. */
  findSegment(id) {
    if (!this.segmentRows) {
      this.segmentRows = indexBy(this.segment.id ?? NONE, this.segment.rows);
    }
    return this.segmentRows.get(id) ?? -1;
  }

  /** The bytes of a packet's headers; none where they were left out. */
  headerOf(packetRow) {
    const { header, rows } = this.packet;
    if (!(header[packetRow] > 0) || this.headerDifferences.length === 0) {
      return new Uint8Array(0);
    }
    if (!this.headerStarts) {
      this.decodeHeaders(header, rows);
    }
    return this.headers.subarray(this.headerStarts[packetRow], this.headerStarts[packetRow] + header[packetRow]);
  }

  // Headers come byte by byte: the first of all packets, the second of all, each as a difference.
  decodeHeaders(header, rows) {
    this.headerStarts = new Int32Array(rows + 1);
    let longest = 0;
    for (let row = 0; row < rows; row++) {
      this.headerStarts[row + 1] = this.headerStarts[row] + header[row];
      longest = Math.max(longest, header[row]);
    }
    this.headers = new Uint8Array(this.headerStarts[rows]);
    let place = 0;
    for (let i = 0; i < longest; i++) {
      let last = 0;
      for (let row = 0; row < rows; row++) {
        if (i < header[row]) {
          last = (last + this.headerDifferences[place++]) & 255;
          this.headers[this.headerStarts[row] + i] = last;
        }
      }
    }
  }

  /** Until when the run did what people look at: the last transaction, with a little after it. */
  get activeEnd() {
    let last = 0;
    for (let row = 0; row < this.transaction.rows; row++) {
      last = Math.max(last, this.finishOf(row));
    }
    return last > 0 ? Math.min(this.end, last + (last - this.begin) * 0.03) : this.end;
  }
}

/** Reads the runs of the page; `later` is called each time when more of one is there. */
export async function loadRuns(later) {
  const text = (run, part) => document.getElementById(`data-${run}-${part}`)?.textContent;
  const runs = [];
  for (let number = 0; text(number, 0) !== undefined; number++) {
    runs.push(new Run(number, await unpackSection(text(number, 0))));
  }
  const rest = async () => {
    for (const run of runs) {
      run.addSegments(await unpackSection(text(run.number, 1)));
      later(run);
      run.addPackets(await unpackSection(text(run.number, 2)));
      later(run);
      for (let part = 0; part < 3; part++) {
        document.getElementById(`data-${run.number}-${part}`).remove();
      }
    }
  };
  return { runs, rest };
}
