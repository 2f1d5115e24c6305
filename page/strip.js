/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The strip over all views: the whole run, and the window of time that the views show.

import { h } from './dom.js';
import { formatTime, formatTimeTicks, makeTicks } from './format.js';
import { setWindow, state } from './store.js';
import { CanvasSurface, measure } from './surface.js';

const HEIGHT = 54;

export class Strip {
  mount(host) {
    this.canvas = h('canvas', { class: 'strip', tabindex: 0, role: 'slider', 'aria-label': 'Window of time', 'aria-valuemin': 0 });
    this.host = host;
    host.replaceChildren(this.canvas);
    new ResizeObserver(() => this.invalidate()).observe(host);
    this.listenToPointer();
  }

  changed(changed) {
    if (['from', 'until', 'run', 'isLoaded', 'theme', 'selection'].some((key) => changed.has(key))) {
      this.invalidate();
    }
  }

  invalidate() {
    if (!this.frame) {
      this.frame = requestAnimationFrame(() => {
        this.frame = 0;
        this.render();
      });
    }
  }

  // The run in pieces: where nothing happens for long, time is folded.
  pieces(left, right) {
    const { run, isLoaded } = state;
    if (this.folded?.run === run && this.folded.isLoaded === isLoaded && this.folded.right === right) {
      return this.folded.pieces;
    }
    const count = 1000;
    const span = Math.max(1, run.end - run.begin);
    const busy = new Uint8Array(count);
    const mark = (time) => {
      if (time >= run.begin && time <= run.end) {
        busy[Math.min(count - 1, Math.floor((time - run.begin) / span * count))] = 1;
      }
    };
    for (let row = 0; row < run.transaction.rows; row++) {
      for (let time = run.transaction.queued_ns[row]; time < run.finishOf(row); time += span / count) {
        mark(time);
      }
      mark(run.finishOf(row));
    }
    Array.prototype.forEach.call(run.state.time_ns ?? [], mark);
    Array.prototype.forEach.call(run.segment.sent ?? [], mark);
    const pieces = [];
    let begin = 0;
    for (let i = 0; i <= count; i++) {
      let end = i;
      while (end < count && !busy[end]) {
        end++;
      }
      if (end - i > count * 0.06) {
        pieces.push({ from: begin, to: i, isGap: false }, { from: i, to: end, isGap: true });
        begin = end;
      }
      i = Math.max(i, end);
    }
    pieces.push({ from: begin, to: count, isGap: false });
    const shown = pieces.filter((piece) => piece.to > piece.from);
    const gaps = shown.filter((piece) => piece.isGap).length;
    const room = Math.min(46, (right - left) * 0.4 / Math.max(1, gaps));
    const sum = shown.reduce((total, piece) => total + (piece.isGap ? 0 : piece.to - piece.from), 0);
    const scale = (right - left - gaps * room) / Math.max(1, sum);
    let x = left;
    for (const piece of shown) {
      piece.x = x;
      piece.begin = run.begin + piece.from / count * span;
      piece.end = run.begin + piece.to / count * span;
      x += piece.isGap ? room : (piece.to - piece.from) * scale;
      piece.until = x;
    }
    this.folded = { run, isLoaded, right, pieces: shown };
    return shown;
  }

  // Bytes that arrive, or requests that are open where no segments are known, a bin each pixel.
  bins(count, bin) {
    const { run, isLoaded } = state;
    if (this.known?.run === run && this.known.count === count && this.known.isLoaded === isLoaded) {
      return this.known;
    }
    const bars = new Float64Array(count);
    const losses = new Uint8Array(count);
    if (run.segment.rows > 0 && !run.isReduced) {
      const { received, payload, flags } = run.segment;
      for (let row = 0; row < run.segment.rows; row++) {
        if (received[row] >= 0) {
          bars[bin(received[row])] += payload[row] + (flags[row] & 7 ? 40 : 0);
        }
      }
    } else {
      for (let row = 0; row < run.transaction.rows; row++) {
        for (let i = bin(run.transaction.queued_ns[row]); i <= bin(run.finishOf(row)); i++) {
          bars[i]++;
        }
      }
    }
    run.losses?.forEach((row) => { losses[bin(run.segment.lost[row])] = 1; });
    const most = bars.reduce((a, b) => Math.max(a, b), 1);
    this.known = { run, count, isLoaded, bars, losses, most };
    return this.known;
  }

