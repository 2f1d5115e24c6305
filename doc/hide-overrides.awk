# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Filter of the reference: a function that overrides another and says nothing of its own is
# documented where it was declared first, often in ns-3, and is left out here. Lines keep their
# numbers.

{
    line[NR] = $0
}

# Whether a line cannot be the beginning or middle of a declaration.
function is_end(text) {
    return text ~ /[;{}:][[:space:]]*$/ || text ~ /^[[:space:]]*$/ || is_comment(text)
}

function is_comment(text) {
    return text ~ /\*\/[[:space:]]*$/ || text ~ /^[[:space:]]*\/\// || text ~ /\/\/[!\/]</
}

END {
    for (i = 1; i <= NR; i++) {
        if (line[i] ~ /^#/ || line[i] !~ /[[:space:])]override[[:space:]]*;?[[:space:]]*$/) {
            continue
        }
        first = last = i
        while (first > 1 && !is_end(line[first - 1])) {
            first--
        }
        if (line[first - 1] ~ /\/\/\/|\*\// && line[first - 1] !~ /;/) {
            continue
        }
        if (line[i] ~ /^#/ || line[i] !~ /;[[:space:]]*$/) {
            match(line[first], /^ */)
            closing = substr(line[first], 1, RLENGTH) "}"
            while (last < NR && line[last] != closing) {
                last++
            }
        }
        line[first] = "/** @cond */" line[first]
        line[last] = line[last] "/** @endcond */"
    }
    for (i = 1; i <= NR; i++) {
        print line[i]
    }
}
