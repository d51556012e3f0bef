#!/bin/sh
# certificates.sh DIR HOST...: a test authority and, signed by it, certificates that
# are good (for all hosts), expired, and of another host.
set -eu
dir=$1
shift
cd "$dir"
names=DNS:localhost,IP:127.0.0.1,IP:::1
for host in "$@"; do names=$names,DNS:$host; done
new_key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"; }
request() { openssl req -new -key "$1.key" -subj "/CN=$1" -out "$1.csr"; }

new_key ca
openssl req -x509 -key ca.key -subj '/CN=fitgap test authority' -days 2 -out ca.pem \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=keyCertSign
sign() { # NAME NAMES [START END]
    new_key "$1"
    request "$1"
    printf 'subjectAltName=%s\n' "$2" >"$1.ext"
    printf '[ca]\ndefault_ca=c\n[c]\ndatabase=%s.db\nnew_certs_dir=.\nserial=%s.srl\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n' "$1" "$1" >"$1.cnf"
    : >"$1.db"
    echo 01 >"$1.srl"
    openssl ca -batch -notext -config "$1.cnf" -cert ca.pem -keyfile ca.key -in "$1.csr" \
        -extfile "$1.ext" -startdate "$3" -enddate "$4" -out "$1.crt" 2>"$1.log" ||
        { cat "$1.log" >&2; exit 1; }
    cat "$1.crt" "$1.key" >"$1.pem"
}
from=$(date -u -d '-1 day' +%Y%m%d%H%M%SZ)
to=$(date -u -d '+2 days' +%Y%m%d%H%M%SZ)
sign good "$names" "$from" "$to"
sign expired "$names" 20200101000000Z 20200201000000Z
sign other DNS:other.invalid "$from" "$to"
