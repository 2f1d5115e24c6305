/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The page: reads the data, shows the views, listens to keys.

import { Compare } from './compare.js';
import { Connections } from './connections.js';
import { unpackSection } from './data.js';
import { h } from './dom.js';
import { Inspector } from './inspector.js';
import { Ladder } from './ladder.js';
import { MessageView } from './message.js';
import { Overview } from './overview.js';
import { PacketView } from './packet.js';
import { linked } from './links.js';
import { loadRuns } from './run.js';
import { Sequence } from './sequence.js';
import { isSame, listen, readAddress, select, setWindow, state, timesOf, update, zoomWindow } from './store.js';
import { Strip } from './strip.js';
import { SweepView } from './sweep.js';
import { forgetColours } from './surface.js';
import { TcpView } from './tcp.js';
import { Waterfall } from './waterfall.js';

const views = [new Overview(), new Waterfall(), new Connections(), new Sequence(), new TcpView(), new Ladder(), new PacketView(), new MessageView()];
const find = (name) => views.find((view) => view.name === name) ?? views[0];
const byId = (id) => document.getElementById(id);
const inspector = new Inspector(views.map((view) => view.name));
const strip = new Strip();
const panes = [null, null]; // the views that are mounted

function showViews() {
  const wanted = [find(state.view), state.second && state.second !== find(state.view).name ? find(state.second) : null];
  const hosts = [byId('first'), byId('second')];
  panes.forEach((view, i) => {
    if (view && view !== wanted[i]) {
      view.unmount();
    }
  });
  wanted.forEach((view, i) => {
    hosts[i].hidden = !view;
    if (view && panes[i] !== view) {
      hosts[i].replaceChildren();
      view.mount(hosts[i]);
    }
    panes[i] = view;
  });
  byId('strip').hidden = panes.every((view) => !view || view.name === 'overview' || view.name === 'packet' || view.name === 'message');
  for (const tab of byId('tabs').querySelectorAll('[role=tab]')) {
    const isOn = tab.dataset.view === panes[0].name;
    tab.setAttribute('aria-selected', isOn);
    tab.tabIndex = isOn ? 0 : -1;
  }
  byId('split').value = state.second;
}

function makeTabs() {
  byId('tabs').replaceChildren(...views.map((view, i) => h('button', {
    type: 'button', role: 'tab', 'data-view': view.name, 'aria-controls': 'first', title: `Key ${i + 1}`, onclick: () => update({ view: view.name }),
  }, view.title)), h('span', { class: 'stretch' }), h('label', { class: 'below' }, 'Below ', h('select', { id: 'split', onchange: (event) => update({ second: event.target.value }) },
    h('option', { value: '' }, 'nothing'), views.slice(1).map((view) => h('option', { value: view.name }, view.title)))));
}

function makeHead() {
  const { runs, run } = state;
  document.title = `${run.name} – ns3-http`;
  byId('runs').replaceChildren(runs.length > 1 ? h('select', { 'aria-label': 'Run', onchange: (event) => showRun(runs[event.target.value]) },
    runs.map((other) => h('option', { value: other.number, selected: other === run }, other.name))) : h('span', {}, run.name));
}

function showRun(run) {
  update({ run, selection: null, connection: -1, isLoaded: run.packet.rows !== undefined && Boolean(run.firstPacket) });
  update({ from: run.begin, until: run.activeEnd, connection: busiest(run) });
  makeHead();
}

// The connection that views of one connection begin with: the one with the most requests.
function busiest(run) {
  let best = run.connection.rows > 0 ? 0 : -1;
  for (let row = 1; row < run.connection.rows; row++) {
    if ((run.usesOf.get(run.connection.id[row])?.length ?? 0) > (run.usesOf.get(run.connection.id[best])?.length ?? 0)) {
      best = row;
    }
  }
  return best;
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  forgetColours();
  for (const view of [...panes, strip]) {
    view?.changed(new Set(['theme']));
  }
}

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

// The arrows walk through what the view shows, in its order.
function walk(step) {
  const order = panes[0].order();
  if (order.length === 0) {
    return;
  }
  const at = order.findIndex((other) => isSame(other, state.selection));
  const next = step === 'first' ? 0 : step === 'last' ? order.length - 1 : at < 0 ? (step > 0 ? 0 : order.length - 1) : Math.max(0, Math.min(order.length - 1, at + step));
  select(order[next]);
  const [from, until] = timesOf(order[next]);
  if (panes[0].hasTime && (until < state.from || from > state.until)) {
    const span = state.until - state.from;
    setWindow(from - span / 3, from + span * 2 / 3);
  }
}

