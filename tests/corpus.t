#!/bin/sh
# corpus.t: every document of ../shared/corpus must end with 0, 3 or 4, and soon.
set -u
build=${1:-${FG_BUILD:-build/release}}
cd "$(dirname "$0")/.."
corpus=${FG_CORPUS:-../shared/corpus}
if [ ! -d "$corpus" ]; then
    echo "1..0 # SKIP there is no $corpus"
    exit 0
fi
echo 1..1
# shellcheck disable=SC2016 # for the inner shell
bad=$(find "$corpus" -mindepth 2 -type f | sort | xargs -P 2 -I{} sh -c '
    timeout 20 "$0" extract --format json "$1" >/dev/null 2>"/tmp/fitgap-corpus.$$"; status=$?
    case $status in
    0 | 3 | 4) ;;
    *) echo "$1: ended with $status"; tail -n 3 "/tmp/fitgap-corpus.$$" ;;
    esac
    rm -f "/tmp/fitgap-corpus.$$"' "$build/fitgap" {})
count=$(find "$corpus" -mindepth 2 -type f | wc -l)
if [ -z "$bad" ]; then
    echo "ok 1 - $count documents"
else
    echo "not ok 1 - $count documents"
    echo "$bad" | sed 's/^/# /'
    exit 1
fi
