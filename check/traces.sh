#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Check: every trace source names the type of its callback, and the type exists

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ns3=${NS3_INCLUDE_DIR:-/usr/include/ns3}
status=0

# Prints "file:line signature" for every trace source: the string that ends AddTraceSource(...), or that
# the constant holds which ends it.
# shellcheck disable=SC2016 # the program is awk's
signatures() {
    find model helper program -name '*.cc' | LC_ALL=C sort | xargs -r awk '
        FNR == 1 { open = 0; split("", constants); }
        /^constexpr const char\* [A-Z0-9_]+ = "/ {
            value = $0;
            gsub(/^[^"]*"|"[^"]*$/, "", value);
            constants[$4] = value;
        }
        /AddTraceSource\(/ { open = 1; line = FNR; text = ""; sub(/.*AddTraceSource\(/, "("); }
        open {
            text = text $0;
            opened = gsub(/\(/, "(", text);
            if (opened <= gsub(/\)/, ")", text) || text ~ /\)[[:space:]]*(\.Add|;)/) {
                open = 0;
                constant = text;
                sub(/\)+[[:space:]]*(\.Add.*|;)?$/, "", constant);
                sub(/.*[,[:space:]]/, "", constant);
                # The last string of the call.
                signature = "none";
                while (match(text, /"[^"]*"/)) {
                    signature = substr(text, RSTART + 1, RLENGTH - 2);
                    text = substr(text, RSTART + RLENGTH);
                }
                if (constant in constants) signature = constants[constant];
                print FILENAME ":" line, signature;
            }
        }'
}

# exists CLASS TYPE: whether a header that names CLASS (if any) defines the function type TYPE.
exists() {
    local class=$1 type=$2 headers
    mapfile -t headers < <(grep -rlE "\(\*[[:space:]]*$type\)|using $type\b" \
        --include='*.h' model helper program "$ns3" || true)
    ((${#headers[@]} > 0)) || return 1
    [[ -z $class ]] || grep -qE "\b(class|struct|namespace)[[:space:]]+$class\b" "${headers[@]}"
}

while read -r place signature; do
    if [[ $signature =~ ^ns3::(([A-Za-z0-9_]+)::)?([A-Za-z0-9_]+)$ ]] &&
        exists "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}"; then
        continue
    fi
    echo "$place: the signature \"$signature\" names no type that exists"
    status=1
done < <(signatures)
exit "$status"
