#!/bin/sh
# install_deps.sh build|test: installs what is missing of Debian's packages, and
# says so; silent where nothing is. As root as it is, otherwise with sudo.
set -eu
build="gcc libc6-dev pkg-config libxml2-dev libpcre2-dev libcurl4-openssl-dev libjansson-dev
       libfyaml-dev libarchive-dev libgmime-3.0-dev libical-dev libsqlite3-dev
       nettle-dev libstemmer-dev libbrotli-dev zlib1g-dev poppler-utils ca-certificates"
tests="perl libcmocka-dev python3-minimal python3 openssl brotli zstd gzip nghttp2-proxy xz-utils
       bzip2 strace taskwarrior remind python3-icalendar python3-vobject gearman-job-server
       gearman-tools groff-base parallel slurmctld slurmd slurm-client"
case "$1" in
build) want=$build ;;
test) want="$build $tests" ;;
*) echo "usage: install_deps.sh build|test" >&2; exit 2 ;;
esac
if ! command -v dpkg-query >/dev/null; then
    exit 0 # not Debian: pkg-config will name what is missing
fi
missing=
for p in $want; do
    case "$(dpkg-query -W -f '${Status}' "$p" 2>/dev/null)" in
    *"ok installed") ;;
    *) missing="$missing $p" ;;
    esac
done
[ -n "$missing" ] || exit 0
echo "installing:$missing"
root=
[ "$(id -u)" -eq 0 ] || root=sudo
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
# shellcheck disable=SC2086 # the list is words
if ! { $root apt-get update -q && $root apt-get install -y -q --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "install_deps.sh: could not install:$missing" >&2
    exit 1
fi
rm -f "$log"
