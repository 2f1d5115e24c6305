#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# The manual's tables of attributes and trace sources against the types themselves, that of the trace
# database against its schema, and whether every type of the module that has some is in the manual.
# With --write: writes the tables anew.

set -euo pipefail
root=${HTTP_SOURCE_DIR:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}
build=${HTTP_BUILD_DIR:-$root/build}
tables=$root/doc/tables
errors=0

# Every type with attributes or trace sources in the source.
mapfile -t types < <(grep -rlE 'Http(Attributes|MakeType)<|AddAttribute\(|AddPageAttributes\(|AddTraceSource\(|AddRepairAttributes\(' \
    --include='*.cc' "$root/model" "$root/helper" "$root/program" |
    xargs grep -hPzo '(TypeId|HttpMakeType<[^>]*>)\(\s*"ns3::\KHttp[A-Za-z0-9]+' | tr '\0' '\n' | LC_ALL=C sort -u)
((${#types[@]} > 0))
# Those that only add attributes to types that inherit from them have none themselves.
for i in "${!types[@]}"; do
    [[ -n $("$build/bin/describe-types" "ns3::${types[i]}") ]] || unset "types[i]"
done
mapfile -t trace < <("$build/bin/describe-types" tables)
types+=("${trace[@]}")

# The name that describe-types knows.
full_name() {
    [[ $1 == trace-* ]] && echo "$1" || echo "ns3::$1"
}

if [[ ${1:-} == --write ]]; then
    mkdir -p "$tables"
    for type in "${types[@]}"; do
        "$build/bin/describe-types" "$(full_name "$type")" >"$tables/$type.rst"
    done
    exit 0
fi

for type in "${types[@]}"; do
    if ! "$build/bin/describe-types" "$(full_name "$type")" | diff - "$tables/$type.rst"; then
        echo "$type: the manual differs (<: the type, >: doc/tables/$type.rst)"
        errors=$((errors + 1))
    elif ! grep -qF ".. include:: tables/$type.rst" "$root"/doc/*.rst; then
        echo "$type: the manual does not show its table"
        errors=$((errors + 1))
    fi
done
for table in "$tables"/*.rst; do
    if [[ " ${types[*]} " != *" $(basename "$table" .rst) "* ]]; then
        echo "$table: there is no such type"
        errors=$((errors + 1))
    fi
done
echo "${#types[@]} types, $errors errors"
((errors == 0))
