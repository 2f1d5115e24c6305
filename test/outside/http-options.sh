#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# What http-sim answers to options that it cannot take: exit status 2 and one line that names the
# option, its value and what is accepted, before anything is simulated or written; and that what it can
# take shows in the answer.

set -euo pipefail
: "${HTTP_SOURCE_DIR:?}" "${HTTP_BUILD_DIR:?}"
export LC_ALL=C

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
program=$HTTP_BUILD_DIR/bin/http-sim
errors=0
checked=0

printf '{"log": ' >broken.har
printf '{"log": {"version": "1.2", "entries": []}}' >empty.har
: >file
printf '/good\nhttp://[bad/\n' >urls.txt
printf 'time,url\n0,/a\nsoon,/b\n' >bad.csv

# refuses TEXT... -- OPTION...: each TEXT must stand in the one line.
refuses() {
    local texts=() text status=0 lines
    while [[ $1 != -- ]]; do
        texts+=("$1")
        shift
    done
    shift
    "$program" "$@" >stdout 2>stderr || status=$?
    lines=$(wc -l <stderr)
    checked=$((checked + 1))
    if ((status != 2 || lines != 1)) || [[ -s stdout || -e results ]]; then
        echo "$*: exit status $status, $lines line(s) of errors, and:"
        head -n 5 stderr stdout
        errors=$((errors + 1))
        rm -rf results
        return
    fi
    for text in "${texts[@]}"; do
        if ! grep -qF -- "$text" stderr; then
            echo "$*: no \"$text\" in: $(<stderr)"
            errors=$((errors + 1))
        fi
    done
}

refuses --clinets=3 --clients -- --clinets=3
refuses --strateg --strategy -- --strateg=serial
refuses word --name=value -- word
refuses --clients=many 'a whole number from 1' -- --clients=many
refuses --clients=0 'a whole number from 1' -- --clients=0
refuses --clients=-1 'a whole number from 1' -- --clients=-1
refuses --clients=1.5 'a whole number from 1' -- --clients=1.5
refuses --clients= 'a whole number from 1' -- --clients
refuses --clients=1e99 'a whole number from 1' -- --clients=1e99
refuses --clients=nan 'a whole number from 1' -- --clients=nan
refuses --loss=2 'from 0 to 1' -- --loss=2
refuses --loss=-0.1 'from 0 to 1' -- --loss=-0.1
refuses --loss=1% 'from 0 to 1' -- --loss=1%
# Every option that takes a time wants its unit; 0 needs none.
for time in delay reorder-delay core-delay access-delay stagger duration warm-up trace-from trace-until \
    jitter think access-delays on-time off-time delays; do
    needs=()
    case $time in
    delays) needs=(--topology=chain) ;;
    core-delay) needs=(--topology=tree) ;;
    access-delay*) needs=(--topology=dumbbell) ;;
    o*-time) needs=(--on-off=1) ;;
    reorder-delay) needs=(--reorder=0.1) ;;
    stagger) needs=(--clients=2) ;;
    esac
    refuses "--$time=20: accepted:" 20ms -- "${needs[@]}" "--$time=20"
done
# Nothing that was asked for is cut, repeated or ignored.
refuses --rates=1Mbps,2Mbps "the chain's 2 link(s)" -- --topology=chain --rates=1Mbps,2Mbps,3Mbps
refuses --delays=1ms,2ms "the chain's 3 link(s)" -- --topology=chain --routers=4 --delays=1ms,2ms
refuses --think=1s 'more than one page' --pages=1 -- --workload=page --think=1s
refuses --think=1s 'more than one page' -- --think=1s
refuses --until-pages=3 'at most 2' -- --workload=page --clients=2 --until-pages=3
refuses --ns3::HttpServerTls::Tickets=1 'where a URL is of https' -- --ns3::HttpServerTls::Tickets=1
refuses --ns3::HttpClient::Version=HTTP/2 'needs Tls with Alpn true' -- --tls=1.3 --http=2 \
    --ns3::HttpTls::Alpn=false
