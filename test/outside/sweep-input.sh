#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# What the sweep answers to files and options that it cannot take: exit status 2 and one line with
# file, line and what is accepted, before anything is run or written.
#
# Needs: parallel

set -euo pipefail
: "${HTTP_BUILD_DIR:?}"
export LC_ALL=C
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need parallel

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
sweep=$HTTP_BUILD_DIR/bin/sweep
errors=0
checked=0

# judge TEXT...: the last call ended with status 2 and one line that has each TEXT.
judge() {
    local text
    checked=$((checked + 1))
    if ((status != 2)) || (($(wc -l <stderr) != 1)) || [[ -s stdout || -e results ]]; then
        echo "exit status $status and: $(head -n 5 stderr stdout) for:"
        cat bad.toml
        errors=$((errors + 1))
        rm -rf results
    fi
    for text in "$@"; do
        grep -qF -- "$text" stderr || {
            echo "no \"$text\" in: $(<stderr)"
            errors=$((errors + 1))
        }
    done
}

# refuses LINES TEXT...: a file of these lines is refused, and each TEXT stands in the one line.
refuses() {
    printf '%b\n' "$1" >bad.toml
    shift
    status=0
    "$sweep" bad.toml >stdout 2>stderr || status=$?
    judge "$@"
}

# A misspelt key: the line and the right spelling
refuses '\ntitel = "x"' 'bad.toml:2:1:' '"titel"' 'did you mean "title"'
refuses '[parameter]\nloss = [0]' 'bad.toml:1:' '"parameter"' '"parameters"'
refuses '[parameters]\nloss = { from = 0, til = 1, step = 1 }' 'bad.toml:2:' '"til"' '"to"'
refuses '[[plot]]\nx = "loss"\ny = "bytes"\nserie = "tcp"\n[parameters]\nloss = [0, 1]' \
    'bad.toml:4:1:' '"serie"' '"series"'
# No TOML
refuses 'title = ' 'bad.toml:1:'
refuses 'a = 1\na = 2' 'bad.toml:2:'
refuses '[options' 'bad.toml:1:'
# Values
refuses '[parameters]\nloss = []' 'bad.toml:2:1:' 'loss has an empty list'
refuses '[parameters]\nloss = 0.1' 'bad.toml:2:1:' '[1, 2]' '[options]'
refuses '[parameters]\nloss = [0, 0]' 'bad.toml:2:1:' 'the value 0 twice'
refuses '[parameters]\nloss = [0, [1]]' 'bad.toml:2:12:' 'holds texts'
refuses '[parameters]\nloss = { from = 1, to = 0, step = 1 }' 'bad.toml:2:' 'empty or endless'
refuses '[parameters]\nloss = { from = 0, to = 1, step = 0 }' 'bad.toml:2:' 'empty or endless'
refuses '[parameters]\nloss = { from = 0, to = 1 }' 'bad.toml:2:' 'either a step or a count'
refuses '[parameters]\nloss = { from = 0, to = 1, count = 3, scale = "log" }' 'bad.toml:2:' 'above 0'
refuses '[parameters]\nloss = { from = "a", to = 1, count = 3 }' 'bad.toml:2:' 'a number'
refuses '[options]\nloss = [0, 1]' 'bad.toml:2:1:' '[parameters]'
refuses 'replications = 0' 'bad.toml:1:1:' 'from 1 to'
refuses 'replications = "many"' 'bad.toml:1:1:' 'a whole number'
refuses 'random-numbers = "comon"' 'bad.toml:1:1:' '"common"'
refuses 'keep = ["databse"]' 'bad.toml:1:1:' '"database"'
refuses 'time-limit = "10 years"' 'bad.toml:1:1:' 'min'
refuses 'time-limit = 90' 'bad.toml:1:1:' 'with its unit' 's, min, h'
refuses 'memory-limit = 30000' 'bad.toml:1:1:' 'with its unit' 'GiB'
refuses '[options]\ndelay = 20' 'bad.toml:2:1:' '--delay=20' '20ms'
refuses '[parameters]\ndelay = { from = 5, to = 20, step = 5 }' 'bad.toml:2:1:' '--delay=5' '20ms'
refuses 'memory-limit = "-1GB"' 'bad.toml:1:1:' 'GiB'
refuses '[[zipped]]\nloss = [0, 1]\nmtu = [1500]' 'bad.toml:3:1:' 'equally long'
refuses '[[zipped]]' 'bad.toml:1:' 'no parameters'
refuses '[options]\nloss = 0\n[parameters]\nloss = [0, 1]' 'bad.toml:4:1:' 'set twice'
refuses '[options]\nRngRun = 3' 'bad.toml:2:1:' 'replications'
refuses '[options]\nout = "x"' 'bad.toml:2:1:' 'folder'
# What the program says
refuses '[options]\nstrateg = "serial"' 'bad.toml:2:1:' '--strateg=serial' '--strategy'
refuses '[parameters]\nstrategy = ["serial",\n "serail"]' 'bad.toml:2:1:' '--strategy=serail' persistent
refuses '[options]\n"ns3::HttpClient::Colour" = "red"' 'bad.toml:2:1:' 'has no attribute Colour'
refuses 'program = "http-sum"' 'bad.toml:1:1:' 'there is no program' 'http-sum'
refuses 'program = "./nowhere"' 'bad.toml:1:1:' 'there is no program' "$work/nowhere"
# Statistics, before anything is run
refuses '[parameters]\nloss = [0, 1]\n[[plot]]\nx = "loss"\ny = "page_maen_s"' 'bad.toml:3:1:' \
    'no statistic page_maen_s' 'the nearest is page_mean_s'
