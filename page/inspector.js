/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The panel at the side: what is selected, and the way to what belongs to it.

import { facts, h } from './dom.js';
import { formatBytes, formatCount, formatDuration, formatNumber, formatTime } from './format.js';
import { nameFlags } from './run.js';
import { select, setWindow, state, timesOf, update } from './store.js';
import { socketsAt } from './connections.js';
import { PHASES, shortUrl } from './waterfall.js';

const MOST_SOCKETS = 20000; // connections whose sockets are listed as the pointer moves

const link = (text, kind, row) => h('button', { type: 'button', class: 'link', onclick: () => select({ kind, row }) }, text);
const viewButtons = (...names) => names.map(([view, text]) => h('button', { type: 'button', class: 'small', onclick: () => update({ view }) }, text));

function zoomTo(selection) {
  const [from, until] = timesOf(selection);
  const room = Math.max(2e5, (until - from) * 0.1);
  setWindow(from - room, until + room);
}

function connectionLink(run, id) {
  const row = run.connectionRows.get(id);
  return row === undefined ? '' : h('span', {}, link(`connection ${id}`, 'connection', row), ' ' + run.fourTuple(row));
}

function messageLinks(run, rows) {
  return rows.map((row) => h('div', {}, link(`${run.text(run.message.kind[row])} ${run.message.id[row]}`, 'message', row),
    ` ${formatBytes(run.message.stream_end[row] - run.message.stream_begin[row])}, ${run.text(run.message.outcome[row])}`));
}

