#!/bin/sh
# Builds Broadsheet and puts what runs it into a folder: the launcher, its jars and these scripts.
#
#   deploy/build.sh FOLDER
set -eu
[ $# = 1 ] || { echo "usage: deploy/build.sh FOLDER" >&2; exit 2; }
root=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd -P)
target=$1

# The launcher builds where it must, the server with the first of its commands. The JVM's cache is made where it will
# run: it fits one JVM in one place only.
BROADSHEET_NO_AOT=yes "$root/broadsheet" --version >&2
BROADSHEET_NO_AOT=yes "$root/broadsheet" serve --help >&2

mkdir -p "$target/launcher" "$target/deploy"
cp "$root/broadsheet" "$target/"
cp "$root/launcher/jdk.sh" "$target/launcher/"
for part in cli server; do
  mkdir -p "$target/$part/target/app"
  cp -R "$root/$part/target/app/lib" "$root/$part/target/app/built" "$target/$part/target/app/"
done
cp "$root/deploy/entry.sh" "$root/deploy/health.sh" "$root/deploy/install.sh" "$target/deploy/"
