/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Packet: the headers of one packet over their bits, field by field with what each value means here,
// the piece of the message that it carries, and its segment's way over the hops.

import { h } from './dom.js';
import { formatBytes, formatDuration, formatNumber, formatTime } from './format.js';
import { FLAGS } from './run.js';
import { select, state } from './store.js';

const PROTOCOLS = { 1: 'ICMP', 6: 'TCP', 17: 'UDP', 44: 'fragment header', 58: 'ICMPv6' };
const hex = (number, digits) => '0x' + number.toString(16).padStart(digits, '0');
const words = (number) => `${number} (${number * 4} bytes)`;
const protocol = (number) => `${number}${PROTOCOLS[number] ? ` (${PROTOCOLS[number]})` : ''}`;
const ipv4 = (bytes) => Array.from(bytes).join('.');

function ipv6(bytes) {
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[2 * i] << 8 | bytes[2 * i + 1]).toString(16));
  // The longest row of zeros is left out (RFC 5952).
  let best = [0, 0];
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && groups[end] === '0') {
      end++;
    }
    if (end - i > best[1] && end - i > 1) {
      best = [i, end - i];
    }
  }
  return best[1] === 0 ? groups.join(':') : groups.slice(0, best[0]).join(':') + '::' + groups.slice(best[0] + best[1]).join(':');
}

// Fields: name, bits, how the value is written, what it is for.
const IPV4 = [
  ['version', 4, String, 'The version of IP.'],
  ['header length', 4, words, 'The length of the IP header in words of 32 bits.'],
  ['type of service', 8, (n) => `${n}${n & 3 ? `, ECN ${['', 'ECT(1)', 'ECT(0)', 'CE: congestion was met'][n & 3]}` : ''}`, 'How routers are asked to treat it; the last two bits tell of congestion.'],
  ['total length', 16, (n) => `${formatNumber(n)} bytes`, 'The length of the packet, headers and payload.'],
  ['identification', 16, String, 'The same in all fragments of a packet.'],
  ['flags', 3, (n) => [n & 2 ? "don't fragment" : '', n & 1 ? 'more fragments' : ''].filter(Boolean).join(', ') || 'none', 'Whether it may be cut, and whether more pieces follow.'],
  ['fragment offset', 13, (n) => `${n * 8} bytes`, 'Where this piece belongs in the packet that was cut.'],
  ['time to live', 8, String, 'How many routers it may still pass; each takes one.'],
  ['protocol', 8, protocol, 'What it carries.'],
  ['header checksum', 16, (n) => hex(n, 4), 'Guards the IP header; each router computes it anew.'],
  ['source', 32, ipv4, 'The host that sent it.'],
  ['destination', 32, ipv4, 'The host that it is for.'],
];
const IPV6 = [
  ['version', 4, String, 'The version of IP.'],
  ['traffic class', 8, String, 'How routers are asked to treat it.'],
  ['flow label', 20, String, 'The same in all packets of a flow.'],
  ['payload length', 16, (n) => `${formatNumber(n)} bytes`, 'What follows this header.'],
  ['next header', 8, protocol, 'What comes behind this header.'],
  ['hop limit', 8, String, 'How many routers it may still pass; each takes one.'],
  ['source', 128, ipv6, 'The host that sent it.'],
  ['destination', 128, ipv6, 'The host that it is for.'],
];
const FRAGMENT = [
  ['next header', 8, protocol, 'What comes behind this header.'],
  ['reserved', 8, String, 'Zero.'],
  ['fragment offset', 13, (n) => `${n * 8} bytes`, 'Where this piece belongs in the packet that was cut.'],
  ['reserved', 2, String, 'Zero.'],
  ['more fragments', 1, (n) => (n ? 'yes' : 'no'), 'Whether more pieces follow.'],
  ['identification', 32, String, 'The same in all fragments of a packet.'],
];
const TCP = [
  ['source port', 16, String, 'The sender’s port: with the addresses and the other port it names the connection.'],
  ['destination port', 16, String, 'The receiver’s port.'],
  ['sequence number', 32, formatNumber, 'The number of the first byte of payload; a SYN has the initial one.'],
  ['acknowledgment number', 32, formatNumber, 'All bytes before this one have arrived at the sender of this segment.'],
  ['header length', 4, words, 'The length of the TCP header in words of 32 bits.'],
  ['reserved', 4, String, 'Zero.'],
  ...['CWR', 'ECE', 'URG', 'ACK', 'PSH', 'RST', 'SYN', 'FIN'].map((name) => [name, 1, String, {
    CWR: 'The sender has made its congestion window smaller.', ECE: 'The sender was told of congestion.', URG: 'The urgent pointer counts.',
    ACK: 'The acknowledgment number counts.', PSH: 'The receiver is to hand over what it has.', RST: 'The connection is broken off.',
    SYN: 'Opens a connection: the sequence number is the initial one.', FIN: 'The sender will send no more.' }[name]]),
  ['window', 16, formatNumber, 'How many bytes more the sender of this segment is ready to take, before scaling.'],
  ['checksum', 16, (n) => hex(n, 4), 'Guards the TCP header, the payload and the addresses.'],
  ['urgent pointer', 16, String, 'Where urgent data end; only with URG.'],
];