refuses --clients=3 'given twice, before as 2' -- --clients=2 --clients=3
refuses --ns3::TcpSocket::InitialCwnd=3 'given twice' -- --ns3::TcpSocket::InitialCwnd=2 --ns3::TcpSocket::InitialCwnd=3
refuses --workload=urls --urls -- --workload=urls
refuses --rate=10: 'with its unit (bps, kbps, Mbps or Gbps)' -- --rate=10
refuses --ns3::PointToPointNetDevice::DataRate=10: 'with its unit' -- --ns3::PointToPointNetDevice::DataRate=10
refuses --request-rate=3 'with --workload=har, the default' -- --request-rate=3

refuses --failures=main@3+1 main@10s+500ms -- --topology=dumbbell --failures=main@3+1
refuses --access-rates=5 10Mbps -- --topology=dumbbell --access-rates=5
refuses --rates=5,6 10Mbps -- --topology=chain --rates=5,6
printf 'rate,delay\n10Mbps,20\n' >access.csv
refuses 'line 2: delay is "20"; accepted: a time such as 20ms' -- --topology=dumbbell --access-file=access.csv
refuses --ns3::TcpSocket::ConnTimeout=3 20ms -- --ns3::TcpSocket::ConnTimeout=3
refuses --ns3::HttpServer::KeepAliveTimeout=15 20ms -- --ns3::HttpServer::KeepAliveTimeout=15
echo "value /NodeList/0/ApplicationList/0/\$ns3::HttpClient/StallTimeout \"30\"" >path.config
refuses --config=path.config 'StallTimeout "30"' 20ms -- --config=path.config --workload=page
echo "value /NodeList/0/ApplicationList/0/\$ns3::HttpClient/StalTimeout \"30s\"" >path.config
refuses --config=path.config StallTimeout -- --config=path.config --workload=page
refuses --loss=0x1p-3 'from 0 to 1' -- --loss=0x1p-3
refuses '--loss= 0.1' 'from 0 to 1' -- '--loss= 0.1'
refuses --queue=0x10 'a whole number' -- --queue=0x10
refuses --delay=20 20ms -- --delay=20furlongs
refuses --delay=-20ms 20ms -- --delay=-20ms
refuses --delay=soon 20ms -- --delay=soon
refuses --rate=10 10Mbps -- --rate=10Mbit
refuses --rate=0bps 10Mbps -- --rate=0bps
refuses --rate=fast 10Mbps -- --rate=fast
refuses --mtu=575 576 -- --mtu=575
refuses --mtu=1279 1280 -- --mtu=1279 --ipv6
refuses --queue=0 'a whole number from 1' -- --queue=0
refuses --ipv6=perhaps 'true | false' -- --ipv6=perhaps
refuses --strategy=eager serial pipelined -- --strategy=eager
refuses --topology=moebius point-to-point -- --topology=moebius
refuses --tcp=Renault NewReno Cubic -- --tcp=Renault
refuses --tcp-endpoint=none stock -- --tcp-endpoint=none
# What the module's endpoint cannot honour of ns-3's TCP; ns-3's own can.
refuses --ns3::TcpSocketBase::MaxWindowSize=1000 'accepted with ns3::HttpTcpSocket: 65535' -- \
    --ns3::TcpSocketBase::MaxWindowSize=1000
