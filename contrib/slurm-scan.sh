#!/bin/sh
# slurm-scan.sh: `fitgap scan` as a Slurm job array, a shard a task.
#
#   sbatch --array=1-50 --cpus-per-task=4 slurm-scan.sh SKILLS OUT PLACE...
#   fitgap rank OUT/part.*
#
# A part takes its name only when it is whole, so a task that was killed, preempted or
# ran out of time leaves none, and is run again by --requeue or by
# `sbatch --array=7,31 --export=ALL,SHARDS=50 slurm-scan.sh ...` (the numbers that are
# missing; SHARDS says how many parts there are in all).
#SBATCH --job-name=fitgap-scan
#SBATCH --requeue
set -eu
skills=$1 out=$2
shift 2
k=$SLURM_ARRAY_TASK_ID
n=${SHARDS:-$SLURM_ARRAY_TASK_COUNT}
mkdir -p "$out"
new=$out/new.$k.$$
trap 'rm -f "$new"' EXIT
status=0
fitgap scan -q --no-progress -j "${SLURM_CPUS_PER_TASK:-1}" -s "$skills" -f jsonl \
    --shard "$k/$n" "$@" >"$new" || status=$?
case $status in
0 | 1 | 3 | 4) mv "$new" "$out/part.$k" ;; # 3, 4: some could not be read; 128 and more: killed
*) exit "$status" ;;
esac