const number = (bytes, at, size) => Array.from(bytes.subarray(at, at + size)).reduce((value, byte) => value * 256 + byte, 0);

function optionText(bytes) {
  const [kind] = bytes;
  if (kind === 0 || kind === 1) {
    return kind === 0 ? 'end of options' : 'no operation';
  }
  const value = bytes.subarray(2);
  const four = (at) => formatNumber(number(value, at, 4));
  const blocks = () => Array.from({ length: Math.floor(value.length / 8) }, (_, i) => `${four(8 * i)}–${four(8 * i + 4)}`).join(', ');
  return { 2: () => `maximum segment size ${number(value, 0, 2)}`, 3: () => `window scale ${value[0]}: windows count ${2 ** value[0]} times`,
           4: () => 'selective acknowledgments permitted', 5: () => `selectively acknowledged ${blocks()}`,
           8: () => `timestamp ${four(0)}, echo of ${four(4)}` }[kind]?.() ?? `kind ${kind}`;
}

/** The fields of a header's bytes: { header, name, bits, first, text, what }, `first` in bits. */
export function takeApart(bytes) {
  const fields = [];
  let place = 0;
  const take = (header, list) => {
    for (const [name, bits, format, what] of list) {
      const from = place >> 3;
      if (from * 8 + bits > bytes.length * 8) {
        return;
      }
      let text;
      if (bits > 32 || format === ipv4) {
        text = format(bytes.subarray(from, from + bits / 8));
      } else {
        const size = Math.ceil(((place & 7) + bits) / 8);
        text = format(Math.floor(number(bytes, from, size) / 2 ** (size * 8 - (place & 7) - bits)) % 2 ** bits);
      }
      fields.push({ header, name, bits, first: place, text, what });
      place += bits;
    }
  };
  if (bytes.length === 0) {
    return fields;
  }
  const version = bytes[0] >> 4;
  let next = 0;
  let isFragment = false;
  if (version === 6) {
    take('IPv6', IPV6);
    next = bytes[6];
    if (next === 44) {
      isFragment = (number(bytes, 42, 2) >> 3) !== 0;
      next = bytes[40];
      take('Fragment', FRAGMENT);
    }
  } else {
    take('IP', IPV4);
    const end = (bytes[0] & 15) * 4;
    if (end * 8 > place && end <= bytes.length) {
      fields.push({ header: 'IP', name: 'options', bits: end * 8 - place, first: place, text: formatBytes(end - place / 8), what: 'Options of the IP header.' });
      place = end * 8;
    }
    next = bytes[9];
    isFragment = ((bytes[6] & 31) << 8 | bytes[7]) !== 0;
  }
  if (next !== 6 || isFragment || bytes.length < place / 8 + 20) {
    return fields;
  }
  const begin = place / 8;
  take('TCP', TCP);
  const end = Math.min(bytes.length, begin + (bytes[begin + 12] >> 4) * 4);
  for (let at = begin + 20; at < end;) {
    const told = bytes[at] < 2 ? 1 : bytes[at + 1];
    const size = Math.min(told < 1 || (bytes[at] > 1 && told < 2) ? end - at : told, end - at);
    fields.push({ header: 'TCP', name: 'option', bits: size * 8, first: at * 8, text: optionText(bytes.subarray(at, at + size)), what: 'An option of TCP.' });
    at += size;
  }
  return fields;
}

