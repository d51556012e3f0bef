#!/usr/bin/env bash
# journal.sh BUILD_DIR: each command of `fitgap journal` on FG_BENCH_APPLICATIONS (10000)
# applications made of generated postings: user+system time, the least of 5 runs. What
# goes through all of the journal is also told in megabytes a second.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build/release}
many=${FG_BENCH_APPLICATIONS:-10000}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export FITGAP_NOW=2026-11-22T10:00:00Z FITGAP_JOURNAL=$tmp/journal.db
TIMEFORMAT='%U %S'

# least INPUT COMMAND...: milliseconds; before each run $prepare
prepare=:
least() {
    local input=$1
    shift
    for _ in 1 2 3 4 5; do
        $prepare
        { time "$@" <"$input" >"$tmp/out" 2>/dev/null; } 2>&1
    done | awk '{ t = $1 + $2; if (!n++ || t < b) b = t } END { printf "%.0f\n", b * 1000 }'
}
size() { stat -c %s "$1"; }
afresh() { rm -f "$tmp"/other.db*; }
bulk() { # NAME BYTES MILLISECONDS
    awk -v name="$1" -v b="$2" -v ms="$3" 'BEGIN {
        printf "  %-28s %5d ms, %.0f MB: %.0f MB/s\n", name, ms, b / 1e6, b / 1e3 / (ms ? ms : 1) }'
}

tests/bench/make_postings "$many" | "$build/fitgap" scan -q -s fixtures/skills.yaml -f jsonl - >"$tmp/fits.jsonl"
prepare=afresh
add=$(least "$tmp/fits.jsonl" "$build/fitgap" journal add -q --status applied --date 2026-09-01 --journal "$tmp/other.db")
mv "$tmp/other.db" "$tmp/journal.db"
prepare=:
echo "a journal of $many applications, $(($(size "$tmp/journal.db") / 1000000)) MB (goal: every command within 100 ms):"
while read -r line; do
    # shellcheck disable=SC2086 # words without blanks
    printf '  %-28s %5d ms\n' "$line" "$(least /dev/null "$build/fitgap" journal $line)"
done <<'COMMANDS'
list
list -f json
list --search nurse
show 500
stats
calibrate
due
due --as ical
due --as taskwarrior
due --as remind
due --as org
outcome 70 rejected
debrief 70 --wrong late
letter 70 second-chance
contact
export 70 -f markdown
export -f csv
COMMANDS
echo "what goes through all of it:"
bulk add "$(size "$tmp/fits.jsonl")" "$add"
for format in markdown jsonl json; do
    ms=$(least /dev/null "$build/fitgap" journal export -f "$format")
    bulk "export -f $format" "$(size "$tmp/out")" "$ms"
done
mv "$tmp/out" "$tmp/exported.json"
prepare=afresh
bulk import "$(size "$tmp/exported.json")" "$(least "$tmp/exported.json" "$build/fitgap" journal import -q --journal "$tmp/other.db")"
prepare=:
bulk backup "$(size "$tmp/journal.db")" "$(least /dev/null "$build/fitgap" journal backup "$tmp/copy.db")"
