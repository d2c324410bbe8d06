#!/bin/sh
# The burst through the server: SITES sites x 4 reports by the engine alone, to pages on disk, and by a whole server
# (PostgreSQL, a store of files, no mail), from a schedule to published editions. Both in one JVM, in turn.
#   bench/server.sh [SITES] [ROUNDS] [FOLDER]     the data is made once and kept in FOLDER
. "$(dirname -- "$0")/lib.sh"
sites=${1:-200}
rounds=${2:-2}
folder=${3:-${TMPDIR:-/tmp}/broadsheet-burst-$sites}
build
mkdir -p "$folder"
for part in generate.sql datasets shared reports themes; do
    rm -rf "$folder/${part:?}"
    cp -r "examples/divers/$part" "$folder/"
done
export DIVERS_SITES="$sites" DIVERS_EVENTS="$((sites * 20000))"
load
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
run -Xmx500m -Dbench.log="$out/log" io.broadsheet.bench.ServerBurst examples/divers/broadsheet.yaml "$folder" "$out" "$rounds"
load
