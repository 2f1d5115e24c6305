/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Connections: a line each, with the states of both ends, what the connection was used for, and how
// it ended; beside it the table of sockets at the instant under the pointer.

import { h } from './dom.js';
import { formatCount, formatDuration, formatTime } from './format.js';
import { isLinked } from './links.js';
import { state } from './store.js';
import { fit, measure } from './surface.js';
import { AXIS, View } from './view.js';
import { matches, shortUrl } from './waterfall.js';

/** The states of TCP: colour, and how it is drawn. */
export const STATES = {
  'SYN-SENT': { fill: 'opening' },
  'SYN-RECEIVED': { fill: 'opening' },
  ESTABLISHED: { fill: 'established' },
  'FIN-WAIT-1': { fill: 'closing' },
  'FIN-WAIT-2': { fill: 'closing' },
  'CLOSE-WAIT': { fill: 'closing' },
  CLOSING: { fill: 'closing' },
  'LAST-ACK': { fill: 'closing' },
  'TIME-WAIT': { fill: 'timewait', hatch: 'timewait-line' },
};

const USE = 13; // height of a lane of uses
const HEAD = 10; // height of the bar of an end's states

/** The sockets of all hosts at an instant, as `ss` names them: a row each end of a connection. */
export function socketsAt(run, time) {
  const rows = [];
  for (let row = 0; row < run.connection.rows; row++) {
    for (const place of run.livesOf.get(run.connection.id[row]) ?? []) {
      if (run.life.begin[place] <= time && time < run.life.end_ns[place]) {
        const end = run.life.end[place];
        const name = run.text(run.life.state[place]);
        rows.push({
          connection: row, end, node: run.nodeOfEnd(row, end),
          state: name === 'ESTABLISHED' ? 'ESTAB' : name === 'SYN-RECEIVED' ? 'SYN-RECV' : name,
          local: run.endpoint(row, end), peer: run.endpoint(row, 1 - end),
        });
      }
    }
  }
  rows.sort((a, b) => a.node - b.node || a.connection - b.connection);
  return rows;
}

export class Connections extends View {
  constructor() {
    super('connections');
    this.title = 'Connections';
    this.isScrolled = true;
  }

  prepare() {
    if (this.prepared) {
      return this.prepared;
    }
    const { run, filter } = state;
    const lines = [];
    let top = 0;
    for (let row = 0; row < run.connection.rows; row++) {
      const uses = run.usesOf.get(run.connection.id[row]) ?? [];
      if (filter && !uses.some((use) => matches(run, run.use.transaction[use], filter))) {
        continue;
      }
      const lanes = Math.min(12, uses.reduce((most, use) => Math.max(most, run.use.lane[use] + 1), 1));
      const height = lanes * USE + 2 * HEAD + 12;
      lines.push({ row, top, lanes, height });
      top += height;
    }
    this.prepared = { lines, height: top };
    return this.prepared;
  }

  toolbar() {
    const { run } = state;
    const reused = Array.from(run.transaction.reused ?? []).filter((value) => value === 1).length;
    return [h('span', { class: 'total' }, formatCount(this.prepare().lines.length, 'connection') +
      (run.transaction.rows > 0 ? `, ${formatCount(reused, 'request')} on one that was there` : ''))];
  }

  legend() {
    return [['opening', 'SYN-SENT, SYN-RECEIVED'], ['established', 'ESTABLISHED'], ['closing', 'FIN-WAIT, CLOSE-WAIT, LAST-ACK'],
            ['timewait', 'TIME-WAIT', { hatch: 'timewait-line' }], ['wait', 'request: until the first byte'], ['receive', 'response']];
  }

  contentHeight() {
    return this.prepare().height;
  }

  order() {
    return this.prepare().lines.map(({ row }) => ({ kind: 'connection', row }));
  }

  placeOf({ kind, row }) {
    const wanted = kind === 'connection' ? row : state.connection;
    const line = this.prepare().lines.find((other) => other.row === wanted);
    return line ? [line.top, line.height] : null;
  }