refuses --ns3::RttMeanDeviation::Alpha=0.5 'accepted with ns3::HttpTcpSocket: 0.125' -- --ns3::RttMeanDeviation::Alpha=0.5
"$program" --trace=none --tcp-endpoint=stock --ns3::TcpSocketBase::MaxWindowSize=30000 >/dev/null || {
    echo "ns-3's own endpoint does not take MaxWindowSize"
    errors=$((errors + 1))
}
# What is gone says what takes its place.
refuses --ns3::HttpTcpSocket::RtoAboveRtt=true 'use MinRto' -- --ns3::HttpTcpSocket::RtoAboveRtt=true
refuses --ns3::TcpCubic::Beta=0.9 'ns3::HttpTcpCubic' -- --ns3::TcpCubic::Beta=0.9
refuses --ns3::HttpTcpCubic::Beta=0.9 'ns3::TcpCubic' -- --tcp=Cubic --ns3::HttpTcpCubic::Beta=0.9
refuses --ns3::TcpVegas::Alpha=100 ns3::TcpVegas -- --ns3::TcpVegas::Alpha=100
refuses --ns3::HttpTcpSocket::Rack=false --tcp-endpoint=http -- --tcp-endpoint=stock --ns3::HttpTcpSocket::Rack=false
refuses --ns3::HttpTcpSocket::ChallengeAck=false TcpSocketFactory -- --ns3::HttpTcpSocket::ChallengeAck=false
refuses --content=Poem Pattern -- --content=Poem
refuses --trace=all summary full -- --trace=all
refuses --workload=film har:FILE -- --workload=film
refuses --workload=har:nowhere.har nowhere.har -- --workload=har:nowhere.har
refuses --workload=har:broken.har broken.har -- --workload=har:broken.har
refuses --workload=har:empty.har empty.har -- --workload=har:empty.har
refuses --workload=har: -- --workload=har:
refuses --urls=ftp://a/ http -- --workload=urls --urls=ftp://a/
refuses '--urls=/a http://[b/' 'http://[b/' http -- --workload=urls '--urls=/a http://[b/'
refuses --workload=csv:no-such.csv 'No such file' -- --workload=csv:no-such.csv
refuses --workload=csv:bad.csv 'bad.csv:3: time is "soon"' 'accepted: seconds' -- --workload=csv:bad.csv
refuses --workload=csv 'csv:FILE' -- --workload=csv
refuses --workload=surge:x 'three-gpp | pries | surge | packmime | poisson | closed' -- --workload=surge:x
refuses --request-rate=0 1e-06 -- --request-rate=0
refuses ns3::HttpLogNormalRandomVariable Sigma -- --think='ns3::HttpLogNormalRandomVariable[Sigma=-1]'
refuses --think 'Min 5 is above Max 1' -- --think='ns3::HttpLogNormalRandomVariable[Min=5|Max=1]'
refuses --jitter Uniform -- --topology=dumbbell --jitter='ns3::UniformRandomVariable[Min=5|Max=1]'
refuses --ns3::HttpThreeGppWorkload::ThinkTime 'Min 9 is above Max 2' -- --workload=three-gpp \
    --ns3::HttpThreeGppWorkload::ThinkTime='ns3::HttpParetoRandomVariable[Min=9|Max=2]'
refuses --ns3::HttpThreeGppWorkload::ThinkTime 'no attribute Most' -- --workload=three-gpp \
    --ns3::HttpThreeGppWorkload::ThinkTime='ns3::HttpParetoRandomVariable[Most=2]'
refuses --ns3::HttpBoundedRandomVariable::Min=7 'above Max 3' -- --workload=pries \
    --ns3::HttpBoundedRandomVariable::Min=7 --ns3::HttpBoundedRandomVariable::Max=3
refuses ns3::HttpSurgeWorkload::Locality -- --ns3::HttpSurgeWorkload::Locality=1.5
refuses --ns3::HttpClient::MaxConnectionsPerServer=0 1: -- \
    --ns3::HttpClient::MaxConnectionsPerServer=0
refuses PipelineDepth=4 Persistent false -- --strategy=serial --ns3::HttpClient::PipelineDepth=4
refuses PipelineDepth=0 1: -- --ns3::HttpClient::PipelineDepth=0
refuses MaxKeepAliveRequests=5 KeepAlive false -- --ns3::HttpServer::KeepAlive=false \
    --ns3::HttpServer::MaxKeepAliveRequests=5
refuses MinResponseRate=5 SendTimeout -- --ns3::HttpServer::MinResponseRate=5
refuses --ns3::HttpClient::Version=HTTP/3 HTTP/1.1 -- --ns3::HttpClient::Version=HTTP/3
refuses --ns3::HttpClient::Colour=red Colour -- --ns3::HttpClient::Colour=red
refuses --ns3::HttpClinet::Version=HTTP/1.1 HttpClinet -- --ns3::HttpClinet::Version=HTTP/1.1
refuses --ns3::TcpSocket::ConnTimeout=never Time -- --ns3::TcpSocket::ConnTimeout=never
refuses --ns3::HttpUrlWorkload::Repeat=-1 -- --ns3::HttpUrlWorkload::Repeat=-1
# What does nothing where it stands: both options are named.
refuses --urls=/a --workload=urls --workload=page -- --workload=page --urls=/a
refuses --urls=/a --workload=urls --workload=har -- --urls=/a
refuses --objects=0 --workload=page --workload=har:x.har -- --workload=har:x.har --objects=0
refuses --request-rate=5 'poisson | packmime' -- --workload=page --request-rate=5
refuses --pages=3 --workload=csv:x -- --workload=csv:x --pages=3
refuses --think=3s --workload=poisson -- --workload=poisson --think=3s
refuses --ns3::HttpPageWorkload::Objects=5 --workload=page -- --ns3::HttpPageWorkload::Objects=5
refuses --ns3::HttpProxy::CacheBytes=7 --proxy -- --ns3::HttpProxy::CacheBytes=7
refuses --cache=5 --proxy -- --cache=5
refuses --stagger=1s --clients -- --stagger=1s
while read -r shape option; do
    refuses "$option" "--topology=$shape" -- "--topology=$shape" "$option"
