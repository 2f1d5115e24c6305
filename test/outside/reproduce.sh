#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# The manual's tables of published results are what ./ns3-http reproduce makes of a quick subset of
# them; figures are judged as they should be, and a figure that fails makes the exit status 1.
#
# Needs: parallel gnuplot-nox

set -euo pipefail
: "${HTTP_BUILD_DIR:?}" "${HTTP_SOURCE_DIR:?}"
export LC_ALL=C
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need parallel gnuplot

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
reproduce=$HTTP_BUILD_DIR/bin/reproduce
sweep=$HTTP_BUILD_DIR/bin/sweep
errors=0

fail() {
    echo "FAILED: $*"
    errors=$((errors + 1))
}

# The quick ones. The manual's tables come from Debian's ns-3; another one's may differ in the last
# digits, so that there only the verdicts are compared.
ns3=$(sed -n 's/^ns3_DIR:PATH=//p' "$HTTP_BUILD_DIR/CMakeCache.txt")
verdicts() {
    if [[ $ns3 == /usr/lib/* ]]; then cat "$1"; else grep -E 'pass|FAIL|not judged' "$1"; fi
}
status=0
"$reproduce" dukkipati padmanabhan nielsen three-gpp --write=tables >out 2>err || status=$?
names=(dukkipati padmanabhan nielsen three-gpp)
for name in "${names[@]}"; do
    cmp <(verdicts "tables/$name.rst") <(verdicts "$HTTP_SOURCE_DIR/doc/results/$name.rst") ||
        fail "doc/results/$name.rst is not what ./ns3-http reproduce $name --write makes"
done
failed=$(cat tables/*.rst | grep -c 'FAIL$' || true)
grep -q ", $failed fail, " out || fail "not $failed failed: $(tail -n 3 out)"
((status == (failed > 0))) || fail "$failed figures fail: exit status $status: $(cat err)"

# Done once, they are not done again; another build or sweep file does them again.
before=$(stat -c %y results/reproduce/dukkipati/runs/1/run.json)
"$reproduce" dukkipati >out 2>err || fail "again: $(cat err)"
[[ $(stat -c %y results/reproduce/dukkipati/runs/1/run.json) == "$before" ]] || fail "done again"
touch -d '2000-01-01' results/reproduce/dukkipati/runs.txt
"$reproduce" dukkipati >out 2>err || fail "outdated: $(cat err)"
[[ $(stat -c %y results/reproduce/dukkipati/runs/1/run.json) != "$before" ]] || fail "outdated"
grep -q '^9 figures: 9 pass, 0 fail, 0 not judged$' out || fail "figures: $(tail -n 3 out)"

# Every publication is named, and a wrong name has the right one beside it.
"$reproduce" --list >out
for name in cardwell certificates dukkipati heidemann linux nielsen padhye padmanabhan port-limit \
    priorities spdy three-gpp; do
    grep -q "^$name: " out || fail "$name is not listed"
    [[ -e $HTTP_SOURCE_DIR/doc/results/$name.rst ]] || fail "no table of $name in the manual"
done
for words in neilsen --jobs=0 --colour "--out=" "--list --out=a --out=b"; do
    status=0
    # shellcheck disable=SC2086 # several words
    "$reproduce" $words >out 2>err || status=$?
    if ((status != 2)) || (($(wc -l <err) != 1)) || [[ -s out ]]; then
        fail "$words: status $status: $(cat err)"
    fi
done
{ "$reproduce" neilsen 2>&1 || true; } | grep -q 'did you mean nielsen' || fail "the right spelling"

# Figures by the book: a program whose statistics are known
cat >known.sh <<'SH'
#!/bin/sh
case $1 in
--help) printf 'Program Options:\n    --size:  size [1]\n    --out:   folder [.]\n' ;;
--CheckOptions) exit 1 ;;
*)
    for word; do
        case $word in --size=*) size=${word#*=} ;; --out=*) out=${word#*=} ;; esac
    done
    printf '{"statistics": {"twice": %d, "formula": %d, "none": null}}' $((2 * size)) \
        $((2 * size + 1)) >"$out/summary.json"
    ;;
esac
SH
chmod +x known.sh
cat >known.toml <<'TOML'
program = "./known.sh"
[parameters]
size = [2, 10]
[[published]]
where = { size = 2 }
values = { twice = 4 }
tolerance = 0
[[published]]
where = { size = 2 }
values = { twice = 5 }
tolerance = 0.1
[[published]]
where = { size = 2 }
values = { twice = 5 }
tolerance = 0.2
[[published]]
name = "ratio"
where = { size = 10 }
over = { size = 2 }
values = { twice = 5 }
tolerance = 0
[[published]]
values = { twice = "formula" }
tolerance = { twice = 0.05 }
[[published]]
where = { size = 10 }
values = { twice = [15, 25] }
tolerance = 0
[[published]]
where = { size = 10 }
values = { twice = [25, 50], none = 1 }
tolerance = 0
[[published]]
where = { size = 10 }
values = { twice = 1000 }
TOML
"$sweep" known.toml --out=known >out 2>err || fail "known: $(cat err)"
cut -d, -f1-4,6-8 known/published.csv | sed 's/"//g' >table
cmp - table <<'CSV' || fail "judged otherwise"
figure,published_low,published_high,simulated,error,tolerance,verdict
twice: size 2,4,4,4,0,0,pass
twice: size 2,5,5,4,-0.2,0.1,FAIL
twice: size 2,5,5,4,-0.2,0.2,pass
ratio,5,5,5,0,0,pass
twice: size 2,5,5,4,-0.2,0.05,FAIL
twice: size 10,21,21,20,-0.047619047619047616,0.05,pass
twice: size 10,15,25,20,0,0,pass
twice: size 10,25,50,20,-0.2,0,FAIL
none: size 10,1,1,,,0,FAIL
twice: size 10,1000,1000,20,-0.98,,not judged
CSV

echo "$errors errors"
((errors == 0))
