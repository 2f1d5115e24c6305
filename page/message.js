/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Message: its head, its bytes and the segments that carried them, and which were sent again.

import { h } from './dom.js';
import { formatBytes, formatCount, formatTicks, formatTime, makeTicks } from './format.js';
import { isSame, select, state } from './store.js';
import { makeTable } from './table.js';

const MOST_PIECES = 3000; // segments that are drawn one by one

export class MessageView {
  constructor() {
    this.name = 'message';
    this.title = 'Message';
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

  /** The message that is shown: what is selected, or what belongs to it. */
  current() {
    const { run, selection, connection } = state;
    if (selection?.kind === 'message') {
      return selection.row;
    }
    if (selection?.kind === 'transaction') {
      const response = run.messageOf(selection.row, 'response');
      return response < 0 ? run.messageOf(selection.row, 'request') : response;
    }
    const segment = selection?.kind === 'segment' ? selection.row : selection?.kind === 'packet' ? run.packet.segment[selection.row] : -1;
    if (segment >= 0 && run.messagesOfSegment(segment).length) {
      return run.messagesOfSegment(segment)[0];
    }
    const rows = connection < 0 ? [] : run.messagesOfConnection.get(run.connection.id[connection]) ?? [];
    return rows.find((row) => run.senderOf(row) === 1) ?? rows[0] ?? -1;
  }

  order() {
    const { run, connection } = state;
    const rows = connection < 0 ? [] : run.messagesOfConnection.get(run.connection.id[connection]) ?? [];
    return [...rows].sort((a, b) => run.message.first_sent_ns[a] - run.message.first_sent_ns[b] || a - b).map((row) => ({ kind: 'message', row }));
  }

  fill() {
    const { run } = state;
    const row = this.current();
    if (row < 0) {
      this.host.replaceChildren(h('div', { class: 'overview' }, h('p', { class: 'calm' },
        run.level === 'summary' ? 'The trace has no messages: it was written at level summary.' : 'There is no message of what is selected.')));
      return;
    }
    const { message } = run;
    const refs = this.order();
    const at = refs.findIndex((ref) => ref.row === row);
    const step = (by) => h('button', { type: 'button', class: 'small', disabled: !refs[at + by], onclick: () => select(refs[at + by]) }, by < 0 ? '‹ before' : 'next ›');
    const size = message.stream_end[row] - message.stream_begin[row];
    this.host.replaceChildren(h('div', { class: 'overview' },
      h('div', { class: 'toolbar bare' }, h('h2', { class: 'shown' }, `${run.text(message.kind[row]) === 'request' ? 'Request' : 'Response'} ${message.id[row]}`),
        h('span', { class: 'total' }, `${formatBytes(size)} of the stream, ${run.text(message.outcome[row])}`), h('span', { class: 'stretch' }), step(-1), step(1)),
      h('pre', { class: 'head' }, run.text(message.head[row])),
      h('p', { class: 'muted' }, `Written ${formatTime(message.first_sent_ns[row])} to ${formatTime(message.last_sent_ns[row])}, read ${formatTime(message.first_received_ns[row])} to ` +
        `${formatTime(message.last_received_ns[row])}; content ${formatBytes(message.body_bytes[row])}` + (run.text(message.content[row]) ? ` (${run.text(message.content[row])})` : '')),
      ...this.makeBytes(run, row, size)));
  }

  // The bytes from the left to the right; below them what was sent again.
  makeBytes(run, row, size) {
    const { segment, message } = run;
    const rows = state.isLoaded ? run.segmentsOfMessage(row) : [];
    if (rows.length === 0) {
      return [h('p', { class: 'calm' }, !state.isLoaded ? 'Reading …' : run.level === 'full' ? 'No segment of it was seen.' : `The trace has no segments: it was written at level ${run.level || 'unknown'}.`)];
    }
    const start = message.stream_begin[row];
    const percent = (bytes) => Math.max(0, Math.min(100, bytes / Math.max(1, size) * 100));
    const firsts = rows.filter((one) => !(segment.retransmission[one] > 0));
    const agains = rows.filter((one) => segment.retransmission[one] > 0);
    const bar = (one) => {
      const from = percent(segment.begin[one] - start);
      const to = percent(segment.begin[one] + segment.payload[one] - start);
      const isLost = segment.received[one] < 0;
      const isOn = isSame(state.selection, { kind: 'segment', row: one });
      return h('button', { type: 'button', tabindex: -1, class: `piece${segment.retransmission[one] > 0 ? ' again' : ''}${isLost ? ' lost' : ''}${isOn ? ' on' : ''}`, 'data-segment': segment.id[one],
        style: `left: ${from}%; width: ${to - from}%`, onclick: () => select({ kind: 'segment', row: one }),
        title: `segment ${segment.id[one]}: bytes ${segment.begin[one] - start} to ${segment.begin[one] + segment.payload[one] - 1 - start}, ${isLost ? 'lost' : 'received ' + formatTime(segment.received[one])}` });
    };
    const ticks = makeTicks(0, size, 8);
    return [
      run.isReduced ? h('p', { class: 'muted' }, 'The page holds only a part of the segments.') : '',
      h('h3', {}, `${formatCount(firsts.length, 'segment')}` + (agains.length ? `, ${formatCount(agains.length, 'more', 'more')} that sent bytes again` : '')),
      h('div', { class: 'bytes', role: 'img', 'aria-label': 'Which segments carried which bytes; the table below tells the same' },
        h('div', { class: 'lane' }, h('span', { class: 'headpart', style: `width: ${percent(message.head_bytes[row])}%`, title: `head: ${message.head_bytes[row]} bytes` })),
        h('div', { class: 'lane' }, firsts.slice(0, MOST_PIECES).map(bar)), agains.length ? h('div', { class: 'lane' }, agains.slice(0, MOST_PIECES).map(bar)) : '',
        h('div', { class: 'scale' }, formatTicks(ticks).map((label, i) => h('span', { style: `left: ${percent(ticks[i])}%` }, label)))),
      h('div', { class: 'legend bare' }, [['ink', 'head'], ['receive', 'segment'], ['again', 'sent again'], ['loss', 'lost']].map(([fill, label]) =>
        h('span', { class: 'key' }, h('i', { style: `background: var(--${fill})` }), label))),
      makeTable({
        caption: 'Segments by their place in the message; times in milliseconds', columns: ['Segment', 'From byte', 'To byte', 'Bytes', 'Sent', 'Received', 'Sent again', 'Lost'], count: rows.length,
        row: (i) => {
          const one = rows[i];
          return [segment.id[one], segment.begin[one] - start, segment.begin[one] + segment.payload[one] - 1 - start, segment.payload[one], segment.sent[one] / 1e6,
                  segment.received[one] < 0 ? '' : segment.received[one] / 1e6, segment.retransmission[one] > 0 ? 'yes' : '', segment.lost[one] < 0 ? '' : run.text(segment.reason[one])];
        },
        ref: (i) => ({ kind: 'segment', row: rows[i] }),
      }),
    ];
  }
}