export class PacketView {
  constructor() {
    this.name = 'packet';
    this.title = 'Packet';
  }

  mount(host) {
    this.host = host;
    this.fill();
  }

  unmount() {
    this.host = null;
  }

  changed(changed) {
    if (this.host && ['selection', 'isLoaded', 'run', 'connection'].some((key) => changed.has(key))) {
      this.fill();
    }
  }

  /** The packet that is shown: what is selected, or the first that belongs to it. */
  current() {
    const { run, selection, connection } = state;
    if (selection?.kind === 'packet') {
      return selection.row;
    }
    if (selection?.kind === 'segment') {
      return run.packetsOfSegment(selection.row)[0] ?? -1;
    }
    const segments = selection?.kind === 'message' ? run.segmentsOfMessage(selection.row)
      : selection?.kind === 'transaction' ? (run.messagesOf.get(run.transaction.id[selection.row]) ?? []).flatMap((row) => run.segmentsOfMessage(row))
        : connection >= 0 ? run.segmentsOf?.get(run.connection.id[connection] * 2) ?? [] : [];
    return segments.length ? run.packetsOfSegment(segments[0])[0] ?? -1 : run.packet.rows > 0 ? 0 : -1;
  }

  order() {
    const { run, connection } = state;
    if (!run.firstPacket) {
      return [];
    }
    const id = connection < 0 ? -1 : run.connection.id[connection];
    if (this.ordered?.run !== run || this.ordered.id !== id) {
      const rows = [];
      for (let row = 0; row < run.packet.rows; row++) {
        if (id < 0 || (run.packet.segment[row] >= 0 && run.segment.connection[run.packet.segment[row]] === id)) {
          rows.push(row);
        }
      }
      rows.sort((a, b) => run.packet.time[a] - run.packet.time[b] || run.packet.id[a] - run.packet.id[b]);
      this.ordered = { run, id, refs: rows.map((row) => ({ kind: 'packet', row })) };
    }
    return this.ordered.refs;
  }

  fill() {
    const { run, isLoaded } = state;
    const row = isLoaded ? this.current() : -1;
    if (row < 0) {
      this.host.replaceChildren(h('div', { class: 'overview' }, h('p', { class: 'calm' },
        !isLoaded ? 'Reading …' : run.level === 'full' ? 'The trace has no packets.' : `The trace has no packets: it was written at level ${run.level || 'unknown'}.`)));
      return;
    }
    const { packet } = run;
    const bytes = run.headerOf(row);
    const fields = takeApart(bytes);
    const refs = this.order();
    const at = refs.findIndex((ref) => ref.row === row);
    const step = (by) => h('button', { type: 'button', class: 'small', disabled: !refs[at + by], onclick: () => select(refs[at + by]) }, by < 0 ? '‹ before' : 'next ›');
    this.explanation = h('p', { class: 'explanation', role: 'status' }, 'Point at a field, or walk through them with Tab.');
    this.dump = this.makeDump(bytes);
    this.host.replaceChildren(h('div', { class: 'overview packet' },
      h('div', { class: 'toolbar bare' }, h('h2', { class: 'shown' }, `Packet ${packet.id[row]}`),
        h('span', { class: 'total' }, `${run.text(packet.event[row])} at ${run.nodeName(packet.node[row])}, ${formatTime(packet.time[row])}, ${formatBytes(packet.length[row])}`),
        h('span', { class: 'stretch' }), step(-1), step(1)),
      packet.reason[row] >= 0 ? h('p', { class: 'broken' }, `Dropped: ${run.text(packet.reason[row])}`) : '',
      bytes.length === 0 ? h('p', {}, 'The page holds no header of this packet, byte by byte. ', h('code', {}, `./ns3-http explain ${run.name} packet ${packet.id[row]}`), ' shows it.') : '',
      ...this.makeHeaders(run, row, fields), this.explanation, bytes.length ? this.dump : '', this.makePiece(run, row), this.makePath(run, row)));
  }

