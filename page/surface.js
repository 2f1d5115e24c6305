/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// What pictures are painted on: a canvas, or SVG for figures. Both take the same calls; colours are
// names of the properties in colours.css.

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
export const MONO = 'ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace';

let palette = new Map();

/** The value of a colour in the theme that is shown. */
export function colour(name) {
  let value = palette.get(name);
  if (value === undefined) {
    value = getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
    palette.set(name, value);
  }
  return value;
}

/** Forgets the colours, when the theme changes. */
export function forgetColours() {
  palette = new Map();
}

const measuring = document.createElement('canvas').getContext('2d');
const widths = new Map();

/** The width of a text. */
export function measure(text, size, { mono = false, bold = false } = {}) {
  const font = `${bold ? '600 ' : ''}${size}px ${mono ? MONO : FONT}`;
  const key = font + text;
  let width = widths.get(key);
  if (width === undefined) {
    if (widths.size > 20000) {
      widths.clear();
    }
    measuring.font = font;
    width = measuring.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/** A text that fits into a width, cut at its end or in its middle; empty if nothing fits. */
export function fit(text, width, size, { middle = false, bold = false } = {}) {
  if (measure(text, size, { bold }) <= width) {
    return text;
  }
  let low = 0;
  let high = text.length;
  const cut = (n) => (middle ? text.slice(0, Math.floor(n / 3)) + '…' + text.slice(text.length - Math.ceil(n * 2 / 3))
                             : text.slice(0, n) + '…');
  while (low < high) {
    const n = (low + high + 1) >> 1;
    if (measure(cut(n), size, { bold }) <= width) {
      low = n;
    } else {
      high = n - 1;
    }
  }
  return low < 2 ? '' : cut(low);
}

/** Paints on a canvas, in CSS pixels. */
export class CanvasSurface {
  constructor(context) {
    this.context = context;
  }

  rect(x, y, width, height, fill, { stroke = '', alpha = 1, hatch = '' } = {}) {
    const { context } = this;
    context.globalAlpha = alpha;
    if (fill) {
      context.fillStyle = colour(fill);
      context.fillRect(x, y, width, height);
    }
    if (hatch) {
      this.hatch(x, y, width, height, hatch);
    }
    if (stroke) {
      context.strokeStyle = colour(stroke);
      context.lineWidth = 1;
      context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
    }
    context.globalAlpha = 1;
  }

  hatch(x, y, width, height, name) {
    const { context } = this;
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    context.strokeStyle = colour(name);
    context.lineWidth = 1;
    context.beginPath();
    const first = Math.max(x, -height);
    for (let i = first - height; i < Math.min(x + width, 6000); i += 5) {
      context.moveTo(i, y + height);
      context.lineTo(i + height, y);
    }
    context.stroke();
    context.restore();
  }

  // Lines through points: [x, y, x, y, ...].
  line(points, stroke, { width = 1, dash = null, alpha = 1 } = {}) {
    const { context } = this;
    context.globalAlpha = alpha;
    context.strokeStyle = colour(stroke);
    context.lineWidth = width;
    context.setLineDash(dash ?? []);
    context.beginPath();
    for (let i = 0; i < points.length; i += 2) {
      if (i === 0 || Number.isNaN(points[i - 2])) {
        context.moveTo(points[i], points[i + 1]);
      } else if (!Number.isNaN(points[i])) {
        context.lineTo(points[i], points[i + 1]);
      }
    }
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  polygon(points, fill) {
    const { context } = this;
    context.fillStyle = colour(fill);
    context.beginPath();
    for (let i = 0; i < points.length; i += 2) {
      context.lineTo(points[i], points[i + 1]);
    }
    context.fill();
  }

  text(x, y, text, fill, { size = 12, align = 'left', mono = false, bold = false, halo = false } = {}) {
    const { context } = this;
    context.font = `${bold ? '600 ' : ''}${size}px ${mono ? MONO : FONT}`;
    context.textAlign = align;
    context.textBaseline = 'alphabetic';
    if (halo) {
      context.strokeStyle = colour('paper');
      context.lineWidth = 3;
      context.lineJoin = 'round';
      context.strokeText(text, x, y);
    }
    context.fillStyle = colour(fill);
    context.fillText(text, x, y);
  }

  clip(x, y, width, height, paint) {
    const { context } = this;
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    paint();
    context.restore();
  }
}

const escapeText = (text) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c])
  // eslint-disable-next-line no-control-regex
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '�');
const round = (number) => String(Math.round(number * 100) / 100);

/** Writes SVG. */
export class SvgSurface {
  constructor(width, height) {
    this.size = [width, height];
    this.parts = [];
    this.clips = 0;
  }

  rect(x, y, width, height, fill, { stroke = '', alpha = 1, hatch = '' } = {}) {
    const place = `x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(Math.max(0, height))}"`;
    const opacity = alpha < 1 ? ` opacity="${alpha}"` : '';
    if (fill || stroke) {
      this.parts.push(`<rect ${place} fill="${fill ? colour(fill) : 'none'}"${stroke ? ` stroke="${colour(stroke)}"` : ''}${opacity}/>`);
    }
    if (hatch) {
      this.parts.push(`<rect ${place} fill="url(#hatch-${hatch})"${opacity}/>`);
      this.hatches = (this.hatches ?? new Set()).add(hatch);
    }
  }

  line(points, stroke, { width = 1, dash = null, alpha = 1 } = {}) {
    let path = '';
    for (let i = 0; i < points.length; i += 2) {
      if (!Number.isNaN(points[i])) {
        path += (i === 0 || Number.isNaN(points[i - 2]) ? 'M' : 'L') + round(points[i]) + ' ' + round(points[i + 1]);
      }
    }
    this.parts.push(`<path d="${path}" fill="none" stroke="${colour(stroke)}" stroke-width="${width}"` +
      (dash ? ` stroke-dasharray="${dash.join(' ')}"` : '') + (alpha < 1 ? ` opacity="${alpha}"` : '') + '/>');
  }

  polygon(points, fill) {
    this.parts.push(`<polygon points="${Array.from(points, round).join(' ')}" fill="${colour(fill)}"/>`);
  }

  text(x, y, text, fill, { size = 12, align = 'left', mono = false, bold = false } = {}) {
    const anchor = { left: 'start', center: 'middle', right: 'end' }[align];
    this.parts.push(`<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${colour(fill)}" text-anchor="${anchor}"` +
      `${mono ? ' font-family="monospace"' : ''}${bold ? ' font-weight="600"' : ''}>${escapeText(text)}</text>`);
  }

  clip(x, y, width, height, paint) {
    const name = 'clip' + this.clips++;
    this.parts.push(`<clipPath id="${name}"><rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"/></clipPath><g clip-path="url(#${name})">`);
    paint();
    this.parts.push('</g>');
  }

  /** The file. */
  finish() {
    const [width, height] = this.size;
    const hatches = [...this.hatches ?? []].map((name) =>
      `<pattern id="hatch-${name}" width="5" height="5" patternUnits="userSpaceOnUse"><path d="M0 5L5 0" stroke="${colour(name)}"/></pattern>`);
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Helvetica, Arial, sans-serif">\n` +
      `<defs>${hatches.join('')}</defs>\n<rect width="${width}" height="${height}" fill="${colour('paper')}"/>\n${this.parts.join('\n')}\n</svg>\n`;
  }
}
