#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# The same sweep file gives the same results: one run at a time, two at a time, killed in the middle
# and resumed. Failed runs are named and kept; means and intervals are those of a second calculation.
#
# Needs: parallel gnuplot-nox mount

set -euo pipefail
: "${HTTP_BUILD_DIR:?}" "${HTTP_SOURCE_DIR:?}"
export LC_ALL=C
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need parallel gnuplot

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
sweep=$HTTP_BUILD_DIR/bin/sweep
errors=0

fail() {
    echo "FAILED: $*"
    errors=$((errors + 1))
}

cat >study.toml <<'TOML'
title = "test"
replications = 3

[options]
workload = "page"
objects = 20
loss = 0.02

[parameters]
strategy = ["serial", "persistent"]
delay = { from = 5, to = 20, step = 15, unit = "ms" }

[[zipped]]
label.network = ["slow", "fast"]
rate = ["1Mbps", "10Mbps"]
queue = [20, 100]

[compare]
parameter = "strategy"
baseline = "serial"
statistics = ["page_mean_s"]

[[plot]]
x = "delay"
y = "page_mean_s"
series = "strategy"
where = { network = "fast" }
TOML

# The results without what no two runs share.
same_part() {
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) drop[i] = $i ~ /^(wall_s|cpu_s|memory_bytes|host)$/ }
        { line = ""; for (i = 1; i <= NF; i++) if (!drop[i]) line = line "," $i; print line }' \
        "$1/results.csv" | sort
}

"$sweep" study.toml --out=one --jobs=1 >one.txt 2>one.err || fail "one job: $(cat one.err)"
"$sweep" study.toml --out=two --jobs=2 >two.txt 2>two.err || fail "two jobs: $(cat two.err)"
lines=$(wc -l <one/results.csv)
((lines == 25)) || fail "results.csv has $lines lines, not a head and 24 runs"
cmp <(same_part one) <(same_part two) || fail "two jobs give other results than one"
cmp one/summary.csv <(sed '' two/summary.csv) || fail "two jobs give another summary than one"

# What its plots need is looked for before the first run.
mkdir without
printf '#!/bin/sh\nexit 127\n' >without/gnuplot
chmod +x without/gnuplot
if PATH=$PWD/without:$PATH "$sweep" study.toml --out=undrawn 2>undrawn.err || [[ -e undrawn ]]; then
    fail "a sweep begins without gnuplot: $(cat undrawn.err)"
fi
grep -q 'study.toml:[0-9:]* .*gnuplot' undrawn.err || fail "gnuplot's lack: $(cat undrawn.err)"

# Killed in the middle, three times, with what it had started left to itself, then resumed. A machine
# that is fast, or busy elsewhere, may let a sweep end before it is killed, but not each time.
kills=0
for wanted in 4 9 14; do
    "$sweep" study.toml --out=killed --jobs=2 >killed.txt 2>&1 &
    process=$!
    for ((i = 0; i < 2000; i++)); do
        done=$({ find killed/runs -name run.json 2>/dev/null || true; } | wc -l)
        ((done >= wanted)) && break
        sleep 0.01
    done
    kill -KILL "$process" 2>/dev/null && kills=$((kills + 1))
    wait "$process" 2>/dev/null || true
    # As if the process of a run had been killed, too.
    mkdir -p killed/runs/24
    : >killed/runs/24/log
    rm -f killed/runs/24/run.json
done
((kills > 0)) || fail "each sweep was over before it was killed"
"$sweep" study.toml --out=killed --jobs=2 >killed.txt 2>killed.err || fail "resuming: $(cat killed.err)"
grep -qE '24 runs: 8 points, 3 replications each; (1[4-9]|2[0-3]) done already' killed.err ||
    fail "the resumed sweep does not say what was done: $(cat killed.err)"
# GNU parallel's log is its own, of the last time's runs alone.
before=$(sed -nE 's/.* ([0-9]+) done already.*/\1/p' killed.err)
(($(wc -l <killed/joblog) == 1 + 24 - before)) || fail "the log tells of other runs: $(cat killed/joblog)"
cmp <(same_part one) <(same_part killed) || fail "killed and resumed gives other results"
cmp one/differences.csv killed/differences.csv || fail "killed and resumed gives other differences"

# A sweep that is done runs nothing.
before=$(stat -c %Y.%y two/runs/*/run.json | sha256sum)
"$sweep" study.toml --out=two >two.txt 2>two.err || fail "a finished sweep: $(cat two.err)"
[[ $(stat -c %Y.%y two/runs/*/run.json | sha256sum) == "$before" ]] || fail "runs were done again"

# Every row says where it comes from.
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
    { print $column["version"], $column["ns3_version"], $column["RngSeed"], $column["host"] != "" }' \
    one/results.csv | sort -u >origin