  render() {
    const width = this.host.clientWidth;
    const { run } = state;
    if (!run || width < 50) {
      return;
    }
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(HEIGHT * ratio);
    this.canvas.style.width = width + 'px';
    this.canvas.style.height = HEIGHT + 'px';
    const context = this.canvas.getContext('2d');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const surface = new CanvasSurface(context);
    const left = 14;
    const right = width - 14;
    const pieces = this.pieces(left, right);
    const x = (time) => {
      const piece = pieces.find((one) => time <= one.end) ?? pieces.at(-1);
      return piece.x + (time - piece.begin) / Math.max(1, piece.end - piece.begin) * (piece.until - piece.x);
    };
    const toTime = (at) => {
      const piece = pieces.find((one) => at <= one.until) ?? pieces.at(-1);
      return piece.begin + (at - piece.x) / Math.max(1, piece.until - piece.x) * (piece.end - piece.begin);
    };
    this.geometry = { left, right, x, time: toTime };
    surface.rect(0, 0, width, HEIGHT, 'panel');
    const [a, b] = [x(state.from), x(state.until)];
    surface.rect(a, 0, Math.max(2, b - a), HEIGHT - 16, 'paper');
    const count = Math.max(1, Math.floor(right - left));
    const { bars, losses, most } = this.bins(count, (time) => Math.max(0, Math.min(count - 1, Math.floor(x(time) - left))));
    for (let i = 0; i < count; i++) {
      if (bars[i] > 0) {
        const height = Math.max(1, Math.sqrt(bars[i] / most) * (HEIGHT - 24));
        surface.rect(left + i, HEIGHT - 17 - height, 1, height, 'receive', { alpha: 0.75 });
      }
      if (losses[i]) {
        surface.rect(left + i - 1, 2, 2, 5, 'loss');
      }
    }
    surface.line([left, HEIGHT - 16.5, right, HEIGHT - 16.5], 'rule');
    surface.line([a, 0, a, HEIGHT - 16], 'accent', { width: 1.5 });
    surface.line([Math.max(b, a + 2), 0, Math.max(b, a + 2), HEIGHT - 16], 'accent', { width: 1.5 });
    let free = 0;
    for (const piece of pieces) {
      if (piece.isGap) {
        surface.rect(piece.x, 0, piece.until - piece.x, HEIGHT - 16, '', { hatch: 'rule' });
        continue;
      }
      const ticks = makeTicks(piece.begin, piece.end, Math.max(1, (piece.until - piece.x) / 90));
      formatTimeTicks(ticks).forEach((label, i) => {
        const size = measure(label, 10);
        const at = Math.max(left, Math.min(x(ticks[i]) - size / 2, right - size));
        if (at >= free) {
          surface.text(at, HEIGHT - 4, label, 'muted', { size: 10 });
          free = at + size + 12;
        }
      });
    }
    this.canvas.setAttribute('aria-valuetext', `${formatTime(state.from)} to ${formatTime(state.until)}`);
    this.canvas.setAttribute('aria-valuenow', Math.round(state.from));
    this.canvas.setAttribute('aria-valuemax', run.end);
  }

  listenToPointer() {
    let drag = null;
    const at = (event) => event.clientX - this.canvas.getBoundingClientRect().left;
    this.canvas.addEventListener('pointerdown', (event) => {
      const place = at(event);
      const { x } = this.geometry;
      const [a, b] = [x(state.from), x(state.until)];
      const part = Math.abs(place - a) < 6 ? 'from' : Math.abs(place - b) < 6 ? 'until' : place > a && place < b ? 'both' : 'new';
      drag = { part, place, from: state.from, until: state.until };
      this.canvas.setPointerCapture(event.pointerId);
    });
    this.canvas.addEventListener('pointermove', (event) => {
      if (!drag) {
        return;
      }
      const { time } = this.geometry;
      const place = at(event);
      const shift = time(place) - time(drag.place);
      if (drag.part === 'both') {
        setWindow(drag.from + shift, drag.until + shift);
      } else if (drag.part === 'new') {
        const [a, b] = [time(drag.place), time(place)].sort((p, q) => p - q);
        if (Math.abs(place - drag.place) > 3) {
          setWindow(a, b);
        }
      } else if (drag.part === 'from') {
        setWindow(Math.min(drag.from + shift, drag.until - 1000), drag.until);
      } else {
        setWindow(drag.from, Math.max(drag.until + shift, drag.from + 1000));
      }
    });
    this.canvas.addEventListener('pointerup', (event) => {
      if (drag?.part === 'new' && Math.abs(at(event) - drag.place) <= 3) {
        const span = state.until - state.from;
        const center = this.geometry.time(drag.place);
        setWindow(center - span / 2, center + span / 2);
      }
      drag = null;
    });
    this.canvas.addEventListener('dblclick', () => setWindow(state.run.begin, state.run.end));
  }
}
