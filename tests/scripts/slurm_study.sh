#!/usr/bin/env bash
# slurm_study.sh LFPLAB: starts SLURM on this machine alone, submits the job array that `lfplab study --emit slurm`
# prints, waits for it, merges, and compares with the same study done by one process: both have to agree to the bit.
# Nothing outside of a temporary folder is touched. Ends with 77 where SLURM isn't installed or cannot be started.
set -euo pipefail
lfplab=$(realpath "$1")

skip() {
  echo "SKIPPED: $1"
  exit 77
}
for program in slurmctld slurmd sbatch munged mungekey; do
  command -v "$program" >/dev/null || skip "$program is not here (./test.sh slurm installs slurm-wlm and munge)"
done

folder=$(mktemp -d)
started=()
# The last daemon first. What a job has left running ends with its slurmd.
clean_up() {
  local process
  for process in $(printf '%s\n' "${started[@]}" | tac); do kill "$process" 2>/dev/null || true; done
  wait
  rm -rf "$folder"
}
trap clean_up EXIT

# wait_until SECONDS COMMAND...
wait_until() {
  local end=$((SECONDS + $1))
  shift
  until "$@" &>/dev/null; do
    ((SECONDS < end)) || return 1
    sleep 0.2
  done
}

chmod 755 "$folder"
name=$(hostname -s)
user=$(id -un)
mungekey --create --keyfile "$folder/munge.key"
munged --foreground --force --key-file "$folder/munge.key" --socket "$folder/munge.socket" --pid-file "$folder/munged.pid" \
  --log-file "$folder/munged.log" --seed-file "$folder/munge.seed" &>"$folder/munged.out" &
started+=($!)
wait_until 10 test -S "$folder/munge.socket" || skip "munged does not start: $(tail -n 3 "$folder/munged.out" "$folder/munged.log")"

# Ports of their own, so that a SLURM of the machine is left alone.
port=$((20000 + $$ % 10000))
mkdir "$folder/state" "$folder/spool"
cat >"$folder/slurm.conf" <<CONF
ClusterName=lfplab-test
SlurmctldHost=$name(127.0.0.1)
SlurmctldPort=$port
SlurmdPort=$((port + 10001))
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CryptoType=crypto/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
NodeName=$name NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=1000 State=UNKNOWN
PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$folder/slurm.conf
slurmctld -D &>"$folder/slurmctld.out" &
started+=($!)
slurmd -D -N "$name" &>"$folder/slurmd.out" &
started+=($!)
idle() { sinfo --noheader --format %T | grep -q idle; }
wait_until 30 idle || skip "SLURM does not start: $(tail -n 5 "$folder"/slurm*.out "$folder"/slurm*.log)"

cat >"$folder/study.json" <<'STUDY'
{ "format": "lfplab-study", "version": 1, "name": "By SLURM", "seeds": [1, 2], "stop": { "epochs": 3 },
  "experiment": "example:two_spirals",
  "axes": [ { "path": "runs[*].optimiser.learning_rate", "from": 0.01, "to": 1, "steps": 4, "scale": "log" },
            { "path": "runs[0].rule.epsilon", "values": [0, 0.01] } ] }
STUDY
shards=3
cd "$folder"
"$lfplab" study study.json --out sharded --emit slurm --shards $shards --time 00:10:00 --memory 200M --partition test >job.sh
grep -q "#SBATCH --array=1-$shards" job.sh
timeout 300 sbatch --wait job.sh
"$lfplab" study --merge sharded | tee merged.txt
"$lfplab" study study.json --out alone | tee alone.txt
last="study: 16 trainings done, 0 failed, 0 missing"
[[ $(tail -n 1 merged.txt) == "$last" && $(tail -n 1 alone.txt) == "$last" ]]
cmp sharded/curves.csv alone/curves.csv
# The seconds, in the last column, may differ.
cmp <(sed 's/,[^,]*$//' sharded/cells.csv) <(sed 's/,[^,]*$//' alone/cells.csv)
echo "SLURM: $shards shards agree to the bit with a single process"
