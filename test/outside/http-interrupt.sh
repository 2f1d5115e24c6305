#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Ctrl-C in the middle of http-sim: the summary comes, every request has its outcome, what was captured
# can be read, everything that is written tells that the run was interrupted and when, and the program
# dies of the signal, so that loops stop. What a killed run leaves tells it, too. And the same command
# line gives the same files.
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

# grows FILE BYTES: waits until the file is larger.
grows() {
    local i
    for ((i = 0; i < 6000; ++i)); do
        [[ -e $1 && $(stat -c %s "$1") -gt $2 ]] && return
        sleep 0.01
    done
    complain "$1 does not grow"
}

# warns FOLDER TEXT: the first that is told of its trace is that text.
warns() {
    "$HTTP_BUILD_DIR/bin/explain" "$1" pages >"$work/answer" 2>"$work/stderr" ||
        complain "$1: no answer: $(<"$work/stderr")"
    [[ $(<"$work/stderr") == "explain: warning: the run $2"* ]] ||
        complain "$1: no warning that the run $2: $(<"$work/stderr")"
}

# Without end, so only the signal can stop it.
"$program" --workload=page --pages=1000000000 --objects=50 --rate=1Gbps --trace=none --pcap \
    --out="$work/cut" >"$work/log" 2>"$work/stderr" &
