/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What pictures over the axis of time have in common: canvas, axis, cursor, pointing, zooming, the
// table behind, the figure as SVG.

import { h, save } from './dom.js';
import { formatTime, formatTimeTicks, makeTicks } from './format.js';
import { isSame, select, setWindow, state, update, zoomWindow } from './store.js';
import { CanvasSurface, measure, SvgSurface } from './surface.js';
import { makeTable } from './table.js';

export const AXIS = 26; // height of the axis of time

/** A view. Those below override title, content(), paint(), order(), table(). */
export class View {
  constructor(name) {
    this.name = name;
    this.items = []; // what was painted and can be pointed at, for tests too
    this.labels = []; // where texts are
    this.isScrolled = false; // whether its height is that of its content
    this.hasTime = true;
  }

  /** What stands over the picture. */
  toolbar() {
    return [];
  }

  /** Height of all that it shows, without the axis. */
  contentHeight() {
    return 0;
  }

  /** What can be walked with the arrows: selections in their order. */
  order() {
    return [];
  }

  /** The table behind the picture: { caption, columns, rows, refs }. */
  table() {
    return null;
  }

  /** What the colours mean: [colour, label, options]. */
  legend() {
    return [];
  }

  /** Which changes of the state change the picture. */
  dependsOn(changed) {
    return changed.has('from') || changed.has('until') || changed.has('selection') || changed.has('cursor') ||
      changed.has('isLoaded') || changed.has('filter') || changed.has('sort') || changed.has('connection') ||
      changed.has('end') || changed.has('run') || changed.has('theme');
  }

  mount(host) {
    this.host = host;
    this.prepared = null;
    this.canvas = h('canvas', { class: 'picture', role: 'img', tabindex: 0, 'aria-label': `${this.title}; the table below tells the same` });
    this.spacer = h('div', { class: 'spacer' });
    this.scroller = h('div', { class: 'scroller' }, h('div', { class: 'sticky' }, this.canvas), this.spacer);
    this.tip = h('div', { class: 'tip', hidden: true, role: 'status' });
    this.bar = h('div', { class: 'toolbar' });
    this.keys = h('div', { class: 'legend' });
    this.behind = h('details', { class: 'behind' }, h('summary', {}, 'Table'));
    this.behind.addEventListener('toggle', () => this.fillTable());
    host.replaceChildren(this.bar, this.scroller, this.keys, this.behind, this.tip);
    this.fillBar();
    this.listenToPointer();
    this.scroller.addEventListener('scroll', () => this.invalidate());
    this.observer = new ResizeObserver(() => this.invalidate());
    this.observer.observe(this.scroller);
    this.invalidate();
  }

  unmount() {
    this.observer?.disconnect();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.host = null;
  }

  /** Called after each change of the state. */
  changed(changed) {
    if (!this.host || !this.dependsOn(changed)) {
      return;
    }
    const isContent = ['isLoaded', 'filter', 'sort', 'connection', 'end', 'run'].some((key) => changed.has(key));
    if (isContent) {
      this.prepared = null;
      this.fillBar();
      this.fillTable();
    }
    if (changed.has('selection') && !this.isPointed) {
      this.reveal();
    }
    if (changed.has('selection')) {
      this.markTable();
    }
    this.invalidate();
  }

  fillBar() {
    const button = h('button', { type: 'button', class: 'small', title: 'Save this picture as SVG', onclick: () => this.saveSvg() }, 'SVG');
    this.bar.replaceChildren(h('h2', {}, this.title), ...this.toolbar(), h('span', { class: 'stretch' }), button);
    this.keys.replaceChildren(...this.legend().map(([fill, label, { hatch = '', line = false, stroke = '' } = {}]) =>
      h('span', { class: 'key' }, h('i', {
        class: line ? 'line' : '',
        style: (line ? `border-color: var(--${fill}); border-top-style: ${line}` :
          `background: ${hatch ? `repeating-linear-gradient(135deg, var(--${hatch}) 0 1px, transparent 1px 4px), ` : ''}var(--${fill || 'paper'})`) +
          (stroke ? `; outline: 1px solid var(--${stroke})` : ''),
      }), label)));
  }

  fillTable() {
    if (!this.behind.open) {
      return;
    }
    const table = this.table();
    this.behind.replaceChildren(this.behind.firstChild, table ? makeTable(table) : h('p', {}, 'There is nothing to list.'));
    this.markTable();
  }

  markTable() {
    const wanted = state.selection && state.selection.kind + ':' + state.selection.row;
    for (const row of this.behind.querySelectorAll('tr[data-ref]')) {
      row.toggleAttribute('aria-selected', row.dataset.ref === wanted);
    }
  }

