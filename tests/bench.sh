#!/usr/bin/env bash
# bench.sh BUILD_DIR: user+system time of whole processes, as `make bench` prints it.
#   start-up and one page of 30 KB: median of 31 runs, in milliseconds
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
echo "one page of $(($(wc -c <"$tmp/page.html") / 1024)) KB, start-up included, user+system, median of 31:"
echo "  extract  $(median 31 "$build/fitgap" extract --format json "$tmp/page.html") ms"
echo "  score    $(median 31 "$build/fitgap" score --format json -s fixtures/skills.yaml "$tmp/page.html") ms"
echo "  --version (a process that loads no rules)  $(median 31 "$build/fitgap" --version) ms"

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
