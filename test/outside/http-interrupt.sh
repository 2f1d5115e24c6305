#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Ctrl-C in the middle of http-sim: the summary comes, every request has its outcome, and what was
# captured can be read. And the same command line gives the same files.
#
# Needs: tshark

set -euo pipefail
: "${HTTP_BUILD_DIR:?}"
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need tshark
export LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
program=$HTTP_BUILD_DIR/bin/http-sim
errors=0

complain() {
    echo "$*"
    errors=$((errors + 1))
}

# Without end, so only the signal can stop it.
"$program" --workload=page --pages=1000000000 --objects=50 --rate=1Gbps --trace=none --pcap \
    --out="$work/cut" >"$work/log" 2>"$work/stderr" &
pid=$!
for ((i = 0; i < 600; ++i)); do
    [[ -e $work/cut/packets-0-0.pcap && $(stat -c %s "$work/cut/packets-0-0.pcap") -gt 100000 ]] &&
        break
    sleep 0.1
done
kill -INT "$pid"
status=0
wait "$pid" || status=$?
((status == 0)) || complain "exit status $status after Ctrl-C"
mapfile -t counts < <(sed -n 's/^  requests *//p' "$work/log" | tr -d , | grep -oE '[0-9]+')
if ((${#counts[@]} != 3 || counts[0] == 0 || counts[0] != counts[1] + counts[2])); then
    complain "no summary: $(<"$work/log") $(<"$work/stderr")"
fi
frames=$(tshark -r "$work/cut/packets-0-0.pcap" 2>"$work/stderr" | wc -l)
((frames > 100)) || complain "only $frames frames in the capture"
[[ $(<"$work/stderr") != *"cut short"* ]] || complain "the capture is cut short"

# The same in every shape, with everything written: all files are whole. What background traffic, link
# failures and Wi-Fi's beacons have scheduled does not keep the run from its end.
for shape in dumbbell star lan wifi tree chain; do
    folder=$work/$shape
    extra=()
    [[ $shape == lan || $shape == wifi ]] || extra=(--failures=main@100s+1s)
    "$program" --topology="$shape" --clients=4 --workload=page --pages=1000000000 --objects=5 \
        --csv --bulk=1 "${extra[@]}" --out="$folder" >"$work/log" 2>"$work/stderr" &
    pid=$!
    for ((i = 0; i < 600; ++i)); do
        [[ -e $folder/trace.sqlite && $(stat -c %s "$folder/trace.sqlite") -gt 2000000 ]] && break
        sleep 0.1
    done
    kill -INT "$pid"
    status=0
    wait "$pid" || status=$?
    ((status == 0)) || complain "$shape: exit status $status after Ctrl-C: $(<"$work/stderr")"
    mapfile -t counts < <(sed -n 's/^  requests *//p' "$work/log" | tr -d , | grep -oE '[0-9]+')
    if ((${#counts[@]} != 3 || counts[0] == 0 || counts[0] != counts[1] + counts[2])); then
        complain "$shape: no summary: $(<"$work/log") $(<"$work/stderr")"
    fi
    # The database can be read whole, and holds what the CSV files hold, line by line.
    "$HTTP_BUILD_DIR/bin/explain" "$folder" csv "$folder/again" >/dev/null ||
        complain "$shape: the database cannot be read"
    for table in "$folder"/again/*.csv; do
        cmp "$table" "$folder/${table##*/}" || complain "$shape: the two files of a table differ"
    done
    ((counts[0] + 1 == $(wc -l <"$folder/http_transaction.csv"))) ||
        complain "$shape: the database does not hold every request"
    # An archive that is cut short could not be replayed.
    "$program" --workload=har:"$folder/trace.har" --print-topology >/dev/null ||
        complain "$shape: the archive is cut short"
    [[ $(tail -c 2 "$folder/summary.json") == '}' ]] || complain "$shape: no whole summary.json"
    for capture in "$folder"/*.pcap; do
        tshark -r "$capture" -c 100000 >/dev/null 2>"$work/stderr" || true
        [[ $(<"$work/stderr") != *"cut short"* ]] || complain "$capture is cut short"
    done
done

# Another process, the same bytes.
for run in one two; do
    (
        mkdir "$work/$run"
        cd "$work/$run"
        "$program" --workload=page --objects=20 --clients=3 --loss=0.02 --RngRun=7 --out=out |
            grep -v 'wall time' >summary
    )
done
diff -rq "$work/one" "$work/two" || complain "two runs of the same command line differ"
[[ -e $work/one/out/packets-0-0.pcap ]] || complain "there is no capture"

echo "$errors errors"
((errors == 0))
