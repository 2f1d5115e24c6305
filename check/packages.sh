#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Check: every program that is called is in a Debian package that its command installs
#
# Reads what scripts call (shfmt parses them), what the commands in README.md and the manual call, and
# what the programs in C++ start, and looks whether the package of each is essential, or comes with the
# packages that ./ns3-http installs for the command, test or check: apt says what these depend on, for
# a system that has nothing else.
#
# Needs: git jq shfmt

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=${HTTP_BUILD_DIR:-$PWD/build}
export LC_ALL=C
errors=0
calls=0

complain() {
    echo "$*"
    errors=$((errors + 1))
}

# Programs whose package differs from what dpkg says of this machine's, or that it need not have.
declare -A package_of=(
    [awk]=mawk [chromium]=chromium [clang++-14]=clang-14 [clang-format-14]=clang-format-14
    [clang-tidy-14]=clang-tidy-14 [dot]=graphviz [doxygen]=doxygen [dpkg-source]=dpkg-dev
    [gnuplot]=gnuplot-nox [mmdebstrap]=mmdebstrap [munged]=munge [nginx]=nginx-light [node]=nodejs
    [npm]=npm [parallel]=parallel [sbatch]=slurm-client [scancel]=slurm-client
    [shellcheck]=shellcheck [sinfo]=slurm-client [slurmctld]=slurmctld [slurmd]=slurmd
    [python3]=python3 [sphinx-build]=python3-sphinx [squeue]=slurm-client [tcptrace]=tcptrace [tshark]=tshark
    [valgrind]=valgrind
)

# Which C++ sources start programs, and which.
declare -A started_by=(
    [bench/http-bench-replay.cc]=''
    [bench/http-bench-sweep.cc]=''
    [bench/http-bench.cc]='valgrind'
    [model/text/http-plot.cc]='gnuplot'
    [helper/topology/http-topology-helper.cc]='dot'
    [tools/sweep/http-sweep-process.cc]='parallel gnuplot'
)

# What is no package's: sudo is used where it is there; what stands in a folder is ours.
is_left_out() {
    [[ $1 == */* || $1 == sudo ]]
}

# installed_with PACKAGE...: prints what a system has after these have been installed on a bare one.
lists=()
installed_with() {
    local names
    names=$(apt-get -s -q "${lists[@]}" -o Dir::State::status=/dev/null -o Debug::NoLocking=true \
        -o APT::Install-Recommends=false install '?essential' apt "$@") ||
        { echo "apt cannot resolve: $*" >&2 && return 1; }
    sed -n 's/^Inst \([^ ]*\).*/\1/p' <<<"$names"
}
if ! apt-cache show libns3-dev >/dev/null 2>&1; then
    mkdir -p "$build/apt/partial"
    lists=(-o "Dir::State::Lists=$build/apt" -o APT::Sandbox::User=)
    apt-get -q "${lists[@]}" -o Debug::NoLocking=true update >/dev/null
fi

# packages_of TASK: the packages of a task of ./ns3-http. script:FILE:TASK is a script that a task
# runs, with those that it names itself; none is a bare system.
packages_of() {
    case $1 in
    none) ;;
    script:*)
        ./ns3-http setup --list "${1##*:}"
        sed -nE 's/^# Needs: //p' "$(cut -d: -f2 <<<"$1")" | tr ' ' '\n'
        ;;
    *) ./ns3-http setup --list "$1" ;;
    esac
}

# comes_with TASK PACKAGE: whether it is there after ./ns3-http setup TASK.
declare -A installed=() wanted=()
comes_with() {
    local task=$1 key packages
    [[ -v wanted[$task] ]] || wanted[$task]=" $(packages_of "$task" | sort -u | tr '\n' ' ') "
    [[ ${wanted[$task]} == *" $2 "* ]] && return
    key=${wanted[$task]}
    if [[ ! -v installed[$key] ]]; then
        read -ra packages <<<"$key"
        installed[$key]=" $(installed_with "${packages[@]}" | tr '\n' ' ') "
    fi
    [[ ${installed[$key]} == *" $2 "* ]]
}

