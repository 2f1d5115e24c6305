/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Time-sequence of one direction, by the conventions of tcptrace: at its sender, when which bytes were
// sent, acknowledged, selectively acknowledged, allowed by the window; what was sent again and lost.

import { BLOCK, makeBlocks, MANY, rangeOf } from './blocks.js';
import { formatBytes, formatNumber, formatTicks, formatTime, makeTicks } from './format.js';
import { isLinked } from './links.js';
import { missing, pickConnection, pickDirection } from './pick.js';
import { FLAGS, nameFlags } from './run.js';
import { state } from './store.js';
import { AXIS, View } from './view.js';

const DENSE = 4000; // beyond so many segments in the window, a bar stands for those of a pixel

/** The first place in `rows` whose value in `column` is not before `value`. */
export function firstFrom(rows, column, value) {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[rows[middle]] < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

export class Sequence extends View {
  constructor() {
    super('sequence');
    this.title = 'Time-sequence';
  }

  toolbar() {
    return [pickConnection(), pickDirection()];
  }

  legend() {
    return [['receive', 'segment'], ['again', 'sent again'], ['loss', 'lost ✕'], ['acked', 'acknowledged', { line: 'solid' }],
            ['window', 'window', { line: 'solid' }], ['sack', 'selectively acknowledged']];
  }

  prepare() {
    if (this.prepared || !state.isLoaded || state.connection < 0) {
      return this.prepared ?? { sent: [], acks: [], again: [] };
    }
    const { run, connection, end } = state;
    const key = run.connection.id[connection] * 2;
    const { received, ack } = run.segment;
    const { begin, payload, edge } = run.segment;
    const sent = run.segmentsOf?.get(key + end) ?? new Int32Array(0);
    const acks = (run.segmentsOf?.get(key + 1 - end) ?? new Int32Array(0)).filter((row) => received[row] >= 0 && ack[row] >= 0);
    acks.sort((a, b) => received[a] - received[b] || a - b);
    const hasPlace = (row, value) => (begin[row] >= 0 ? value : NaN);
    this.prepared = {
      sent, acks,
      bytes: makeBlocks(sent, (row) => hasPlace(row, begin[row]), (row) => hasPlace(row, begin[row] + payload[row])),
      edges: makeBlocks(acks, (row) => edge[row]),
      again: sent.filter((row) => run.segment.retransmission[row] > 0 && payload[row] > 0),
    };
    return this.prepared;
  }

  order() {
    return Array.from(this.prepare().sent, (row) => ({ kind: 'segment', row }));
  }

  // The bytes that stand in the window of time.
  range(box) {
    const { run } = state;
    const { sent, acks, bytes, edges } = this.prepare();
    const { sent: time, received, ack, begin, payload, edge } = run.segment;
    const first = firstFrom(sent, time, state.from);
    const last = Math.max(first, firstFrom(sent, time, state.until + 1));
    const firstAck = Math.max(0, firstFrom(acks, received, state.from) - 1);
    const lastAck = Math.max(firstAck, firstFrom(acks, received, state.until + 1));
    let low = Infinity;
    let high = -Infinity;
    if (last - first > MANY) {
      [low, high] = rangeOf(bytes, first, last);
    } else {
      for (let i = first; i < last; i++) {
        if (begin[sent[i]] >= 0) {
          low = Math.min(low, begin[sent[i]]);
          high = Math.max(high, begin[sent[i]] + payload[sent[i]]);
        }
      }
    }
    // Acknowledgments only grow: the first and the last tell.
    const seen = received[acks[firstAck]] >= state.from || sent.length === 0 ? firstAck : firstAck + 1;
    if (seen < lastAck) {
      low = Math.min(low, ack[acks[seen]]);
      high = Math.max(high, ack[acks[lastAck - 1]]);
    }
    let window = -Infinity;
    if (lastAck - firstAck > MANY) {
      [, window] = rangeOf(edges, firstAck, lastAck);
    } else {
      for (let k = firstAck; k < lastAck; k++) {
        window = Math.max(window, edge[acks[k]]);
      }
    }
    if (high < low) {
      low = lastAck > firstAck ? ack[acks[firstAck]] : 0;
      high = low + 1;
    }
    // The window is shown where it is near; else it would press all else to the ground.
    if (window > high && window - low < (high - low) * 2.5) {
      high = window;
    }
    const room = Math.max(10, (high - low) * 0.06);
    low -= room;
    high += room;
    const bottom = box.height - 12;
    const top = AXIS + 14;
    const scale = (bottom - top) / (high - low);
    return { low, high, y: (value) => bottom - (value - low) * scale, first, last, firstAck, lastAck, bottom, top };
  }

  paint(surface, box) {
    const text = missing();
    const { sent, acks } = this.prepare();
    if (text || (sent.length === 0 && acks.length === 0)) {
      this.label(surface, box.left, AXIS + 30, text || 'This end has sent nothing that was seen.', 'muted', { size: 13 });
      return;
    }
    const range = this.range(box);
    const ticks = makeTicks(range.low, range.high, (range.bottom - range.top) / 50);
    formatTicks(ticks).forEach((label, i) => {
      const y = Math.round(range.y(ticks[i])) + 0.5;
      if (ticks[i] >= 0) {
        surface.line([box.left, y, box.right, y], 'grid');
        this.label(surface, box.left - 8, y + 4, label, 'muted', { size: 11, align: 'right' });
      }
    });
    this.label(surface, 10, AXIS + 18, 'bytes of the stream', 'muted', { size: 11 });
    surface.clip(box.left, AXIS, box.right - box.left, box.height - AXIS, () => {
      this.paintStairs(surface, box, range, 'edge', 'window');
      this.paintStairs(surface, box, range, 'ack', 'acked');
      this.paintSacks(surface, box, range);
      if (range.last - range.first > DENSE) {
        this.paintDense(surface, box, range);
      } else {
        this.paintSegments(surface, box, range);
      }
      this.paintLosses(surface, box, range);
    });
  }

  // What was acknowledged, or allowed, as stairs: each acknowledgment counts from its arrival on.
  paintStairs(surface, box, range, name, fill) {
    const { run } = state;
    const { acks } = this.prepare();
    const { received } = run.segment;
    const values = run.segment[name];
    const points = [];
    let most = -1;
    let lastX = -Infinity;
    // Of very many, some: they only grow, and there are several for each pixel still.
    const step = Math.max(1, Math.floor((range.lastAck - range.firstAck) / 12000));
    for (let i = range.firstAck; i < range.lastAck; i += step) {
      const x = box.x(received[acks[i]]);
      const value = name === 'ack' ? Math.max(most, values[acks[i]]) : values[acks[i]];
      if (value === most) {
        continue;
      }
      if (x - lastX >= 0.5 || i + step >= range.lastAck) {
        if (most >= 0) {
          points.push(x, range.y(most));
        }
        points.push(x, range.y(value));
        lastX = x;
      }
      most = value;
    }
    if (points.length) {
      points.push(box.right + 2, range.y(most));
      surface.line(points, fill, { width: 1.25 });
    }
  }

  paintSacks(surface, box, range) {
    const { run } = state;
    const { acks } = this.prepare();
    if (run.sacksOf.size === 0) {
      return;
    }
    let last = -1;
    for (let i = range.firstAck; i < range.lastAck; i++) {
      if (!run.sacksOf.has(acks[i])) {
        continue;
      }
      const pixel = Math.floor(box.x(run.segment.received[acks[i]]) * 2);
      if (pixel === last && range.lastAck - range.firstAck > 4000) {
        continue;
      }
      last = pixel;
      for (const place of run.sacksOf.get(acks[i]) ?? []) {
        const x = box.x(run.segment.received[acks[i]]);
        const top = range.y(run.sack.end[place]);
        surface.rect(x - 0.5, top, 1, Math.max(1, range.y(run.sack.begin[place]) - top), 'sack', { alpha: 0.6 });
      }
    }
  }

  paintSegments(surface, box, range) {
    const { run } = state;
    const { sent } = this.prepare();
    const { segment } = run;
    const isFew = range.last - range.first < 250;
    for (let i = range.first; i < range.last; i++) {
      const row = sent[i];
      if (segment.payload[row] > 0 && isLinked('segment', row)) {
        const top = range.y(segment.begin[row] + segment.payload[row]);
        surface.rect(box.x(segment.sent[row]) - 5, top - 2, 10, Math.max(2, range.y(segment.begin[row]) - top) + 4, 'selected');
      }
    }
    for (let i = range.first; i < range.last; i++) {
      const row = sent[i];
      const ref = { kind: 'segment', row };
      const x = box.x(segment.sent[row]);
      const from = Math.max(0, segment.begin[row]);
      const top = range.y(from + segment.payload[row]);
      const height = range.y(from) - top;
      const isAgain = segment.retransmission[row] > 0 && segment.payload[row] > 0;
      const fill = isAgain ? 'again' : 'receive';
      if (isFew && segment.received[row] >= 0 && segment.payload[row] > 0) {
        const y = top + height / 2;
        surface.line([x, y, box.x(segment.received[row]), y], fill, { alpha: 0.22 });
      }
      if (segment.payload[row] > 0) {
        const width = isAgain ? 3 : 2;
        surface.rect(x - width / 2, top, width, Math.max(1.5, height), fill);
        if (isFew) {
          surface.line([x - 3, top, x + 3, top], fill);
          surface.line([x - 3, top + height, x + 3, top + height], fill);
        }
        if (isAgain && isFew) {
          this.label(surface, x + 5, top + 4, 'R', 'again', { size: 10, bold: true, isOptional: true });
        }
        this.item(x - 2, top, 4, Math.max(1.5, height), ref, () => this.tipOf(row), isAgain ? 'again' : 'segment');
      }
      const flags = nameFlags(segment.flags[row] & (FLAGS.SYN | FLAGS.FIN | FLAGS.RST));
      if (flags) {
        const y = range.y(from + segment.payload[row]);
        surface.polygon([x - 4, y, x, y - 4, x + 4, y, x, y + 4], segment.flags[row] & FLAGS.RST ? 'loss' : segment.retransmission[row] > 0 ? 'again' : 'ink');
        this.label(surface, x + 7, y - 3, flags, 'ink', { size: 10, isOptional: true });
        this.item(x - 4, y - 4, 8, 8, ref, () => this.tipOf(row), 'flag');
      }
    }
  }

  // Where segments stand too near: for each pixel, from the lowest to the highest byte.
  paintDense(surface, box, range) {
    const { run } = state;
    const { sent } = this.prepare();
    const { segment } = run;
    const paintColumn = (x, low, high, fill) => {
      const top = range.y(high);
      surface.rect(x, top, 1, Math.max(1.5, range.y(low) - top), fill);
      this.items.push({ x, y: top, width: 1, height: range.y(low) - top, ref: null, tip: null, kind: 'dense' });
    };
    if (range.last - range.first > MANY) {
      this.paintBlocks(box, range, paintColumn);
      return;
    }
    for (const again of [0, 1]) {
      let column = -1;
      let low = 0;
      let high = 0;
      for (let i = range.first; i < range.last; i++) {
        const row = sent[i];
        if (segment.payload[row] <= 0 || (segment.retransmission[row] > 0 ? 1 : 0) !== again) {
          continue;
        }
        const x = Math.floor(box.x(segment.sent[row]));
        const begin = segment.begin[row];
        const until = begin + segment.payload[row];
        if (x !== column || begin > high + 200000 || until < low - 200000) {
          if (column >= 0) {
            paintColumn(column, low, high, again ? 'again' : 'receive');
          }
          column = x;
          low = begin;
          high = until;
        } else {
          low = Math.min(low, begin);
          high = Math.max(high, until);
        }
      }
      if (column >= 0) {
        paintColumn(column, low, high, again ? 'again' : 'receive');
      }
    }
  }

  // The same from blocks of rows; those sent again are few and painted one by one.
  paintBlocks(box, range, paintColumn) {
    const { segment } = state.run;
    const { sent, bytes, again } = this.prepare();
    for (let block = Math.floor(range.first / BLOCK); block < range.last / BLOCK; block++) {
      if (!Number.isNaN(bytes.low[block])) {
        paintColumn(Math.floor(box.x(segment.sent[sent[block * BLOCK]])), bytes.low[block], bytes.high[block], 'receive');
      }
    }
    let last = -1;
    for (let i = firstFrom(again, segment.sent, state.from); i < again.length && segment.sent[again[i]] <= state.until; i++) {
      const x = Math.floor(box.x(segment.sent[again[i]]));
      if (x !== last) {
        paintColumn(x, segment.begin[again[i]], segment.begin[again[i]] + segment.payload[again[i]], 'again');
        last = x;
      }
    }
  }

  paintLosses(surface, box, range) {
    const { run, connection, end } = state;
    const { segment } = run;
    const id = run.connection.id[connection];
    for (const row of run.losses) {
      if (segment.connection[row] !== id || segment.end[row] !== end || segment.lost[row] < state.from || segment.lost[row] > state.until) {
        continue;
      }
      const x = box.x(segment.lost[row]);
      const y = range.y(Math.max(0, segment.begin[row]) + segment.payload[row] / 2);
      surface.line([x - 4, y - 4, x + 4, y + 4], 'loss', { width: 2 });
      surface.line([x - 4, y + 4, x + 4, y - 4], 'loss', { width: 2 });
      this.item(x - 4, y - 4, 8, 8, { kind: 'segment', row }, () => this.tipOf(row), 'lost');
    }
  }

  tipOf(row) {
    const { run } = state;
    const { segment } = run;
    const messages = run.messagesOfSegment(row).map((message) => `${run.text(run.message.kind[message])} ${run.message.id[message]}`);
    return [
      `segment ${segment.id[row]}: ${nameFlags(segment.flags[row])}`,
      segment.payload[row] > 0 ? `bytes ${formatNumber(segment.begin[row])} to ${formatNumber(segment.begin[row] + segment.payload[row] - 1)}, ${formatBytes(segment.payload[row])}` : 'no payload',
      segment.retransmission[row] > 0 ? 'sent again' : '',
      messages.join(', '),
      `sent ${formatTime(segment.sent[row])}`,
      segment.lost[row] >= 0 ? `lost ${formatTime(segment.lost[row])}: ${run.text(segment.reason[row])}` : `received ${formatTime(segment.received[row])}`,
    ].filter(Boolean);
  }

  table() {
    const { run } = state;
    const { segment } = run;
    const { sent } = this.prepare();
    const ms = (time) => (time < 0 ? '' : time / 1e6);
    return {
      caption: 'Segments of this direction in the order of sending; times in milliseconds',
      columns: ['Segment', 'Sent', 'Received', 'Lost', 'Flags', 'From byte', 'Bytes', 'Sent again', 'Acknowledges to', 'Window ends at'],
      count: sent.length,
      row: (i) => {
        const row = sent[i];
        return [segment.id[row], ms(segment.sent[row]), ms(segment.received[row]), segment.lost[row] < 0 ? '' : run.text(segment.reason[row]), nameFlags(segment.flags[row]),
                segment.begin[row] < 0 ? '' : segment.begin[row], segment.payload[row], segment.retransmission[row] > 0 ? 'yes' : '', segment.ack[row] < 0 ? '' : segment.ack[row],
                segment.edge[row] < 0 ? '' : segment.edge[row]];
      },
      ref: (i) => ({ kind: 'segment', row: sent[i] }),
    };
  }
}