  paint(surface, box) {
    const { lines } = this.prepare();
    if (lines.length === 0) {
      this.label(surface, box.left, AXIS + 30, state.run.level === 'summary' ? 'The trace has no connections: it was written at level summary.'
        : state.filter ? 'No connection carries what the filter asks for.' : 'The trace has no connections.', 'muted', { size: 13 });
      return;
    }
    let low = 0;
    let high = lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (lines[middle].top + lines[middle].height < box.top) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (; low < lines.length && lines[low].top < box.top + box.height; low++) {
      this.paintConnection(surface, box, lines[low], AXIS + 4 + lines[low].top - box.top);
    }
  }

  paintConnection(surface, box, { row, lanes, height }, y) {
    const { run } = state;
    const ref = { kind: 'connection', row };
    const { connection } = run;
    if (isLinked('connection', row)) {
      surface.rect(0, y, box.width, height - 3, 'selected', { alpha: this.isSelected(ref) ? 0.9 : 0.45 });
    }
    const name = `${connection.id[row]}`;
    const used = run.usesOf.get(connection.id[row])?.length ?? 0;
    const room = box.left - 20;
    const whole = `${name}   ${run.fourTuple(row)}`;
    const isWhole = measure(whole, 12) <= room;
    this.label(surface, 10, y + 13, fit(isWhole ? whole : `${name}   ${run.endpoint(row, 0)} →`, room, 12), 'ink');
    const ends = [0, 1].map((end) => run.text(connection[end === 0 ? 'source_end' : 'destination_end'][row]));
    const how = ends[0] === ends[1] ? ends[0] || 'open' : `${ends[0] || 'open'} / ${ends[1] || 'open'}`;
    const more = [isWhole ? '' : run.endpoint(row, 1), formatCount(used, 'request'), how, connection.incarnation[row] > 1 ? `number ${connection.incarnation[row]} of its four values` : ''].filter(Boolean).join(', ');
    this.label(surface, 10, y + 28, fit(more, room, 11), ends.some((end) => /reset|abort|refused|timed/.test(end)) ? 'loss' : 'muted', { size: 11 });
    this.item(0, y, box.width, height - 3, ref, () => this.tipOf(row));
    surface.clip(box.left, y, box.right - box.left, height, () => {
      for (const place of run.livesOf.get(connection.id[row]) ?? []) {
        const end = run.life.end[place];
        const top = end === 0 ? y + 2 : y + 2 + HEAD + lanes * USE + 2;
        this.paintState(surface, box, place, top, row);
      }
      for (const place of run.usesOf.get(connection.id[row]) ?? []) {
        this.paintUse(surface, box, place, y + 3 + HEAD + run.use.lane[place] % 12 * USE);
      }
    });
    surface.line([0, y + height - 2.5, box.width, y + height - 2.5], 'grid');
  }

  paintState(surface, box, place, top, row) {
    const { run } = state;
    const name = run.text(run.life.state[place]);
    const { fill, hatch } = STATES[name] ?? { fill: 'queued' };
    const from = Math.max(box.left - 2, box.x(run.life.begin[place]));
    const to = Math.min(box.right + 2, box.x(run.life.end_ns[place]));
    if (to < box.left || from > box.right) {
      return;
    }
    const width = Math.max(1, to - from);
    surface.rect(from, top, width, HEAD - 1, fill, { hatch: width > 6 ? hatch : '' });
    if (width > measure(name, 9) + 8 && name !== 'ESTABLISHED') {
      this.label(surface, from + 4, top + HEAD - 2, name, hatch ? 'ink' : 'on-bar', { size: 9, halo: Boolean(hatch) });
    }
    this.item(from, top, width, HEAD - 1, { kind: 'connection', row }, () => [`${name}`,
      `at ${run.nodeName(run.nodeOfEnd(row, run.life.end[place]))}, ${run.endpoint(row, run.life.end[place])}`,
      `${formatTime(run.life.begin[place])} to ${formatTime(run.life.end_ns[place])}, ${formatDuration(run.life.end_ns[place] - run.life.begin[place])}`], 'state:' + name);
  }