const KEYS = {
  ArrowDown: () => walk(1),
  ArrowUp: () => walk(-1),
  ArrowRight: () => walk(1),
  ArrowLeft: () => walk(-1),
  PageDown: () => walk(20),
  PageUp: () => walk(-20),
  Home: () => walk('first'),
  End: () => walk('last'),
  '+': () => zoomWindow(0.5),
  '=': () => zoomWindow(0.5),
  '-': () => zoomWindow(2),
  ',': () => setWindow(state.from - (state.until - state.from) / 4, state.until - (state.until - state.from) / 4),
  '.': () => setWindow(state.from + (state.until - state.from) / 4, state.until + (state.until - state.from) / 4),
  0: () => setWindow(state.run.begin, state.run.end),
  a: () => setWindow(state.run.begin, state.run.activeEnd),
  d: () => setTheme(isDark() ? 'light' : 'dark'),
  '/': () => byId('filter').focus(),
  '?': () => byId('help').showModal(),
  Escape: () => select(null),
};

function listenToKeys() {
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || byId('help').open) {
      return;
    }
    if (target.matches('input, select, textarea')) {
      if (event.key === 'Escape') {
        target.blur();
      }
      return;
    }
    // Among tabs the arrows go from tab to tab.
    if (target.matches('[role=tab]') && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      const at = views.findIndex((view) => view.name === state.view) + (event.key === 'ArrowRight' ? 1 : -1);
      update({ view: views[(at + views.length) % views.length].name });
      byId('tabs').querySelector('[aria-selected=true]').focus();
      event.preventDefault();
      return;
    }
    const number = Number(event.key);
    if (number >= 1 && number <= views.length) {
      update({ view: views[number - 1].name });
      event.preventDefault();
      return;
    }
    // A button or a row of a table keeps its own keys.
    const isPicture = !target.closest('details, table') || event.key === 'Escape';
    if (KEYS[event.key] && isPicture) {
      KEYS[event.key]();
      event.preventDefault();
    }
  });
  byId('filter').addEventListener('input', (event) => update({ filter: event.target.value }));
  byId('keys').addEventListener('click', () => byId('help').showModal());
  byId('theme').addEventListener('click', () => setTheme(isDark() ? 'light' : 'dark'));
  byId('close').addEventListener('click', () => byId('help').close());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => setTheme(document.documentElement.dataset.theme ?? ''));
}

async function startSweep(text) {
  const sweep = await unpackSection(text);
  document.title = `${sweep.name} – ns3-http`;
  byId('runs').replaceChildren(sweep.name);
  for (const id of ['tabs', 'strip', 'inspector', 'filter', 'keys']) {
    byId(id).hidden = true;
  }
  window.report.sweep = new SweepView(sweep);
  window.report.sweep.mount(byId('first'));
  byId('theme').addEventListener('click', () => setTheme(isDark() ? 'light' : 'dark'));
  document.documentElement.dataset.loaded = performance.now();
}

async function start() {
  const sweep = byId('data-sweep');
  if (sweep) {
    await startSweep(sweep.textContent);
    return;
  }
  const { runs, rest } = await loadRuns((run) => {
    if (run === state.run && run.firstPacket) {
      update({ isLoaded: true });
    }
  });
  state.runs = runs;
  if (runs.length > 1) {
    views.push(new Compare());
  }
  makeTabs();
  state.run = runs[0];
  state.from = runs[0].begin;
  state.until = runs[0].activeEnd;
  state.connection = busiest(runs[0]);
  readAddress();
  makeHead();
  byId('filter').value = state.filter;
  listen((changed) => {
    if (changed.has('view') || changed.has('second')) {
      showViews();
    }
    if (changed.has('filter') && byId('filter').value !== state.filter) {
      byId('filter').value = state.filter;
    }
    for (const view of [...panes, inspector, strip]) {
      view?.changed(changed);
    }
  });
  inspector.mount(byId('inspector'));
  strip.mount(byId('strip'));
  showViews();
  listenToKeys();
  window.addEventListener('hashchange', readAddress);
  document.documentElement.dataset.shown = performance.now();
  await rest();
  readAddress(); // what is selected may have come now
  document.documentElement.dataset.loaded = performance.now();
}

// For tests, and for the curious in the browser's console.
window.report = { state, views, panes, update, select, setWindow, linked };
// The page counts as loaded once all is there, for those who print or take pictures.
await start().catch((error) => {
  byId('first').replaceChildren(h('p', { class: 'broken' }, 'The page cannot read its data: ' + error.message));
  throw error;
});
