#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# The HTTP archive of a run against the published JSON schema of HAR 1.2 (Debian:
# node-har-validator).
#
# Needs: nodejs node-har-validator

set -euo pipefail
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need node
# Where Debian's packages are, whoever node itself is from.
export NODE_PATH=/usr/share/nodejs
node -e "require('har-validator')" 2>/dev/null || skip "there is no har-validator"

for test in trace_helper/EverythingIsWritten trace_views/HarTimingsAddUp; do
    HTTP_TEST_KEEP=1 "$HTTP_BUILD_DIR/bin/test-output" --run_test="$test" >test.log ||
        { cat test.log && exit 1; }
done
"$HTTP_BUILD_DIR/bin/explain" test-output-timings/trace.sqlite har failed.har

# A page that a browser recorded, with scripts, styles and images.
"$HTTP_BUILD_DIR/bin/http-sim" --out=recorded --force --loss=0.01 >/dev/null

# The same over TLS and HTTP/2.
"$HTTP_BUILD_DIR/bin/http-sim" --out=secure --force --tls=1.3 --http=2 --ascii >/dev/null
# ns-3's ASCII trace makes an object of every header that it prints.
grep -q 'ns3::HttpTlsBytes' secure/packets.tr

cat >validate.js <<'JS'
const validator = require('har-validator');
const fs = require('fs');

async function check(file) {
    const har = JSON.parse(fs.readFileSync(file));
    await validator.har(har);
    for (const entry of har.log.entries) {
        await validator.entry(entry);
    }
    console.log(`${file}: ${har.log.entries.length} entries, valid`);
    return har;
}

// What viewers read beside the specification, and what agrees with what.
function checkExtras(har) {
    const types = new Set();
    let chunked = 0;
    for (const entry of har.log.entries) {
        const content = entry.response.content;
        types.add(entry._resourceType);
        if (content.mimeType.startsWith('application/octet-stream')) {
            throw new Error(`${entry.request.url}: the type is not told`);
        }
        if (!['VeryLow', 'Low', 'Medium', 'High', 'VeryHigh'].includes(entry._priority)) {
            throw new Error(`no priority of Chrome's: ${entry._priority}`);
        }
        const date = entry.response.headers.find((field) => field.name === 'Date').value;
        const began = Date.parse(entry.startedDateTime);
        const sent = Date.parse(date);
        if (!(sent >= began - 1000 && sent <= began + entry.time)) {
            throw new Error(`${entry.startedDateTime} and ${date} do not agree`);
        }
        const bytes = (entry._chunks || []).reduce((sum, chunk) => sum + chunk.bytes, 0);
        const times = (entry._chunks || []).map((chunk) => chunk.ts);
        if (bytes !== Math.max(0, entry.response.bodySize) ||
            times.some((time, i) => i > 0 && time < times[i - 1])) {
            throw new Error(`${entry.request.url}: ${bytes} bytes in chunks`);
        }
        chunked += times.length > 1 ? 1 : 0;
    }
    const urls = new Set(har.log.entries.map((entry) => entry.request.url));
    const [root, ...others] = har.log.entries;
    if (root._initiator.type !== 'other' || root._initiator.url ||
        !others.every((entry) => urls.has(entry._initiator.url))) {
        throw new Error('initiators are no entries');
    }
    for (const type of ['document', 'stylesheet', 'script', 'image']) {
        if (!types.has(type)) {
            throw new Error(`no ${type} among ${[...types]}`);
        }
    }
    if (chunked === 0) {
        throw new Error('nothing came in chunks');
    }
}

// TLS takes a part of the time of a connection (HAR 1.2, timings), and only of those who opened one.
function checkSecure(har) {
    const connections = new Map();
    for (const { request, response, connection, time, timings } of har.log.entries) {
        const fail = (what) => { throw new Error(`${request.url}: ${what} ${JSON.stringify(timings)}`); };
        const parts = ['blocked', 'dns', 'connect', 'send', 'wait', 'receive']
            .reduce((sum, part) => sum + Math.max(0, timings[part]), 0);
        if (Math.abs(parts - time) > 0.01) {
            fail(`${parts} ms of ${time} in`);
        }
        const isOpening = timings.connect > 0;
        if (isOpening ? !(timings.ssl > 0 && timings.ssl < timings.connect) : timings.ssl > 0) {
            fail('no part of the connection:');
        }
        if (request.httpVersion !== 'HTTP/2' || response.httpVersion !== 'HTTP/2') {
            fail(`${request.httpVersion} and ${response.httpVersion}`);
        }
        connections.set(connection, (connections.get(connection) || 0) + (isOpening ? 1 : 0));
    }
    if ([...connections.values()].some((openings) => openings !== 1)) {
        throw new Error('connections are not opened by one entry each');
    }
}

async function main() {
    checkExtras(await check('recorded/trace.har'));
    checkSecure(await check('secure/trace.har'));
    const har = await check('test-output-everything/run/trace.har');
    if (har.log.entries.length !== 6) {
        throw new Error('not as many entries as the page has objects');
    }
    await check('failed.har');
    // The judge must be able to say no.
    delete har.log.entries[0].timings.wait;
    let refused = false;
    await validator.har(har).catch(() => { refused = true; });
    if (!refused) {
        throw new Error('an entry without timings.wait was not refused');
    }
}

main().catch((error) => {
    console.error(JSON.stringify(error.errors || String(error)));
    process.exit(1);
});
JS
node validate.js
