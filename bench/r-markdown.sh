#!/bin/sh
# The same report on the same numbers, in R Markdown and here, in one run: warm in a process, cold as a process, bytes.
. "$(dirname -- "$0")/lib.sh"
rounds=${1:-5}
need_r
build
./broadsheet --version >/dev/null
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
load

# R in between ours, so that both see the same machine.
run io.broadsheet.bench.WarmPages 20 "$out/ours.html" >"$out/ours1"
(cd bench/r-markdown && LANG=C.UTF-8 Rscript run.R "$((rounds + 2))" "$out") >"$out/r.txt" 2>/dev/null
run io.broadsheet.bench.WarmPages 20 "$out/ours.html" >"$out/ours2"
r_warm=$(tail -n +3 "$out/r.txt" | awk '{ print $2 * 1000 }' | median)
ours_warm=$(cat "$out/ours1" "$out/ours2" | awk '{ print $1 }' | median)

: >"$out/r_cold"
: >"$out/ours_cold"
i=0
while [ $i -lt "$rounds" ]; do
    start=$(date +%s%N)
    (cd bench/r-markdown && LANG=C.UTF-8 Rscript run.R 1 "$out") >/dev/null 2>&1
    middle=$(date +%s%N)
    ./broadsheet render cohort --project bench/report --site 10026 --date 2021-11-01 --out "$out" >/dev/null
    end=$(date +%s%N)
    echo $(((middle - start) / 1000000)) >>"$out/r_cold"
    echo $(((end - middle) / 1000000)) >>"$out/ours_cold"
    i=$((i + 1))
done
r_cold=$(median <"$out/r_cold")
ours_cold=$(median <"$out/ours_cold")
r_bytes=$(wc -c <"$out/cohort_report_1.html")
ours_bytes=$(wc -c <"$out/ours.html")
ours_gz=$(gzip -9 -c "$out/ours.html" | wc -c)
load
awk -v rw="$r_warm" -v ow="$ours_warm" -v rc="$r_cold" -v oc="$ours_cold" -v rb="$r_bytes" -v ob="$ours_bytes" -v og="$ours_gz" 'BEGIN {
    printf "warm, in process   R Markdown %8.1f ms   Broadsheet %7.2f ms   1/%.0f (at most 1/250)\n", rw, ow, rw / ow
    printf "cold, as a process R Markdown %8.0f ms   Broadsheet %7.0f ms   1/%.1f (at most 1/6)\n", rc, oc, rc / oc
    printf "the page           R Markdown %8d B    Broadsheet %7d B, gzipped %d B (under 60 KB, 20 KB)\n", rb, ob, og
}'
