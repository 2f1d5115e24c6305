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

async function main() {
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
