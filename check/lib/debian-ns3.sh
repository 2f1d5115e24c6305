# shellcheck shell=bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Debian's source of ns-3, for the checks that build something of it; to be sourced.

# Unpacks Debian's source of ns-3 into the current folder, with package sources of our own.
fetch_ns3() {
    local apt=$PWD/apt entry name
    rm -rf "$apt"
    mkdir -p "$apt/parts" "$apt/lists/partial" "$apt/cache/archives/partial"
    : >"$apt/sources.list"
    for entry in /etc/apt/sources.list /etc/apt/sources.list.d/*.list \
        /etc/apt/sources.list.d/*.sources; do
        [[ -e $entry ]] || continue
        name=$(basename "$entry")
        if [[ $name == sources.list ]]; then
            name=main.list
        fi
        # Either format; what was a source of sources already is given once.
        case $name in
        *.list) sed -nE 's/^deb(-src)?[[:space:]]+/deb-src /p' "$entry" |
            sort -u >"$apt/parts/$name" ;;
        *.sources) sed -E 's/^Types:.*/Types: deb-src/' "$entry" >"$apt/parts/$name" ;;
        esac
    done
    local options=(-q -o "Dir::Etc::SourceList=$apt/sources.list"
        -o "Dir::Etc::SourceParts=$apt/parts" -o "Dir::State::Lists=$apt/lists"
        -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=)
    apt-get "${options[@]}" update
    apt-get "${options[@]}" source ns3
    rm -rf "$apt"
}

# Prints the folder of ns-3 itself in a source package that was unpacked into folder $1.
ns3_folder() {
    local script
    for script in "$1"/ns3-*/ns-3.*/ns3 "$1"/ns3-*/ns3; do
        if [[ -f $script && -d $(dirname "$script")/src/core ]]; then
            dirname "$script"
            return 0
        fi
    done
    return 1
}

# Prints the folder of ns-3 in folder $1, and fetches the source package into it if it is not there.
need_ns3_source() {
    if ! ns3_folder "$1"; then
        say "fetching Debian's source of ns-3" >&2
        (cd "$1" && fetch_ns3) >&2
        ns3_folder "$1" || { say "no ns-3 in the source package" >&2 && return 1; }
    fi
}
