#!/bin/sh
# Fetches everything that the build needs into Maven's local repository, by building the POMs without any source. So a
# layer of an image, or the cache of a CI, holds it for as long as the POMs stay as they are.
#
#   deploy/dependencies.sh [MAVEN_OPTION..]
set -eu
root=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd -P)
poms=$(mktemp -d)
trap 'rm -rf "$poms"' EXIT

cd "$root"
for pom in pom.xml */pom.xml; do
  mkdir -p "$poms/$(dirname -- "$pom")"
  cp "$pom" "$poms/$pom"
done
cd "$poms"
MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow" \
  mvn -B -q -Dstyle.color=never -Pquick -pl server -am package "$@"