  invalidate() {
    if (!this.frame && this.host) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        if (this.host) {
          this.render();
        }
      });
    }
  }

  /** Width of the labels before the pictures; the same for all, so that instants stand in line. */
  gutter(width) {
    return Math.round(Math.max(150, Math.min(340, width * 0.24)));
  }

  geometry(width, height, top) {
    const left = this.gutter(width);
    const right = width - 14;
    const scale = (right - left) / (state.until - state.from);
    return {
      left, right, width, height, top,
      x: (time) => left + (time - state.from) * scale,
      time: (x) => state.from + (x - left) / scale,
    };
  }

  render() {
    const start = performance.now();
    const width = this.scroller.clientWidth;
    const height = this.scroller.clientHeight;
    if (width < 50 || height < 20) {
      return;
    }
    const ratio = window.devicePixelRatio || 1;
    const { canvas } = this;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = width + 'px';
      canvas.style.height = height + 'px';
    }
    this.spacer.style.height = Math.max(0, (this.isScrolled ? this.contentHeight() + AXIS + 8 : 0) - height) + 'px';
    const context = canvas.getContext('2d');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.paintAll(new CanvasSurface(context), width, height, this.scroller.scrollTop);
    this.paintTime = performance.now() - start;
  }

  paintAll(surface, width, height, top) {
    this.items = [];
    this.labels = [];
    this.limit = 0; // what is above it is hidden
    const box = this.geometry(width, height, top);
    this.box = box;
    if (this.hasTime) {
      this.paintAxis(surface, box);
    }
    this.limit = this.hasTime ? AXIS : 0;
    surface.clip(0, this.hasTime ? AXIS : 0, width, height - (this.hasTime ? AXIS : 0), () => this.paint(surface, box));
    if (this.hasTime && state.cursor >= state.from && state.cursor <= state.until) {
      const x = Math.round(box.x(state.cursor)) + 0.5;
      surface.line([x, AXIS - 6, x, height], 'cursor', { dash: [2, 3] });
    }
    if (this.drag) {
      const [a, b] = [this.drag.x, this.drag.to].sort((p, q) => p - q);
      surface.rect(a, AXIS, b - a, height - AXIS, 'accent', { alpha: 0.15 });
    }
  }

  paintAxis(surface, box) {
    const ticks = makeTicks(state.from, state.until, Math.max(2, (box.right - box.left) / 100));
    const labels = formatTimeTicks(ticks);
    ticks.forEach((tick, i) => {
      const x = Math.round(box.x(tick)) + 0.5;
      surface.line([x, AXIS - 6, x, box.height], 'grid');
      const width = measure(labels[i], 11);
      const at = Math.max(box.left, Math.min(x - width / 2, box.right + 10 - width));
      this.label(surface, at, AXIS - 10, labels[i], 'muted', { size: 11 });
    });
    surface.line([0, AXIS - 0.5, box.width, AXIS - 0.5], 'rule');
  }

  /** A text whose place is remembered; returns whether it was painted: not over another one. */
  label(surface, x, y, text, fill, options = {}) {
    const size = options.size ?? 12;
    const width = measure(text, size, options);
    const left = options.align === 'right' ? x - width : options.align === 'center' ? x - width / 2 : x;
    const place = { x: left, y: y - size, width, height: size + 2, text };
    if (options.isOptional && this.labels.some((other) => other.x < place.x + width + 4 && place.x < other.x + other.width + 4 &&
                                                other.y < place.y + place.height && place.y < other.y + other.height)) {
      return false;
    }
    surface.text(x, y, text, fill, options);
    if (y - size / 2 >= this.limit) {
      this.labels.push(place);
    }
    return true;
  }

  /** Remembers where something stands that can be pointed at. */
  item(x, y, width, height, ref, tip, kind = '') {
    this.items.push({ x, y, width, height, ref, tip, kind });
  }

  /** Whether something is selected, or belongs to what is. */
  isSelected(ref) {
    return isSame(ref, state.selection);
  }

  find(x, y) {
    let best = null;
    let nearest = Infinity;
    for (let i = this.items.length - 1; i >= 0; i--) {
      const item = this.items[i];
      const dx = Math.max(item.x - x, x - item.x - item.width, 0);
      const dy = Math.max(item.y - y, y - item.y - item.height, 0);
      const distance = dx + dy;
      if (distance < nearest && distance <= 4) {
        nearest = distance;
        best = item;
        if (distance === 0) {
          break;
        }
      }
    }
    return best;
  }

  listenToPointer() {
    const { canvas } = this;
    const place = (event) => {
      const box = canvas.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    canvas.addEventListener('pointermove', (event) => {
      const [x, y] = place(event);
      if (this.drag) {
        this.dragTo(x, event);
        return;
      }
      const item = this.find(x, y);
      canvas.style.cursor = item?.ref ? 'pointer' : this.hasTime && x > this.box.left ? 'crosshair' : 'default';
      this.showTip(item, event);
      if (this.hasTime) {
        update({ cursor: x >= this.box.left ? this.box.time(x) : -1 });
      }
    });
    canvas.addEventListener('pointerleave', () => {
      this.showTip(null);
      update({ cursor: -1 });
    });
    canvas.addEventListener('pointerdown', (event) => {
      const [x, y] = place(event);
      if (event.button === 0) {
        this.drag = { x, y, to: x, from: state.from, isPan: event.shiftKey, isMoved: false };
        canvas.setPointerCapture(event.pointerId);
      }
    });
    canvas.addEventListener('pointerup', (event) => {
      const { drag } = this;
      this.drag = null;
      if (!drag) {
        return;
      }
      const [x, y] = place(event);
      if (drag.isMoved && this.hasTime && !drag.isPan) {
        const [a, b] = [drag.x, x].sort((p, q) => p - q).map((p) => this.box.time(Math.max(this.box.left, Math.min(p, this.box.right))));
        setWindow(a, b);
      } else if (!drag.isMoved) {
        this.isPointed = true;
        select(this.find(x, y)?.ref ?? null);
        this.isPointed = false;
      }
      this.invalidate();
    });
    canvas.addEventListener('dblclick', () => this.hasTime && zoomWindow(4, state.cursor < 0 ? undefined : state.cursor));
    canvas.addEventListener('wheel', (event) => {
      if (!this.hasTime) {
        return;
      }
      const isZoom = event.ctrlKey || event.altKey || (!this.isScrolled && !event.shiftKey && Math.abs(event.deltaY) > Math.abs(event.deltaX));
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (isZoom) {
        event.preventDefault();
        zoomWindow(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.006), this.box.time(place(event)[0]));
      } else if (sideways !== 0) {
        event.preventDefault();
        const shift = sideways / (this.box.right - this.box.left) * (state.until - state.from);
        setWindow(state.from + shift, state.until + shift);
      }
    }, { passive: false });
  }

  dragTo(x) {
    const { drag } = this;
    drag.isMoved = drag.isMoved || Math.abs(x - drag.x) > 4;
    drag.to = x;
    if (drag.isPan && drag.isMoved) {
      const shift = (x - drag.x) / (this.box.right - this.box.left) * (state.until - state.from);
      setWindow(drag.from - shift, drag.from - shift + state.until - state.from);
    }
    if (drag.isMoved) {
      this.invalidate();
    }
  }

  showTip(item, event) {
    const { tip } = this;
    tip.hidden = !item?.tip;
    if (tip.hidden) {
      return;
    }
    const lines = item.tip();
    tip.replaceChildren(...lines.map((line, i) => h(i === 0 ? 'strong' : 'div', {}, line)));
    const host = this.host.getBoundingClientRect();
    const x = event.clientX - host.left;
    const y = event.clientY - host.top;
    tip.style.left = Math.min(x + 14, Math.max(0, host.width - tip.offsetWidth - 8)) + 'px';
    tip.style.top = (y + 18 + tip.offsetHeight > host.height ? Math.max(0, y - tip.offsetHeight - 10) : y + 18) + 'px';
  }

  /** Scrolls to what is selected; of those that scroll, `placeOf` tells where a selection stands. */
  reveal() {
    const place = this.isScrolled && state.selection && this.placeOf?.(state.selection);
    if (place) {
      const [y, height] = place;
      const view = this.scroller.clientHeight - AXIS;
      const { scrollTop } = this.scroller;
      if (y < scrollTop || y + height > scrollTop + view) {
        this.scroller.scrollTop = Math.max(0, y - view / 2 + height / 2);
      }
    }
  }

  /** The picture as it stands, all of its rows, as SVG. */
  makeSvg() {
    const width = Math.max(640, this.scroller.clientWidth);
    const height = this.isScrolled ? Math.min(20000, this.contentHeight() + AXIS + 8) : this.scroller.clientHeight;
    const surface = new SvgSurface(width, height);
    const { cursor } = state;
    state.cursor = -1;
    this.paintAll(surface, width, height, 0);
    state.cursor = cursor;
    this.render();
    return surface.finish();
  }

  saveSvg() {
    save(`${this.name}.svg`, this.makeSvg(), 'image/svg+xml');
  }
}

/** A line of a tip: a name and a time. */
export const timeLine = (name, time) => `${name} ${formatTime(time)}`;
