#!/bin/sh
# The burst: SITES sites x 4 reports over EVENTS events in Parquet files, to pages on disk.
#   bench/burst.sh [SITES] [EVENTS] [FOLDER]     the data is made once and kept in FOLDER
. "$(dirname -- "$0")/lib.sh"
sites=${1:-1000}
events=${2:-20000000}
folder=${3:-${TMPDIR:-/tmp}/broadsheet-burst-$sites}
build
mkdir -p "$folder"
for part in broadsheet.yaml generate.sql datasets shared reports themes; do
    rm -rf "$folder/${part:?}"
    cp -r "examples/divers/$part" "$folder/"
done
export DIVERS_SITES="$sites" DIVERS_EVENTS="$events"
load
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
run -Xmx300m io.broadsheet.bench.Burst "$folder" "$out"
load
