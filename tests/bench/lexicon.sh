#!/bin/sh
# lexicon.sh [BUILD_DIR]: whether finding skills costs the same with 50,000 surface
# forms as with 1,000 (asked: at most 1.25 times). The same text is read by the same
# command with a rules folder that holds a small or a large table; the time to load
# is measured with an empty text and taken off. Exit 1 where it costs more.
set -eu
cd "$(dirname "$0")/../.."
fitgap=$PWD/${1:-build/release}/fitgap
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# The forms of the small table stand in the large one too, and in the text: what is
# found is the same, and only the table's size differs.
folder() { # NAME FORMS
    mkdir -p "$tmp/$1"
    cp -r rules/. "$tmp/$1"
    rm -rf "$tmp/$1/skills"
    mkdir "$tmp/$1/skills"
    awk -v n="$2" 'BEGIN { for (i = 0; i < n; i++)
        printf "skill%d part%d%s\t\tmethod\n", i % 997, i, i % 3 ? "" : " more" }' \
        >"$tmp/$1/skills/bench.tsv"
}
folder small 1000
folder large 50000
awk 'BEGIN { for (i = 0; i < 60000; i++)
    printf "Experience with skill%d part%d more, with knowledge of other things and teams\n",
           i * 7 % 997, i * 7 % 997 }' >"$tmp/text"
: >"$tmp/empty"

# Milliseconds of processor time of the fastest of five runs.
cost() { # RULES TEXT
    best=
    for run in 1 2 3 4 5; do
        ms=$(FITGAP_RULES="$tmp/$1" perl -e '
            open STDIN, "<", $ARGV[0]; open STDOUT, ">", "/dev/null";
            system $ARGV[1], "skills", "find"; exit 1 if $?;
            my @t = times; printf STDERR "%d\n", 1000 * ($t[2] + $t[3])' "$tmp/$2" "$fitgap" 2>&1)
        if [ -z "$best" ] || [ "$ms" -lt "$best" ]; then best=$ms; fi
    done
    echo "$best"
}

small=$(($(cost small text) - $(cost small empty)))
large=$(($(cost large text) - $(cost large empty)))
awk -v s="$small" -v l="$large" 'BEGIN {
    printf "lexicon: 60,000 lines cost %d ms with 1,000 forms, %d ms with 50,000: %.2f times (asked: 1.25)\n",
           s, l, l / s
    exit l > 1.25 * s }'