const PANELS = {
  page(run, row) {
    const { page } = run;
    return ['Page', facts([['URL', run.text(page.url[row])], ['Client', run.nodeName(page.node[row])], ['Started', formatTime(page.started_ns[row])],
                           ['Finished', formatTime(page.finished_ns[row])], ['Took', page.finished_ns[row] < 0 ? '' : formatDuration(page.finished_ns[row] - page.started_ns[row])],
                           ['Objects', formatNumber(page.objects[row])], ['Content', formatBytes(page.bytes[row])], ['Outcome', run.text(page.outcome[row])]])];
  },
  transaction(run, row) {
    const { transaction, phase } = run;
    const page = run.pageRows.get(transaction.page[row]);
    const total = Math.max(1, run.finishOf(row) - transaction.queued_ns[row]);
    const response = run.messageOf(row, 'response');
    const segments = response >= 0 ? run.segmentsOfMessage(response) : [];
    const again = segments.filter((segment) => run.segment.retransmission[segment] > 0).length;
    const initiator = run.transactionRows.get(transaction.initiator?.[row]);
    const revealed = run.revealedBy(row);
    const referer = run.field(run.messageOf(row, 'request'), 'Referer');
    const priority = run.field(run.messageOf(row, 'request'), 'Priority');
    return [`Request ${transaction.id[row]}`,
      h('p', { class: 'url' }, `${run.text(transaction.method[row])} ${run.urlOf(row)}`),
      facts([['Status', transaction.status[row] > 0 ? String(transaction.status[row]) : 'no response'], ['Outcome', run.outcomeOf(row)], ['Type', run.typeOf(row)],
             ['Content', formatBytes(run.bytesOf(row))], ['Client', run.nodeName(transaction.node[row])],
             ['Page', page === undefined ? '' : link(run.text(run.page.url[page]), 'page', page)], ['Revealed by', initiator === undefined ? '' : link(shortUrl(run.urlOf(initiator)), 'transaction', initiator)],
             ['It revealed', revealed.length === 0 ? '' : h('button', { type: 'button', class: 'link', onclick: () => update({ filter: `initiator:${transaction.id[row]}`, view: 'waterfall' }) }, formatCount(revealed.length, 'request'))],
             ['Referer', referer], ['Priority', priority],
             ['Attempts', transaction.attempts[row] === 1 ? '' : formatNumber(transaction.attempts[row])],
             ['Connection', transaction.connection[row] > 0 ? connectionLink(run, transaction.connection[row]) : 'none'],
             ['It was', transaction.connection[row] > 0 ? (transaction.reused[row] === 1 ? 'there already (reused)' : 'opened for this request') : '']]),
      h('h4', {}, 'Where the time went'),
      h('table', { class: 'plain' }, h('tbody', {}, (run.phasesOf.get(row) ?? []).map((place) => {
        const { label, fill } = PHASES[run.text(phase.kind[place])];
        const time = phase.end[place] - phase.begin[place];
        return h('tr', {}, h('td', {}, h('i', { class: 'dot', style: `background: var(--${fill})` }), label), h('td', { class: 'number' }, formatDuration(time)),
          h('td', { class: 'number muted' }, formatNumber(time / total * 100, 0) + ' %'));
      }), h('tr', { class: 'sum' }, h('td', {}, 'in all'), h('td', { class: 'number' }, formatDuration(run.finishOf(row) - transaction.queued_ns[row])), h('td')))),
      h('h4', {}, 'Messages'), ...messageLinks(run, run.messagesOf.get(transaction.id[row]) ?? []),
      segments.length && !run.isReduced ? h('p', { class: 'muted' }, `The response came in ${formatCount(segments.length - again, 'segment')}` + (again ? `; ${formatCount(again, 'segment')} sent again.` : '.')) : ''];
  },
  connection(run, row) {
    const { connection, life } = run;
    const uses = run.usesOf.get(connection.id[row]) ?? [];
    const states = (end) => (run.livesOf.get(connection.id[row]) ?? []).filter((place) => life.end[place] === end);
    const table = (end) => (states(end).length === 0 ? '' : [h('h4', {}, `${end === 0 ? 'Source' : 'Destination'}: ${run.endpoint(row, end)}`),
      h('table', { class: 'plain' }, h('tbody', {}, states(end).map((place) => h('tr', {}, h('td', {}, run.text(life.state[place])),
        h('td', { class: 'number' }, formatTime(life.begin[place])), h('td', { class: 'number muted' }, formatDuration(life.end_ns[place] - life.begin[place]))))))]);
    return [`Connection ${connection.id[row]}`,
      facts([['Source', `${run.endpoint(row, 0)} (${run.nodeName(connection.source_node[row])})`], ['Destination', `${run.endpoint(row, 1)} (${run.nodeName(connection.destination_node[row])})`],
             ['Incarnation', formatNumber(connection.incarnation[row])], ['Opened', formatTime(connection.opened_ns[row])], ['Established', formatTime(connection.established_ns[row])],
             ['Closed', connection.closed_ns[row] < 0 ? 'still open' : formatTime(connection.closed_ns[row])], ['Source ended', run.text(connection.source_end[row])],
             ['Destination ended', run.text(connection.destination_end[row])]]),
      table(0), table(1), h('h4', {}, formatCount(uses.length, 'request')),
      h('ol', { class: 'list' }, uses.slice(0, 100).map((use) => h('li', {}, link(shortUrl(run.urlOf(run.use.transaction[use])), 'transaction', run.use.transaction[use])))),
      uses.length > 100 ? h('p', {}, `and ${formatNumber(uses.length - 100)} more`) : ''];
  },
  message(run, row) {
    const { message } = run;
    const transaction = run.transactionRows.get(message.http_transaction[row]);
    const segments = run.segmentsOfMessage(row);
    const again = segments.filter((segment) => run.segment.retransmission[segment] > 0).length;
    return [`Message ${message.id[row]}`,
      facts([['Kind', run.text(message.kind[row])], ['Starts with', run.text(message.head[row]).split('\r\n')[0]],
             ['Of', transaction === undefined ? '' : link(`request ${run.transaction.id[transaction]}`, 'transaction', transaction)], ['On', connectionLink(run, message.connection[row])],
             ['Bytes of its stream', `${formatNumber(message.stream_begin[row])} to ${formatNumber(message.stream_end[row] - 1)}`], ['Head', formatBytes(message.head_bytes[row])],
             ['Content', formatBytes(message.body_bytes[row])], ['Written', `${formatTime(message.first_sent_ns[row])} to ${formatTime(message.last_sent_ns[row])}`],
             ['Read', `${formatTime(message.first_received_ns[row])} to ${formatTime(message.last_received_ns[row])}`], ['Outcome', run.text(message.outcome[row])],
             ['Segments', segments.length && !run.isReduced ? formatNumber(segments.length) + (again ? `, ${formatNumber(again)} of them sent again` : '') : '']])];
  },
  segment(run, row) {
    const { segment } = run;
    const connection = run.connectionRows.get(segment.connection[row]);
    const sender = connection === undefined ? '' : run.endpoint(connection, segment.end[row]);
    return [`Segment ${segment.id[row]}`,
      facts([['From', sender], ['On', connectionLink(run, segment.connection[row])], ['Sent', formatTime(segment.sent[row])],
             ['Received', segment.received[row] < 0 ? 'not' : formatTime(segment.received[row])],
             ['Under way', segment.received[row] < 0 ? '' : formatDuration(segment.received[row] - segment.sent[row])],
             ['Lost', segment.lost[row] < 0 ? '' : `${formatTime(segment.lost[row])}, ${run.text(segment.reason[row])}`], ['Flags', nameFlags(segment.flags[row]) || 'none'],
             ['Sequence number', formatNumber(segment.sequence[row])], ['Acknowledgment', segment.flags[row] & 16 ? formatNumber(segment.acknowledgment[row]) : ''],
             ['Window', formatNumber(segment.window[row]) + (segment.edge[row] >= 0 && segment.edge[row] - segment.ack[row] !== segment.window[row] ? `, scaled ${formatNumber(segment.edge[row] - segment.ack[row])}` : '')],
             ['Payload', formatBytes(segment.payload[row])],
             ['Bytes of the stream', segment.payload[row] > 0 ? `${formatNumber(segment.begin[row])} to ${formatNumber(segment.begin[row] + segment.payload[row] - 1)}` : ''],
             ['Sent before', ['', 'yes: a retransmission', 'yes: a tail loss probe'][segment.retransmission[row]] ?? '']]),
      ...messageLinks(run, run.messagesOfSegment(row)), h('h4', {}, 'Packets'),
      ...run.packetsOfSegment(row).map((packet) => h('div', {}, link(`packet ${run.packet.id[packet]}`, 'packet', packet),
        ` ${formatTime(run.packet.time[packet])} ${run.text(run.packet.event[packet])} at ${run.nodeName(run.packet.node[packet])}` +
        (run.packet.reason[packet] >= 0 ? `: ${run.text(run.packet.reason[packet])}` : '')))];
  },
  packet(run, row) {
    const { packet } = run;
    const segment = packet.segment[row];
    return [`Packet ${packet.id[row]}`,
      facts([['Time', formatTime(packet.time[row])], ['Event', run.text(packet.event[row])], ['At', `${run.nodeName(packet.node[row])}, interface ${packet.interface[row]}`],
             ['Dropped', run.text(packet.reason[row])], ['From', run.text(packet.source[row])], ['To', run.text(packet.destination[row])], ['Length', formatBytes(packet.length[row])],
             ['Carries', segment < 0 ? '' : link(`segment ${run.segment.id[segment]}`, 'segment', segment)]])];
  },
};

