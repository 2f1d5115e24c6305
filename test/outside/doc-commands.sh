#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Runs the commands of README.md and of the manual: every line that begins with "$ " in a console
# block, in order, each file's in a folder of its own. What the block shows below a command must be
# what the command prints: a line "..." stands for any lines; of lines about wall time, and of those
# with a path of the machine, only the first words and a number of events count. A block that shows "exit status N"
# at its end wants that status; others want 0.
#
# With names of files: only those. With --write before them: what differs is written into the files.
#
# Needs: graphviz tshark gnuplot-nox parallel sqlite3

set -euo pipefail
export LC_ALL=C
root=${HTTP_SOURCE_DIR:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}
build=${HTTP_BUILD_DIR:-$root/build}
export NS3_HTTP_BUILD=$build NS3_HTTP_SKIP_PACKAGES=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
errors=0
run=0
left_out=0
is_writing=
if [[ ${1:-} == --write ]]; then
    is_writing=1
    shift
fi

# What takes long, changes the machine, or runs this test.
is_left_out() {
    case $1 in
    './ns3-http test'* | './ns3-http bench'* | './ns3-http check'* | './ns3-http doc'*) ;;
    './ns3-http setup'* | './ns3-http build'* | './ns3-http run my-first'*) ;;
    './ns3-http explain results/first '*) ;;
    'cmake '* | 'git '* | 'g++ '* | 'test/outside/'* | 'ln '* | 'cd '*) ;;
    './ns3 '* | './waf '* | *'./test.py '*) ;;
    *) return 1 ;;
    esac
}

# walk FILE FOLDER: writes N.command and N.expected for each command of its console blocks, and
# prints the file with what N.new holds in the place of what it shows below command N.
walk() {
    awk -v folder="$2" '
        function leave() {
            if (new) printf "%s", rest
            block = new = 0
            rest = ""
        }
        function show(text) { print (block == 2 && text != "" ? "   " : "") text }
        /^```console$/ { print; block = 1; next }
        block == 1 && /^```/ { leave(); print; next }
        block == 2 && /^[^ ]/ { leave() }
        /^\.\. code-block:: console$/ { print; block = 2; next }
        block == 0 { print; next }
        {
            line = $0
            if (block == 2) sub(/^   /, "", line)
        }
        continued || line ~ /^\$ / {
            if (!continued) {
                name = folder "/" sprintf("%03d", ++count)
                printf "" > (name ".command")
                printf "" > (name ".expected")
                new = rest = ""
            }
            print
            print (continued ? line : substr(line, 3)) > (name ".command")
            continued = line ~ /\\$/
            if (!continued && (getline text < (name ".new")) > 0) {
                new = 1
                do show(text); while ((getline text < (name ".new")) > 0)
            }
            next
        }
        count { print line > (name ".expected") }
        # Blank lines that end a block stay.
        { rest = line ~ /^$/ ? rest "\n" : "" }
        !new { print }
        END { leave() }
    ' "$1"
}

# Leaves out blank lines at the end, and from lines that differ from run to run what differs.
normalise() {
    sed -E -e 's/[[:space:]]+$//' -e 's/^( *wall time +)[^ ]+ s, ([0-9]+ events)$/\1\2/' \
        -e '/ events$/!s/^( *wall time).*/\1/' -e 's/^(ns3-http: built in).*/\1/' |
        sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
}

# agrees EXPECTED ACTUAL: whether they are equal, "..." standing for any lines.
agrees() {
    awk '
        NR == FNR { expected[++n] = $0; next }
        { actual[++m] = $0 }
        END {
            j = 1
            for (i = 1; i <= n; i++) {
                if (expected[i] ~ /^ *\.\.\.$/) {
                    if (i == n) exit 0
                    while (j <= m && actual[j] != expected[i + 1]) j++
                    continue
                }
                if (j > m || actual[j] != expected[i]) {
                    printf "line %d shown : %s\nline %d printed: %s\n", i, expected[i], j, actual[j]
                    exit 1
                }
                j++
            }
            if (j <= m) { print "not shown: " actual[j]; exit 1 }
        }' "$1" "$2"
}

# check_file FILE
check_file() {
    local name folder command text status wanted
    name=$(basename "$1")
    folder=$work/$name
    mkdir -p "$folder/commands" "$folder/run"
    ln -s "$root/ns3-http" "$root/examples" "$root/sweep" "$folder/run/"
    walk "$1" "$folder/commands" >"$folder/same"
    cmp "$1" "$folder/same"
    for command in "$folder"/commands/*.command; do
        [[ -e $command ]] || continue
        text=$(<"$command")
        if is_left_out "$text"; then
            left_out=$((left_out + 1))
            continue
        fi
        run=$((run + 1))
        status=0
        (cd "$folder/run" && timeout 300 bash -c "$text") >"$folder/out" 2>"$folder/err" ||
            status=$?
        wanted=$(sed -nE 's/^\(exit status ([0-9]+)\)$/\1/p' "${command%.command}.expected")
        sed -i -E '/^\(exit status [0-9]+\)$/d' "${command%.command}.expected"
        if ((status != ${wanted:-0})); then
            echo "$name: $text: exit status $status"
            cat "$folder/err"
            errors=$((errors + 1))
            [[ $is_writing ]] || continue
        fi
        [[ -s ${command%.command}.expected ]] || continue
        cat "$folder/out" "$folder/err" | normalise >"$folder/actual"
        normalise <"${command%.command}.expected" >"$folder/expected"
        [[ -s $folder/expected ]] || continue
        if ! agrees "$folder/expected" "$folder/actual"; then
            cat "$folder/out" "$folder/err" | sed -E 's/[[:space:]]+$//' >"${command%.command}.new"
            ((status == 0)) || echo "(exit status $status)" >>"${command%.command}.new"
            echo "$name: $text: prints something else than shown"
            errors=$((errors + 1))
        fi
    done
    if [[ $is_writing ]]; then
        walk "$1" "$folder/commands" >"$folder/new"
        cat "$folder/new" >"$1"
    fi
}

if (($# > 0)); then
    for file in "$@"; do
        check_file "$file"
    done
else
    for file in "$root/README.md" "$root"/doc/*.rst; do
        check_file "$file"
    done
fi
echo "$run commands run, $left_out left out, $errors errors"
((errors == 0 && run > 0))
