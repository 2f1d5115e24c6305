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

# Known to be larger: file | function, or nothing for the file itself.
known='
bench/http-bench-goals.h |
bench/http-bench-goals.h | GetHttpBenchGoals
'

{
    printf '%s' "$known" | sed 's/ *| */|/; s/^\(.\)/known|\1/; /^$/d'
    git ls-files -co --exclude-standard -- 'model/*.h' 'model/*.cc' 'helper/*.h' 'helper/*.cc' \
        'program/*.h' 'program/*.cc' 'examples/*.h' 'examples/*.cc' 'tools/*.h' 'tools/*.cc' \
        'bench/*.h' 'bench/*.cc' | while IFS= read -r file; do
        [[ ! -e $file ]] || awk -v file="$file" '{ print "line|" file "|" $0 }' "$file"
    done
} | awk '
function tell(place, name, text)
{
    if ((place, name) in known) used[place, name] = 1;
    else { print place ": " text; errors++; }
}
function end_file()
{
    if (file != "" && number > 500) tell(file, "", number " lines; at most 500");
}
/^known[|]/ { split($0, part, "|"); known[part[2], part[3]] = 1; next; }
{
    rest = substr($0, 6);
    place = substr(rest, 1, index(rest, "|") - 1);
    line = substr(rest, length(place) + 2);
    if (place != file) {
        end_file();
        file = place;
        number = 0;
        delete begun;
        isNew = 1;
    }
    number++;
    match(line, /^ */);
    indent = RLENGTH;
    text = substr(line, indent + 1);
    if (text == "{") { begun[indent] = number; titles[indent] = title; }
    else if (text ~ /^}[,;)]*$/ && (indent in begun)) {
        # What ends with a semicolon is a class, an initialiser or a lambda.
        lines = number - begun[indent] - 1;
        name = titles[indent];
        if (text == "}" && lines > 60 && name ~ /\(/ && name !~ /(^| )(namespace|class|struct|enum|union|for|if|while|switch|else|do) / && name !~ /\[/) {
            sub(/\(.*/, "", name);
            sub(/.* [*&]*/, "", name);
            tell(file, name, name "() has " lines " lines; at most 60");
        }
        delete begun[indent];
    }
    # The title is what stands since the last end of something.
    if (text == "" || text ~ /[;{}:]$/ || text ~ /^(\/|\*|#)/) title = "";
    else title = title (title == "" ? "" : " ") text;
}
END {
    end_file();
    for (entry in known) if (!(entry in used)) {
        split(entry, part, SUBSEP);
        print part[1] ": is small enough; take it from the list" (part[2] == "" ? "" : ": " part[2]);
        errors++;
    }
    exit errors > 0;
}
'