const OFFERS = {
  page: [['waterfall', 'Waterfall']],
  transaction: [['waterfall', 'Waterfall'], ['connections', 'Connections'], ['sequence', 'Time-sequence'], ['ladder', 'Ladder']],
  connection: [['connections', 'Connections'], ['sequence', 'Time-sequence'], ['tcp', 'TCP'], ['ladder', 'Ladder']],
  message: [['message', 'Message'], ['sequence', 'Time-sequence'], ['ladder', 'Ladder']],
  segment: [['sequence', 'Time-sequence'], ['ladder', 'Ladder'], ['packet', 'Packet']],
  packet: [['packet', 'Packet'], ['ladder', 'Ladder']],
};

export class Inspector {
  constructor(known) {
    this.known = known; // names of the views that there are
  }

  mount(host) {
    this.host = host;
    this.details = h('div');
    this.sockets = h('div');
    host.replaceChildren(this.details, this.sockets);
    this.fill();
  }

  changed(changed) {
    if (changed.has('selection') || changed.has('isLoaded') || changed.has('run')) {
      this.fill();
    }
    if (changed.has('cursor') || changed.has('view') || changed.has('run')) {
      this.fillSockets();
    }
  }

  fill() {
    const { selection, run } = state;
    if (!selection) {
      this.details.replaceChildren(h('p', { class: 'hint' }, 'Select anything to see what belongs to it: a request, its connection, its segments and packets.'),
        h('p', { class: 'hint' }, 'Drag over a picture to look closer; ? shows the keys.'));
      return;
    }
    const [title, ...parts] = PANELS[selection.kind](run, selection.row);
    const buttons = viewButtons(...OFFERS[selection.kind].filter(([view]) => this.known.includes(view)));
    this.details.replaceChildren(h('h3', {}, title), h('p', { class: 'buttons' }, ...buttons,
      h('button', { type: 'button', class: 'small', onclick: () => zoomTo(selection) }, 'Zoom')), ...parts.flat(Infinity));
  }

  // What ss would print at the instant under the pointer.
  fillSockets() {
    const { run, cursor, view } = state;
    if (view !== 'connections' || cursor < 0) {
      this.sockets.replaceChildren();
      return;
    }
    if (run.connection.rows > MOST_SOCKETS) {
      this.sockets.replaceChildren(h('p', { class: 'hint' }, `Sockets are listed for up to ${formatNumber(MOST_SOCKETS)} connections; ./ns3-http explain ${run.name} at TIME lists them all.`));
      return;
    }
    const rows = socketsAt(run, cursor);
    const groups = new Map();
    rows.forEach((row) => groups.set(row.node, [...(groups.get(row.node) ?? []), row]));
    this.sockets.replaceChildren(h('h3', {}, `Sockets at ${formatTime(cursor)}`), ...[...groups].map(([node, members]) => h('div', {},
      h('h4', {}, run.nodeName(node)), h('table', { class: 'plain sockets' }, h('thead', {}, h('tr', {}, ['State', 'Local', 'Peer'].map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, members.slice(0, 60).map((row) => h('tr', {}, h('td', {}, row.state), h('td', {}, row.local), h('td', {}, row.peer))))),
      members.length > 60 ? h('p', {}, `and ${formatNumber(members.length - 60)} more`) : '')),
    rows.length === 0 ? h('p', { class: 'hint' }, 'No host has a connection.') : '');
  }
}