  makeHeaders(run, row, fields) {
    const groups = [];
    for (const field of fields) {
      if (groups.at(-1)?.header !== field.header) {
        groups.push({ header: field.header, fields: [] });
      }
      groups.at(-1).fields.push(field);
    }
    const names = { IP: 'IP header', IPv6: 'IPv6 header', Fragment: 'IPv6 fragment header', TCP: 'TCP header' };
    return groups.map((group) => h('section', {}, h('h3', {}, names[group.header]),
      h('div', { class: 'ruler', 'aria-hidden': 'true' }, [0, 8, 16, 24].map((bit) => h('span', {}, String(bit)))),
      h('div', { class: 'bits' }, group.fields.flatMap((field) => this.makeCells(run, row, field)))));
  }

  // A field is a cell over its bits; what is longer than a line of 32 bits has several.
  makeCells(run, row, field) {
    const isFlag = field.bits === 1 && FLAGS[field.name];
    const tell = () => this.tell(run, row, field);
    const cells = [];
    let { first, bits } = field;
    const start = field.first;
    while (bits > 0) {
      const column = first % 32;
      // Whole lines in one cell.
      const size = column === 0 && bits > 32 ? bits - bits % 32 : Math.min(bits, 32 - column);
      const isFirst = first === start;
      const span = Math.min(size, 32 - column);
      const cell = h('button', {
        type: 'button', class: `bit${isFlag ? ' flag' : ''}${isFlag && field.text === '1' ? ' set' : ''}${span <= 8 ? ' narrow' : ''}`, 'data-field': field.name,
        style: `grid-column: ${column + 1} / span ${span}; grid-row: span ${Math.ceil(size / 32)}`, title: `${field.name}: ${field.text}`,
        onfocus: tell, onpointerenter: tell, onclick: tell, tabindex: isFirst ? 0 : -1,
      }, isFirst ? [h('span', { class: 'name' }, field.name), h('span', { class: 'value' }, field.text)] : h('span', { class: 'name' }, '…'));
      cells.push(cell);
      first += size;
      bits -= size;
    }
    return cells;
  }

  // What a field's value means in this packet.
  tell(run, row, field) {
    const segment = run.packet.segment[row];
    const more = [];
    if (segment >= 0) {
      const { begin, payload, ack, edge, window, flags } = run.segment;
      const message = run.messagesOfSegment(segment)[0];
      if (field.name === 'sequence number' && payload[segment] > 0) {
        more.push(`It is byte ${formatNumber(begin[segment])} of the stream` + (message === undefined ? '.'
          : `, byte ${formatNumber(begin[segment] - run.message.stream_begin[message])} of ${run.text(run.message.kind[message])} ${run.message.id[message]}.`));
      } else if (field.name === 'acknowledgment number' && ack[segment] >= 0) {
        more.push(`${formatNumber(ack[segment])} bytes of the other stream have arrived.`);
      } else if (field.name === 'window' && edge[segment] >= 0) {
        more.push(`With the scale that was agreed on: ${formatNumber(edge[segment] - ack[segment])} bytes.`);
      } else if (field.name === 'ACK' && flags[segment] & 16 && payload[segment] > 0) {
        more.push('The acknowledgment rides on a segment with payload.');
      } else if (field.name === 'window' && window[segment] === 0) {
        more.push('The sender has no room.');
      }
    }
    this.explanation.replaceChildren(h('strong', {}, `${field.name}: ${field.text}. `), `${field.what} ${more.join(' ')}`);
    const [from, to] = [field.first >> 3, (field.first + field.bits + 7) >> 3];
    this.dump.querySelectorAll('b').forEach((byte, i) => byte.classList.toggle('on', i >= from && i < to));
    this.host.querySelectorAll('.bit').forEach((cell) => cell.classList.toggle('on', cell.dataset.field === field.name));
  }

