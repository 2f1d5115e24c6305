/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What views of one connection have in common: which connection, which direction.

import { h } from './dom.js';
import { state, update } from './store.js';

const MOST = 500; // connections in the list

/** Chooses the connection. */
export function pickConnection() {
  const { run, connection } = state;
  const count = Math.min(MOST, run.connection.rows);
  const rows = Array.from({ length: count }, (_, row) => row);
  if (connection >= count) {
    rows.push(connection);
  }
  return h('label', {}, 'Connection ', h('select', { 'aria-label': 'Connection', onchange: (event) => update({ connection: +event.target.value }) },
    rows.map((row) => h('option', { value: row, selected: row === connection }, `${run.connection.id[row]}  ${run.fourTuple(row)}`))));
}

/** Chooses the direction: who sends. */
export function pickDirection() {
  const { run, connection, end } = state;
  if (connection < 0) {
    return '';
  }
  return h('label', {}, 'Sender ', h('select', { 'aria-label': 'Sender', onchange: (event) => update({ end: +event.target.value }) },
    [0, 1].map((which) => h('option', { value: which, selected: which === end },
      `${run.nodeName(run.nodeOfEnd(connection, which))}  ${run.endpoint(connection, which)}`))));
}

/** What to say where a view of segments has none; empty if it has. */
export function missing() {
  const { run, connection, isLoaded } = state;
  if (connection < 0) {
    return run.level === 'summary' ? 'The trace has no connections: it was written at level summary.' : 'The trace has no connections.';
  }
  if (run.level !== 'full') {
    return `The trace has no segments: it was written at level ${run.level || 'unknown'}.`;
  }
  return isLoaded ? '' : 'Reading …';
}