grep -qxE "$(<"$HTTP_SOURCE_DIR/VERSION") 3\.[0-9.]+ 1 1" origin || fail "origin: $(cat origin)"

# Mean, deviation, interval and median of three values; t(0.975, 2) = 4.302653 (tables of Student's
# t), and of the paired differences of three.
awk -F, '
    function check(name, is, wanted) {
        difference = is - wanted
        if (difference < 0) difference = -difference
        if (difference > 1e-6 * (wanted < 0 ? -wanted : wanted) + 1e-12) {
            print name ": " is " is not " wanted; bad = 1
        }
    }
    FILENAME ~ /results/ {
        if (FNR == 1) { for (i = 1; i <= NF; i++) column[$i] = i; next }
        value[$2, ++count[$2]] = $column["page_mean_s"]; strategy[$2] = $column["strategy"]; next
    }
    FILENAME ~ /summary/ && $7 == "page_mean_s" && FNR > 1 || FILENAME ~ /differences/ && FNR > 1 {
        p = $1; shift = FILENAME ~ /differences/ ? 1 : 0; base = 0
        if (shift) { base = p - 2; if (strategy[base] != "serial") { print "baseline"; bad = 1 } }
        for (i = 1; i <= 3; i++) v[i] = value[p, i] - (shift ? value[base, i] : 0)
        mean = (v[1] + v[2] + v[3]) / 3
        sd = sqrt(((v[1] - mean)^2 + (v[2] - mean)^2 + (v[3] - mean)^2) / 2)
        half = 4.30265272975 * sd / sqrt(3)
        check("n", $(8 + shift), 3); check("mean", $(9 + shift), mean); check("sd", $(10 + shift), sd)
        check("low", $(11 + shift), mean - half); check("high", $(12 + shift), mean + half)
        if (!shift) {
            low = v[1] < v[2] ? v[1] : v[2]; high = v[1] < v[2] ? v[2] : v[1]
            check("median", $13, v[3] < low ? low : v[3] > high ? high : v[3])
        }
        rows++
    }
    END { if (rows != 12) { print rows " rows"; bad = 1 } exit bad }
' one/results.csv one/summary.csv one/differences.csv || fail "summary.csv or differences.csv"

# Plots are images with every series.
file=one/plots/page_mean_s-by-delay
[[ $(head -c 8 $file.png | od -An -tx1) == " 89 50 4e 47 0d 0a 1a 0a" ]] || fail "no PNG"
[[ $(<"$file.svg") == *'>strategy = persistent<'*'</svg>'* ]] || fail "no SVG: $(grep persistent $file.svg)"
# The axis begins where the data begins.
grep -q "^set autoscale xfix$" $file.gp || fail "$file.gp: $(<$file.gp)"
grep -qE '^5ms +[0-9.]+ \+- ' one.txt || fail "the table: $(cat one.txt)"

# Runs that fail: the others count, these are named, kept, done again by the same command.
cat >failing.toml <<'TOML'
time-limit = "5s"
[options]
workload = "page"
[parameters]
mtu = [576, 1500]
ipv6 = [false, true]
TOML
status=0
"$sweep" failing.toml --out=failing >failing.txt 2>failing.err || status=$?
((status == 1)) || fail "a failed run: exit status $status"
grep -q 'run 2 failed: exit status 2' failing.err || fail "not named: $(cat failing.err)"
grep -q '1 failed, 0 not run, of 4 runs' failing.err || fail "not counted: $(cat failing.err)"
grep -q -- '--mtu=576' failing/runs/2/command || fail "the command line is not kept"
grep -q 'accepted with IPv6' failing/runs/2/log || fail "the log is not kept"
[[ $(awk -F, 'NR == 3 { print $2 }' failing/results.csv) == 2 ]] || fail "no row for the failed run"
"$sweep" failing.toml --out=failing >failing.txt 2>failing.err && fail "it failed the second time, too"
grep -q '4 runs.*3 done already' failing.err || fail "done again: $(cat failing.err)"

# Interrupted, by the key, of which all its processes learn, or alone: it says so and dies of the signal,
# so that a loop stops, and leaves no run behind.
printf '[options]\nworkload = "page"\npages = 100000000\n[parameters]\nloss = [0, 0.01, 0.02, 0.03]\n' >endless.toml
is_told() {
    [[ $(<stopped.err) == *'sweep: interrupted; the same command goes on'* ]] || fail "$1: $(<stopped.err)"
    [[ $(<stopped.err) != *'GNU parallel failed'* ]] || fail "$1: $(<stopped.err)"
    for ((i = 0; i < 500; i++)); do
        # In brackets, so that it does not find itself.
        grep -qs -- "[-]-out=$work/$2/runs" /proc/[0-9]*/cmdline || break
        sleep 0.01
    done
    ((i < 500)) || fail "$1: runs go on"
}
begins() {
    for ((i = 0; i < 2000; i++)); do
        [[ -s $1/runs/2/command ]] && break
        sleep 0.01
    done
    ((i < 2000)) || fail "$1 does not begin: $(<stopped.err)"
}
set -m
# shellcheck disable=SC2016 # the inner shell's
bash -c 'for round in 1 2; do
        "$0" endless.toml --out=by-key --jobs=2
        echo "round $round is over"
    done' "$sweep" >stopped.txt 2>stopped.err &
