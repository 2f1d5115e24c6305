/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Overview: what was run, its figures, what to look at first.

import { facts, h } from './dom.js';
import { formatBytes, formatCount, formatDuration, formatNumber, formatTime } from './format.js';
import { select, setWindow, state, timesOf, update } from './store.js';
import { PHASES, shortUrl } from './waterfall.js';

/** Sums over a run, as the figures show them. */
export function sumUp(run) {
  const { transaction, page, connection, packet } = run;
  const sums = { transactions: transaction.rows, pages: page.rows, connections: connection.rows, complete: 0, bytes: 0, retried: 0,
                 failures: new Map(), segments: run.totals.segments, retransmissions: run.totals.retransmissions, drops: 0, reasons: new Map(),
                 pageTimes: [], firstBytes: [], unfinished: 0 };
  for (let row = 0; row < transaction.rows; row++) {
    const outcome = run.outcomeOf(row);
    if (outcome === 'complete') {
      sums.complete++;
    } else {
      sums.failures.set(outcome, (sums.failures.get(outcome) ?? 0) + 1);
    }
    sums.bytes += run.bytesOf(row);
    sums.retried += transaction.attempts[row] > 1 ? 1 : 0;
    if (transaction.first_byte_ns[row] >= 0) {
      sums.firstBytes.push(transaction.first_byte_ns[row] - transaction.queued_ns[row]);
    }
  }
  if (transaction.rows === 0) {
    sums.bytes = Array.from(page.bytes ?? []).reduce((sum, bytes) => sum + Math.max(0, bytes), 0);
  }
  for (let row = 0; row < page.rows; row++) {
    if (page.finished_ns[row] >= 0) {
      sums.pageTimes.push(page.finished_ns[row] - page.started_ns[row]);
    }
  }
  for (let row = 0; row < packet.rows; row++) {
    if (packet.reason[row] >= 0) {
      const reason = `at ${run.nodeName(packet.node[row])}: ${run.text(packet.reason[row])}`;
      sums.drops++;
      sums.reasons.set(reason, (sums.reasons.get(reason) ?? 0) + 1);
    }
  }
  return sums;
}

export const mean = (numbers) => (numbers.length ? numbers.reduce((sum, number) => sum + number, 0) / numbers.length : NaN);

/** The figures of a run: name, value, the number itself. */
export function figures(run) {
  const sums = sumUp(run);
  const list = [
    ['pages', formatNumber(sums.pages), sums.pages],
    ['requests', formatNumber(sums.transactions), sums.transactions],
    ['complete', formatNumber(sums.complete), sums.complete],
    ['content', formatBytes(sums.bytes), sums.bytes],
    ['connections', formatNumber(sums.connections), sums.connections],
    [sums.pageTimes.length > 1 ? 'page load time, mean' : 'page load time', formatDuration(mean(sums.pageTimes)), mean(sums.pageTimes)],
    ['time to first byte, mean', formatDuration(mean(sums.firstBytes)), mean(sums.firstBytes)],
    ['segments', formatNumber(sums.segments), sums.segments],
    ['retransmissions', formatNumber(sums.retransmissions), sums.retransmissions],
    ['packets dropped', formatNumber(sums.drops), sums.drops],
  ];
  const isThere = { requests: run.level !== 'summary', complete: run.level !== 'summary', connections: run.level !== 'summary' };
  return list.filter(([name]) => (isThere[name] ?? true) && (run.level === 'full' || !['segments', 'retransmissions', 'packets dropped'].includes(name)) &&
    (run.level !== 'summary' || name !== 'time to first byte, mean'));
}

// Why a page took as long as it did: its last object, and what that spent its time with.
function explainPage(run, pageRow) {
  let last = -1;
  for (let row = 0; row < run.transaction.rows; row++) {
    if (run.transaction.page[row] === run.page.id[pageRow] && (last < 0 || run.finishOf(row) > run.finishOf(last))) {
      last = row;
    }
  }
  if (last < 0) {
    return null;
  }
  const spent = new Map();
  for (const place of run.phasesOf.get(last) ?? []) {
    const kind = run.text(run.phase.kind[place]);
    spent.set(kind, (spent.get(kind) ?? 0) + run.phase.end[place] - run.phase.begin[place]);
  }
  const parts = [...spent].sort((a, b) => b[1] - a[1]).slice(0, 3)
    .map(([kind, time]) => `${PHASES[kind].past} ${formatDuration(time)}`);
  const response = run.messageOf(last, 'response');
  const again = state.isLoaded && response >= 0 ? run.segmentsOfMessage(response).filter((row) => run.segment.retransmission[row] > 0).length : 0;
  return { last, text: parts.join(', ') + (again ? `; ${formatCount(again, 'segment')} of its response sent again` : '') };
}

