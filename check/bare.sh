#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Long check: README.md's commands, and some more, on a Debian 12 that has nothing else
#
# usage: check/bare.sh [--keep=FOLDER] [--cache=FOLDER] [--tests=REGEX] [STEP ...]
#
# Makes a bare Debian 12 (mmdebstrap, from the mirrors that apt is configured with), copies a clean clone
# of HEAD into it, and does there what a user would, in this order; with STEPs only those:
#
#   run        ./ns3-http run
#   test       ./ns3-http test; a test that is skipped has to stand in check/lib/bare-skipped.csv
#   topology   ./ns3-http run http-sim --print-topology=x.png
#   sweep      ./ns3-http sweep sweep/first.toml
#   explain    ./ns3-http explain, of what run has left
#   own        programs of one's own in examples/: README.md's, twice, and one with more of ns-3
#   doc        ./ns3-http doc
#
# Tells of each what it took and how many packages came. --tests leaves the tests to those that match.
# --keep keeps the system in FOLDER, and a second call goes on there, with what is installed and built by
# then and the sources of HEAD. --cache lends the system a folder of ccache, which spares the time that
# compiling takes, not the building. Needs root. Everything runs in namespaces of its own, which take
# mounts and processes along when the check ends, also by Ctrl-C.
#
# Needs: mmdebstrap git mount

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
suite=bookworm
all=(run test topology sweep explain own doc)
steps=()
tests=
keep=
cache=

say() { printf 'bare: %s\n' "$*"; }
refuse() {
    say "$*" >&2
    exit 2
}

for word in "$@"; do
    case $word in
    --keep=?*) keep=$(readlink -m "${word#*=}") ;;
    --cache=?*) cache=$(readlink -m "${word#*=}") ;;
    --tests=?*) tests=${word#*=} ;;
    *)
        [[ " ${all[*]} " == *" $word "* ]] ||
            refuse "$word; accepted: --keep=FOLDER --cache=FOLDER --tests=REGEX ${all[*]}"
        steps+=("$word")
        ;;
    esac
