# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# Reads a profile of callgrind, and adds up its instructions by layer. What serves all layers (packets,
# callbacks, memory) is the layer's that calls it. Prints a line "layer<tab>instructions" for each.

function layer_of(name,   plain, before) {
    plain = name
    do { before = plain; gsub(/<[^<>]*>/, "", plain) } while (plain != before)
    sub(/\(anonymous namespace\)/, "anonymous", plain)
    sub(/\(.*/, "", plain)
    sub(/^.* /, "", plain)
    if (plain ~ /^ns3::(Simulator|DefaultSimulatorImpl|MapScheduler|MakeEvent|Event)/) return "events"
    if (plain ~ /^ns3::(PointToPoint|NetDevice|PppHeader|Queue|DropTail|TrafficControl|FqCoDel|CoDel|Node::)/)
        return "devices and queues"
    if (plain ~ /^ns3::Ipv4QueueDiscItem/) return "devices and queues"
    if (plain ~ /^ns3::(Ipv4|Ipv6|Icmp|Arp)/) return "IP"
    if (plain ~ /^ns3::Udp/) return "UDP"
    if (plain ~ /^ns3::(tcp|wire)::/) return "TCP's machine"
    if (plain ~ /^ns3::(Tcp(L4Protocol|Header|Option)|anonymous::ReadyHeader|HttpTcp(Socket|Carrier|Demultiplexer|Segment|SendStream|ReceiveStream|FourTuple|Endpoint))/)
        return "TCP's adaptor"
    if (plain ~ /^ns3::Http[A-Za-z]*Observer/ || plain ~ /^ns3::Http(Trace|Sql|FourTupleTable|Transmission|Sequence)/)
        return "trace"
    if (plain ~ /^sqlite3/) return "trace"
    if (plain ~ /^ns3::HttpBench/ || plain ~ /^ns3::HttpImpaired/) return "link and measurement"
    if (plain ~ /^ns3::([Hh]ttp)/ || plain ~ /^nghttp2/) return "HTTP"
    return ""
}

# A name stands there with its number once, then the number alone.
function read_name(text,   number) {
    number = text
    sub(/\).*/, "", number)
    sub(/^\(/, "", number)
    if (text ~ /\) /) {
        sub(/^\([0-9]+\) /, "", text)
        layer[number] = layer_of(text)
    }
    return number
}

/^fn=/ { caller = read_name(substr($0, 4)); next }
/^cfn=/ { callee = read_name(substr($0, 5)); next }
/^calls=/ { is_call = 1; next }
/^[-+*0-9]/ && NF == 2 {
    if (is_call) {
        is_call = 0
        if (caller != callee) {
            edge[caller, callee] += $2
            into[callee] += $2
        }
    } else {
        own[caller] += $2
    }
}

END {
    for (f in own) {
        if (layer[f] != "") total[layer[f]] += own[f]
        else waiting[f] = own[f]
    }
    # Up to the callers, in proportion to what they had done, until it has reached a layer.
    for (e in edge) {
        split(e, ends, SUBSEP)
        if (layer[ends[2]] == "") calls[++n] = e
    }
    for (turn = 0; turn < 60; ++turn) {
        delete next_waiting
        for (i = 1; i <= n; ++i) {
            split(calls[i], ends, SUBSEP)
            if (!(ends[2] in waiting)) continue
            share = waiting[ends[2]] * edge[calls[i]] / into[ends[2]]
            if (layer[ends[1]] != "") total[layer[ends[1]]] += share
            else next_waiting[ends[1]] += share
        }
        for (f in waiting) if (!(f in into)) rest += waiting[f]
        delete waiting
        for (f in next_waiting) waiting[f] = next_waiting[f]
    }
    for (f in waiting) rest += waiting[f]
    for (l in total) printf "%s\t%.0f\n", l, total[l]
    printf "rest\t%.0f\n", rest
}
