/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// TCP and queues: what an end of a connection believes of its path, over time, and the queues on it.

import { BLOCK, makeBlocks, MANY, rangeOf } from './blocks.js';
import { formatBytes, formatDuration, formatNumber, formatTicks, formatTime, makeTicks } from './format.js';
import { missing, pickConnection, pickDirection } from './pick.js';
import { firstFrom } from './sequence.js';
import { state } from './store.js';
import { AXIS, View } from './view.js';

const CONGESTION = { open: '', disorder: 'window', cwr: 'window', recovery: 'sack', loss: 'loss' };
const UNSET = 4294967295; // threshold that is not set
const QUEUES = ['receive', 'again', 'acked', 'sack', 'window', 'ink'];

export class TcpView extends View {
  constructor() {
    super('tcp');
    this.title = 'TCP and queues';
  }

  toolbar() {
    return [pickConnection(), pickDirection()];
  }

  prepare() {
    if (this.prepared) {
      return this.prepared;
    }
    const { run, connection, end } = state;
    const { tcp, queue } = run;
    const id = connection < 0 ? -1 : run.connection.id[connection];
    const node = connection < 0 ? -1 : run.nodeOfEnd(connection, end);
    // Rows of an end stand together.
    const isOwn = (row) => tcp.connection[row] === id && tcp.node[row] === node;
    let begin = 0;
    while (begin < tcp.rows && !isOwn(begin)) {
      begin++;
    }
    let until = begin;
    while (until < tcp.rows && isOwn(until)) {
      until++;
    }
    const rows = Int32Array.from({ length: until - begin }, (_, i) => begin + i);
    const queues = [];
    let last = null;
    for (let row = 0; row < queue.rows; row++) {
      if (!last || queue.node[row] !== queue.node[last.begin] || queue.interface[row] !== queue.interface[last.begin] || queue.queue[row] !== queue.queue[last.begin]) {
        const name = `${run.nodeName(queue.node[row])}, interface ${queue.interface[row]}: ${run.text(queue.queue[row])}`;
        last = { name, begin: row, count: 0, most: 0 };
        queues.push(last);
      }
      last.count++;
      last.most = Math.max(last.most, queue.packets[row]);
    }
    for (const one of queues) {
      one.rows = Int32Array.from({ length: one.count }, (_, i) => one.begin + i);
    }
    queues.sort((a, b) => b.most - a.most);
    const arrived = (run.segmentsOf?.get(id * 2 + end) ?? new Int32Array(0)).filter((row) => run.segment.received[row] >= 0 && run.segment.payload[row] > 0);
    arrived.sort((a, b) => run.segment.received[a] - run.segment.received[b]);
    const threshold = Float64Array.from(tcp.ssthresh ?? [], (value) => (value >= UNSET || value < 0 ? NaN : value));
    const shown = queues.slice(0, QUEUES.length);
    const series = {
      flight: { name: 'in flight', rows, time: tcp.time_ns, values: tcp.in_flight, fill: 'flight', isArea: true },
      threshold: { name: 'threshold', rows, time: tcp.time_ns, values: threshold, fill: 'ink', dash: [5, 3], isSide: true },
      window: { name: 'window', rows, time: tcp.time_ns, values: tcp.cwnd, fill: 'receive' },
      rto: { name: 'RTO', rows, time: tcp.time_ns, values: tcp.rto_ns, fill: 'window', dash: [5, 3], isSide: true },
      rtt: { name: 'RTT', rows, time: tcp.time_ns, values: tcp.rtt_ns, fill: 'acked' },
      queues: shown.map((one, i) => ({ name: one.name.split(':')[0], rows: one.rows, time: queue.time_ns, values: queue.packets, fill: QUEUES[i] })),
    };
    for (const one of [series.flight, series.threshold, series.window, series.rto, series.rtt, ...series.queues]) {
      one.blocks = makeBlocks(one.rows, (row) => (one.values[row] < 0 ? NaN : one.values[row]));
    }
    this.prepared = { rows, series, queues: shown, more: queues.length - QUEUES.length, arrived };
    return this.prepared;
  }

  legend() {
    const { queues, more } = this.prepare();
    return [['receive', 'congestion window', { line: 'solid' }], ['ink', 'slow-start threshold', { line: 'dashed' }], ['flight', 'in flight'],
            ['acked', 'round-trip time', { line: 'solid' }], ['window', 'RTO', { line: 'dashed' }], ['sack', 'recovery'], ['loss', 'loss, after a timeout'],
            ...queues.map(({ name }, i) => [QUEUES[i], name, { line: 'solid' }]), ...(more > 0 ? [['paper', `${more} queues more`]] : [])];
  }

  order() {
    const { run, connection, end } = state;
    if (connection < 0 || !run.losses) {
      return [];
    }
    const id = run.connection.id[connection];
    const { segment } = run;
    return [...new Set([...run.losses, ...run.retransmissions])].filter((row) => segment.connection[row] === id && segment.end[row] === end)
      .sort((a, b) => a - b).map((row) => ({ kind: 'segment', row }));
  }

