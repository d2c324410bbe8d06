#!/bin/sh
# What a container runs: `serve` with what the environment says, or any other command as it is given.
#
#   BROADSHEET_HOST   the address to listen on
#   BROADSHEET_PORT   the port
#   BROADSHEET_HOME   where the server keeps what is its own
set -eu
here=$(CDPATH='' cd -P -- "$(dirname -- "$0")" && pwd -P)
export BROADSHEET_NO_BUILD=yes

if [ "${1:-}" = serve ]; then
  shift
  # Before the given options, so that those win.
  [ -z "${BROADSHEET_HOME:-}" ] || set -- --home "$BROADSHEET_HOME" "$@"
  [ -z "${BROADSHEET_PORT:-}" ] || set -- --port "$BROADSHEET_PORT" "$@"
  [ -z "${BROADSHEET_HOST:-}" ] || set -- --host "$BROADSHEET_HOST" "$@"
  set -- serve "$@"
fi
exec "${here%/deploy}/broadsheet" "$@"
