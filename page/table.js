/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// The tables behind the pictures: what a screen reader reads and what can be copied.

import { h } from './dom.js';
import { formatNumber } from './format.js';
import { select } from './store.js';

const PAGE = 200; // rows that are added at a time

/**
 * A table. `rows` are functions' results: texts, numbers to the right; `refs` what each row selects.
 */
export function makeTable({ caption, columns, count, row, ref }) {
  const body = h('tbody');
  const more = h('button', { type: 'button', class: 'small' });
  let shown = 0;
  const add = () => {
    const until = Math.min(count, shown + PAGE);
    for (; shown < until; shown++) {
      const target = ref?.(shown);
      const cells = row(shown).map((value) => h('td', typeof value === 'number' ? { class: 'number' } : {},
        typeof value === 'number' ? formatNumber(value, Number.isInteger(value) ? 0 : 3) : value));
      const line = h('tr', target ? { 'data-ref': target.kind + ':' + target.row, tabindex: 0 } : {}, cells);
      if (target) {
        line.addEventListener('click', () => select(target));
        line.addEventListener('keydown', (event) => event.key === 'Enter' && select(target));
      }
      body.append(line);
    }
    more.textContent = `Show more: ${formatNumber(shown)} of ${formatNumber(count)} rows`;
    more.hidden = shown >= count;
  };
  more.addEventListener('click', add);
  add();
  const first = count > 0 ? row(0) : [];
  return h('div', { class: 'table' }, h('table', {}, h('caption', {}, caption),
    h('thead', {}, h('tr', {}, columns.map((name, i) => h('th', { scope: 'col', class: typeof first[i] === 'number' ? 'number' : '' }, name)))), body), more);
}