  paint(surface, box) {
    const text = missing();
    if (text) {
      this.label(surface, box.left, AXIS + 30, text, 'muted', { size: 13 });
      return;
    }
    const { series } = this.prepare();
    const top = AXIS + 6;
    const all = box.height - top - 8;
    const panels = [
      { share: 0.34, title: 'bytes', unit: formatBytes, ticks: formatTicks, series: [series.flight, series.threshold, series.window] },
      { share: 0.22, title: 'round trip', unit: formatDuration, ticks: (t) => t.map((v) => formatNumber(v / 1e6, 0) + ' ms'), series: [series.rto, series.rtt] },
      { share: 0.22, title: 'queues, packets', unit: (v) => formatNumber(v), ticks: formatTicks, series: series.queues },
    ];
    let y = top;
    for (const panel of panels) {
      const height = Math.floor(all * panel.share);
      this.paintPanel(surface, box, panel, y, height - 14);
      y += height;
    }
    this.paintGoodput(surface, box, y, box.height - y - 8);
    this.paintMarks(surface, box, top);
  }

  // The rows of a series that the window shows, and the one before.
  within({ rows, time }) {
    return [Math.max(0, firstFrom(rows, time, state.from) - 1), Math.min(rows.length, firstFrom(rows, time, state.until) + 1)];
  }

  paintPanel(surface, box, { title, unit, ticks, series }, top, height) {
    let most = 0;
    let side = 0;
    for (const one of series) {
      const [, value] = rangeOf(one.blocks, ...this.within(one));
      if (one.isSide) {
        side = value > side ? value : side;
      } else {
        most = value > most ? value : most;
      }
    }
    // What is far above the rest, such as a first RTO, is cut off.
    most = side > most && side < most * 2.5 ? side : most || side || 1;
    most *= 1.08;
    const y = (value) => top + height - value / most * height;
    const marks = makeTicks(0, most, Math.max(1, height / 34));
    ticks(marks).forEach((label, i) => {
      const at = Math.round(y(marks[i])) + 0.5;
      surface.line([box.left, at, box.right, at], 'grid');
      this.label(surface, box.left - 8, at + 4, label, 'muted', { size: 11, align: 'right', isOptional: true });
    });
    this.label(surface, 10, top + 12, title, 'ink', { size: 12, bold: true });
    surface.clip(box.left, top - 1, box.right - box.left, height + 2, () => series.forEach((one) => this.paintSteps(surface, box, one, y, top + height)));
    if (state.cursor >= 0) {
      series.slice(0, 4).forEach((one, i) => {
        const at = firstFrom(one.rows, one.time, state.cursor + 1) - 1;
        const value = at < 0 ? NaN : one.values[one.rows[at]];
        if (value >= 0) {
          this.label(surface, 10, top + 28 + i * 14, `${one.name} ${unit(value)}`, 'muted', { size: 11, isOptional: true });
        }
      });
    }
  }

  // A value holds until the next one. Of those in a pixel, the lowest and the highest are painted.
  paintSteps(surface, box, one, y, bottom) {
    const { rows, time, values, blocks, fill, dash = null, isArea = false } = one;
    const [first, last] = this.within(one);
    const points = [];
    let value = NaN;
    let x = -Infinity;
    let low = 0;
    let high = 0;
    const flush = () => {
      if (high > low) {
        points.push(x, y(low), x, y(high), x, y(value));
      }
    };
    const isMany = last - first > MANY;
    for (let i = isMany ? Math.floor(first / BLOCK) * BLOCK : first; i < last; i += isMany ? BLOCK : 1) {
      const row = rows[i];
      const block = i / BLOCK;
      if (isMany && !Number.isNaN(value) && !Number.isNaN(blocks.low[block])) {
        low = Math.min(low, blocks.low[block]);
        high = Math.max(high, blocks.high[block]);
      }
      const next = values[row] < 0 ? NaN : values[row];
      const at = box.x(time[row]);
      if (at - x < 0.6 && !Number.isNaN(next) && !Number.isNaN(value)) {
        low = Math.min(low, next);
        high = Math.max(high, next);
        value = next;
        continue;
      }
      flush();
      if (!Number.isNaN(value)) {
        points.push(at, y(value));
      }
      points.push(at, Number.isNaN(next) ? NaN : y(next));
      if (Number.isNaN(next)) {
        points[points.length - 2] = NaN;
      }
      x = at;
      value = low = high = next;
    }
    flush();
    if (!Number.isNaN(value)) {
      points.push(Math.min(box.right + 2, box.x(state.run.end)), y(value));
    }
    if (isArea) {
      for (let i = 0; i + 3 < points.length; i += 2) {
        if (points[i + 2] > points[i]) {
          surface.rect(points[i], points[i + 1], points[i + 2] - points[i], bottom - points[i + 1], fill, { alpha: 0.3 });
        }
      }
    }
    if (points.length) {
      surface.line(points, fill, { width: isArea ? 1 : 1.5, dash });
    }
  }

