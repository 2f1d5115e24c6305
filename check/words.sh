#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Check: no unfinished work and no names of machines in the text
#
# Needs: git

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

patterns=(
    '\b(TODO|FIXME|XXX|HACK)\b'
    '(?<!\{501, ")\b(not implemented|not yet implemented|placeholder implementation|for now)\b'
    '(^|[^A-Za-z0-9._-])/(work|home|root|Users)/'
    '\bissues? #?[0-9]+\b'
    '\b(AI|LLM|chatbot|Copilot|ChatGPT|Claude|Anthropic|OpenAI)\b'
    '\b(registry\.npmjs\.org|(deb|security|snapshot)\.debian\.org|proxy\.golang\.org|pypi\.org)\b'
)
status=0
for pattern in "${patterns[@]}"; do
    if git grep -nIPi -e "$pattern" -- ':!LICENSE' ':!check/words.sh' ':!*.har' ':!*.svg'; then
        status=1
    elif (($? > 1)); then
        exit 1
    fi
done
exit "$status"
