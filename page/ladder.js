/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Ladder: what both ends of a connection do, a line each event in their order: socket calls, states,
// messages at the sides, segments between them, with the hops where they passed.

import { h } from './dom.js';
import { formatCount, formatNumber, formatTime } from './format.js';
import { isLinked } from './links.js';
import { missing, pickConnection } from './pick.js';
import { nameFlags } from './run.js';
import { state } from './store.js';
import { fit, measure } from './surface.js';
import { firstFrom } from './sequence.js';
import { View } from './view.js';

const STEP = 17;
const TITLE = 38;

// What happens at one instant, causes before effects.
const RANKS = { create: 0, bind: 0, listen: 0, connect: 0, received: 1, state: 1.5, control: 2, call: 3, receive: 4, complete: 5, message: 6, send: 7, data: 8,
                'shutdown-send': 9, 'shutdown-receive': 9, close: 9, 'FIN-WAIT-1': 10, 'LAST-ACK': 10, end: 11, CLOSED: 12 };

/** Segments of a connection beyond which the ladder shows only those of the window of time. */
const LONG = 40000;

/** Whether a connection has more segments than the ladder shows. */
function isLong(run, connectionRow) {
  const id = run.connection.id[connectionRow] * 2;
  return (run.segmentsOf?.get(id)?.length ?? 0) + (run.segmentsOf?.get(id + 1)?.length ?? 0) > LONG;
}

/** The events of a connection, in their order; of one with very many segments, those of the window. */
export function eventsOf(run, connectionRow) {
  const part = isLong(run, connectionRow);
  const id = run.connection.id[connectionRow];
  const events = [];
  const add = (time, rank, side, text, more) => events.push({ time, rank, side, text, ...more });
  for (const row of run.callsOf(connectionRow)) {
    const name = run.text(run.call.call[row]);
    const side = run.call.node[row] === run.nodeOfEnd(connectionRow, 0) ? 0 : 1;
    const result = run.call.result[row];
    const about = name === 'send' || name === 'receive' ? ` ${formatNumber(result)} bytes`
      : name === 'connect' || name === 'accept' ? ' ' + run.text(run.call.remote[row]) : name === 'bind' && run.text(run.call.local[row]) ? ' ' + run.text(run.call.local[row]) : '';
    add(run.call.time_ns[row], RANKS[name] ?? RANKS.call, side, name + about + (run.text(run.call.detail[row]) ? `: ${run.text(run.call.detail[row])}` : ''), { kind: 'call' });
  }
  const { state: states } = run;
  for (let row = 0; row < states.rows; row++) {
    if (states.connection[row] === id) {
      const name = run.text(states.new_state[row]);
      const side = states.node[row] === run.nodeOfEnd(connectionRow, 0) ? 0 : 1;
      add(states.time_ns[row], RANKS[name] ?? RANKS.state, side, name, { kind: 'state' });
    }
  }
  for (const row of run.messagesOfConnection.get(id) ?? []) {
    const sender = run.senderOf(row);
    const name = `${run.text(run.message.kind[row])} ${run.message.id[row]}`;
    const ref = { kind: 'message', row };
    if (run.message.first_sent_ns[row] >= 0) {
      add(run.message.first_sent_ns[row], RANKS.message, sender, `${name}: ${run.text(run.message.head[row]).split('\r\n')[0]}`, { kind: 'message', ref });
    }
    if (run.message.last_received_ns[row] >= 0 && run.text(run.message.outcome[row]) === 'complete') {
      add(run.message.last_received_ns[row], RANKS.complete, 1 - sender, `${name} is complete`, { kind: 'message', ref });
    }
  }
  const { segment } = run;
  for (const end of [0, 1]) {
    let rows = run.segmentsOf?.get(id * 2 + end) ?? [];
    if (part) {
      const first = firstFrom(rows, segment.sent, state.from);
      rows = rows.subarray(first, Math.min(first + LONG / 2, firstFrom(rows, segment.sent, state.until + 1)));
    }
    for (const row of rows) {
      const isEnd = (segment.flags[row] & 5) !== 0;
      const rank = isEnd ? RANKS.end : segment.payload[row] > 0 ? RANKS.data : RANKS.control;
      const ref = { kind: 'segment', row };
      const sent = { time: segment.sent[row], rank, side: end, kind: 'sent', ref, text: '' };
      events.push(sent);
      if (segment.received[row] >= 0) {
        const arrival = { time: segment.received[row], rank: RANKS.received, side: 1 - end, kind: 'received', ref, text: '', sent };
        sent.arrival = arrival;
        events.push(arrival);
      }
    }
  }
  events.sort((a, b) => a.time - b.time || a.rank - b.rank || (a.ref?.row ?? 0) - (b.ref?.row ?? 0));
  events.forEach((event, i) => { event.line = i; });
  return events;
}