  // Bytes that arrive, a bin every few pixels.
  paintGoodput(surface, box, top, height) {
    const { run } = state;
    const { arrived } = this.prepare();
    if (run.isReduced) {
      this.label(surface, 10, top + 12, 'arrives: left out, since the page holds a part of the segments', 'muted');
      return;
    }
    const count = Math.max(10, Math.floor((box.right - box.left) / 5));
    const bins = new Float64Array(count);
    const span = state.until - state.from;
    const { received, payload } = run.segment;
    for (let i = firstFrom(arrived, received, state.from); i < arrived.length && received[arrived[i]] < state.until; i++) {
      bins[Math.floor((received[arrived[i]] - state.from) / span * count)] += payload[arrived[i]];
    }
    const rate = (bytes) => bytes * 8 / (span / count / 1e9);
    const most = Math.max(1, rate(bins.reduce((a, b) => Math.max(a, b), 0))) * 1.08;
    const marks = makeTicks(0, most, Math.max(1, height / 30));
    formatTicks(marks).forEach((label, i) => {
      const at = Math.round(top + height - marks[i] / most * height) + 0.5;
      surface.line([box.left, at, box.right, at], 'grid');
      this.label(surface, box.left - 8, at + 4, label, 'muted', { size: 11, align: 'right', isOptional: true });
    });
    this.label(surface, 10, top + 12, 'arrives, bit/s', 'ink', { size: 12, bold: true });
    const width = (box.right - box.left) / count;
    bins.forEach((bytes, i) => {
      if (bytes > 0) {
        const size = rate(bytes) / most * height;
        surface.rect(box.left + i * width, top + height - size, Math.max(1, width - 1), size, 'acked', { alpha: 0.75 });
      }
    });
  }

  // The congestion state as a band; losses and retransmissions as marks upon it.
  paintMarks(surface, box, top) {
    const { run } = state;
    const { tcp, segment } = run;
    const { rows } = this.prepare();
    const [first, last] = this.within({ rows, time: tcp.time_ns });
    surface.clip(box.left, top - 6, box.right - box.left, box.height, () => {
      for (let i = first; i < last; i++) {
        const kind = tcp.congestion_state[rows[i]];
        const begin = i;
        while (i + 1 < last && tcp.congestion_state[rows[i + 1]] === kind) {
          i++;
        }
        const name = run.text(kind).toLowerCase();
        const fill = CONGESTION[name] ?? 'queued';
        const from = box.x(tcp.time_ns[rows[begin]]);
        const to = i + 1 < rows.length ? box.x(tcp.time_ns[rows[i + 1]]) : box.right;
        if (fill && to > from) {
          surface.rect(from, top - 6, Math.max(1, to - from), 4, fill);
          this.item(from, top - 6, Math.max(1, to - from), 5, null, () => [`congestion state: ${name}`, formatTime(tcp.time_ns[rows[begin]])], 'congestion:' + name);
        }
      }
      for (const { row } of this.order()) {
        const isLost = segment.lost[row] >= 0;
        const time = isLost ? segment.lost[row] : segment.sent[row];
        if (time < state.from || time > state.until) {
          continue;
        }
        const x = box.x(time);
        surface.line([x, top, x, box.height - 8], isLost ? 'loss' : 'again', { alpha: 0.35, dash: isLost ? null : [2, 3] });
        if (isLost) {
          surface.polygon([x - 4, top - 1, x + 4, top - 1, x, top + 7], 'loss');
        }
        this.item(x - 3, top, 6, 10, { kind: 'segment', row }, () => [isLost ? `lost: segment ${segment.id[row]}` : `sent again: segment ${segment.id[row]}`, formatTime(time), run.text(segment.reason[row])].filter(Boolean), isLost ? 'lost' : 'again');
      }
    });
  }

  table() {
    const { run } = state;
    const { tcp } = run;
    const { rows } = this.prepare();
    const ms = (time) => (time < 0 ? '' : time / 1e6);
    return {
      caption: 'What this end of the connection knows, whenever it has changed; times in milliseconds',
      columns: ['Time', 'Congestion window', 'Threshold', 'In flight', 'Round trip', 'RTO', 'Congestion state'],
      count: rows.length,
      row: (i) => {
        const row = rows[i];
        return [ms(tcp.time_ns[row]), tcp.cwnd[row], tcp.ssthresh[row] >= UNSET || tcp.ssthresh[row] < 0 ? '' : tcp.ssthresh[row], tcp.in_flight[row], ms(tcp.rtt_ns[row]), ms(tcp.rto_ns[row]),
                run.text(tcp.congestion_state[row])];
      },
    };
  }
}