function go(view, selection, window) {
  if (window) {
    setWindow(...window);
  }
  update({ view });
  if (selection) {
    select(selection);
  }
}

const around = (selection) => {
  const [from, until] = timesOf(selection);
  const room = Math.max(1e6, (until - from) * 0.15);
  return [from - room, until + room];
};

/** What deserves a look: texts with what they lead to. */
export function warnings(run) {
  const list = [];
  const add = (text, more, target) => list.push({ text, more, target });
  if (!run.isComplete) {
    if (run.parameter('state') === 'interrupted') {
      add(`The run was interrupted at ${formatTime(Number(run.parameter('interrupted_ns')))}.`, 'What was under way then has no end.');
    } else {
      add('The run broke off, or was still going on: its trace was never closed.', 'What is shown is what was written until then.');
    }
  }
  if (run.level !== 'full') {
    add(`The trace was written at level ${run.level || 'unknown'}.`, run.level === 'messages' ? 'It has no segments, packets, windows and queues; --trace=full writes them.'
      : 'It has runs, hosts and pages only; --trace=full writes the rest.');
  }
  for (const note of run.notes) {
    const end = note.indexOf(': ') + 1;
    add(end > 0 ? note.slice(0, end) : note, end > 0 ? note.slice(end + 1) : '');
  }
  const sums = sumUp(run);
  for (const [outcome, count] of sums.failures) {
    let row = 0;
    while (run.outcomeOf(row) !== outcome) {
      row++;
    }
    add(`${formatCount(count, 'request')} failed: ${outcome}.`, `The first was ${run.text(run.transaction.method[row])} ${shortUrl(run.urlOf(row))}.`,
        () => { update({ filter: 'outcome:' + outcome.split(' ')[0] }); go('waterfall', { kind: 'transaction', row }, around({ kind: 'transaction', row })); });
  }
  if (sums.retried) {
    add(`${formatCount(sums.retried, 'request')} had more than one attempt.`, '', () => { update({ filter: 'retried' }); go('waterfall'); });
  }
  for (const [reason, count] of sums.reasons) {
    const first = run.losses?.find((row) => reason.endsWith(': ' + run.text(run.segment.reason[row])));
    add(`${formatCount(count, 'packet')} dropped ${reason}.`, first === undefined ? '' : `The first was lost at ${formatTime(run.segment.lost[first])}.`,
        first === undefined ? null : () => go('sequence', { kind: 'segment', row: first }, [run.segment.lost[first] - 3e7, run.segment.lost[first] + 3e8]));
  }
  if (sums.retransmissions && run.retransmissions?.length) {
    const row = run.retransmissions[0];
    add(`${formatCount(sums.retransmissions, 'segment')} sent again.`, `The first at ${formatTime(run.segment.sent[row])}, on connection ${run.segment.connection[row]}.`,
        () => go('sequence', { kind: 'segment', row }, [run.segment.sent[row] - 3e7, run.segment.sent[row] + 3e8]));
  }
  const timeouts = [];
  for (let row = 1; row < (run.tcp?.rows ?? 0); row++) {
    const name = run.text(run.tcp.congestion_state[row]).toLowerCase();
    if (name === 'loss' && (run.text(run.tcp.congestion_state[row - 1]).toLowerCase() !== 'loss' || run.tcp.connection[row] !== run.tcp.connection[row - 1])) {
      timeouts.push(row);
    }
  }
  if (timeouts.length) {
    const row = run.connectionRows.get(run.tcp.connection[timeouts[0]]);
    add(`${formatCount(timeouts.length, 'retransmission timeout')}.`, `The first at ${formatTime(run.tcp.time_ns[timeouts[0]])}.`,
        row === undefined ? null : () => go('tcp', { kind: 'connection', row }));
  }
  const endings = new Map();
  for (let row = 0; row < run.connection.rows; row++) {
    const bad = [run.connection.source_end[row], run.connection.destination_end[row]].map((end) => run.text(end)).find((end) => /reset|aborted|refused|timed-out/.test(end));
    if (bad) {
      endings.set(bad, [...(endings.get(bad) ?? []), row]);
    }
  }
  for (const [bad, rows] of endings) {
    add(`${formatCount(rows.length, 'connection')} ended: ${bad}.`, (rows.length > 1 ? 'The first was ' : '') + run.fourTuple(rows[0]) + '.',
        () => go('connections', { kind: 'connection', row: rows[0] }, around({ kind: 'connection', row: rows[0] })));
  }
  return list;
}

export class Overview {
  constructor() {
    this.name = 'overview';
    this.title = 'Overview';
  }

  mount(host) {
    this.host = host;
    this.fill();
  }

  unmount() {
    this.host = null;
  }

  order() {
    return [];
  }

  changed(changed) {
    if (this.host && (changed.has('isLoaded') || changed.has('run'))) {
      this.fill();
    }
  }

