#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Check: clang-tidy-14 finds nothing
#
# With CI=true only the protocol room and what the last commit changed are read, to keep CI short.
#
# Needs: clang-tidy-14 clang-14 git

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
build=${HTTP_BUILD_DIR:-$root/build}
stamps=$build/lint
mkdir -p "$stamps"
# The list of commands, of each source by itself and without a compiler cache in front of the compiler.
cmake -S "$root" -B "$stamps/build" -G Ninja -DHTTP_UNITE=OFF >/dev/null
sed -E 's#("command": ")[^"]*ccache #\1#' "$stamps/build/compile_commands.json" \
    >"$stamps/compile_commands.json"

# A file that passed is checked again when it, any header or the configuration has changed.
newest=$(find "$root" -path "$build" -prune -o \( -name '*.h' -o -name .clang-tidy \) -printf '%T@\n' |
    sort -n | tail -n 1)

lint() {
    local file=$1 stamp
    stamp=$stamps/$(tr / + <<<"$file").passed
    if [[ -e $stamp && ! $file -nt $stamp ]] &&
        [[ $(printf '%s\n' "$newest" "$(stat -c %.9Y "$stamp")" | sort -n | tail -n 1) != "$newest" ]]; then
        return 0
    fi
    rm -f "$stamp"
    local output status=0
    output=$(clang-tidy-14 -p "$stamps" --quiet --warnings-as-errors='*' "$file" 2>&1) || status=$?
    if ((status != 0)); then
        printf '%s\n' "$output" | grep -vE "^[0-9]+ warnings?( and [0-9]+ errors?)? generated|^Suppressed|^Use -header-filter"
        return 1
    fi
    touch "$stamp"
    printf 'lint: %s\n' "$file"
}
export -f lint
export stamps newest

# Prints the sources to be read, one a line.
sources() {
    grep -o '"file": "[^"]*"' "$stamps/compile_commands.json" | cut -d '"' -f 4 | sort -u |
        grep -vF "$stamps/build/" |
        sed "s|^$root/||" | if [[ ${CI:-} == true ]]; then
        grep -xFf <(git ls-files 'model/protocol/*.cc'
            git diff --name-only HEAD^ -- '*.cc' 2>/dev/null)
    else
        cat
    fi
}
sources | while IFS= read -r file; do printf 'lint %q\0' "$file"; done |
    xargs -0 -r -n 1 -P "$(nproc)" bash -c
