# Shared by the benchmark scripts: the JDK, the class path of the built bench module, R's packages.
set -eu
root=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd -P)
. "$root/launcher/jdk.sh"
broadsheet_utf8
broadsheet_find_jdk compiler || exit 3
export JAVA_HOME="$jdk"
cd "$root"

# Builds what is measured, without its tests; prints Maven's words only if it fails.
build() {
    log=$(mktemp)
    mvn -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true -pl bench -am package dependency:build-classpath \
        -Dmdep.outputFile=target/classpath.txt -Dmdep.includeScope=runtime >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
    rm -f "$log"
    classpath="bench/target/classes:engine/target/classes:$(cat bench/target/classpath.txt)"
}

run() {
    "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp "$classpath" "$@"
}

# R Markdown, from Debian's packages.
need_r() {
    command -v Rscript >/dev/null 2>&1 && command -v pandoc >/dev/null 2>&1 && return 0
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends r-base-core r-cran-rmarkdown \
        r-cran-knitr r-cran-ggplot2 r-cran-dt r-cran-dplyr r-cran-tidyr r-cran-glue pandoc >/dev/null
}

# median of the numbers on standard input
median() {
    sort -n | awk '{ a[NR] = $1 } END { print (NR % 2) ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2 }'
}

load() {
    echo "load of the machine: $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo unknown)"
}
