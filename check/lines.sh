#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Check: lines of C++ outside test/, without comments and blank lines, room by room
#
# Needs: git

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# shellcheck disable=SC2016 # the program is awk's
git ls-files -- 'model/*.h' 'model/*.cc' 'helper/*.h' 'helper/*.cc' 'program/*.h' 'program/*.cc' \
    'examples/*.h' 'examples/*.cc' 'tools/*.h' 'tools/*.cc' 'bench/*.h' 'bench/*.cc' |
    LC_ALL=C sort | xargs awk '
FNR == 1 {
    inside = 0;
    room = FILENAME;
    sub("/[^/]*$", "", room);
}
{
    line = $0;
    code = "";
    while (line != "") {
        if (inside) {
            end = index(line, "*/");
            if (end == 0) break;
            line = substr(line, end + 2);
            inside = 0;
        }
        # The first of: a text, a character, a comment. Neither of the first two spans lines.
        else if (!match(line, /"([^"\\]|\\.)*"|\047([^\047\\]|\\.)*\047|\/\/|\/\*/)) {
            code = code line;
            break;
        }
        else {
            begin = substr(line, RSTART, 2);
            code = code substr(line, 1, RSTART - 1);
            if (begin == "//") break;
            inside = begin == "/*";
            if (!inside) code = code substr(line, RSTART, RLENGTH);
            line = substr(line, RSTART + RLENGTH);
        }
    }
    if (code ~ /[^ \t]/) {
        lines[room]++;
        all++;
        if (room !~ "^model/(tcp|wire)(/|$)") rest++;
    }
}
END {
    for (room in lines) printf "%7d %s\n", lines[room], room | "LC_ALL=C sort -k2";
    close("LC_ALL=C sort -k2");
    printf "%7d in all\n%7d without model/tcp and model/wire\n", all, rest;
}
'
