#!/usr/bin/env bash
# eval.sh BUILD_DIR: one table of figures on labelled postings, where ../shared is
# there: extraction on real/ and careers/, fits on fit/, skills on spans/.
set -euo pipefail
cd "$(dirname "$0")/.."
fitgap=${1:-build/release}/fitgap
eval=../shared/eval
if [ ! -d "$eval" ]; then
    echo "no $eval: nothing to measure on"
    exit 0
fi
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
for set in real careers; do
    "$eval/score.py" "$eval/$set/docs" "$eval/$set/gold" -- "$fitgap" extract --format json >"$tmp/$set"
done
join -a1 -e - -o 0,1.2,2.2 <(sort "$tmp/real") <(sort "$tmp/careers") |
    awk 'BEGIN { printf "%-14s %8s %8s\n", "figure", "real", "careers" } { printf "%-14s %8s %8s\n", $1, $2, $3 }'
echo
echo "fits, against two readers' judgements:"
"$eval/score_fit.py" "$eval/fit" "$eval/real/docs" -- "$fitgap" score --format json | sed -n '/^[a-z]/{/^worst/!s/^/  /p;}'
echo
mkdir "$tmp/dev" && cp "$eval"/spans/*_dev.conll "$tmp/dev/"
"$eval/spans/score_spans.py" "$fitgap" "$tmp/dev" 0.45 0.65 || true
if [ "${EVAL_UNSEEN:-}" ]; then
    echo
    python3 tests/train_model.py --folds 5 "$fitgap" "$eval/real" "$eval/careers:4"
fi
