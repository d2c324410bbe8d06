#!/bin/sh
# The last step of the image, as root: an account without rights, its folders, and the JVM's cache for this place.
set -eu
here=$(CDPATH='' cd -P -- "$(dirname -- "$0")" && pwd -P)

groupadd --system --gid 10001 broadsheet
useradd --system --uid 10001 --gid 10001 --home-dir /var/lib/broadsheet --no-create-home --shell /usr/sbin/nologin broadsheet
install -d -o 10001 -g 10001 -m 0750 /var/lib/broadsheet
install -d -m 0755 /project

# The first start of each part writes its cache; the account can read it and not change it.
"$here/entry.sh" --version
"$here/entry.sh" serve --help > /dev/null
