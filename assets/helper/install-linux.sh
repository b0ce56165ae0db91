#!/bin/sh
# Installs the helper of Clock Medic, or takes it away again. For the IT department; see docs/helper.md.
#   install-linux.sh [--program PROGRAM] [--allow-group GROUP]
#   install-linux.sh --from-policy
#   install-linux.sh --uninstall
# PROGRAM is the installed app (the default), or a Node and the command line: "/usr/bin/node /opt/clock-medic/clock-medic.mjs".
# --from-policy lets in the group that "helperGroup" in /etc/clock-medic/policy.json names. Where it names none, a helper that is
# there is renewed as it is, and none is installed. The package does this whenever it is installed or upgraded.
# DESTDIR, where set, is put before every path that is written.
set -eu
umask 022
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH

here=$(cd -- "$(dirname -- "$0")" && pwd -P)
root=${DESTDIR-}
folder=$root/usr/libexec/clock-medic
helper=$folder/clock-medic-helper
policy=$root/usr/share/polkit-1/actions/org.clockmedic.helper.policy
rules=$root/etc/polkit-1/rules.d/50-clock-medic.rules
computer=$root/etc/clock-medic/policy.json
program='/opt/Clock Medic/clock-medic'
group=''
from_policy=no
uninstall=no

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

while [ $# -gt 0 ]; do
  case $1 in
    --program) [ $# -ge 2 ] || fail '--program needs a path.'; program=$2; shift 2 ;;
    --allow-group) [ $# -ge 2 ] || fail '--allow-group needs the name of a group.'; group=$2; shift 2 ;;
    --from-policy) from_policy=yes; shift ;;
    --uninstall) uninstall=yes; shift ;;
    *) fail "\"$1\" is not an option of this script." ;;
  esac
done

[ "$(id -u)" = 0 ] || fail 'This script has to be run as root.'

if [ "$uninstall" = yes ]; then
  rm -f -- "$rules" "$policy" "$helper"
  [ ! -d "$folder" ] || rmdir -- "$folder" 2>/dev/null || :
  echo 'The helper of Clock Medic is gone.'
  exit 0
fi

if [ "$from_policy" = yes ]; then
  if [ -f "$computer" ]; then
    [ -z "$(find "$(dirname -- "$computer")" "$computer" -maxdepth 0 \( ! -user 0 -o -perm /022 -o -type l \))" ] ||
      fail "\"$computer\" or its folder can be written by others than root, so it is not followed."
    # Inside a text of JSON the quotes would have backslashes before them.
    group=$(tr -d '\n\r' <"$computer" | sed -n 's/.*"helperGroup"[[:space:]]*:[[:space:]]*"\([^"]*\)".*/\1/p')
  fi
  if [ -z "$group" ]; then
    grep -qsF "'$program'" "$helper" || exit 0
    [ ! -f "$rules" ] || group=$(sed -n "s/.*isInGroup('\([^']*\)').*/\1/p" "$rules")
  fi
fi

# A program that others can write, or a folder above it, would be everybody's way to become root.
require_roots_own() {
  path=$1
  case $path in /*) ;; *) fail "\"$path\" is not an absolute path." ;; esac
  case $path in *[!A-Za-z0-9/._\ -]* | */../* | */..) fail "\"$path\" holds characters that are not taken here." ;; esac
  [ -f "$path" ] || fail "\"$path\" is not there."
  while :; do
    [ "$(stat -c %u -- "$path")" = 0 ] || fail "\"$path\" does not belong to root, so it cannot be part of the helper."
    [ -z "$(find "$path" -maxdepth 0 -perm /022 ! -type l)" ] || fail "\"$path\" can be written by others than root, so it cannot be part of the helper."
    [ "$path" != / ] || break
    path=$(dirname -- "$path")
  done
}

# What the program loads lies beside it.
require_folder_roots_own() {
  others=$(find "$(dirname -- "$1")" -xdev \( ! -user 0 -o -perm /022 \) ! -type l | head -n 1)
  [ -z "$others" ] || fail "\"$others\" beside the program can be written by others than root."
}

# Links are followed once, here: one that is turned later leads nowhere new.
if [ -f "$program" ]; then
  program=$(readlink -f -- "$program")
  require_roots_own "$program"
  require_folder_roots_own "$program"
  # Electron refuses to work as root with its sandbox; nothing of it that needs one is started.
  words="'$program' --no-sandbox"
else
  node=$(readlink -f -- "${program%% *}") || fail "\"${program%% *}\" is not there."
  script=$(readlink -f -- "${program#* }") || fail "\"${program#* }\" is not there."
  require_roots_own "$node"
  require_roots_own "$script"
  require_folder_roots_own "$script"
  words="'$node' '$script'"
fi

case $group in
  *[!a-z0-9_-]*) fail "\"$group\" is not the name of a group." ;;
  '') ;;
  *) getent group "$group" >/dev/null || fail "There is no group \"$group\" on this computer." ;;
esac

# Moved into place whole, so that nobody ever starts half a file, and a link is replaced instead of followed.
put() {
  mkdir -p -- "$(dirname -- "$2")"
  new=$(mktemp -- "$(dirname -- "$2")/.clock-medic.XXXXXX")
  cat >"$new"
  chown 0:0 -- "$new"
  chmod "$1" -- "$new"
  mv -f -T -- "$new" "$2"
}

put 0755 "$helper" <<END
$(sed "s|@PROGRAM@|$words|" "$here/clock-medic-helper.in")
END
chown 0:0 -- "$folder"
chmod 0755 -- "$folder"
put 0644 "$policy" <"$here/org.clockmedic.helper.policy"
if [ -n "$group" ]; then
  put 0644 "$rules" <<END
$(sed "s|@GROUP@|$group|" "$here/50-clock-medic.rules.in")
END
  echo "The helper of Clock Medic is installed. Members of \"$group\" who sit at this computer need no password."
else
  rm -f -- "$rules"
  echo 'The helper of Clock Medic is installed. It asks for the password of an administrator.'
fi