/** What an arrow says. */
export function describeSegment(run, row) {
  const { segment } = run;
  const parts = [nameFlags(segment.flags[row]) || 'no flags'];
  parts.push(`seq ${segment.payload[row] > 0 || segment.flags[row] & 7 ? (segment.flags[row] & 2 ? segment.sequence[row] : segment.begin[row] + 1) : segment.begin[row] + 1}`);
  if (segment.ack[row] >= 0 && !(segment.flags[row] & 4)) {
    parts.push(`ack ${segment.ack[row] + 1}`);
  }
  if (segment.payload[row] > 0) {
    parts.push(`len ${segment.payload[row]}`);
  }
  const carried = run.messagesOfSegment(row).map((message) => `${run.text(run.message.kind[message])} ${run.message.id[message]}`);
  return parts.join(' ') + (carried.length ? ` (${carried.slice(0, 3).join(', ')}${carried.length > 3 ? ', …' : ''})` : '');
}

export class Ladder extends View {
  constructor() {
    super('ladder');
    this.title = 'Ladder';
    this.isScrolled = true;
    this.hasTime = false;
  }

  toolbar() {
    const { run, connection } = state;
    return [pickConnection(), connection >= 0 && isLong(run, connection) ? h('span', { class: 'total' }, `segments of the window of time only, at most ${formatNumber(LONG)}`) : ''];
  }

  legend() {
    return [['receive', 'segment with payload'], ['muted', 'segment without'], ['again', 'sent again'], ['loss', 'lost ✕'], ['established', 'state'], ['ink', 'message']];
  }

  dependsOn(changed) {
    return ['selection', 'isLoaded', 'connection', 'run', 'theme', 'from', 'until'].some((key) => changed.has(key));
  }

  prepare() {
    if (this.prepared) {
      return this.prepared;
    }
    const { run, connection } = state;
    if (connection < 0) {
      return { events: [], hops: [] };
    }
    const events = eventsOf(run, connection);
    // Hops between the ends, in the order in which the first segment met them.
    const ends = [0, 1].map((end) => run.nodeOfEnd(connection, end));
    const hops = [];
    const first = events.find((event) => event.kind === 'sent' && event.side === 0);
    for (const packet of first ? run.packetsOfSegment(first.ref.row) : []) {
      const node = run.packet.node[packet];
      if (!ends.includes(node) && !hops.includes(node)) {
        hops.push(node);
      }
    }
    this.prepared = { events, hops };
    return this.prepared;
  }

  contentHeight() {
    return this.prepare().events.length * STEP + TITLE;
  }

  order() {
    return this.prepare().events.filter((event) => event.ref && event.kind !== 'received').map((event) => event.ref);
  }

  placeOf({ kind, row }) {
    const event = this.prepare().events.find((other) => other.ref?.kind === kind && other.ref.row === row) ??
      this.prepare().events.find((other) => other.ref && isLinked(other.ref.kind, other.ref.row));
    return event ? [event.line * STEP, STEP] : null;
  }

  changed(changed) {
    if ((changed.has('from') || changed.has('until')) && state.connection >= 0 && isLong(state.run, state.connection)) {
      this.prepared = null;
    }
    super.changed(changed);
    // Where the window of time begins anew, so does what is shown.
    if (this.host && changed.has('from') && !changed.has('selection')) {
      const line = this.prepare().events.findIndex((event) => event.time >= state.from);
      if (line >= 0) {
        this.scroller.scrollTop = line * STEP;
      }
    }
  }

