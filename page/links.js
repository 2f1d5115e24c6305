/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What belongs to the selection, in every layer.

import { state } from './store.js';

const make = () => ({ page: new Set(), transaction: new Set(), connection: new Set(), message: new Set(),
                      segment: new Set(), packet: new Set() });

let known = make();
let knownFor = null;
let knownLoaded = false;

function addConnectionById(links, run, id) {
  const row = run.connectionRows.get(id);
  if (row !== undefined) {
    links.connection.add(row);
  }
}

function addMessage(links, run, row) {
  links.message.add(row);
  addConnectionById(links, run, run.message.connection[row]);
  for (const segment of run.segmentsOfMessage(row)) {
    links.segment.add(segment);
    run.packetsOfSegment(segment).forEach((packet) => links.packet.add(packet));
  }
}

function addTransaction(links, run, row) {
  links.transaction.add(row);
  addConnectionById(links, run, run.transaction.connection[row]);
  const page = run.pageRows.get(run.transaction.page[row]);
  if (page !== undefined) {
    links.page.add(page);
  }
  (run.messagesOf.get(run.transaction.id[row]) ?? []).forEach((message) => addMessage(links, run, message));
}

function addSegment(links, run, row) {
  links.segment.add(row);
  addConnectionById(links, run, run.segment.connection[row]);
  run.packetsOfSegment(row).forEach((packet) => links.packet.add(packet));
  for (const message of run.messagesOfSegment(row)) {
    links.message.add(message);
    const transaction = run.transactionRows.get(run.message.http_transaction[message]);
    if (transaction !== undefined) {
      links.transaction.add(transaction);
    }
  }
}

/** Sets of rows, by kind, that belong to the selection; the selection is in them. */
export function linked() {
  const { selection, run, isLoaded } = state;
  if (knownFor === selection && knownLoaded === isLoaded) {
    return known;
  }
  const links = make();
  if (selection) {
    const { kind, row } = selection;
    links[kind].add(row);
    if (kind === 'transaction') {
      addTransaction(links, run, row);
    } else if (kind === 'message') {
      addMessage(links, run, row);
      const transaction = run.transactionRows.get(run.message.http_transaction[row]);
      if (transaction !== undefined) {
        links.transaction.add(transaction);
      }
    } else if (kind === 'segment') {
      addSegment(links, run, row);
    } else if (kind === 'packet' && run.packet.segment[row] >= 0) {
      addSegment(links, run, run.packet.segment[row]);
    } else if (kind === 'connection') {
      (run.usesOf.get(run.connection.id[row]) ?? []).forEach((use) => links.transaction.add(run.use.transaction[use]));
    } else if (kind === 'page') {
      for (let i = 0; i < run.transaction.rows; i++) {
        if (run.transaction.page[i] === run.page.id[row]) {
          links.transaction.add(i);
        }
      }
    }
  }
  known = links;
  knownFor = selection;
  knownLoaded = isLoaded;
  return links;
}

/** Whether something is, or belongs to, what is selected. */
export function isLinked(kind, row) {
  return linked()[kind].has(row);
}