done <<'LIST'
dumbbell --topology-file=inet:x
dumbbell --fanout=3
star --core-rate=1Mbps
chain --core-delay=1ms
dumbbell --routers=4
point-to-point --rates=1Mbps
tree --delays=1ms
lan --wifi=802.11a
point-to-point --wifi-distance=3
lan --client-places=all
wifi --server-places=all
point-to-point --access-uplink=1Mbps
wifi --access-rates=1Mbps
lan --access-delays=1ms
point-to-point --access-file=x
point-to-point --access-rate=1Mbps
wifi --access-delay=1ms
lan --uplink=1Mbps
lan --jitter=1ms
lan --reorder=0.1
lan --failures=main@1s+1s
lan --link-trace=x
lan --uplink-trace=x
lan --ascii
LIST
refuses --proxy-place=left --proxy -- --topology=dumbbell --proxy-place=left
refuses --rate=2Mbps --rates=1Mbps -- --topology=chain --rates=1Mbps --rate=2Mbps
refuses --delay=2ms --delays=1ms -- --topology=chain --delays=1ms --delay=2ms
refuses --uplink=2Mbps --uplink-trace=x -- --uplink-trace=x --uplink=2Mbps
refuses --loss-burst=3 --loss -- --loss-burst=3
refuses --reorder-delay=3ms --reorder -- --reorder-delay=3ms
refuses --on-rate=3Mbps --on-off -- --on-rate=3Mbps
refuses --on-time=3s --on-off -- --on-time=3s
refuses --off-time=3s --on-off -- --off-time=3s --bulk=1
refuses --har=true --trace=none -- --trace=none --har
refuses --har=true --trace=summary -- --trace=summary --har=true
refuses --sequence=true --trace=messages -- --trace=messages --sequence
refuses --csv=true --trace=none -- --trace=none --csv
refuses --trace-nodes=0 --trace=none --pcap -- --trace=none --trace-nodes=0
refuses --trace-connections=*:80-*:* --trace=summary -- --trace=summary --trace-connections=*:80-*:*
refuses --trace-from=1s --trace=none -- --trace=none --trace-from=1s
refuses --trace-until=1s --trace=none -- --trace=none --trace-until=1s
refuses --force=true --out -- --force
program=$HTTP_BUILD_DIR/bin/http-history
refuses --batch=3 --protocol=pipelined --protocol=persistent -- --batch=3
refuses --connections=3 --protocol=parallel -- --protocol=serial --connections=3
refuses --not-modified-head=99 --visit=again -- --not-modified-head=99
refuses --ack-delay=9ms --delays-acks=false -- --delays-acks=false --ack-delay=9ms
program=$HTTP_BUILD_DIR/bin/http-transfer
refuses --loses-requests=true --loss -- --loses-requests
program=$HTTP_BUILD_DIR/bin/http-strategies
refuses --objects=3 --workload=page --workload=har -- --objects=3
refuses --static=true --workload=page -- --workload=page --static
program=$HTTP_BUILD_DIR/bin/http-sim
refuses --RngRun=first -- --RngRun=first
refuses --RngSeed=0 4294944442 -- --RngSeed=0
refuses --RngSeed=4294944443 4294944442 -- --RngSeed=4294944443
refuses --SimulatorImplementationType=none ns3::DefaultSimulatorImpl -- --SimulatorImplementationType=none
refuses --SchedulerType=ns3::Node ns3::MapScheduler -- --SchedulerType=ns3::Node
refuses --ns3::TcpL4Protocol::SocketType=ns3::Node ns3::TcpCubic -- --ns3::TcpL4Protocol::SocketType=ns3::Node
refuses --out=file -- --out=file
refuses --out=file/sub -- --out=file/sub
refuses --out=/proc/http-sim -- --out=/proc/http-sim
mkdir full
: >full/trace.sqlite
refuses full/trace.sqlite force -- --out=full
rm full/trace.sqlite
: >full/summary.json
refuses full/summary.json --force -- --out=full
refuses --trace-nodes=9 'node numbers from 0 to 1' -- --trace-nodes=9 --out=nodes
refuses --trace-nodes=client 'node numbers' -- --trace-nodes=client --out=nodes
refuses 10.1.1.1:http ADDRESS:PORT -- --trace-connections=10.1.1.1:http --out=nodes
if ((EUID != 0)); then
    mkdir sealed
    chmod a-w sealed
    refuses --out=sealed -- --out=sealed