  paint(surface, box) {
    const { run, connection } = state;
    const text = connection < 0 || run.level === 'summary' ? missing() : '';
    const { events, hops } = this.prepare();
    if (text || events.length === 0) {
      this.label(surface, 20, 40, text || missing() || 'Nothing of this connection was seen.', 'muted', { size: 13 });
      return;
    }
    const time = 84;
    const side = Math.min(330, Math.max(130, (box.width - 2 * time) * 0.25));
    const place = { a: time + side, b: box.width - time - side, time };
    place.hops = hops.map((_, i) => place.a + (place.b - place.a) * (i + 1) / (hops.length + 1));
    const y = (line) => TITLE + 4 + line * STEP + STEP / 2 - box.top;
    this.limit = TITLE;
    surface.clip(0, TITLE, box.width, box.height - TITLE, () => {
      const first = Math.max(0, Math.floor(box.top / STEP) - 1);
      const last = Math.min(events.length, Math.ceil((box.top + box.height) / STEP));
      for (let i = first; i < last; i++) {
        const event = events[i];
        if (event.ref && isLinked(event.ref.kind, event.ref.row)) {
          surface.rect(0, y(i) - STEP / 2, box.width, STEP, 'selected', { alpha: this.isSelected(event.ref) ? 0.9 : 0.4 });
        }
      }
      [place.a, place.b].forEach((x) => surface.line([x, TITLE, x, box.height], 'ink', { width: 1.5 }));
      place.hops.forEach((x) => surface.line([x, TITLE, x, box.height], 'rule', { dash: [3, 3] }));
      this.paintArrows(surface, box, place, y, first, last);
      for (let i = first; i < last; i++) {
        this.paintEvent(surface, box, place, events[i], y(i), i > first ? events[i - 1] : null);
      }
    });
    this.limit = 0;
    this.paintHead(surface, box, place, hops);
  }

  paintHead(surface, box, place, hops) {
    const { run, connection } = state;
    surface.rect(0, 0, box.width, TITLE, 'paper');
    [[place.a, 0, 'right', -10], [place.b, 1, 'left', 10]].forEach(([x, end, align, shift]) => {
      const room = end === 0 ? x - 20 : box.width - x - 20;
      this.label(surface, x + shift, 15, fit(run.nodeName(run.nodeOfEnd(connection, end)), room, 12), 'ink', { bold: true, align });
      this.label(surface, x + shift, 30, fit(run.endpoint(connection, end), room, 11), 'muted', { size: 11, align });
    });
    place.hops.forEach((x, i) => this.label(surface, x, 30, fit(run.nodeName(hops[i]), 90, 11), 'muted', { size: 11, align: 'center', isOptional: true }));
    surface.line([0, TITLE - 0.5, box.width, TITLE - 0.5], 'rule');
  }

  paintArrows(surface, box, place, y, first, last) {
    const { run } = state;
    const { events } = this.prepare();
    const { segment } = run;
    // An arrow may begin above what is shown and end below it.
    const shown = new Set();
    for (let i = first; i < last; i++) {
      const event = events[i];
      if (event.kind === 'sent') {
        shown.add(event);
      } else if (event.kind === 'received') {
        shown.add(event.sent);
      }
    }
    for (const event of shown) {
      const { row } = event.ref;
      const isAgain = segment.retransmission[row] > 0;
      const isLost = !event.arrival;
      const fill = isLost ? 'loss' : isAgain ? 'again' : segment.payload[row] > 0 ? 'receive' : 'muted';
      const [from, to] = event.side === 0 ? [place.a, place.b] : [place.b, place.a];
      const top = y(event.line);
      const way = to - from;
      const end = isLost ? from + way * this.lossShare(row) : to;
      const bottom = isLost ? top + 9 : y(event.arrival.line);
      surface.line([from, top, end, bottom], fill, { width: 1.25, alpha: 0.85 });
      const sign = Math.sign(way);
      if (isLost) {
        surface.line([end - 4, bottom - 4, end + 4, bottom + 4], 'loss', { width: 2 });
        surface.line([end - 4, bottom + 4, end + 4, bottom - 4], 'loss', { width: 2 });
      } else {
        const slope = (bottom - top) / Math.abs(way);
        surface.polygon([end, bottom, end - sign * 8, bottom - 8 * slope - 3.5, end - sign * 8, bottom - 8 * slope + 3.5], fill);
        place.hops.forEach((x) => surface.rect(x - 2, top + (bottom - top) * Math.abs((x - from) / way) - 2, 4, 4, fill));
      }
    }
  }

