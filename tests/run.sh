#!/bin/sh
# run.sh BUILD_DIR: all tests under prove, whose summary is the last line.
set -eu
cd "$(dirname "$0")/.."
build=$1
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 TZ=UTC
export FG_BUILD="$PWD/$build" FG_SOURCE="$PWD"
exec prove --exec '' --timer --failures --jobs 2 "$build"/tests/test_* tests/*.t
