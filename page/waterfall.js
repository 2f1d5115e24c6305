/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Waterfall: a line for each transaction, with its phases, as browsers' tools draw it.

import { h } from './dom.js';
import { formatBytes, formatCount, formatDuration, formatTime } from './format.js';
import { isLinked, linked } from './links.js';
import { state, update } from './store.js';
import { fit, measure } from './surface.js';
import { AXIS, View } from './view.js';

const ROW = 20;

/** The phases of a transaction: colour, label, share of the line's height, whether it is hatched. */
export const PHASES = {
  resolve: { fill: 'resolve', label: 'looks up the address', past: 'looked up the address', height: 0.45 },
  queued: { fill: 'queued', label: 'waits for a connection', past: 'waited for a connection', height: 0.2 },
  connect: { fill: 'connect', label: 'connects', past: 'connected', height: 0.6, hatch: 'paper' },
  tls: { fill: 'tls', label: 'TLS', past: 'set up TLS', height: 0.6 },
  send: { fill: 'send', label: 'sends the request', past: 'sent the request', height: 0.8 },
  wait: { fill: 'wait', label: 'waits for the response', past: 'waited for the response', height: 0.45 },
  receive: { fill: 'receive', label: 'receives', past: 'received', height: 0.8 },
};

const SORTS = {
  queued: ['in order of request', (run, row) => run.transaction.queued_ns[row]],
  finished: ['by end', (run, row) => -run.finishOf(row)],
  duration: ['longest first', (run, row) => run.transaction.queued_ns[row] - run.finishOf(row)],
  bytes: ['largest first', (run, row) => -run.bytesOf(row)],
  connection: ['by connection', (run, row) => run.transaction.connection[row] * 1e15 + run.transaction.queued_ns[row]],
  url: ['by URL', (run, row) => run.urlOf(row)],
};

/** What the filter looks at. */
export function describe(run, row) {
  const { transaction } = run;
  return [transaction.id[row], run.text(transaction.method[row]), run.urlOf(row), 'status:' + transaction.status[row],
          'type:' + run.typeOf(row), 'outcome:' + run.outcomeOf(row), 'node:' + transaction.node[row],
          run.nodeName(transaction.node[row]), 'connection:' + transaction.connection[row], 'initiator:' + (transaction.initiator?.[row] ?? -1),
          transaction.attempts[row] > 1 ? 'retried' : '', transaction.reused[row] === 1 ? 'reused' : 'new'].join(' ').toLowerCase();
}

/** Whether a transaction is shown: every word of the filter is in it, those with a - before are not. */
export function matches(run, row, filter) {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return true;
  }
  const text = describe(run, row) + ' ';
  return words.every((word) => {
    const wanted = word.startsWith('-') && word.length > 1 ? word.slice(1) : word;
    const isThere = text.includes(/^(status|node|connection|initiator):/.test(wanted) ? wanted + ' ' : wanted);
    return isThere === (wanted === word);
  });
}

