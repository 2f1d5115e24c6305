#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Check: clang-format-14 would change nothing (./check/format.sh --fix lets it change files)
#
# Needs: clang-format-14 git

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

mode=(--dry-run -Werror)
[[ ${1:-} == --fix ]] && mode=(-i)

status=0
git ls-files -z -- '*.cc' '*.h' |
    xargs -0 -r -n 8 -P "$(nproc)" clang-format-14 --style=file "${mode[@]}" || status=1

# Every source begins with the licence.
while IFS= read -r file; do
    head -n 6 "$file" | grep -q 'SPDX-License-Identifier: GPL-2.0-only' || {
        echo "$file:1: no SPDX-License-Identifier in the first lines"
        status=1
    }
done < <(git ls-files -- '*.cc' '*.h' '*.sh' '*.cmake' '*CMakeLists.txt' wscript ns3-http)
exit "$status"