  // How far a segment that was lost came: to the hop that dropped it.
  lossShare(row) {
    const { run, connection } = state;
    const { hops } = this.prepare();
    const node = run.packetsOfSegment(row).filter((packet) => run.packet.reason[packet] >= 0).map((packet) => run.packet.node[packet])[0];
    const side = run.segment.end[row];
    const at = hops.indexOf(node);
    if (at < 0) {
      return node === run.nodeOfEnd(connection, 1 - side) ? 0.96 : 0.12;
    }
    const share = (at + 1) / (hops.length + 1);
    return side === 0 ? share : 1 - share;
  }

  paintEvent(surface, box, place, event, y, before) {
    const { run } = state;
    const isLeft = event.side === 0;
    const x = isLeft ? place.a : place.b;
    if (!before || before.time !== event.time || before.side !== event.side) {
      this.label(surface, isLeft ? place.time - 12 : box.width - place.time + 12, y + 4, formatTime(event.time), 'muted', { size: 11, align: isLeft ? 'right' : 'left' });
    }
    if (event.kind === 'sent' || event.kind === 'received') {
      if (event.kind === 'sent') {
        const { row } = event.ref;
        const isLost = !event.arrival;
        const room = (place.b - place.a) * (isLost ? 0.7 : 0.9);
        const words = fit(describeSegment(run, row) + (isLost ? `  lost: ${run.text(run.segment.reason[row]) || 'not received'}` : ''), room, 11);
        const width = measure(words, 11);
        const at = isLeft ? place.a + 12 : place.b - 12 - width;
        this.label(surface, at, y - 1, words, isLost ? 'loss' : 'ink', { size: 11, halo: true });
        this.item(place.a, y - STEP / 2, place.b - place.a, STEP, event.ref, () => this.tipOf(row), isLost ? 'lost' : 'sent');
      }
      return;
    }
    const room = (isLeft ? place.a - place.time : box.width - place.time - place.b) - 16;
    const words = fit(event.text, room, 12);
    const isBadge = event.kind === 'state';
    const width = measure(words, isBadge ? 10 : 12);
    const at = isLeft ? x - 10 - width : x + 10;
    if (isBadge) {
      const fill = event.text === 'ESTABLISHED' ? 'established' : event.text === 'TIME-WAIT' || event.text === 'CLOSED' ? 'timewait' : event.text.startsWith('SYN') ? 'opening' : 'closing';
      surface.rect(at - 4, y - 7, width + 8, 14, fill);
      this.label(surface, at, y + 3.5, words, fill === 'timewait' ? 'ink' : 'on-bar', { size: 10 });
    } else {
      this.label(surface, at, y + 4, words, event.kind === 'message' ? 'ink' : 'muted', { size: 12, bold: event.kind === 'message' && width < room - 12 });
    }
    this.item(isLeft ? place.time : place.b, y - STEP / 2, room + 16, STEP, event.ref ?? null, () => [event.text, formatTime(event.time), run.nodeName(run.nodeOfEnd(state.connection, event.side))], event.kind);
  }

  tipOf(row) {
    const { run } = state;
    const { segment, packet } = run;
    return [describeSegment(run, row), `sent ${formatTime(segment.sent[row])}`,
            segment.received[row] >= 0 ? `received ${formatTime(segment.received[row])}` : `not received${segment.lost[row] >= 0 ? `: ${run.text(segment.reason[row])}` : ''}`,
            ...run.packetsOfSegment(row).map((one) => `${run.text(packet.event[one])} at ${run.nodeName(packet.node[one])} ${formatTime(packet.time[one])}`)];
  }

  table() {
    const { run } = state;
    const { events } = this.prepare();
    return {
      caption: `${formatCount(events.length, 'event')} of the connection in their order; times in milliseconds`,
      columns: ['Time', 'At', 'What', ''],
      count: events.length,
      row: (i) => {
        const event = events[i];
        const text = event.ref?.kind === 'segment' ? describeSegment(run, event.ref.row) : event.text;
        return [event.time / 1e6, run.nodeName(run.nodeOfEnd(state.connection, event.side)), event.kind, text];
      },
      ref: (i) => events[i].ref,
    };
  }
}
