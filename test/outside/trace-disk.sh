#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# A disk that fills up while http-sim writes its trace: one line at once and exit status 1, and a
# database that opens with all rows of whole batches; one that fills up at the end loses only the
# last batch. A limit on the size of files stands for the disk.

set -euo pipefail
: "${HTTP_BUILD_DIR:?}"
export LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
errors=0

complain() {
    echo "$*"
    errors=$((errors + 1))
}

# limited KILOBYTES OPTION...: runs http-sim where no file grows beyond that.
limited() {
    local blocks=$1
    shift
    # Ignored, the signal becomes an error of write(2), as a full disk is.
    (trap '' XFSZ && ulimit -f "$blocks" &&
        exec "$HTTP_BUILD_DIR/bin/http-sim" --har=false --sequence=false --workload=urls "$@") \
        >"$work/stdout" 2>"$work/stderr"
}

# refused TEXT OPTION...: as limited, but it must end with status 1 and the one line.
refused() {
    local text=$1 status=0
    shift
    limited "$@" || status=$?
    ((status == 1)) || complain "$*: exit status $status"
    if (($(wc -l <"$work/stderr") != 1)) || ! grep -qF "$text" "$work/stderr"; then
        complain "$*: not one line with \"$text\":"
        cat "$work/stderr"
    fi
}

# In mid-run: 20 MB are more than a batch of rows.
refused "cannot write $work/middle/trace.sqlite" 6000 --urls=/bytes/20000000 --pcap=false \
    --out="$work/middle"
grep -q 'complete' "$work/stdout" && complain "the run went on without its trace"
"$HTTP_BUILD_DIR/bin/explain" "$work/middle" csv "$work/middle-csv" 2>"$work/stderr" ||
    complain "the database does not open"
rows=$(cat "$work"/middle-csv/*.csv | wc -l)
((rows > 50000)) || complain "only $rows rows were kept"
grep -q '^state,running' "$work/middle-csv/run.csv" || complain "a broken trace does not say it"
"$HTTP_BUILD_DIR/bin/explain" "$work/middle" transactions >/dev/null 2>"$work/stderr" || true
[[ $(<"$work/stderr") == "explain: warning: the run has not ended: "*"the trace reaches to "* ]] ||
    complain "no warning of a broken trace: $(<"$work/stderr")"
grep -q '"state": "running"' "$work/middle/summary.json" || complain "summary.json does not say it"

# At the end, in a capture: a file of its own.
refused "cannot write $work/capture/packets-" 400 --urls=/bytes/1000000 --trace=none --pcap \
    --out="$work/capture"

# The judge must be able to see a good run.
limited 100000 --urls=/bytes/1000000 --out="$work/good" || complain "a run with room enough failed"
[[ ! -s $work/stderr ]] || complain "a run with room enough complains: $(<"$work/stderr")"

echo "$rows rows kept, $errors errors"
((errors == 0))
