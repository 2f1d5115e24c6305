/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Unpacks what the tool has written into the page: sections of columns, compressed, in base 64.

function decodeBase64(text) {
  if (Uint8Array.fromBase64) {
    return Uint8Array.fromBase64(text);
  }
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) {
    bytes[i] = binary.charCodeAt(i);
  }
  return bytes;
}

async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const ARRAYS = { 1: Int8Array, 2: Int16Array, 4: Int32Array, 8: Float64Array };

// A column: `width` planes of a byte for each row, the lowest first.
function decodeColumn(bytes, place, rows, [, width, base, isSteps, size]) {
  const numbers = new ARRAYS[size](rows);
  let last = 0;
  for (let row = 0; row < rows; row++) {
    let value = 0;
    for (let plane = width - 1; plane >= 0; plane--) {
      value = value * 256 + bytes[place + plane * rows + row];
    }
    if (isSteps) {
      last += value % 2 ? -(value + 1) / 2 : value / 2;
      numbers[row] = last;
    } else {
      numbers[row] = value + base;
    }
  }
  return numbers;
}

/** Unpacks a section: its description, with tables as objects of columns and bytes as arrays. */
export async function unpackSection(text) {
  const bytes = await inflate(decodeBase64(text.trim()));
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const section = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const start = 4 + length;
  let place = start;
  const tables = {};
  for (const { name, rows, columns } of section.tables) {
    const table = tables[name] = { rows };
    for (const column of columns) {
      table[column[0]] = decodeColumn(bytes, place, rows, column);
      place += column[1] * rows;
    }
  }
  for (const [name, [begin, size]] of Object.entries(section.bytes)) {
    tables[name] = bytes.slice(start + begin, start + begin + size); // lets the rest go
  }
  delete section.bytes;
  section.tables = tables;
  return section;
}