done
((${#steps[@]} > 0)) || steps=("${all[@]}")

# outer: makes the folder and the namespaces, and has this script called in them.
outer() {
    local child status=0 folder=$keep
    ((EUID == 0)) || refuse "needs root"
    for program in mmdebstrap git unshare; do
        command -v "$program" >/dev/null || refuse "there is no $program"
    done
    unshare --mount --pid --fork true || refuse "namespaces cannot be made here"
    if [[ ! $keep ]]; then
        folder=$(mktemp -d "${TMPDIR:-/var/tmp}/ns3-http-bare.XXXXXX")
    fi
    mkdir -p "$folder"
    HTTP_BARE_FOLDER=$folder unshare --mount --propagation=private --pid --kill-child --mount-proc \
        "$0" "$@" &
    child=$!
    # Its end ends all that it started, and with them the mounts.
    trap 'kill -KILL "$child" 2>/dev/null || true; wait "$child" 2>/dev/null || true
        [[ $keep ]] || rm -rf --one-file-system "$folder"' EXIT
    trap 'say "interrupted"; exit 130' INT
    trap 'say "interrupted"; exit 143' TERM
    wait "$child" || status=$?
    exit "$status"
}

[[ ${HTTP_BARE_FOLDER:-} ]] || outer "$@"
system=$HTTP_BARE_FOLDER/system

# Prints what apt is configured with of this release of Debian, in either format, into sources.*.
copy_sources() {
    local file
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
        case $file in
        *.list) sed -nE "/^deb +(\[[^]]*\] +)?[^ ]+ +${suite}(-[a-z]+)? (.* )?main\b/p" "$file" \
            >>"$HTTP_BARE_FOLDER/sources.list" 2>/dev/null || true ;;
        *.sources) sed '/^#/d' "$file" | awk -v RS= -v ORS='\n\n' -v suite="$suite" '
            $0 ~ "(^|\n)Suites:[^\n]*" suite && $0 ~ "(^|\n)Components:[^\n]*main" &&
            $0 !~ "(^|\n)Enabled: *no"' >>"$HTTP_BARE_FOLDER/debian.sources" ;;
        esac
    done
}

# Makes the system, unless it is there.
make_system() {
    local file sources=() include=()
    [[ ! -e $HTTP_BARE_FOLDER/made ]] || return 0
    rm -rf --one-file-system "$system"
    rm -f "$HTTP_BARE_FOLDER"/*sources*
    copy_sources
    for file in "$HTTP_BARE_FOLDER"/sources.list "$HTTP_BARE_FOLDER"/debian.sources; do
        [[ ! -s $file ]] || sources+=("$file")
    done
    ((${#sources[@]} > 0)) || refuse "apt is configured with no mirror of Debian's $suite"
    ! grep -q https: "${sources[@]}" || include=(--include=ca-certificates)
    # How packages are fetched here, such as by way of a proxy, is no part of the machine.
    apt-config dump --format '%F "%v";%n' | grep -E '^Acquire::(https?|ftp)::.*Proxy.* ".+";$' \
        >"$HTTP_BARE_FOLDER/apt.conf" || true
    say "making Debian $suite in $system"
    # Its disk need not outlast a loss of power.
    mmdebstrap --quiet --variant=minbase "${include[@]}" --aptopt="$HTTP_BARE_FOLDER/apt.conf" \
        --dpkgopt=force-unsafe-io "$suite" "$system" "${sources[@]}"
    touch "$HTTP_BARE_FOLDER/made"
}

# Puts the clone there, or brings it up to date.
copy_clone() {
    local clone=$system/root/ns3-http
    export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'
    if [[ -e $clone ]]; then
        git -C "$clone" fetch -q "$root" HEAD
        git -C "$clone" reset -q --hard FETCH_HEAD
    else
        git clone -q --no-hardlinks "$root" "$clone"
    fi
    say "clone of $(git -C "$clone" log -1 --format='%h %s')"
}

# Mounts what every machine has.
mount_system() {
    mount -t proc proc "$system/proc"
    mount --rbind /dev "$system/dev"
    mount --rbind /sys "$system/sys"
    mount -t tmpfs tmpfs "$system/run"
    cp -L /etc/resolv.conf "$system/etc/resolv.conf"
    hostname >"$system/etc/hostname"
    printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$(hostname)" >"$system/etc/hosts"
    if [[ $cache ]]; then
        mkdir -p "$cache" "$system/var/cache/ccache"
        mount --bind "$cache" "$system/var/cache/ccache"
    fi
}

# inside COMMAND...: runs it in the clone, as root logs in, without what this environment sets.
inside() {
    local variables=() name
    for name in http_proxy https_proxy no_proxy TERM NS3_HTTP_JOBS; do
        [[ ! -v $name ]] || variables+=("$name=${!name}")
    done
    if [[ $cache ]]; then
        # Clones in other folders find each other's.
        variables+=(CCACHE_DIR=/var/cache/ccache CCACHE_NOHASHDIR=1
            "CCACHE_SLOPPINESS=include_file_ctime,include_file_mtime,pch_defines,time_macros")
    fi
    # shellcheck disable=SC2016 # for the shell that is started
    chroot "$system" env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        "${variables[@]}" bash -c 'cd && cd ns3-http && CCACHE_BASEDIR=${CCACHE_DIR:+$PWD} "$@"' bash "$@" \
        </dev/null
}

step_run() { inside ./ns3-http run; }

# Every test that ctest left out has to stand in the list.
step_test() {
    local results=$system/tmp/tests.xml status=0 name reason skipped=0
    local options=(--output-junit /tmp/tests.xml)
    [[ ! $tests ]] || options+=(-R "$tests")
    rm -f "$results"
    inside ./ns3-http test "${options[@]}" || status=$?
    [[ -s $results ]] || return 1
    while read -r name; do
        skipped=$((skipped + 1))
        reason=$(sed -n "s|^$name,||p" "$root/check/lib/bare-skipped.csv")
        say "skipped: $name: ${reason:-which check/lib/bare-skipped.csv does not allow}"
        [[ $reason ]] || status=1
    done < <(tr '\n' ' ' <"$results" | grep -o '<testcase [^>]*>' |
        sed -nE '/ status="notrun"/s/.* name="([^"]*)".*/\1/p')
    say "$skipped tests skipped"
    return "$status"
}

step_topology() {
    inside ./ns3-http run http-sim --print-topology=x.png
    head -c 4 "$system/root/ns3-http/x.png" | grep -q PNG
}

step_sweep() {
    inside ./ns3-http sweep sweep/first.toml
    compgen -G "$system/root/ns3-http/results/*/plots/page-time.png" >/dev/null
}

step_explain() {
    [[ -d $system/root/ns3-http/results/http-sim-1 ]] || inside ./ns3-http run >/dev/null
    inside ./ns3-http explain results/http-sim-1 connections
    inside ./ns3-http explain results/http-sim-1 message 2
}

step_own() {
    local clone=$system/root/ns3-http status=0
    # shellcheck disable=SC2016 # marks of Markdown
    awk '/^```cpp$/ { on = 1; next } /^```/ { on = 0 } on' "$clone/README.md" >"$clone/examples/my-first.cc"
    cp "$clone/test/outside/program/modules.h" "$clone/examples/"
    cp "$clone/test/outside/program/modules.cc" "$clone/examples/my-modules.cc"
    rm -rf "$clone/results/first"
    inside ./ns3-http run my-first
    inside ./ns3-http explain results/first pages
    inside ./ns3-http run my-first || status=$?
    ((status == 2)) || { say "the second time: status $status" && return 1; }
    inside ./ns3-http run my-modules
    rm "$clone"/examples/{my-first.cc,my-modules.cc,modules.h}
}

step_doc() { inside ./ns3-http doc; }

packages() { chroot "$system" dpkg-query -W | wc -l; }

make_system
mount_system
copy_clone
passed=0
failed=0
report=()
for step in "${steps[@]}"; do
    printf '\n== %s\n' "$step"
    began=$SECONDS
    had=$(packages)
    # In a shell of its own, whose first failing command ends it.
    set +e
    (set -e && "step_$step")
    status=$?
    set -e
    if ((status == 0)); then
        passed=$((passed + 1))
        outcome=passed
    else
        failed=$((failed + 1))
        outcome="FAILED (status $status)"
    fi
    report+=("$(printf '%-10s %-8s %5d s, %d packages more' "$step" "$outcome" $((SECONDS - began)) \
        $(($(packages) - had)))")
    say "${report[-1]}"
done
printf '\n== what became of it\n'
printf '%s\n' "${report[@]}"
printf '%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
