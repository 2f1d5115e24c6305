#!/usr/bin/env bash
#
# Copyright (c) 2026 The ns3-http authors
#
# SPDX-License-Identifier: GPL-2.0-only
#
# A sweep by Slurm gives the results that it gives by GNU parallel, and a failed run is named. The
# cluster is this machine: munged, slurmctld and slurmd of our own on the loopback, with ports, keys
# and folders of their own.
#
# Needs: parallel slurmctld slurmd slurm-client munge

set -euo pipefail
: "${HTTP_BUILD_DIR:?}"
export LC_ALL=C PATH=$PATH:/usr/sbin:/sbin
# shellcheck source=lib/need.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/need.sh"
need munged slurmctld slurmd sbatch squeue sinfo parallel
((EUID == 0)) || skip "slurmd needs root"
id munge >/dev/null 2>&1 || skip "there is no user munge"

work=$(mktemp -d /tmp/http-slurm.XXXXXX)
chmod 755 "$work"
cd "$work"
sweep=$HTTP_BUILD_DIR/bin/sweep
daemons=()
finish() {
    ((${#daemons[@]} == 0)) || kill "${daemons[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

# Munge: a key and a socket of our own
mkdir munge spool state && chown munge munge
head -c 64 /dev/urandom >munge/key
chown munge munge/key && chmod 400 munge/key
setpriv --reuid=munge --regid=munge --clear-groups munged --foreground --key-file="$work/munge/key" \
    --socket="$work/munge/socket" --pid-file="$work/munge/pid" --log-file="$work/munge/log" \
    --seed-file="$work/munge/seed" >munge.out 2>&1 &
daemons+=($!)

port=$((20000 + $$ % 20000))
host=$(hostname -s)
cores=$(nproc)
cat >slurm.conf <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 1))
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
CredType=cred/munge
SlurmUser=root
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=0,sched_max_job_start=100
ReturnToService=2
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
NodeName=$host NodeAddr=127.0.0.1 CPUs=$cores State=UNKNOWN
PartitionName=all Nodes=$host Default=YES State=UP
CONF
export SLURM_CONF=$work/slurm.conf
slurmctld -D -f "$SLURM_CONF" >slurmctld.out 2>&1 &
daemons+=($!)
slurmd -D -f "$SLURM_CONF" >slurmd.out 2>&1 &
daemons+=($!)
for ((i = 0; i < 150; i++)); do
    [[ $(timeout 5 sinfo --noheader --format=%t 2>/dev/null) == idle ]] && break
    sleep 0.2
done
[[ $(timeout 5 sinfo --noheader --format=%t 2>/dev/null) == idle ]] ||
    skip "Slurm does not start here: $(tail -n 3 slurmctld.log slurmd.log munge.out munge/log 2>&1)"

errors=0
fail() {
    echo "FAILED: $*"
    errors=$((errors + 1))
}
cat >study.toml <<'TOML'
replications = 2
[options]
workload = "page"
loss = 0.02
[parameters]
strategy = ["serial", "persistent", "pipelined"]
TOML
same_part() {
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) drop[i] = $i ~ /^(wall_s|cpu_s|memory_bytes|host)$/ }
        { line = ""; for (i = 1; i <= NF; i++) if (!drop[i]) line = line "," $i; print line }' \
        "$1/results.csv" | sort
}
timeout 300 "$sweep" study.toml --out=by-parallel >out 2>err || fail "by parallel: $(cat err)"
timeout 300 "$sweep" study.toml --out=by-slurm --slurm --sbatch="--nice=10" >out 2>err ||
    fail "by Slurm: $(cat err by-slurm/slurm/*.log)"
grep -qE "Slurm's job [0-9]+" err || fail "no job: $(cat err)"
cmp <(same_part by-parallel) <(same_part by-slurm) || fail "Slurm gives other results"
compgen -G 'by-slurm/slurm/task-5.log' >/dev/null || fail "not six tasks: $(ls by-slurm/slurm)"

# Interrupted while Slurm works: the same command waits for the same job.
sed 's/replications = 2/replications = 6/' study.toml >longer.toml
"$sweep" longer.toml --out=longer --slurm >out 2>err &
process=$!
for ((i = 0; i < 600; i++)); do
    compgen -G 'longer/runs/*/run.json' >/dev/null && break
    sleep 0.1
done
kill -KILL "$process" || fail "the sweep was over before it was killed"
wait "$process" 2>/dev/null || true
job=$(<longer/slurm/number)
timeout 300 "$sweep" longer.toml --out=longer --slurm >out 2>err || fail "resumed: $(cat err)"
[[ $(<longer/slurm/number) == "$job" ]] || fail "a second job was submitted: $(cat err)"
awk -F, 'NR > 1 { print $1 }' longer/results.csv | cmp - <(seq 18) || fail "runs are missing"

# A failed run
printf '[options]\nworkload = "page"\nipv6 = true\n[parameters]\nmtu = [576, 1500]\n' >failing.toml
status=0
timeout 300 "$sweep" failing.toml --out=failing --slurm >out 2>err || status=$?
((status == 1)) || fail "a failed run: exit status $status: $(cat err)"
grep -q 'run 1 failed: exit status 2' err || fail "not named: $(cat err)"

echo "$errors errors"
((errors == 0))
