#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# ./ns3-http explain answers every question about a run; wrong use is status 2 with one line.

set -euo pipefail

HTTP_TEST_KEEP=1 "$HTTP_BUILD_DIR/bin/test-output" --run_test=trace_helper/EverythingIsWritten \
    >test.log || { cat test.log && exit 1; }
run=test-output-everything/run
explain=$HTTP_BUILD_DIR/bin/explain
failures=0

# expect STATUS PATTERN WORD...: explain with the words ends with the status and prints the pattern.
expect() {
    local status=0 wanted=$1 pattern=$2
    shift 2
    "$explain" "$@" >out.txt 2>&1 || status=$?
    if [[ $status != "$wanted" ]] || ! grep -qE -e "$pattern" out.txt; then
        echo "explain $*: status $status, wanted $wanted and \"$pattern\":"
        cat out.txt
        failures=$((failures + 1))
    fi
}

expect 0 '10\.1\.1\.1:49153 +10\.1\.1\.2:80 +1' $run connections
expect 0 'browser +http://10\.1\.1\.2/' $run pages
expect 0 'GET +http://10\.1\.1\.2/' $run transactions
expect 0 'message 1: request, GET /bytes/.* HTTP/1\.1, complete' $run/trace.sqlite message 1
expect 0 'packet [0-9]+ .* rx at node 1' $run message 1
expect 0 'acknowledgment number' $run packet 1
expect 0 'SYN ACK seq 0 ack 1' $run sequence 1
expect 0 'connection 1: ' $run sequence connection 1 --max 5
expect 0 '^LISTEN .* 0\.0\.0\.0:80' $run at 50ms
expect 0 'ESTAB .* 10\.1\.1\.2:80' $run at 90ms
expect 0 'cwnd' $run cwnd 1
expect 0 'usage' --help
expect 1 'there is no message 99999' $run message 99999
expect 1 'there is no connection 99999' $run cwnd 99999
expect 2 'usage'
expect 2 'a question' $run
expect 2 'accepted: connections, pages' $run why
expect 2 'accepted: a number from 1' $run message zero
expect 2 'accepted: a time such as 20ms, with its unit' $run at noon
expect 2 'there is no file' nowhere connections
expect 2 'unknown option --color' $run connections --color
expect 2 '--max is given twice' $run sequence 1 --max=3 --max 4
expect 2 'takes the number of a message' $run message
status=0
"${explain%explain}show" $run --page=1 --page 2 2>err || status=$?
if ((status != 2)) || ! grep -q -- '--page is given twice' err; then
    echo "show: status $status: $(cat err)"
    failures=$((failures + 1))
fi
# What is something else is not replaced, and what is no file stays what it is.
for question in har perfetto; do
    expect 2 'trace.sqlite: holds something else' $run $question $run/trace.sqlite
    "$explain" $run $question again.json
    "$explain" $run $question again.json
    expect 2 'is a folder' $run $question $run
    rm again.json
done
echo 'a,b' >connection.csv
expect 2 'connection.csv: holds something else' $run csv .
expect 2 'trace.sqlite: holds something else' $run sequence 1 --svg $run/trace.sqlite
for out in "$run/trace.sqlite" "$run" /dev/full; do
    status=0
    "${explain%explain}show" "$run" --no-open "--out=$out" >/dev/null 2>err || status=$?
    wanted=$([[ $out == /dev/full ]] && echo 1 || echo 2)
    if ((status != wanted)) || ! grep -qE 'something else|is a folder|No space' err; then
        echo "show --out=$out: status $status: $(cat err)"
        failures=$((failures + 1))
    fi
done
[[ -c /dev/full ]] || failures=$((failures + 1))
printf 'no database, only text\n' >text
expect 1 'is not a trace database' text connections
"$explain" $run sequence 1 --svg drawing.svg >out.txt
grep -q '</svg>' drawing.svg || failures=$((failures + 1))
"$explain" $run csv csv && cmp csv/packet.csv $run/packet.csv || failures=$((failures + 1))
exit $((failures > 0))