process=$!
set +m
begins by-key
kill -INT -- "-$process"
wait "$process" || true
[[ $(<stopped.txt) != *round* ]] || fail "the loop went on: $(<stopped.txt)"
is_told "the key" by-key
"$sweep" endless.toml --out=alone --jobs=2 >stopped.txt 2>stopped.err &
process=$!
begins alone
kill -INT "$process"
status=0
wait "$process" || status=$?
((status == 130)) || fail "interrupted alone: exit status $status"
is_told "alone" alone

# Limits of time and memory end a run, not the sweep.
printf 'time-limit = "0.2s"\n[options]\nworkload = "page"\npages = 1000000\ntrace = "none"\n' >long.toml
"$sweep" long.toml --out=long >/dev/null 2>long.err && fail "a run without end ended well"
grep -q 'time limit of 0.2 s' long.err || fail "time limit: $(cat long.err)"
printf 'memory-limit = "30MB"\n[options]\nworkload = "page"\n' >large.toml
"$sweep" large.toml --out=large >/dev/null 2>large.err && fail "30 MB are enough for ns-3"
grep -qE 'run 1 failed: (exit status|ended by signal)' large.err || fail "memory: $(cat large.err)"

# Other machines, by a program in the place of ssh that does what it is told here.
cat >ssh-here <<'SH'
#!/bin/bash
while [[ $1 == -* ]]; do
    case $1 in -l | -o | -p | -S | -i) shift ;; esac
    shift
done
host=$1
shift
[[ $1 == -- ]] && shift
echo "$host" >>"$SSH_HERE_LOG"
exec bash -c "$*"
SH
chmod +x ssh-here
printf '1/one.example\n1/two.example\n1/:\n' >hosts
env --unset=SHELL PARALLEL_SSH="$work/ssh-here" SSH_HERE_LOG="$work/ssh.log" "$sweep" study.toml --out=remote \
    --sshloginfile=hosts >remote.txt 2>remote.err || fail "other machines: $(cat remote.err)"
cmp <(same_part one) <(same_part remote) || fail "other machines give other results"
for host in one.example two.example; do
    grep -q "$host" ssh.log || fail "nothing was done on $host: $(sort ssh.log | uniq -c)"
done
awk -F'\t' 'NR > 1 { print $2 }' remote/joblog | sort -u | wc -l | grep -qx 3 ||
    fail "not three machines: $(cut -f2 remote/joblog | sort | uniq -c)"

# A machine that does not see the sweep's folder: its runs are named, and not taken for done.
printf '#!/bin/sh\nexit 0\n' >ssh-nowhere
chmod +x ssh-nowhere
status=0
PARALLEL_SSH=$work/ssh-nowhere "$sweep" study.toml --out=nowhere --sshloginfile=hosts \
    >nowhere.txt 2>nowhere.err || status=$?
((status == 1)) || fail "runs that left nothing: exit status $status: $(cat nowhere.err)"
grep -qE 'runs left nothing in .*/nowhere, run [0-9]+ on (one|two).example' nowhere.err ||
    fail "runs that left nothing are not named: $(cat nowhere.err)"

# A machine that is lost gives its runs to the others.
printf '#!/bin/bash\nexit 255\n' >ssh-lost && chmod +x ssh-lost
printf '1/lost.example\n1/:\n' >hosts
PARALLEL_SSH=$work/ssh-lost timeout 300 "$sweep" study.toml --out=lost --sshloginfile=hosts \
    >lost.txt 2>lost.err || fail "a lost machine: $(cat lost.err)"
cmp <(same_part one) <(same_part lost) || fail "a lost machine gives other results"

# A full disk stops the sweep; with room again, it goes on.
if ((EUID == 0)) && mkdir disk && mount -t tmpfs -o size=200k tmpfs disk 2>/dev/null; then
    trap 'umount "$work/disk"; rm -rf "$work"' EXIT
    status=0
    "$sweep" study.toml --out=disk/full --jobs=2 >full.txt 2>full.err || status=$?
    ((status == 1)) || fail "disk full: exit status $status"
    grep -qE 'full|No space left' full.err || fail "disk full: $(cat full.err)"
    mount -o remount,size=50m disk
    "$sweep" study.toml --out=disk/full >full.txt 2>full.err || fail "with room: $(cat full.err)"
    cmp <(same_part one) <(same_part disk/full) || fail "a full disk gives other results"
fi

echo "$errors errors"
((errors == 0))
