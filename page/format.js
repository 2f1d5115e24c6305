/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Numbers as text, the same in every country: a point before decimals, a narrow space between
// thousands.

const THIN = '\u202f';

/** A number with its thousands apart. */
export function formatNumber(value, decimals = 0) {
  if (value === null || Number.isNaN(value)) {
    return '–';
  }
  const [whole, part] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN);
  return (value < 0 ? '−' : '') + grouped + (part ? '.' + part : '');
}

/** Bytes, in the unit that suits their size. */
export function formatBytes(bytes) {
  if (bytes < 10000) {
    return formatNumber(bytes) + ' B';
  }
  return bytes < 1e7 ? formatNumber(bytes / 1e3, bytes < 1e5 ? 1 : 0) + ' kB'
                     : formatNumber(bytes / 1e6, bytes < 1e8 ? 1 : 0) + ' MB';
}

/** Nanoseconds as a duration, with three or four digits. */
export function formatDuration(ns) {
  if (ns === null || Number.isNaN(ns)) {
    return '–';
  }
  const size = Math.abs(ns);
  if (size === 0) {
    return '0 ms';
  }
  const [factor, unit] = size >= 1e9 ? [1e9, 's'] : size >= 1e5 ? [1e6, 'ms']
                                                               : size >= 1e3 ? [1e3, 'µs'] : [1, 'ns'];
  const value = ns / factor;
  const digits = unit === 'ns' ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.max(1, Math.abs(value)))));
  return formatNumber(value, digits + (unit === 's' ? 1 : 0)) + THIN + unit;
}

/** An instant: milliseconds with three decimals; none for what was not reached. */
export function formatTime(ns) {
  return ns < 0 ? '–' : formatNumber(ns / 1e6, 3) + THIN + 'ms';
}

/** A number and what it counts. */
export function formatCount(count, what, plural = what + 's') {
  return formatNumber(count) + ' ' + (count === 1 ? what : plural);
}

/** Round places for an axis between two numbers, at most so many. */
export function makeTicks(from, to, most) {
  const span = to - from;
  if (!(span > 0) || most < 1) {
    return [];
  }
  const rough = span / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => power * factor >= rough * 0.999999);
  const ticks = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
    ticks.push(i * step);
  }
  return ticks;
}

/** The labels of an axis of time, one unit for all of them. */
export function formatTimeTicks(ticks) {
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : 1e6;
  const most = Math.max(step, Math.abs(ticks.at(-1) ?? 0));
  const [factor, unit] = most >= 1e9 ? [1e9, 's'] : most >= 1e6 ? [1e6, 'ms'] : most >= 1e3 ? [1e3, 'µs'] : [1, 'ns'];
  const decimals = Math.max(0, -Math.floor(Math.log10(step / factor) + 1e-9));
  return ticks.map((tick) => formatNumber(tick / factor, Math.min(decimals, 9)) + THIN + unit);
}

/** The labels of an axis of bytes or numbers. */
export function formatTicks(ticks) {
  const step = ticks.length > 1 ? ticks[1] - ticks[0] : 1;
  const [factor, unit] = step >= 1e6 ? [1e6, 'M'] : step >= 1e3 ? [1e3, 'k'] : [1, ''];
  const decimals = Math.max(0, -Math.floor(Math.log10(step / factor) + 1e-9));
  return ticks.map((tick) => (tick === 0 ? '0' : formatNumber(tick / factor, Math.min(decimals, 6)) + unit));
}
