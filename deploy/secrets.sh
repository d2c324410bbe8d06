#!/bin/sh
# Makes the environment files that compose.yaml reads out of their examples, with new random secrets. A file that is
# there stays as it is.
#
#   deploy/secrets.sh [FOLDER]      FOLDER: deploy/env unless given
set -eu
here=$(CDPATH='' cd -P -- "$(dirname -- "$0")" && pwd -P)
folder=${1:-$here/env}
umask 077
mkdir -p "$folder"

# 32 random bytes, as 64 digits.
random() {
  od -An -tx1 -N32 /dev/urandom | tr -d ' \n'
}

for example in "$here"/env/*.env.example; do
  name=$(basename -- "$example" .example)
  file=$folder/$name
  if [ -e "$file" ]; then
    echo "$file stays as it is" >&2
    continue
  fi
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      *=GENERATE) printf '%s=%s\n' "${line%%=*}" "$(random)" ;;
      *) printf '%s\n' "$line" ;;
    esac
  done < "$example" > "$file.part"
  mv "$file.part" "$file"
  echo "$file is made" >&2
done