/** The end of an address that tells it from others: its path, or its host. */
export function shortUrl(url) {
  const match = /^[a-z]+:\/\/([^/?#]*)(.*)$/i.exec(url);
  if (!match) {
    return url;
  }
  return match[2] === '' || match[2] === '/' ? match[1] + match[2] : match[2];
}

export class Waterfall extends View {
  constructor() {
    super('waterfall');
    this.title = 'Waterfall';
    this.isScrolled = true;
  }

  prepare() {
    if (this.prepared) {
      return this.prepared;
    }
    const { run, filter, sort } = state;
    const rows = [];
    for (let row = 0; row < run.transaction.rows; row++) {
      if (matches(run, row, filter)) {
        rows.push(row);
      }
    }
    const key = (SORTS[sort] ?? SORTS.queued)[1];
    const keys = new Map(rows.map((row) => [row, key(run, row)]));
    rows.sort((a, b) => (keys.get(a) < keys.get(b) ? -1 : keys.get(a) > keys.get(b) ? 1 : a - b));
    const lines = [];
    if (sort === 'queued' && run.page.rows > 0) {
      const pages = new Map();
      for (const row of rows) {
        const page = run.pageRows.get(run.transaction.page[row]) ?? -1;
        if (!pages.has(page)) {
          pages.set(page, []);
        }
        pages.get(page).push(row);
      }
      for (const [page, members] of pages) {
        if (page >= 0) {
          lines.push({ kind: 'page', row: page });
        }
        members.forEach((row) => lines.push({ kind: 'transaction', row }));
      }
    } else {
      rows.forEach((row) => lines.push({ kind: 'transaction', row }));
    }
    this.prepared = { rows, lines };
    return this.prepared;
  }

  toolbar() {
    const { run } = state;
    const { rows } = this.prepare();
    const bytes = rows.reduce((sum, row) => sum + run.bytesOf(row), 0);
    const failed = rows.filter((row) => run.outcomeOf(row) !== 'complete').length;
    const total = `${formatCount(rows.length, 'request')}, ${formatBytes(bytes)}` + (failed ? `, ${failed} failed` : '');
    const options = (pairs, chosen) => pairs.map(([value, label]) => h('option', { value, selected: value === chosen }, label));
    const types = new Set();
    for (let row = 0; row < Math.min(run.transaction.rows, 2000); row++) {
      types.add(run.typeOf(row));
    }
    const picks = [['', 'everything'], ['-outcome:complete', 'what failed'], ['retried', 'what was tried again'],
                   ...[...types].filter(Boolean).sort().map((type) => ['type:' + type, type]),
                   ...(run.names.size > 2 ? [...new Set(run.transaction.node)].sort((a, b) => a - b).slice(0, 60)
                     .map((node) => ['node:' + node, 'of ' + run.nodeName(node)]) : [])];
    return [
      h('span', { class: 'total' }, total),
      h('label', {}, 'Show ', h('select', { 'aria-label': 'Show', onchange: (e) => update({ filter: e.target.value }) },
        options(picks, state.filter), picks.some(([value]) => value === state.filter) ? null : h('option', { selected: true }, state.filter))),
      h('label', {}, 'Sort ', h('select', { 'aria-label': 'Sort', onchange: (e) => update({ sort: e.target.value }) },
        options(Object.entries(SORTS).map(([value, [label]]) => [value, label]), state.sort))),
    ];
  }

  legend() {
    const kinds = new Set(Array.from(state.run.phase.kind ?? [], (kind) => state.run.text(kind)));
    return Object.entries(PHASES).filter(([kind]) => kinds.has(kind)).map(([, { fill, label, hatch }]) => [fill, label, { hatch }]);
  }

  contentHeight() {
    return this.prepare().lines.length * ROW;
  }

  order() {
    return this.prepare().rows.map((row) => ({ kind: 'transaction', row }));
  }

  placeOf({ kind, row }) {
    const wanted = kind === 'transaction' || kind === 'page' ? { kind, row }
      : { kind: 'transaction', row: [...linked().transaction][0] };
    const line = this.prepare().lines.findIndex((other) => other.kind === wanted.kind && other.row === wanted.row);
    return line < 0 ? null : [line * ROW, ROW];
  }

  paint(surface, box) {
    const { lines } = this.prepare();
    if (lines.length === 0) {
      const text = state.run.transaction.rows > 0 ? 'No request matches the filter.'
        : state.run.level === 'summary' ? 'The trace has no requests: it was written at level summary.' : 'The trace has no requests.';
      this.label(surface, box.left, AXIS + 30, text, 'muted', { size: 13 });
      return;
    }
    const first = Math.max(0, Math.floor(box.top / ROW));
    const last = Math.min(lines.length, Math.ceil((box.top + box.height) / ROW));
    for (let i = first; i < last; i++) {
      const y = AXIS + 4 + i * ROW - box.top;
      if (lines[i].kind === 'page') {
        this.paintPage(surface, box, lines[i].row, y);
      } else {
        this.paintTransaction(surface, box, lines[i].row, y);
      }
    }
  }

  paintPage(surface, box, row, y) {
    const { run } = state;
    const { page } = run;
    const ref = { kind: 'page', row };
    const end = page.finished_ns[row] < 0 ? run.end : page.finished_ns[row];
    const from = Math.max(box.left, box.x(page.started_ns[row]));
    const to = Math.min(box.right, box.x(end));
    if (isLinked('page', row)) {
      surface.rect(0, y, box.width, ROW, 'selected', { alpha: 0.35 });
    }
    const name = `${run.nodeName(page.node[row])}: ${shortUrl(run.text(page.url[row]))}`;
    this.label(surface, 10, y + 14, fit(name, box.left - 20, 12, { middle: true, bold: true }), 'ink', { bold: true });
    if (to > from) {
      surface.rect(from, y + ROW - 5, to - from, 2, 'ink', { alpha: 0.65 });
      const outcome = run.text(page.outcome[row]);
      const text = formatDuration(end - page.started_ns[row]) + (outcome === 'complete' ? '' : ', ' + outcome);
      this.label(surface, Math.min(to, box.right - measure(text, 11)), y + 11, text, 'muted', { size: 11, align: to - from > 80 ? 'right' : 'left' });
    }
    this.item(0, y, box.width, ROW, ref, () => [run.text(page.url[row]), `page of ${run.nodeName(page.node[row])}`,
      formatTime(page.started_ns[row]) + ' to ' + formatTime(page.finished_ns[row]),
      `${formatCount(page.objects[row], 'object')}, ${formatBytes(page.bytes[row])}`, run.text(page.outcome[row])]);
  }

  paintTransaction(surface, box, row, y) {
    const { run } = state;
    const { transaction, phase } = run;
    const ref = { kind: 'transaction', row };
    const failed = run.outcomeOf(row) !== 'complete';
    const isOn = isLinked('transaction', row);
    if (isOn) {
      surface.rect(0, y, box.width, ROW, 'selected', { alpha: this.isSelected(ref) ? 0.9 : 0.45 });
    }
    // Who revealed what is selected, and whom that revealed.
    const { selection } = state;
    if (selection?.kind === 'transaction' && transaction.initiator && (transaction.initiator[row] === transaction.id[selection.row] ||
        transaction.initiator[selection.row] === transaction.id[row])) {
      surface.rect(0, y + 3, 3, ROW - 6, 'accent');
    }
    const status = transaction.status[row];
    const word = failed ? '✕' : status >= 300 ? String(status) : '';
    const room = word ? measure(word, 11) + 8 : 0;
    this.label(surface, 22, y + 14, fit(shortUrl(run.urlOf(row)), box.left - 34 - room, 12, { middle: true }), failed ? 'loss' : 'ink');
    if (word) {
      this.label(surface, box.left - 8, y + 14, word, failed ? 'loss' : 'muted', { size: 11, align: 'right' });
    }
    let right = box.left;
    surface.clip(box.left, y, box.right - box.left, ROW, () => {
      for (const place of run.phasesOf.get(row) ?? []) {
        const { fill, height, hatch } = PHASES[run.text(phase.kind[place])];
        const from = box.x(phase.begin[place]);
        const to = box.x(phase.end[place]);
        if (to < box.left || from > box.right) {
          continue;
        }
        const size = (ROW - 4) * height;
        const top = y + ROW / 2 - size / 2;
        const kind = run.text(phase.kind[place]);
        surface.rect(from, top, Math.max(0.8, to - from), size, fill, { hatch: to - from > 4 ? hatch : '', alpha: kind === 'receive' && this.hasSegments(row) ? 0.4 : 1 });
        this.item(from, top, Math.max(0.8, to - from), size, ref, null, kind);
        right = Math.min(box.right, Math.max(right, to));
      }
      this.paintArrivals(surface, box, row, y);
    });
    const text = formatDuration(run.finishOf(row) - transaction.queued_ns[row]);
    const begin = Math.max(box.left, box.x(transaction.queued_ns[row]));
    if (begin < box.right && run.finishOf(row) >= state.from) {
      const width = measure(text, 11);
      if (right + 6 + width < box.right) {
        this.label(surface, right + 6, y + 14, text, 'muted', { size: 11 });
      } else if (begin - 6 - width > box.left) {
        this.label(surface, begin - 6, y + 14, text, 'muted', { size: 11, align: 'right' });
      }
    }
    this.item(0, y, box.width, ROW, ref, () => this.tipOf(row));
  }

  hasSegments(row) {
    return state.isLoaded && state.run.segment.rows > 0 && state.run.messageOf(row, 'response') >= 0;
  }

  // The bytes of the response as they came, and those that were lost.
  paintArrivals(surface, box, row, y) {
    if (!this.hasSegments(row)) {
      return;
    }
    const { run } = state;
    const { received, lost, payload } = run.segment;
    const finish = run.finishOf(row);
    const size = (ROW - 4) * PHASES.receive.height;
    const segments = run.segmentsOfMessage(run.messageOf(row, 'response'));
    // Of very many, there are several for each pixel still.
    const step = Math.max(1, Math.floor(segments.length / 20000));
    let last = -Infinity;
    for (let i = 0; i < segments.length; i += step) {
      const segment = segments[i];
      const x = box.x(received[segment]);
      if (received[segment] >= 0 && received[segment] <= finish && x >= box.left && x <= box.right && Math.abs(x - last) >= 0.7) {
        const width = Math.min(3, Math.max(0.9, payload[segment] / 1460 * 1.6));
        surface.rect(x - width, y + ROW / 2 - size / 2, width, size, 'receive');
        last = x;
      }
      if (step === 1 && lost[segment] >= 0 && lost[segment] <= finish) {
        this.paintLoss(surface, box, lost[segment], y);
      }
    }
    if (step > 1) {
      const [first] = run.rangesOf(run.messageOf(row, 'response'))[0];
      const { connection, begin, end } = run.segment;
      run.losses.filter((segment) => connection[segment] === run.transaction.connection[row] && end[segment] === 1 && begin[segment] >= first && lost[segment] <= finish)
        .forEach((segment) => this.paintLoss(surface, box, lost[segment], y));
    }
  }

  paintLoss(surface, box, time, y) {
    const at = box.x(time);
    surface.polygon([at - 3.5, y + 1, at + 3.5, y + 1, at, y + 7], 'loss');
  }

  tipOf(row) {
    const { run } = state;
    const { transaction, phase } = run;
    const connection = run.connectionRows.get(transaction.connection[row]);
    return [
      `${run.text(transaction.method[row])} ${run.urlOf(row)}`,
      [transaction.status[row] > 0 ? 'status ' + transaction.status[row] : 'no response', run.outcomeOf(row), run.typeOf(row), formatBytes(run.bytesOf(row))].filter(Boolean).join(', '),
      ...(run.phasesOf.get(row) ?? []).map((place) => `${PHASES[run.text(phase.kind[place])].label}: ${formatDuration(phase.end[place] - phase.begin[place])}`),
      `queued ${formatTime(transaction.queued_ns[row])}, finished ${formatTime(transaction.finished_ns[row])}`,
      connection === undefined ? 'no connection' : `connection ${transaction.connection[row]}${transaction.reused[row] === 1 ? ', reused' : ', new'}, ${run.fourTuple(connection)}`,
    ];
  }

  table() {
    const { run } = state;
    const { transaction } = run;
    const { rows } = this.prepare();
    const ms = (time) => (time < 0 ? '' : time / 1e6);
    return {
      caption: 'Requests in the order of the picture; times in milliseconds',
      columns: ['Request', 'Method', 'URL', 'Status', 'Type', 'Bytes', 'Connection', 'Attempts', 'Queued', 'Resolved', 'Connect', 'Connected',
                'Sends', 'Sent', 'First byte', 'Finished', 'Outcome'],
      count: rows.length,
      row: (i) => {
        const row = rows[i];
        return [transaction.id[row], run.text(transaction.method[row]), run.urlOf(row), transaction.status[row] < 0 ? '' : transaction.status[row], run.typeOf(row),
                run.bytesOf(row), transaction.connection[row] > 0 ? transaction.connection[row] : '', transaction.attempts[row], ms(transaction.queued_ns[row]),
                ms(transaction.resolved_ns[row]), ms(transaction.connect_start_ns[row]), ms(transaction.connect_end_ns[row]), ms(transaction.request_start_ns[row]),
                ms(transaction.request_end_ns[row]), ms(transaction.first_byte_ns[row]), ms(transaction.finished_ns[row]), run.outcomeOf(row)];
      },
      ref: (i) => ({ kind: 'transaction', row: rows[i] }),
    };
  }
}
