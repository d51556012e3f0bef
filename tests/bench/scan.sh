#!/usr/bin/env bash
# scan.sh BUILD_DIR: `fitgap scan` in ratios, each measured in this one run.
#   - processor time of scan -j1 over ../shared/corpus/html to parse_limit (libxml2's tree)
#   - elapsed time with two threads to one
#   - most memory and time a posting over FG_BENCH_POSTINGS (10000) generated ones
#   - opens and reads of 1000 files, and reads of all else
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-build/release}
many=${FG_BENCH_POSTINGS:-10000}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
scan=("$build/fitgap" scan -q -s fixtures/skills.yaml)
TIMEFORMAT='%U %S %R'

# in_turns FIELD RUNS COMMAND...: milliseconds of each, the least of its runs, taken in
# turns so that all meet the same load; FIELD: cpu or wall
in_turns() {
    local field=$1 runs=$2 command
    shift 2
    for ((; runs > 0; runs--)); do
        for command in "$@"; do
            # shellcheck disable=SC2086 # words without blanks
            { time $command >/dev/null 2>&1 || true; } 2>&1
        done
    done | awk -v f="$field" -v n="$#" '
        { t = f == "cpu" ? $1 + $2 : $3; i = (NR - 1) % n; if (!(i in b) || t < b[i]) b[i] = t }
        END { for (i = 0; i < n; i++) printf "%.0f ", b[i] * 1000 }'
}
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / (b ? b : 1) }'; }

corpus=../shared/corpus/html limit=../shared/bench/parse_limit.c
if [ -d "$corpus" ] && [ -f "$limit" ]; then
    # shellcheck disable=SC2046 # flags without blanks
    ${CC:-cc} -O2 -o "$tmp/parse_limit" "$limit" $(pkg-config --cflags --libs libxml-2.0)
    read -r a b <<<"$(in_turns cpu 9 "${scan[*]} -j1 $corpus" "$tmp/parse_limit $(echo "$corpus"/*)")"
    echo "scan -j1 $a ms, libxml2's tree alone $b ms: $(ratio "$a" "$b") times (goal: at most 1.0)"
fi

tests/bench/make_postings 2000 >"$tmp/some.jsonl"
data=build/bench/postings-$many.jsonl # of `make bench-data`, where it was made
if [ -s "$data" ]; then cp "$data" "$tmp/many.jsonl"; else tests/bench/make_postings "$many" >"$tmp/many.jsonl"; fi
head -n 1000 "$tmp/many.jsonl" >"$tmp/first.jsonl"
read -r one two <<<"$(in_turns wall 9 "${scan[*]} -j1 $tmp/some.jsonl" "${scan[*]} -j2 $tmp/some.jsonl")"
echo "one thread $one ms, two $two ms: $(ratio "$one" "$two") times as fast (goal: 1.8; $(nproc) cores)"

rss() { /usr/bin/time -f '%M %U %S' "${scan[@]}" -j2 -f csv - <"$1" 2>&1 >/dev/null | tail -1; }
if [ -x /usr/bin/time ]; then
    read -r _ u1 s1 <<<"$(rss "$tmp/first.jsonl")"
    read -r kb u2 s2 <<<"$(rss "$tmp/many.jsonl")"
    echo "$many postings on standard input: $((kb / 1024)) MB at most (goal: under 64)"
    awk -v n="$many" -v a="$u1" -v b="$s1" -v c="$u2" -v d="$s2" 'BEGIN {
        printf "a posting among all takes %.2f times the time of one among the first 1000\n",
            (c + d) / n / ((a + b) / 1000) }'
fi
if command -v strace >/dev/null; then
    tests/bench/make_postings 1000 "$tmp/files"
    strace -f -y -o "$tmp/calls" -e trace=openat,read "${scan[@]}" -f csv "$tmp/files" >/dev/null
    awk -v dir="$tmp/files/" '
        / openat\(/ { opens += index($0, "\"" dir) && /html"/ }
        / read\([0-9]+</ { split($0, f, /[<>]/); if (index(f[2], dir) == 1) reads++; else other++ }
        END { printf "1000 files: %d opens and %d reads of them (goal: one each); ", opens, reads
              printf "%d reads of all else, at start-up: rules, libraries, skills file\n", other }
        ' "$tmp/calls"
fi
