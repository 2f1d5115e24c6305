#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Check: every room includes only what it may know, and no includes go in a circle

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The folder of ns-3's headers; its *-module.h files say which header belongs to which module.
ns3=${NS3_INCLUDE_DIR:-/usr/include/ns3}

# room | rooms it may include | modules of ns-3 | libraries; "*" is anything.
# Every room may include itself and the C++ standard library.
table='
model/text        |                                         |                                       |
model/protocol    | model/text                              |                                       | boost posix
model/protocol/http2 | model/text model/protocol               |                                       | nghttp2
model/record      |                                         | core network                          |
model/attribute   |                                         | core                                  |
model/workload    | model/attribute model/text model/protocol | core                                  | nlohmann boost zlib idn2
model/wire        |                                         |                                       |
model/tls         | model/text                              |                                       |
model/tcp/machine | model/wire                              |                                       |
model/tcp         | model/attribute model/record model/wire model/tcp/machine | core network internet                 |
model/trace       | model/attribute model/record model/wire                 | core network internet traffic-control | posix
model/application | model/text model/protocol model/protocol/http2 model/tls model/attribute model/workload model/record | core network internet    | posix
model/output      | model/text model/record model/wire      | core network                          | sqlite3 nlohmann
helper            | model/text model/protocol model/protocol/http2 model/record model/wire model/attribute model/workload model/tcp/machine model/tcp model/trace model/application model/output | core network internet traffic-control | sqlite3 nlohmann posix
helper/topology   | *                                       | *                                     | libxml2 posix
program           | model/text model/protocol model/protocol/http2 model/record model/wire model/attribute model/workload model/tcp/machine model/tcp model/trace model/application model/output helper helper/topology | core network internet traffic-control | nlohmann posix
tools             | model/text model/output model/record model/wire | core network                          | sqlite3 nlohmann toml++ zlib boost posix
examples          | *                                       | *                                     | posix
bench             | *                                       | *                                     | posix
test              | *                                       | *                                     | boost sqlite3 nlohmann posix
'

files=()
for folder in model helper program tools examples bench test; do
    [[ -d $folder ]] || continue
    while IFS= read -r file; do
        files+=("$file")
    done < <(find "$folder" -name '*.h' -o -name '*.cc' | LC_ALL=C sort)
