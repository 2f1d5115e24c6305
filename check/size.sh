#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Check: outside test/ no function is above 60 lines and no file above 500
#
# A function's lines are those between its braces. That clang-format puts each of these on a line of its
# own is what finds them.
#
# Needs: git

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# shellcheck disable=SC2016 # the program is awk's
git ls-files -co --exclude-standard -- 'model/*.h' 'model/*.cc' 'helper/*.h' 'helper/*.cc' \
    'program/*.h' 'program/*.cc' 'examples/*.h' 'examples/*.cc' 'tools/*.h' 'tools/*.cc' \
    'bench/*.h' 'bench/*.cc' | while IFS= read -r file; do
    if [[ -e $file ]]; then
        printf '%s\n' "$file"
    fi
done | xargs awk '
function end_file()
{
    if (lines > 500) {
        print file ": " lines " lines; at most 500";
        errors++;
    }
}
FNR == 1 {
    end_file();
    file = FILENAME;
    title = "";
    delete begun;
}
{
    lines = FNR;
    match($0, /^ */);
    indent = RLENGTH;
    text = substr($0, indent + 1);
    if (text == "{") {
        begun[indent] = FNR;
        titles[indent] = title;
    }
    else if (text ~ /^}[,;)]*$/ && (indent in begun)) {
        # What ends with a semicolon is a class, an initialiser or a lambda.
        inside = FNR - begun[indent] - 1;
        name = titles[indent];
        if (text == "}" && inside > 60 && name ~ /\(/ && name !~ /\[/ &&
            name !~ /(^| )(namespace|class|struct|enum|union|for|if|while|switch|else|do) /) {
            sub(/\(.*/, "", name);
            sub(/.* [*&]*/, "", name);
            print file ":" begun[indent] ": " name "() has " inside " lines; at most 60";
            errors++;
        }
        delete begun[indent];
    }
    # The title is what stands since the last end of something.
    if (text == "" || text ~ /[;{}:]$/ || text ~ /^(\/|\*|#)/) title = "";
    else title = title (title == "" ? "" : " ") text;
}
END {
    end_file();
    exit errors > 0;
}
'
