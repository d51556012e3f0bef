#!/bin/sh
# run.sh BUILD_DIR: all tests under prove, whose summary is the last line.
set -eu
cd "$(dirname "$0")/.."
build=$1
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 TZ=UTC
export FG_BUILD="$PWD/$build" FG_SOURCE="$PWD"
units=$(for f in tests/unit/test_*.c; do f=${f##*/}; echo "$build/tests/${f%.c}"; done)
# shellcheck disable=SC2086 # file names without blanks
exec prove --exec '' --timer --failures --jobs 2 tests/*.t $units
