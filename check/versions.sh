#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Check: nothing is called that the oldest ns-3 lacks, or the newest
#
# What a compiler of one version cannot say of the others: events that are closures (not before 3.36),
# EventId::IsRunning() and InternetStackHelper::SetTcp() (gone in the newest). The builds inside ns-3's
# trees find the rest (check/in-tree.sh).
#
# Needs: git

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

patterns=(
    'Simulator::Schedule\w*\([^;]*\[[&=\w, ]*\]\s*[({]'
    '\.IsRunning\(\)'
    '\bSetTcp\("'
)
status=0
for pattern in "${patterns[@]}"; do
    if git grep -nIP -e "$pattern" -- '*.cc' '*.h'; then
        status=1
    elif (($? > 1)); then
        exit 1
    fi
done
exit "$status"