done
((${#files[@]} > 0)) || { echo "layering: there are no sources" && exit 1; }
[[ -e $ns3/core-module.h ]] || { echo "layering: no headers of ns-3 in $ns3" && exit 1; }

# Prints what there is, one fact a line: table, ns3, file and include, with fields between bars.
facts() {
    printf '%s' "$table" | sed -n 's/ *| */|/g; s/^\([a-z]\)/table|\1/p'
    grep -Ho '<ns3/[^>]*>\|"ns3/[^"]*"' "$ns3"/*-module.h |
        sed 's|^.*/\([a-z0-9-]*\)-module.h:.ns3/\(.*\).$|ns3\|\2\|\1|'
    printf 'file|%s\n' "${files[@]}"
    grep -nE '^[[:space:]]*#[[:space:]]*include' "${files[@]}" /dev/null |
        sed -nE 's/^([^:]*):([0-9]+):[^<"]*(<[^>]*>|"[^"]*").*/include|\1|\2|\3/p'
}

facts | awk -F'|' '
function room_of(file)
{
    sub("/[^/]*$", "", file);
    if (file ~ "^(test|tools|examples|bench)(/|$)") sub("/.*", "", file);
    return file;
}
function has(list, word) { return list == "*" || index(" " list " ", " " word " ") > 0; }
function wrong(text) { printf "%s:%s: %s: %s\n", $2, $3, $4, text; errors++; }
function library_of(name)
{
    if (name ~ "^boost/") return "boost";
    if (name ~ "^nlohmann/") return "nlohmann";
    if (name ~ "^toml") return "toml++";
    if (name ~ "^libxml/") return "libxml2";
    if (name == "sqlite3.h") return "sqlite3";
    if (name == "zlib.h") return "zlib";
    if (name == "idn2.h") return "idn2";
    if (name ~ "^nghttp2/") return "nghttp2";
    if (name ~ "[.]h$" || name ~ "/") return "posix";
    return "std";
}
$1 == "table" { known[$2] = 1; rooms[$2] = $3; modules[$2] = $4; libraries[$2] = $5; next; }
$1 == "ns3" { module[$2] = $3; next; }
$1 == "file" {
    name = $2;
    sub(".*/", "", name);
    if (name ~ "[.]h$") home[name] = room_of($2);
    room = room_of($2);
    if (!(room in known)) { printf "%s:1: the room %s is not in the table\n", $2, room; errors++; }
    next;
}
{
    room = room_of($2);
    name = substr($4, 2, length($4) - 2);
    quoted = substr($4, 1, 1) == "\"";
    if (!(room in known)) next;
    if (name ~ "^ns3/") {
        sub("^ns3/", "", name);
        if (name in home) {
            if (home[name] != room && !has(rooms[room], home[name]))
                wrong(room " may not include " home[name]);
        }
        else if (name == "http-module.h" || name ~ "-module[.]h$") {
            if (room ~ "^(model|helper|program)") wrong("module headers are for programs only");
        }
        else if (!(name in module)) wrong("no such header in ns-3 or here");
        else if (!has(modules[room], module[name]))
            wrong(room " may not include module " module[name] " of ns-3");
    }
    else if (quoted) {
        sub(".*/", "", name);
        folder = $2;
        sub("/[^/]*$", "", folder);
        plain = substr($4, 2, length($4) - 2);
        if (plain ~ "/" && room != "test") wrong("a header has a flat name: \"ns3/" name "\", or its own name in its room");
        else if (!(name in home)) wrong("no such header here");
        else if (home[name] != room) wrong("a header of another room is included as \"ns3/" name "\"");
    }
    else {
        library = library_of(name);
        if (library != "std" && !has(libraries[room], library))
            wrong(room " may not include " library);
        if (room ~ "^model/(text|protocol|protocol/http2|wire|tcp/machine)$" &&
            name ~ "^(random|ctime|iostream|fstream|thread|mutex|future)$" &&
            !(room == "model/text" && name ~ "^(ctime|fstream)$"))
            wrong(room " has no clock, no random numbers, no threads, no logging");
        if (library == "nghttp2" && $2 !~ "/http2-session[-a-z]*[.]cc$")
            wrong("nghttp2 is included by what drives it alone: the sources of Http2Session");
        if (room == "model/protocol") {
            if (library == "boost") {
                if ($2 !~ "[.]cc$") wrong("Boost is included by the one source that parses heads");
                else if (beast != "" && beast != $2) wrong("Boost is already included by " beast);
                beast = $2;
            }
        }
    }
}
END { exit errors > 0; }
'

# A header and the sources whose names begin with its own are one thing: what either includes, both do.
circles=$(facts | awk -F'|' '
function thing_of(file,   name)
{
    sub("[.](h|cc)$", "", file);
    for (name = file; name != ""; name = sub("-[^-/]*$", "", name) ? name : "") {
        if (name in heads) return name;
    }
    return file;
}
$1 == "file" && $2 ~ "[.]h$" {
    name = $2;
    sub("[.]h$", "", name);
    heads[name] = 1;
    sub(".*/", "", name);
    home[name] = $2;
}
$1 == "include" {
    name = $4;
    gsub("^[<\"](ns3/)?|[.]h[>\"]$", "", name);
    sub(".*/", "", name);
    if (name in home) print thing_of($2), thing_of(home[name]);
}' | tsort 2>&1 >/dev/null) || true
if [[ -n $circles ]]; then
    sed 's/^tsort: -: input contains a loop:$/These include each other in a circle:/; s/^tsort: /    /' <<<"$circles"
    exit 1
fi