fi

# The judge must be able to see an error: this runs, and ends well. What turns off what is off is no
# contradiction, and 0 is a time.
status=0
"$program" --workload=page --trace=none --har=false --sequence=false --cache=0 --reorder=0 --stagger=0 \
    >stdout 2>stderr || status=$?
if ((status != 0)) || [[ -s stderr ]] || ! grep -q '1 finished, 1 complete' stdout; then
    echo "a good command line: exit status $status"
    cat stdout stderr
    errors=$((errors + 1))
fi

# shows TEXT -- PROGRAM OPTION...: runs well, and a line of the answer has the text (an extended
# regular expression).
shows() {
    local text=$1
    shift 2
    checked=$((checked + 1))
    "$HTTP_BUILD_DIR/bin/$1" "${@:2}" >stdout 2>stderr || true
    if ! grep -qE -- "$text" stdout || [[ -s stderr ]]; then
        echo "$*: no \"$text\" in:"
        cat stdout stderr
        errors=$((errors + 1))
    fi
}

# The answer to a connection request that came twice is no timer's.
shows 'retransmissions +3 of [0-9]+ segments, 2 timeouts' -- http-sim --workload=urls --urls=/bytes/20000 --loss-list=1 --trace=none
shows '0 finished, 0 complete' -- http-sim --trace=none --duration=300ms
shows '1 by the end of the run' -- http-sim --trace=none --duration=300ms
shows 'content read +[1-9],[0-9]{3},' -- http-sim --workload=urls --urls=/bytes/10000000 --duration=3s --trace=none
printf 'time,url,size,method,content\n0,/up,100,POST,500000\n' >upload.csv
shows 'throughput sent +[0-9.]+ Mbit/s' -- http-sim --workload=csv:upload.csv --trace=none
printf 'time,url,size\n1500000000,/a,100\n1500000001,/b,100\n' >unix.csv
shows 'taken off' -- http-sim --workload=csv:unix.csv --trace=none --out=shifted
grep -q '"times_shifted_s": 1500000000' shifted/summary.json || {
    echo "summary.json does not say what was taken off"
    errors=$((errors + 1))
}
map=$HTTP_SOURCE_DIR/examples/data/backbone.weights
gzip -c "$map" >map.weights.gz
shows '1 complete' -- http-sim --workload=page --trace=none --topology=file --topology-file=rocketfuel:map.weights.gz
cp stdout packed
shows '1 complete' -- http-sim --workload=page --trace=none --topology=file "--topology-file=rocketfuel:$map"
diff <(grep -v 'wall time' stdout) <(grep -v 'wall time' packed) || errors=$((errors + 1))
router=$(sed -n '1s/ .*//p' "$map")
shows 'note: no main link' -- http-sim --workload=page --trace=none --topology=file "--topology-file=rocketfuel:$map" \
    "--client-places=$router" "--server-places=$router"
# With a proxy, the link between the two hosts is one of its way.
"$program" --workload=page --trace=none --proxy >stdout
! grep 'note:' stdout || errors=$((errors + 1))
# What a page embeds is no document.
shows '1 complete' -- http-sim --workload=page --objects=3 --out=page
types=$(grep -o '"_resourceType":"[a-z]*"' page/trace.har | sort | uniq -c | tr -s ' \n' ' ')
if [[ $types != ' 1 "_resourceType":"document" 3 "_resourceType":"image" ' ]]; then
    echo "the archive of a page with three objects has $types"
    errors=$((errors + 1))
fi

echo "$checked command lines, $errors errors"
((errors == 0))
