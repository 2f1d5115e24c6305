/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What all views share: the runs, the window of time, the selection. The address holds it.

/** The state; changed by `update` only. */
export const state = {
  runs: [],
  run: null, // the run that is shown
  view: 'overview',
  second: '', // the view below it
  from: 0, // the window of time, ns
  until: 1,
  cursor: -1, // the instant under the pointer, ns
  selection: null, // { kind, row }
  connection: -1, // row of the connection that views of one connection show
  end: 1, // the direction that they show: who sends
  filter: '',
  sort: 'queued',
  isLoaded: false, // whether segments and packets are there
};

const listeners = [];

/** Calls `listener(changed)` after each change, with the names of what changed. */
export function listen(listener) {
  listeners.push(listener);
}

let isWriting = false;

/** Changes the state and tells everybody. */
export function update(changes) {
  const changed = new Set(Object.keys(changes).filter((key) => state[key] !== changes[key]));
  if (changed.size === 0) {
    return;
  }
  Object.assign(state, changes);
  for (const listener of listeners) {
    listener(changed);
  }
  const isInAddress = ['view', 'second', 'from', 'until', 'selection', 'connection', 'end', 'filter', 'sort', 'run'];
  if (isInAddress.some((key) => changed.has(key)) && !isWriting) {
    isWriting = true;
    setTimeout(writeAddress, 200);
  }
}

/** Sets the window of time, within the run. */
export function setWindow(from, until) {
  const { begin, end } = state.run;
  const span = Math.max(100, Math.min(until - from, end - begin || 100));
  const first = Math.max(begin, Math.min(from, end - span));
  update({ from: first, until: first + span });
}

/** Makes the window narrower or wider by a factor, around an instant. */
export function zoomWindow(factor, center = (state.from + state.until) / 2) {
  setWindow(center - (center - state.from) * factor, center + (state.until - center) * factor);
}

/** Whether two selections are the same. */
export function isSame(a, b) {
  return a === b || (a && b && a.kind === b.kind && a.row === b.row);
}

/** The connection's row of anything that can be selected; -1 if it has none. */
export function connectionOf(selection) {
  const { run } = state;
  if (!selection) {
    return -1;
  }
  const { kind, row } = selection;
  const id = {
    connection: () => run.connection.id[row],
    transaction: () => run.transaction.connection[row],
    message: () => run.message.connection[row],
    segment: () => run.segment.connection[row],
    packet: () => (run.packet.segment[row] < 0 ? -1 : run.segment.connection[run.packet.segment[row]]),
  }[kind]?.() ?? -1;
  return run.connectionRows.get(id) ?? -1;
}

/** Selects; the views of one connection follow. `null` selects nothing. */
export function select(selection) {
  if (isSame(selection, state.selection)) {
    return;
  }
  const changes = { selection };
  const connection = connectionOf(selection);
  if (connection >= 0) {
    changes.connection = connection;
  }
  const { run } = state;
  if (selection?.kind === 'message') {
    changes.end = run.senderOf(selection.row);
  } else if (selection?.kind === 'segment' && run.segment.end[selection.row] >= 0 &&
             run.segment.payload[selection.row] > 0) {
    changes.end = run.segment.end[selection.row];
  }
  update(changes);
}

/** What time a selection lies at: its first and last instant; nothing if it has none. */
export function timesOf(selection) {
  const { run } = state;
  const { kind, row } = selection;
  if (kind === 'transaction') {
    return [run.transaction.queued_ns[row], run.finishOf(row)];
  }
  if (kind === 'connection') {
    const closed = run.connection.closed_ns[row];
    return [run.connection.opened_ns[row], closed < 0 ? run.end : closed];
  }
  if (kind === 'message') {
    return [run.message.first_sent_ns[row], run.message.last_received_ns[row]].map((t) => (t < 0 ? run.end : t));
  }
  if (kind === 'segment') {
    return [run.segment.sent[row], Math.max(run.segment.sent[row], run.segment.received[row], run.segment.lost[row])];
  }
  if (kind === 'packet') {
    return [run.packet.time[row], run.packet.time[row]];
  }
  if (kind === 'page') {
    const finished = run.page.finished_ns[row];
    return [run.page.started_ns[row], finished < 0 ? run.end : finished];
  }
  return null;
}

// Selections stand in the address by the numbers of the database.
const TABLES = { transaction: 'transaction', connection: 'connection', message: 'message', segment: 'segment',
                 packet: 'packet', page: 'page' };

function writeAddress() {
  isWriting = false;
  const { run, selection } = state;
  const words = new URLSearchParams();
  words.set('view', state.view);
  if (state.second) {
    words.set('second', state.second);
  }
  if (state.runs.length > 1) {
    words.set('run', run.number);
  }
  words.set('from', Math.round(state.from));
  words.set('until', Math.round(state.until));
  if (selection) {
    words.set('select', selection.kind + ':' + run[TABLES[selection.kind]].id[selection.row]);
  }
  if (state.connection >= 0) {
    words.set('connection', run.connection.id[state.connection]);
    words.set('end', state.end);
  }
  if (state.filter) {
    words.set('filter', state.filter);
  }
  if (state.sort !== 'queued') {
    words.set('sort', state.sort);
  }
  history.replaceState(null, '', '#' + words);
}

/** Reads the address into the state; called again when segments and packets are there. */
export function readAddress() {
  const words = new URLSearchParams(location.hash.slice(1));
  const changes = {};
  const number = (name) => (words.has(name) && Number.isFinite(+words.get(name)) ? +words.get(name) : null);
  const run = state.runs[number('run') ?? 0] ?? state.runs[0];
  changes.run = run;
  for (const name of ['view', 'second', 'filter', 'sort']) {
    if (words.has(name)) {
      changes[name] = words.get(name);
    }
  }
  if (number('from') !== null && number('until') > number('from')) {
    changes.from = Math.max(run.begin, Math.min(number('from'), run.end - 1));
    changes.until = Math.max(changes.from + 1, Math.min(number('until'), run.end));
  }
  if (number('connection') !== null) {
    changes.connection = run.connectionRows.get(number('connection')) ?? -1;
    changes.end = number('end') === 0 ? 0 : 1;
  }
  const [kind, id] = (words.get('select') ?? '').split(':');
  if (TABLES[kind]) {
    const column = run[TABLES[kind]].id ?? [];
    const row = Array.prototype.indexOf.call(column, +id);
    if (row >= 0) {
      changes.selection = { kind, row };
    }
  }
  update(changes);
  const connection = changes.selection ? connectionOf(changes.selection) : -1;
  if (connection >= 0) {
    update({ connection });
  }
}
