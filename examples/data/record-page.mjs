/*
 * Copyright (c) 2026 The ns3-http authors
 *
 * SPDX-License-Identifier: GPL-2.0-only
 */

// Loads one page in a browser that listens on a DevTools port and writes a HAR 1.2 file.
// Started by record-page.sh: node record-page.mjs PORT URL ACCESS_LOG OUTPUT

import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import CDP from 'chrome-remote-interface';
import { harFromMessages } from 'chrome-har';
import validator from 'har-validator/lib/promise.js';

const [port, url, accessLog, output] = process.argv.slice(2);

const LOAD_TIMEOUT_S = 60;
const QUIET_MS = 1000;

/** Loads the page and returns the browser's name and every DevTools event until it is quiet. */
async function load() {
    const messages = [];
    const open = new Set();
    let lastChange = Date.now();
    const client = await CDP({ host: '127.0.0.1', port: Number(port) });
    client.on('event', message => {
        messages.push(message);
        const id = message.params?.requestId;
        if (message.method === 'Network.requestWillBeSent') {
            open.add(id);
            lastChange = Date.now();
        } else if (/^Network\.loading(Finished|Failed)$/.test(message.method)) {
            open.delete(id);
            lastChange = Date.now();
        }
    });
    await client.Page.enable();
    await client.Network.enable();
    const [name, version] = (await client.Browser.getVersion()).product.split('/');
    const loaded = client.Page.loadEventFired();
    await client.Page.navigate({ url });
    const timer = new AbortController();
    await Promise.race([
        loaded,
        sleep(LOAD_TIMEOUT_S * 1000, null, { signal: timer.signal }).then(() => {
            throw new Error(`${url} did not load within ${LOAD_TIMEOUT_S} s`);
        })
    ]);
    timer.abort();
    while (open.size > 0 || Date.now() - lastChange < QUIET_MS) {
        await sleep(100);
    }
    await client.close();
    return { browser: { name, version }, messages };
}

const headersOf = object => Object.entries(object).flatMap(([name, value]) =>
    value.split('\n').map(line => ({ name, value: line })));

const headSize = (startLine, headers) =>
    [startLine, ...headers.map(({ name, value }) => `${name}: ${value}`)]
        .reduce((sum, line) => sum + Buffer.byteLength(line) + 2, 2);

/** Returns the heads as they crossed the wire, which DevTools tells apart from the other events. */
function headsByRequest(messages) {
    const heads = new Map();
    for (const { method, params } of messages) {
        const match = /^Network\.(request|response)\w+ExtraInfo$/.exec(method);
        if (match) {
            heads.set(params.requestId, { ...heads.get(params.requestId), [match[1]]: params });
        }
    }
    return heads;
}

/**
 * Moves the start of an entry from the network stack's taking it up back to the browser's asking
 * for it, as DevTools' own export does: HAR counts the time in the queue as blocked.
 */
function startWhenAsked(entry) {
    const { _queued = 0, ...timings } = entry.timings;
    timings.blocked = Number((Math.max(0, timings.blocked) + _queued).toFixed(3));
    return {
        startedDateTime: new Date(Date.parse(entry.startedDateTime) - _queued).toISOString(),
        time: Number((entry.time + _queued).toFixed(3)),
        timings
    };
}

/** Returns an entry with exact heads and sizes and without the fields no reader needs. */
function exactEntry(entry, heads) {
    const { request, response } = entry;
    const { pathname, search } = new URL(request.url);
    request.headers = headersOf(heads.request.headers);
    request.httpVersion = response.httpVersion = response.httpVersion.toUpperCase();
    request.headersSize = headSize(
        `${request.method} ${pathname}${search} ${request.httpVersion}`, request.headers);
    response.headers = headersOf(heads.response.headers);
    response.headersSize = Buffer.byteLength(heads.response.headersText);
    response.bodySize = response._transferSize - response.headersSize;
    for (const key of Object.keys(response)) {
        if (key.startsWith('from')) {
            delete response[key];
        }
    }
    const { size, compression, mimeType } = response.content;
    response.content = { size, compression, mimeType };
    const { startedDateTime, time, timings } = startWhenAsked(entry);
    return {
        pageref: entry.pageref,
        startedDateTime,
        time,
        request,
        response,
        cache: entry.cache,
        timings,
        serverIPAddress: entry.serverIPAddress,
        connection: entry.connection,
        _resourceType: entry._resourceType,
        _priority: entry._priority,
        _initiator_type: entry._initiator_type,
        _initiator: entry._initiator,
        _initiator_line: entry._initiator_line
    };
}

/** Throws unless the server counted the same requests with the same number of bytes. */
function compareWithServer(entries) {
    const recorded = entries.map(({ request, response }) => {
        const { pathname, search } = new URL(request.url);
        return [request.method, pathname + search, response.status, request.headersSize,
            response.headersSize + response.bodySize, response.bodySize].join(' ');
    }).sort();
    const served = readFileSync(accessLog, 'utf8').trimEnd().split('\n').sort();
    const differing = [
        ...recorded.filter(line => !served.includes(line)).map(line => `recorded: ${line}`),
        ...served.filter(line => !recorded.includes(line)).map(line => `served:   ${line}`)
    ];
    if (differing.length > 0 || recorded.length !== served.length) {
        throw new Error(`the recording differs from the server's log\n${differing.join('\n')}`);
    }
}

/** Formats as JSON with the innermost objects on one line each. */
function format(object) {
    return JSON.stringify(object, null, 1)
        .replace(/\{[^{}[\]]*\}/g, leaf => leaf.replace(/\n\s*/g, ' ')) + '\n';
}

const { browser, messages } = await load();
const heads = headsByRequest(messages);
const har = harFromMessages(messages);
const { version, creator, pages, entries } = har.log;
har.log = {
    version,
    creator,
    browser,
    pages,
    entries: entries
        .map(entry => exactEntry(entry, heads.get(entry._requestId)))
        .sort((a, b) => a.startedDateTime.localeCompare(b.startedDateTime))
};
compareWithServer(har.log.entries);
await validator.har(har);
writeFileSync(output, format(har));

const bytes = har.log.entries.reduce((sum, { response }) => sum + response.bodySize, 0);
console.log(`${output}: ${har.log.entries.length} entries, ${bytes} bytes of content, ` +
    'sizes equal to the server\'s log, valid HAR 1.2');