refuses '[parameters]\nloss = [0, 1]\n[compare]\nparameter = "loss"\nbaseline = 0\nstatistics = ["byte"]' \
    'bad.toml:3:' 'no statistic byte' 'the nearest is bytes'
refuses '[[published]]\nvalues = { request_men_s = 3 }' 'bad.toml:2:' 'no statistic request_men_s' request_mean_s
refuses '[[published]]\nvalues = { request_mean_s = "latecy_s" }' 'bad.toml:2:' 'no statistic latecy_s'
refuses 'program = "http-history"\n[[published]]\nvalues = { second = 3 }' 'bad.toml:3:' 'the nearest is seconds'
# Options that no point uses
refuses '[options]\nrouters = 4' 'bad.toml:2:1:' '--routers=4' '--topology=chain' '--topology=point-to-point'
refuses '[options]\nworkload = "page"\n[parameters]\nurls = ["/a", "/b"]' 'bad.toml:4:1:' '--urls=/a' \
    '--workload=urls' '--workload=page'
refuses '[options]\nobjects = 4\nworkload = "urls"\nurls = "/"\n[parameters]\ntopology = ["lan", "wifi"]' \
    'bad.toml:2:1:' '--objects=4' '--workload=page'
# Plots and comparisons
refuses '[parameters]\nloss = [0, 1]\n[[plot]]\nx = "los"\ny = "bytes"' 'bad.toml:4:1:' '"loss"'
refuses '[parameters]\nloss = [0, 1]\nmtu = [576, 1500]\n[[plot]]\nx = "loss"\ny = "bytes"' \
    'bad.toml:4:1:' 'mtu varies'
refuses '[parameters]\nloss = [0, 1]\n[[plot]]\nx = "loss"' 'bad.toml:3:1:' '"y" is missing'
refuses '[parameters]\nloss = [0, 1]\n[[plot]]\nx = "loss"\ny = "bytes"\nwhere = { mtu = 1500 }' \
    'bad.toml:6:' 'mtu is no parameter'
refuses '[parameters]\nloss = [0, 1]\n[[plot]]\nx = "loss"\ny = "bytes"\nwhere = { loss = 2 }' \
    'bad.toml:6:' '0, 1'
