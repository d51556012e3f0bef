#!/bin/sh
# check_layers.sh: data flows one way. A room includes base/ and the rooms above
# it in the list, never one below.
set -eu
cd "$(dirname "$0")/.."
awk '
BEGIN {
    n = split("base rules fetch document extract profile match report journal cli", order, " ")
    for (i = 1; i <= n; i++) rank[order[i]] = i
}
/^#include "[a-z]+\// {
    split(FILENAME, path, "/"); from = path[2]
    split($2, inc, "[\"/]"); to = inc[2]
    includes++
    if (!(from in rank) || !(to in rank) || rank[to] > rank[from]) {
        printf "%s:%d: room %s may not include %s\n", FILENAME, FNR, from, $2
        bad++
    }
}
END {
    if (!includes) { print "check-layers: no include found at all"; exit 1 }
    printf "check-layers: %d includes, %d against the flow\n", includes, bad
    exit bad > 0
}' src/*/*.[ch]