  fill() {
    const { run } = state;
    this.host.replaceChildren(h('div', { class: 'overview' },
      h('h2', {}, this.title),
      h('dl', { class: 'figures' }, figures(run).map(([name, value]) => h('div', { class: 'figure' }, h('dt', {}, name), h('dd', {}, value)))),
      h('div', { class: 'columns' }, this.makeWarnings(run), this.makePages(run)),
      h('div', { class: 'columns' }, this.makeRun(run), this.makeHosts(run)),
      state.runs.length > 1 ? this.makeComparison() : ''));
  }

  makeWarnings(run) {
    const list = warnings(run);
    return h('section', {}, h('h3', {}, 'Worth a look'), list.length === 0 ? h('p', { class: 'calm' }, state.isLoaded || run.level !== 'full' ? 'Nothing was lost, nothing failed.' : 'Reading …')
      : h('ul', { class: 'warnings' }, list.map(({ text, more, target }) => h('li', {},
        target ? h('button', { type: 'button', class: 'link', onclick: target }, text) : h('strong', {}, text), more ? h('span', {}, ' ' + more) : ''))));
  }

  makePages(run) {
    const rows = Array.from({ length: run.page.rows }, (_, row) => row)
      .sort((a, b) => (run.page.finished_ns[b] - run.page.started_ns[b]) - (run.page.finished_ns[a] - run.page.started_ns[a])).slice(0, 5);
    return h('section', {}, h('h3', {}, run.page.rows > 5 ? 'The slowest pages' : run.page.rows === 1 ? 'The page' : 'Pages'),
      rows.length === 0 ? h('p', { class: 'calm' }, 'No page has ended.') : rows.map((row) => {
        const end = run.page.finished_ns[row];
        const why = explainPage(run, row);
        return h('p', { class: 'page' },
          h('button', { type: 'button', class: 'link', onclick: () => go('waterfall', { kind: 'page', row }, around({ kind: 'page', row })) }, run.text(run.page.url[row])),
          ` ${formatDuration(end - run.page.started_ns[row])}, ${formatCount(run.page.objects[row], 'object')}, ${formatBytes(run.page.bytes[row])}, ${run.text(run.page.outcome[row])}.`,
          why ? [h('br'), 'Last was ', h('button', { type: 'button', class: 'link', onclick: () => go('waterfall', { kind: 'transaction', row: why.last }, around({ kind: 'transaction', row: why.last })) },
            shortUrl(run.urlOf(why.last))), `: ${why.text}.`] : '');
      }));
  }

  makeRun(run) {
    const usual = ['command_line', 'version', 'ns3_version', 'seed', 'run', 'level', 'schema_version', 'state'];
    const others = Object.entries(run.parameters).filter(([key, value]) => !usual.includes(key) && value !== '');
    return h('section', {}, h('h3', {}, 'The run'),
      facts([['Command', h('code', {}, run.parameter('command_line') || '–')], ['ns3-http', run.parameter('version')], ['ns-3', run.parameter('ns3_version')],
             ['Seed and run', `${run.parameter('seed')}, ${run.parameter('run')}`], ['Level of the trace', run.level],
             ['Ends at', formatTime(run.end)]]),
      others.length ? h('details', {}, h('summary', {}, `${formatNumber(others.length)} parameters`), facts(others)) : '');
  }

  makeHosts(run) {
    const rows = Array.from({ length: Math.min(50, run.host.rows) }, (_, row) => row);
    return h('section', {}, h('h3', {}, 'Hosts'), h('table', { class: 'plain' },
      h('thead', {}, h('tr', {}, ['Host', 'Interface', 'Address'].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, rows.map((row) => h('tr', {}, h('td', {}, run.nodeName(run.host.node[row])), h('td', {}, String(run.host.interface[row])),
        h('td', {}, run.text(run.host.address[row])))))),
      run.host.rows > 50 ? h('p', {}, `and ${formatNumber(run.host.rows - 50)} more`) : '');
  }

  makeComparison() {
    const { runs } = state;
    const columns = runs.map(figures);
    return h('section', {}, h('h3', {}, 'The runs side by side'), h('table', { class: 'plain comparison' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Figure'), runs.map((run) => h('th', { scope: 'col', class: 'number' }, run.name)))),
      h('tbody', {}, columns[0].map(([name], i) => h('tr', {}, h('th', { scope: 'row' }, name), columns.map((column) => {
        const cell = column.find((other) => other[0] === name);
        const base = columns[0][i][2];
        const isOther = cell && cell !== columns[0][i] && cell[2] !== base;
        const change = isOther && base ? ` (${cell[2] > base ? '+' : '−'}${formatNumber(Math.abs(cell[2] / base - 1) * 100, 1)} %)` : '';
        return h('td', { class: isOther ? 'number differs' : 'number' }, cell ? cell[1] + change : '–');
      }))))));
  }
}
