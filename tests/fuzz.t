#!/bin/sh
# fuzz.t: the fuzz target over its seeds and fixtures, and some thousands of mutations
# of them, the same on every run. It ends itself after 20 seconds.
set -u
build=${1:-${FG_BUILD:-build/release}}
cd "$(dirname "$0")/.."
export FG_SOURCE="$PWD"
echo 1..1
# the largest fixtures are left to other tests: many small inputs find more
seeds=$(find fixtures tests/fuzz/seeds -type f -size -24k ! -name '*.want' ! -name todo ! -name README.md | sort)
# shellcheck disable=SC2086 # file names without blanks
if said=$("$build/fuzz/posting" -n "${FG_FUZZ_MUTATIONS:-20000}" $seeds 2>&1); then
    echo "ok 1 - fuzz: $said"
else
    echo "not ok 1 - fuzz"
    echo "$said" | tail -n 40 | sed 's/^/# /'
    exit 1
fi
