#!/bin/sh
# From about 880,000 raw events of one site in a real MariaDB to the page, beside reading those rows over plain JDBC.
. "$(dirname -- "$0")/lib.sh"
rounds=${1:-9}
build
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r examples/divers "$work/divers"
rm -rf "$work/divers/out"
DIVERS_SITES=6 ./broadsheet data cohort --project "$work/divers" --site 10026 --date 2021-11-01 --query visits >/dev/null
load
run io.broadsheet.bench.FromMariaDb "$work/divers" "$work" "$rounds"
load
