#!/bin/sh
# fetch.sh BUILD_DIR: 200 delayed postings from loopback, against curl.
set -eu
cd "$(dirname "$0")/../.."
FG_BUILD=$(cd "$1" && pwd) exec perl tests/bench/fetch.pl