pid=$!
grows "$work/cut/packets-0-0.pcap" 100000
kill -INT "$pid"
status=0
wait "$pid" || status=$?
((status == 130)) || complain "exit status $status after Ctrl-C"
grep -q '^  interrupted  *at [0-9.]*s: ' "$work/log" || complain "the summary does not say: $(<"$work/log")"
grep -q '"state": "interrupted"' "$work/cut/summary.json" || complain "summary.json does not say it"
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
    # One signal is as good as the other. And before the database is written for the first time, as after.
    signal=INT
    awaited=packets-1-0.pcap
    [[ $shape != tree ]] || signal=TERM
    [[ $shape != dumbbell ]] || awaited=trace.sqlite
    "$program" --topology="$shape" --clients=4 --workload=page --pages=1000000000 --objects=5 \
        --csv --bulk=1 "${extra[@]}" --out="$folder" >"$work/log" 2>"$work/stderr" &
    pid=$!
    # A database without rows has about 250 kB.
    grows "$folder/$awaited" "$([[ $shape == dumbbell ]] && echo 600000 || echo 250000)"
    kill "-$signal" "$pid"
    status=0
    wait "$pid" || status=$?
    ((status == 128 + $(kill -l "$signal"))) ||
        complain "$shape: exit status $status after SIG$signal: $(<"$work/stderr")"
    mapfile -t counts < <(sed -n 's/^  requests *//p' "$work/log" | tr -d , | grep -oE '[0-9]+')
    if ((${#counts[@]} != 3 || counts[0] == 0 || counts[0] != counts[1] + counts[2])); then
        complain "$shape: no summary: $(<"$work/log") $(<"$work/stderr")"
    fi
    # The database can be read whole, and holds what the CSV files hold, line by line.
    "$HTTP_BUILD_DIR/bin/explain" "$folder" csv "$folder/again" >/dev/null 2>&1 ||
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
    capinfos -c "$folder"/*.pcap >/dev/null 2>"$work/stderr" || true
    [[ $(<"$work/stderr") != *"cut short"* ]] || complain "$shape: $(<"$work/stderr")"
    # Each tells the same time.
    seconds=$(sed -n 's/^  interrupted  *at \(.*\)s: .*/\1/p' "$work/log")
    warns "$folder" "was interrupted at $seconds s of simulated time"
    summary=$(<"$folder/summary.json")
    [[ $summary == *'"state": "interrupted"'*"\"interrupted_s\": $seconds,"* ]] ||
        complain "$shape: summary.json does not say $seconds"
    run=$(tr -d '\r' <"$folder/run.csv")
    nanoseconds=$(awk -v s="$seconds" 'BEGIN { printf "%.0f", s * 1e9 }')
    [[ $run == *$'\ninterrupted_ns,'"$nanoseconds"$'\n'* && $run == *$'\nstate,interrupted'* ]] ||
        complain "$shape: run.csv does not say $nanoseconds"
    [[ $(head -c 300 "$folder/trace.har") == *'"comment":"the run was interrupted at '"$seconds s"* ]] ||
        complain "$shape: trace.har does not say it"
    grep -q "^warning: the run was interrupted at $seconds s" "$folder/sequence.txt" ||
        complain "$shape: sequence.txt does not say it"
    grep -q "the run was interrupted at $seconds s" "$folder/sequence.svg" ||
        complain "$shape: sequence.svg does not say it"
done

# So do the programs of studies.
for words in 'http-transfer --count=1000000 --segments=3' 'http-history --sizes=43008,9999x3048 --rate=1Gbps'; do
    read -ra words <<<"$words"
    folder=$work/${words[0]}
    "$HTTP_BUILD_DIR/bin/${words[0]}" "${words[@]:1}" --out="$folder" --har=false --sequence=false >"$work/log" 2>&1 &
    pid=$!
    grows "$folder/packets-0-0.pcap" 100000
    kill -INT "$pid"
    status=0
    wait "$pid" || status=$?
    ((status == 130)) || complain "${words[0]}: status $status: $(<"$work/log")"
    grep -q '"state": "interrupted"' "$folder/summary.json" || complain "${words[0]}: summary.json does not say it"
    warns "$folder" "was interrupted at "
done

# A loop of a shell stops with it.
set -m
# shellcheck disable=SC2016 # the inner shell's
bash -c 'for round in 1 2 3; do
        "$0" --workload=page --pages=1000000000 --objects=5 --out="$1-$round" >/dev/null 2>&1
        echo "round $round is over"
    done' "$program" "$work/loop" >"$work/rounds" &
pid=$!
set +m
grows "$work/loop-1/packets-0-0.pcap" 20000
kill -INT -- "-$pid"
wait "$pid" || true
[[ ! -s $work/rounds && ! -e $work/loop-2 ]] || complain "the loop went on: $(<"$work/rounds")"
warns "$work/loop-1" "was interrupted at "

# Killed, it has no time to tell: what it left tells it.
"$program" --workload=page --pages=1000000000 --objects=50 --rate=1Gbps --out="$work/killed" \
    >"$work/log" 2>&1 &
pid=$!
grows "$work/killed/trace.sqlite" 2000000
warns "$work/killed" "has not ended: "
kill -KILL "$pid"
wait "$pid" 2>/dev/null || true
warns "$work/killed" "has not ended: it still goes on, or it was killed, or the disk was full; the trace reaches to "
grep -q '"state": "running"' "$work/killed/summary.json" || complain "killed: summary.json does not say it"
"$HTTP_BUILD_DIR/bin/explain" "$work/killed" csv "$work/killed" 2>"$work/stderr"
grep -q '^state,running' "$work/killed/run.csv" || complain "killed: run.csv does not say it"
[[ ! -e $work/killed/trace.har && ! -e $work/killed/sequence.txt ]] ||
    complain "killed: it left more than it could"
"$HTTP_BUILD_DIR/bin/explain" "$work/killed" sequence connection 1 >"$work/answer" 2>"$work/stderr"
grep -q '^warning: the run has not ended' "$work/answer" || complain "killed: the story does not say it"

# Another process, the same bytes.
for run in one two; do
    (
        mkdir "$work/$run"
        cd "$work/$run"
        "$program" --workload=page --objects=20 --clients=3 --loss=0.02 --RngRun=7 --out=out |
            grep -v 'wall time' >summary
    )
done
"$HTTP_BUILD_DIR/bin/explain" "$work/one/out" pages >/dev/null 2>"$work/stderr"
[[ ! -s $work/stderr ]] || complain "a run that ended is warned of: $(<"$work/stderr")"
grep -q '"state": "complete"' "$work/one/out/summary.json" || complain "summary.json does not say complete"
! grep -q '"comment"' "$work/one/out/trace.har" || complain "the archive of a run that ended has a comment"
diff -rq "$work/one" "$work/two" || complain "two runs of the same command line differ"
[[ -e $work/one/out/packets-0-0.pcap ]] || complain "there is no capture"

echo "$errors errors"
((errors == 0))
