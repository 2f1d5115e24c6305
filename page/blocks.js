/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Long series by blocks of rows, each with its lowest and highest value: what is narrower than a pixel
// is painted from these.

export const BLOCK = 64;

/** Beyond so many rows in the window, blocks are painted. */
export const MANY = 30000;

/** The lowest and the highest value of each block of rows; NaN where a block has none. */
export function makeBlocks(rows, lowOf, highOf = lowOf) {
  const count = Math.ceil(rows.length / BLOCK);
  const low = new Float64Array(count).fill(NaN);
  const high = new Float64Array(count).fill(NaN);
  for (let i = 0; i < rows.length; i++) {
    const block = Math.floor(i / BLOCK);
    const a = lowOf(rows[i]);
    const b = highOf(rows[i]);
    if (!(low[block] <= a)) {
      low[block] = Number.isNaN(a) ? low[block] : a;
    }
    if (!(high[block] >= b)) {
      high[block] = Number.isNaN(b) ? high[block] : b;
    }
  }
  return { low, high };
}

/** The lowest and the highest value of rows from `first` to before `last`; whole blocks are looked up. */
export function rangeOf(blocks, first, last) {
  let low = Infinity;
  let high = -Infinity;
  for (let block = Math.floor(first / BLOCK); block < Math.ceil(last / BLOCK); block++) {
    low = blocks.low[block] < low ? blocks.low[block] : low;
    high = blocks.high[block] > high ? blocks.high[block] : high;
  }
  return [low, high];
}
