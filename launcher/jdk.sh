# Finds a JDK 25 or newer. Sourced by ./broadsheet and ./verify; POSIX sh, and no process is started where a `release`
# file tells the version.
#
#   broadsheet_find_jdk [compiler]    sets jdk to its folder, or returns 1 after one sentence on standard error;
#                                     `compiler`: a runtime without javac won't do
#
# Looked at, in this order: BROADSHEET_JAVA_HOME, JAVA_HOME, java on the PATH, the usual folders (or those of
# BROADSHEET_JDK_FOLDERS, separated by colons, in their place).

jdk_needed=25

# Sets version to the major version of the Java in folder $1, or to nothing.
jdk_version() {
  version=
  [ -x "$1/bin/java" ] || return 0
  if [ -r "$1/release" ]; then
    while IFS='=' read -r key value; do
      if [ "$key" = JAVA_VERSION ]; then
        version=${value#\"}
        break
      fi
    done < "$1/release"
  fi
  if [ -z "$version" ]; then
    # openjdk version "25.0.3" 2026-04-21
    version=$("$1/bin/java" -version 2>&1) || version=
    version=${version#*version \"}
  fi
  version=${version%%[!0-9]*}
}

# Takes the folder $1 if its Java is new enough.
jdk_take() {
  jdk_version "$1"
  [ -n "$version" ] && [ "$version" -ge "$jdk_needed" ] || return 1
  [ "$2" != compiler ] || [ -x "$1/bin/javac" ] || return 1
  jdk=$1
}

# Takes the Java whose command is on the PATH.
jdk_take_command() {
  command=$(command -v java) || return 1
  target=$(readlink -f -- "$command" 2>/dev/null) || target=$command
  [ -n "$target" ] || return 1
  home=${target%/bin/java}
  if [ "$home" != "$target" ] && [ -r "$home/release" ]; then
    jdk_take "$home" "$1"
    return
  fi
  # A stand-in (jenv, asdf, macOS) knows where the real one is.
  home=$("$command" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p') || return 1
  [ -n "$home" ] && jdk_take "$home" "$1"
}

jdk_take_usual() {
  if [ -n "${BROADSHEET_JDK_FOLDERS+set}" ]; then
    saved_ifs=$IFS
    IFS=:
    set -f
    # shellcheck disable=SC2086
    set -- "$1" $BROADSHEET_JDK_FOLDERS
    set +f
    IFS=$saved_ifs
    kind=$1
    shift
    for folder in "$@"; do
      for home in "$folder"/*; do
        jdk_take "$home" "$kind" && return
      done
    done
    return 1
  fi
  for home in /usr/lib/jvm/* /opt/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /usr/local/opt/openjdk* /opt/homebrew/opt/openjdk*; do
    jdk_take "$home" "$1" && return
    # Homebrew keeps the JDK deeper down.
    [ -d "$home/libexec/openjdk.jdk" ] && jdk_take "$home/libexec/openjdk.jdk/Contents/Home" "$1" && return
  done
  return 1
}

broadsheet_find_jdk() {
  kind=${1:-any}
  jdk=
  if [ -n "${BROADSHEET_JAVA_HOME:-}" ]; then
    jdk_take "$BROADSHEET_JAVA_HOME" "$kind" && return
    if [ -n "$version" ] && [ "$version" -lt "$jdk_needed" ]; then
      echo "broadsheet: BROADSHEET_JAVA_HOME ($BROADSHEET_JAVA_HOME) is Java $version, and Broadsheet needs JDK $jdk_needed or newer." >&2
    elif [ -n "$version" ]; then
      echo "broadsheet: BROADSHEET_JAVA_HOME ($BROADSHEET_JAVA_HOME) has no javac, which building Broadsheet needs; set it to a whole JDK." >&2
    else
      echo "broadsheet: BROADSHEET_JAVA_HOME ($BROADSHEET_JAVA_HOME) holds no working bin/java; set it to a JDK $jdk_needed or newer." >&2
    fi
    return 1
  fi
  if [ -n "${JAVA_HOME:-}" ] && jdk_take "$JAVA_HOME" "$kind"; then
    return
  fi
  jdk_take_command "$kind" && return
  jdk_take_usual "$kind" && return
  echo "broadsheet: no JDK $jdk_needed or newer was found; install one (such as Temurin $jdk_needed from adoptium.net), or set BROADSHEET_JAVA_HOME to where it is." >&2
  return 1
}

# File names and output are UTF-8 whatever the locale; without this a bare C locale can't name a folder 한글.
broadsheet_utf8() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]-8* | *[Uu][Tt][Ff]8*) ;;
    *) LC_ALL=C.UTF-8 && export LC_ALL ;;
  esac
}
