#!/bin/sh
# Whether the server here says that it is well: exit code 0, or another.
set -eu
url="http://127.0.0.1:${BROADSHEET_PORT:-8080}/actuator/health"
if command -v curl > /dev/null; then
  exec curl --silent --show-error --fail --max-time 4 --output /dev/null "$url"
fi
exec wget --quiet --tries=1 --timeout=4 --output-document=/dev/null "$url"