  paintUse(surface, box, place, top) {
    const { run } = state;
    const row = run.use.transaction[place];
    const ref = { kind: 'transaction', row };
    const from = Math.max(box.left - 2, box.x(run.use.begin[place]));
    const to = Math.min(box.right + 2, box.x(run.use.end[place]));
    if (to < box.left || from > box.right) {
      return;
    }
    const width = Math.max(1.2, to - from - 0.8);
    const failed = run.outcomeOf(row) !== 'complete';
    const isOn = isLinked('transaction', row);
    const first = box.x(run.transaction.first_byte_ns[row]);
    surface.rect(from, top + 1, width, USE - 2, failed ? 'loss' : 'wait');
    if (run.transaction.first_byte_ns[row] >= 0 && first < to) {
      surface.rect(Math.max(from, first), top + 1, Math.max(0, from + width - Math.max(from, first)), USE - 2, failed ? 'loss' : 'receive');
    }
    if (isOn) {
      surface.rect(from, top + 1, width, USE - 2, '', { stroke: 'ink' });
    }
    // The name stands in the wider part: while waiting or while receiving.
    const split = run.transaction.first_byte_ns[row] >= 0 ? Math.max(from, Math.min(first, from + width)) : from + width;
    const isLate = from + width - split > split - from;
    const [begin, room] = isLate ? [split, from + width - split] : [from, split - from];
    const text = room > 34 ? fit(shortUrl(run.urlOf(row)).split('/').pop() || shortUrl(run.urlOf(row)), room - 8, 9) : '';
    if (text) {
      this.label(surface, begin + 4, top + USE - 4, text, failed || isLate ? 'on-dark' : 'on-bar', { size: 9 });
    }
    this.item(from, top + 1, width, USE - 2, ref, () => [`${run.text(run.transaction.method[row])} ${run.urlOf(row)}`, run.outcomeOf(row),
      `${formatTime(run.use.begin[place])} to ${formatTime(run.use.end[place])}`], 'use');
  }

  tipOf(row) {
    const { run } = state;
    const { connection } = run;
    return [`connection ${connection.id[row]}`, run.fourTuple(row),
            `opened ${formatTime(connection.opened_ns[row])}, established ${formatTime(connection.established_ns[row])}`,
            `closed ${formatTime(connection.closed_ns[row])}`];
  }

  table() {
    const { run } = state;
    const { connection } = run;
    const { lines } = this.prepare();
    const ms = (time) => (time < 0 ? '' : time / 1e6);
    const waits = (row) => (run.livesOf.get(connection.id[row]) ?? []).filter((place) => run.text(run.life.state[place]) === 'TIME-WAIT');
    return {
      caption: 'Connections by their four values; times in milliseconds',
      columns: ['Connection', 'Source', 'Destination', 'Incarnation', 'Requests', 'Opened', 'Established', 'TIME-WAIT from', 'TIME-WAIT until', 'Closed', 'Source ended', 'Destination ended'],
      count: lines.length,
      row: (i) => {
        const { row } = lines[i];
        const wait = waits(row)[0];
        return [connection.id[row], run.endpoint(row, 0), run.endpoint(row, 1), connection.incarnation[row], run.usesOf.get(connection.id[row])?.length ?? 0,
                ms(connection.opened_ns[row]), ms(connection.established_ns[row]), wait === undefined ? '' : ms(run.life.begin[wait]),
                wait === undefined ? '' : ms(run.life.end_ns[wait]), ms(connection.closed_ns[row]), run.text(connection.source_end[row]), run.text(connection.destination_end[row])];
      },
      ref: (i) => ({ kind: 'connection', row: lines[i].row }),
    };
  }
}
