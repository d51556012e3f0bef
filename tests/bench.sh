#!/usr/bin/env bash
# bench.sh BUILD_DIR: user+system time of whole processes, as `make bench` prints it.
#   start-up, the rules and one page of 30 KB: a run of 20, the least of 7 such
#   extraction over ../shared/corpus/html: as a ratio to ../shared/bench/parse_limit,
#   which only parses; with start-up, and without by the difference of going over it
#   once and five times. Parts in tests/bench/*.sh run after.
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
    mapfile -t files < <(find "$corpus" -type f | sort)
    often=("${files[@]}" "${files[@]}" "${files[@]}" "${files[@]}" "${files[@]}")
    for _ in 1 2 3 4 5 6 7 8 9; do # in turns, so that all meet the same load
        echo "$(cpu "$tmp/parse_limit" "${files[@]}") $(cpu "$tmp/parse_limit" --sax "${files[@]}")" \
             "$(cpu "$build/fitgap" extract --format jsonl "${files[@]}")" \
             "$(cpu "$build/fitgap" extract --format jsonl "${often[@]}")"
    done | awk -v pages="${#files[@]}" '
        { for (i = 1; i <= NF; i++) if (NR == 1 || $i < t[i]) t[i] = $i }
        END {
            each = (t[4] - t[3]) / 4
            printf "%d pages, user+system of whole processes, the least of 9:\n", pages
            printf "  libxml2 alone: tree %d ms, SAX events %d ms\n", t[1], t[2]
            printf "  extract %d ms: %.2f times the tree (asked: at most 1.0)\n", t[3], t[3] / t[1]
            printf "  without start-up %.0f ms: %.2f times the tree, %.2f times SAX events\n",
                each, each / t[1], each / t[2]
        }'
else
    echo "no $corpus: extraction over a corpus is left out"
fi
for part in tests/bench/*.sh; do
    [ -e "$part" ] || continue
    echo "== $part"
    bash "$part" "$build"
done
