#!/usr/bin/env bash
# bench.sh BUILD_DIR: user+system time of whole processes, as `make bench` prints it.
#   start-up, the rules and one page of 30 KB: a run of 20, the least of 7 such
#   extraction over ../shared/corpus/html: as a ratio to ../shared/bench/parse_limit,
#   which only parses. Parts in tests/bench/*.sh run after.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${1:-build/release}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
TIMEFORMAT='%U %S'

# cpu COMMAND...: its user+system time in milliseconds
cpu() {
    { time "$@" >/dev/null 2>&1 || true; } 2>&1 | awk '{ printf "%.0f\n", ($1 + $2) * 1000 }'
}
# median RUNS COMMAND...
median() {
    local runs=$1 i
    shift
    for ((i = 0; i < runs; i++)); do cpu "$@"; done | sort -n | sed -n "$((runs / 2 + 1))p"
}

# a page of 30 KB: the fixture with its news section grown
perl -ne '
    print;
    if (/<\/nav>/) {
        my $n = 0;
        while ($n < 24000) {
            my $item = sprintf "<div class=\"teaser\"><a href=\"/news/%d\">A hall opens on time, part %d of many</a></div>\n", $n, $n;
            print $item;
            $n += length $item;
        }
    }' fixtures/event_coordinator.html >"$tmp/page.html"
# a_run COMMAND...: milliseconds a run, start-up included
a_run() {
    local i
    for i in 1 2 3 4 5 6 7; do
        { time for _ in {1..20}; do "$@" </dev/null >/dev/null 2>&1 || true; done; } 2>&1
    done | awk '{ t = ($1 + $2) * 1000 / 20; if (!n++ || t < b) b = t } END { printf "%.2f", b }'
}
nothing=$(a_run /bin/true)
version=$(a_run "$build/fitgap" --version)
image=$(a_run "$build/fitgap" skills find)
text=$(FITGAP_IMAGE='' a_run "$build/fitgap" skills find)
extract=$(a_run "$build/fitgap" extract --format json "$tmp/page.html")
score=$(a_run "$build/fitgap" score --format json -s fixtures/skills.yaml "$tmp/page.html")
echo "whole runs, user+system, of 20 in a row, the least of 7:"
awk -v n="$nothing" -v v="$version" -v i="$image" -v t="$text" -v e="$extract" -v s="$score" \
    -v kb="$(($(wc -c <"$tmp/page.html") / 1024))" 'BEGIN {
    printf "  --version %.1f ms, %.1f times a process that does nothing\n", v, v / n
    printf "  rules and lexicon on top of that: %.1f ms (asked: under 10); as text %.1f ms, %.1f times that\n",
           i - v, t - v, (t - v) / (i - v)
    printf "  a page of %d KB: extract %.1f ms, score %.1f ms: %.1f and %.1f times --version\n",
           kb, e, s, e / v, s / v }'

corpus=../shared/corpus/html limit=../shared/bench/parse_limit.c
if [ -d "$corpus" ] && [ -f "$limit" ]; then
    # shellcheck disable=SC2046 # flags and file names without blanks
    ${CC:-cc} -O2 -o "$tmp/parse_limit" "$limit" $(pkg-config --cflags --libs libxml-2.0)
    files=$(find "$corpus" -type f | wc -l)
    find "$corpus" -type f | sort >"$tmp/files"
    # shellcheck disable=SC2046
    tree=$(median 5 "$tmp/parse_limit" $(cat "$tmp/files"))
    # shellcheck disable=SC2046
    sax=$(median 5 "$tmp/parse_limit" --sax $(cat "$tmp/files"))
    # shellcheck disable=SC2046
    all=$(median 5 "$build/fitgap" extract --format jsonl $(cat "$tmp/files"))
    echo "$files pages of $corpus in one process, user+system, median of 5:"
    echo "  extract $all ms; libxml2 alone: tree $tree ms, SAX $sax ms"
    awk -v a="$all" -v t="$tree" -v s="$sax" 'BEGIN {
        printf "  extract is %.2f times the tree, %.2f times SAX\n", a / t, a / s }'
else
    echo "no $corpus: extraction over a corpus is left out"
fi
for part in tests/bench/*.sh; do
    [ -e "$part" ] || continue
    echo "== $part"
    bash "$part" "$build"
done