# find_owners PROGRAM: sets owners to the packages that have it, by the names of the links to it.
declare -A found=()
find_owners() {
    local path next
    owners=${package_of[$1]:-${found[$1]:-}}
    [[ ! $owners ]] || return 0
    path=$(PATH=$PATH:/usr/sbin:/sbin type -P "$1") || return 0
    while :; do
        # It fails for those of the names that no package has.
        owners+=" $({ dpkg-query -S "$path" "/usr$path" "${path#/usr}" 2>/dev/null || true; } |
            sed -nE '/^diversion/!s/(:[a-z0-9]+)?: .*//p' | tr '\n' ' ')"
        [[ -L $path ]] || break
        next=$(readlink "$path")
        [[ $next == /* ]] || next=$(realpath -s "$(dirname "$path")/$next")
        path=$next
    done
    owners=$(tr -s ' ' '\n' <<<"$owners" | sort -u | xargs)
    found[$1]=$owners
}

# check_call TASK PROGRAM PLACE
declare -A known=()
check_call() {
    local task=$1 program=$2 place=$3 owner owners
    [[ ! ${known[$task+$program]:-} ]] || return 0
    known[$task+$program]=1
    is_left_out "$program" && return
    calls=$((calls + 1))
    find_owners "$program"
    if [[ ! $owners ]]; then
        complain "$place: $program is in no package that is installed here; check/packages.sh has a table"
        return
    fi
    for owner in $owners; do
        comes_with none "$owner" && return
    done
    for owner in $owners; do
        comes_with "$task" "$owner" && return
    done
    complain "$place: $program is in ${owners// / or }, which ./ns3-http does not install for it"
}

# syntax_of FILE: prints the script as shfmt parses it.
syntax_of() {
    shfmt -ln bash -tojson <"$1" || { echo "shfmt cannot parse $1" >&2 && kill "$$"; }
}

# What is no program: builtins, and the functions of all scripts.
scripts=$(git ls-files --cached --others --exclude-standard ns3-http .ci/run '*.sh')
not_programs=$({ compgen -b -k && for script in $scripts; do
    syntax_of "$script" | jq -r '.. | objects | select(.Type? == "FuncDecl") | .Name.Value'
done; } | sort -u)

# called_by FILE: the programs that a script calls by name, also those that it calls by way of others.
called_by() {
    # What is not a plain word is "?".
    syntax_of "$1" | jq -r '.. | objects | select(.Type? == "CallExpr") | [.Args[]? |
        if (.Parts | length) == 1 and .Parts[0].Type == "Lit" then .Parts[0].Value else "?" end] |
        select(length > 0) | join("\t")' | awk -F'\t' '
        BEGIN { n = split("command env exec nice nohup setpriv setsid sudo timeout unshare xargs", w, " ")
                for (i = 1; i <= n; ++i) by_way[w[i]] = 1 }
        {
            for (i = 1; i <= NF; ++i) {
                if ($i == "?" && !(wrapped && $1 == "xargs")) break
                if ($i == "?" || (wrapped && $i ~ /^(-|[0-9]|[A-Za-z_]+=)/)) continue
                print $i
                wrapped = 1
                if (!($i in by_way)) break
            }
            wrapped = 0
        }' | sort -u | comm -23 - <(echo "$not_programs")
}

# check_script FILE TASK: it and what it includes.
check_script() {
    local program file
    for file in "$1" $(sed -nE "s|^ *# shellcheck source=|$(dirname "$1")/|p" "$1"); do
        while read -r program; do
            check_call "$2" "$program" "$1"
        done < <(called_by "$file")
    done
}

# Scripts
for script in test/outside/*.sh; do
    check_script "$script" "script:$script:sweep"
done
for script in check/*.sh; do
    check_script "$script" "script:$script:build"
done
check_script ns3-http doc
check_script .ci/run fuzz
check_script test/fuzz/run.sh fuzz
check_script examples/data/record-page.sh script:examples/data/record-page.sh:build

# started_with COMMAND WORD...: programs that ./ns3-http COMMAND starts for these words.
started_with() {
    local command=$1 word
    shift
    case $command in
    sweep | reproduce) echo "${started_by[tools/sweep/http-sweep-process.cc]}" ;;
    bench) echo "${started_by[bench/http-bench.cc]} ${started_by[tools/sweep/http-sweep-process.cc]}" ;;
    run)
        if [[ -e examples/${1:-}.cc ]] && grep -q '^#include "ns3/http-plot.h"' "examples/$1.cc"; then
            echo "${started_by[model/text/http-plot.cc]}"
        fi
        for word in "$@"; do
            if [[ $word =~ ^--print-topology=.*\.(svg|png|pdf)$ ]]; then
                echo "${started_by[helper/topology/http-topology-helper.cc]}"
            fi
        done
        ;;
    esac
}

# check_command COMMAND WORD...: a call of ./ns3-http, with the words of its command line.
check_command() {
    local task=build program
    case $1 in
    sweep | reproduce) task=sweep ;;
    test | doc | bench | check) task=$1 ;;
    run) task=run$(printf ':%s' "${@:2}") ;;
    esac
    for program in $(started_with "$@"); do
        check_call "$task" "$program" "./ns3-http $*"
        # The test of the documented commands runs the others.
        [[ $task == test || $task == doc || $task == bench || $task == check ]] || check_call script:test/outside/doc-commands.sh:sweep "$program" "./ns3-http $*"
    done
}

# What the examples' studies and drawings start, and every command in the documentation
for source in $(git grep -l '^#include "ns3/http-plot.h"' -- 'examples/*.cc'); do
    check_command run "$(basename "$source" .cc)"
done
check_command run http-sim --print-topology=network.png
check_command sweep FILE
check_command bench
commands=$(mktemp)
trap 'rm -f "$commands"' EXIT
for file in README.md doc/*.rst; do
    awk '/^```console$/ || /^\.\. code-block:: console$/ { block = 1; next }
        /^```/ || (block && /^[^ $]/ && !/^\$/) && FILENAME ~ /rst$/ { block = 0 }
        block && (continued || /^ *\$ /) { sub(/^ *\$ /, ""); print; continued = /\\$/ }' "$file" >"$commands"
    check_script "$commands" script:test/outside/doc-commands.sh:sweep
    while IFS=$'\t' read -ra words; do
        check_command "${words[@]}"
    done < <(syntax_of "$commands" | jq -r '.. | objects | select(.Type? == "CallExpr") |
        [.Args[]? | [.Parts[] | .Value? // .Parts[0].Value? // "?"] | join("")] |
        select(.[0] == "./ns3-http" and length > 1) | .[1:] | join("\t")')
done

# The table of what is started in C++
for source in $(git grep -lE '\b(popen|execvp|posix_spawnp?|std::system)\(' -- '*.cc' '*.h'); do
    [[ -v started_by[$source] ]] || complain "$source starts a program; check/packages.sh has a table"
    unset "started_by[$source]"
done
for source in "${!started_by[@]}"; do
    complain "$source starts no program; check/packages.sh has a table"
done

echo "$calls calls of programs, $errors errors"
((errors == 0 && calls > 0))