refuses '[parameters]\nloss = [0, 1]\n[compare]\nparameter = "loss"\nbaseline = 2' 'bad.toml:5:1:' '0, 1'
refuses 'random-numbers = "independent"\n[parameters]\nloss = [0, 1]\n[compare]\nparameter = "loss"\nbaseline = 0' \
    'bad.toml:4:' 'common'
refuses '[parameters]\nloss = { from = 0, to = 1, count = 100000 }\nrate = ["1Mbps"]\nmtu = { from = 1000, to = 2000, step = 1 }' \
    'bad.toml:4:' 'more than'

# The command line
printf '[options]\nworkload = "page"\n' >bad.toml
for words in "" "nowhere.toml" "bad.toml bad.toml" "bad.toml --jobs=0" "bad.toml --jobs=two" \
    "bad.toml --out" "bad.toml --dry-run --jobs=1 --jobs=2" "bad.toml --color" "bad.toml --dry-run=yes" "--work" "bad.toml --gather"; do
    status=0
    # shellcheck disable=SC2086 # several words
    "$sweep" $words >stdout 2>stderr || status=$?
    [[ $words == --work ]] && ((status == 1)) && continue
    judge
done

# Folders with something else
mkdir full && : >full/file
status=0
"$sweep" bad.toml --out=full >stdout 2>stderr || status=$?
judge 'holds something else'
"$sweep" bad.toml --out=other >stdout 2>stderr
printf '[options]\nworkload = "page"\nobjects = 11\n' >bad.toml
status=0
"$sweep" bad.toml --out=other >stdout 2>stderr || status=$?
judge 'another sweep' 'run 1'
rm stdout && : >stdout

# The judge must be able to see an error: this lists its runs and writes nothing.
printf '[parameters]\nloss = { from = 0, to = 0.3, step = 0.1 }\n' >good.toml
"$sweep" good.toml --dry-run >stdout 2>stderr || errors=$((errors + 1))
[[ $(grep -c -- '--loss=0' stdout) == 4 && ! -e results ]] || errors=$((errors + 1))
grep -q -- '--loss=0.3 ' stdout || errors=$((errors + 1))

# Options that some points use: the others do without.
cat >some.toml <<'TOML'
[options]
objects = 4
urls = "/bytes/100"
routers = 4
[parameters]
workload = ["page", "urls"]
topology = ["dumbbell", "chain"]
TOML
"$sweep" some.toml --out=some >stdout 2>stderr || { cat stderr && errors=$((errors + 1)); }
for run in 1:1:0:0 2:1:0:1 3:0:1:0 4:0:1:1; do
    IFS=: read -r number objects urls routers <<<"$run"
    is=
    for option in --objects=4 --urls --routers=4; do
        is+=:$(grep -c -- "$option" "some/runs/$number/command" || true)
    done
    [[ ${is#:} == "$objects:$urls:$routers" ]] || { echo "run $run has $is" && errors=$((errors + 1)); }
done

# A program of others: ns-3's CommandLine tells its names.
cat >other.sh <<'SH'
#!/bin/sh
case $1 in
--help) printf 'Program Options:\n    --size:  size of it [1]\n    --out:   folder [.]\n' ;;
--CheckOptions) exit 1 ;;
*)
    for word; do
        case $word in --size=*) size=${word#*=} ;; --out=*) out=${word#*=} ;; esac
    done
    printf '{"statistics": {"twice": %d, "none": null}}' $((2 * size)) >"$out/summary.json"
    ;;
esac
SH
chmod +x other.sh
printf 'program = "./other.sh"\n[parameters]\nsize = [2, 3]\n' >other.toml
"$sweep" other.toml --out=of-others >stdout 2>stderr || { cat stderr && errors=$((errors + 1)); }
grep -qx '2,3,twice,1,6,,,,6' of-others/summary.csv || errors=$((errors + 1))
printf 'program = "./other.sh"\n[parameters]\nsice = [2, 3]\n' >bad.toml
status=0
"$sweep" bad.toml >stdout 2>stderr || status=$?
judge 'bad.toml:3:1:' '--size'

echo "$checked wrong inputs, $errors errors"
((errors == 0))
