/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Runs side by side: each request once, with a bar for each run, on one axis of time.

import { h } from './dom.js';
import { formatCount, formatDuration, formatNumber, formatTime } from './format.js';
import { state } from './store.js';
import { fit, measure } from './surface.js';
import { AXIS, View } from './view.js';
import { matches, PHASES, shortUrl } from './waterfall.js';

const BAR = 9; // height of a run's bar

/** The requests of all runs, paired by client, URL and how often that was asked for before. */
export function pairRequests(runs, filter) {
  const lines = new Map();
  for (const run of runs) {
    const seen = new Map();
    for (let row = 0; row < run.transaction.rows; row++) {
      const name = `${run.transaction.node[row]} ${run.text(run.transaction.method[row])} ${run.urlOf(row)}`;
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      if (!matches(run, row, filter)) {
        continue;
      }
      const key = `${name} ${times}`;
      if (!lines.has(key)) {
        lines.set(key, { url: run.urlOf(row), rows: runs.map(() => -1) });
      }
      lines.get(key).rows[run.number] = row;
    }
  }
  return [...lines.values()];
}

export class Compare extends View {
  constructor() {
    super('compare');
    this.title = 'Compare';
    this.isScrolled = true;
  }

  prepare() {
    if (!this.prepared) {
      const { runs, filter } = state;
      const took = (line, number) => (line.rows[number] < 0 ? NaN : runs[number].finishOf(line.rows[number]) - runs[number].transaction.queued_ns[line.rows[number]]);
      const lines = pairRequests(runs, filter);
      for (const line of lines) {
        line.took = runs.map((_, number) => took(line, number));
        line.change = Math.max(...line.took.slice(1).map((time) => Math.abs(time - line.took[0]) || 0));
        line.isMissing = line.rows.includes(-1);
      }
      if (this.isByChange) {
        lines.sort((a, b) => b.isMissing - a.isMissing || b.change - a.change);
      }
      this.prepared = lines;
    }
    return this.prepared;
  }

  toolbar() {
    const lines = this.prepare();
    const others = lines.filter((line) => line.change > 0 || line.isMissing).length;
    return [h('span', { class: 'total' }, `${formatCount(lines.length, 'request')}, ${formatNumber(others)} differ`),
            h('label', {}, 'Sort ', h('select', { 'aria-label': 'Sort', onchange: (event) => { this.isByChange = event.target.value === 'change'; this.changed(new Set(['sort'])); } },
              h('option', { value: 'queued', selected: !this.isByChange }, 'in order of request'), h('option', { value: 'change', selected: this.isByChange }, 'largest difference first')))];
  }

  legend() {
    return [...state.runs.map((run, i) => ['ink', `${'ABCDEFGH'[i] ?? i + 1}: ${run.name}`]), ['wait', 'until the first byte'], ['receive', 'receives'], ['again', 'slower than A'], ['acked', 'faster than A']];
  }

  step() {
    return state.runs.length * (BAR + 1) + 7;
  }

  contentHeight() {
    return this.prepare().length * this.step();
  }

  order() {
    return this.prepare().filter((line) => line.rows[state.run.number] >= 0).map((line) => ({ kind: 'transaction', row: line.rows[state.run.number] }));
  }

  placeOf({ kind, row }) {
    const at = kind === 'transaction' ? this.prepare().findIndex((line) => line.rows[state.run.number] === row) : -1;
    return at < 0 ? null : [at * this.step(), this.step()];
  }

  paint(surface, box) {
    const lines = this.prepare();
    const step = this.step();
    const last = Math.min(lines.length, Math.ceil((box.top + box.height) / step));
    for (let i = Math.max(0, Math.floor(box.top / step)); i < last; i++) {
      this.paintLine(surface, box, lines[i], AXIS + 4 + i * step - box.top);
    }
    if (lines.length === 0) {
      this.label(surface, box.left, AXIS + 30, 'There are no requests to compare.', 'muted', { size: 13 });
    }
  }

  paintLine(surface, box, line, y) {
    const { runs, run } = state;
    const own = { kind: 'transaction', row: line.rows[run.number] };
    if (this.isSelected(own)) {
      surface.rect(0, y - 2, box.width, this.step() - 1, 'selected', { alpha: 0.9 });
    }
    const room = 62;
    this.label(surface, 10, y + 12, fit(shortUrl(line.url), box.left - 34 - room, 12, { middle: true }), 'ink');
    const changes = line.took.slice(1).map((time) => time - line.took[0]);
    const widest = changes.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
    const word = line.isMissing ? 'not in all' : widest === 0 ? '' : (widest > 0 ? '+' : '') + formatDuration(widest);
    if (word) {
      this.label(surface, box.left - 18, y + 12, word, line.isMissing || widest > 0 ? 'again' : 'acked', { size: 11, align: 'right' });
    }
    runs.forEach((other, number) => {
      const row = line.rows[number];
      const top = y + number * (BAR + 1);
      this.label(surface, box.left - 5, top + BAR - 1, 'ABCDEFGH'[number] ?? String(number + 1), 'muted', { size: 8, align: 'right' });
      if (row < 0) {
        return;
      }
      surface.clip(box.left, top, box.right - box.left, BAR, () => {
        for (const place of other.phasesOf.get(row) ?? []) {
          const kind = other.text(other.phase.kind[place]);
          const { fill, height } = PHASES[kind];
          const from = box.x(other.phase.begin[place]);
          const width = Math.max(0.8, box.x(other.phase.end[place]) - from);
          surface.rect(from, top + BAR / 2 * (1 - height), width, BAR * height, fill);
          this.items.push({ x: from, y: top, width, height: BAR, ref: null, tip: null, kind: `${number}:${kind}` });
        }
      });
      const text = formatDuration(line.took[number]);
      const x = box.x(other.finishOf(row)) + 5;
      if (x + measure(text, 9) < box.right && x > box.left) {
        this.label(surface, x, top + BAR - 1, text, 'muted', { size: 9 });
      }
    });
    this.item(0, y - 2, box.width, this.step() - 1, own.row < 0 ? null : own, () => [line.url, ...runs.map((other, number) => (line.rows[number] < 0 ? `${other.name}: not there`
      : `${other.name}: ${formatDuration(line.took[number])}, ${formatTime(other.transaction.queued_ns[line.rows[number]])} to ${formatTime(other.finishOf(line.rows[number]))}`))]);
    surface.line([0, y + this.step() - 4.5, box.width, y + this.step() - 4.5], 'grid');
  }

  table() {
    const { runs } = state;
    const lines = this.prepare();
    return {
      caption: 'Requests of all runs; times in milliseconds',
      columns: ['URL', ...runs.map((run) => run.name), ...runs.slice(1).map((run) => `${run.name} − ${runs[0].name}`)],
      count: lines.length,
      row: (i) => [lines[i].url, ...lines[i].took.map((time) => (Number.isNaN(time) ? '' : time / 1e6)),
                   ...lines[i].took.slice(1).map((time) => (Number.isNaN(time - lines[i].took[0]) ? '' : (time - lines[i].took[0]) / 1e6))],
      ref: (i) => (lines[i].rows[state.run.number] < 0 ? null : { kind: 'transaction', row: lines[i].rows[state.run.number] }),
    };
  }
}