  makeDump(bytes) {
    const lines = [];
    for (let at = 0; at < bytes.length; at += 16) {
      lines.push(h('div', {}, h('span', { class: 'muted' }, at.toString(16).padStart(4, '0') + '  '),
        Array.from(bytes.subarray(at, at + 16), (byte) => h('b', {}, byte.toString(16).padStart(2, '0')))));
    }
    return h('div', { class: 'dump', 'aria-label': 'The headers as bytes' }, lines);
  }

  // The piece of the messages that it carries, of their heads as text.
  makePiece(run, row) {
    const segment = run.packet.segment[row];
    if (segment < 0 || run.segment.payload[segment] <= 0) {
      return h('section', {}, h('h3', {}, 'Payload'), h('p', { class: 'calm' }, 'None.'));
    }
    const { begin, payload } = run.segment;
    const pieces = run.messagesOfSegment(segment).map((message) => {
      const start = run.message.stream_begin[message];
      const from = Math.max(begin[segment], start) - start;
      const to = Math.min(begin[segment] + payload[segment], run.message.stream_end[message]) - start;
      const head = run.text(run.message.head[message]);
      const part = head.slice(from, to);
      const content = to - Math.max(from, run.message.head_bytes[message]);
      return h('div', {}, h('p', {}, h('button', { type: 'button', class: 'link', onclick: () => select({ kind: 'message', row: message }) },
        `${run.text(run.message.kind[message])} ${run.message.id[message]}`), ` bytes ${formatNumber(from)} to ${formatNumber(to - 1)} of ${formatNumber(run.message.stream_end[message] - start)}`),
      part ? h('pre', {}, part) : '', content > 0 ? h('p', { class: 'muted' }, `${formatNumber(content)} bytes of content (${run.text(run.message.content[message]) || 'of no known kind'})`) : '');
    });
    return h('section', {}, h('h3', {}, `Payload: ${formatNumber(payload[segment])} bytes`), pieces.length ? pieces : h('p', {}, 'They belong to no known HTTP message.'));
  }

  makePath(run, row) {
    const { packet } = run;
    const segment = packet.segment[row];
    const rows = segment < 0 ? [row] : run.packetsOfSegment(segment);
    const start = packet.time[rows[0]];
    return h('section', {}, h('h3', {}, 'The way over the hops'), h('table', { class: 'plain path' },
      h('thead', {}, h('tr', {}, ['Time', 'Since it was sent', 'Event', 'At', 'Interface', 'Time to live', 'Packet'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, rows.map((one) => h('tr', { 'aria-selected': one === row }, h('td', { class: 'number' }, formatTime(packet.time[one])), h('td', { class: 'number' }, formatDuration(packet.time[one] - start)),
        h('td', {}, run.text(packet.event[one]) + (packet.reason[one] >= 0 ? `: ${run.text(packet.reason[one])}` : '')), h('td', {}, run.nodeName(packet.node[one])),
        h('td', { class: 'number' }, String(packet.interface[one])), h('td', { class: 'number' }, packet.life[one] < 0 ? '–' : String(packet.life[one])),
        h('td', {}, h('button', { type: 'button', class: 'link', onclick: () => select({ kind: 'packet', row: one }) }, String(packet.id[one]))))))));
  }
}
