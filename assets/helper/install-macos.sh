#!/bin/sh
# Installs the helper of Clock Medic on a Mac, or takes it away again. For the IT department; see docs/helper.md.
#   install-macos.sh [--uninstall]
set -eu
umask 022
PATH=/usr/bin:/bin:/usr/sbin:/sbin
export PATH

here=$(cd -- "$(dirname -- "$0")" && pwd -P)
label=org.clockmedic.helper
helper=/Library/PrivilegedHelperTools/$label
daemon=/Library/LaunchDaemons/$label.plist

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

case ${1-} in
  '' | --uninstall) ;;
  *) fail "\"$1\" is not an option of this script." ;;
esac
[ "$(uname -s)" = Darwin ] || fail 'This script is for macOS.'
[ "$(id -u)" = 0 ] || fail 'This script has to be run as root.'

launchctl bootout "system/$label" 2>/dev/null || :
if [ "${1-}" = --uninstall ]; then
  rm -f -- "$daemon" "$helper" "/var/run/$label.sock"
  echo 'The helper of Clock Medic is gone.'
  exit 0
fi

mkdir -p /Library/PrivilegedHelperTools
chown root:wheel /Library/PrivilegedHelperTools
chmod 755 /Library/PrivilegedHelperTools
# A copy, because the app's own folder can be written by every administrator.
install -o root -g wheel -m 755 "$here/org.clockmedic.helper.sh" "$helper"
install -o root -g wheel -m 644 "$here/org.clockmedic.helper.plist" "$daemon"
launchctl bootstrap system "$daemon"
echo 'The helper of Clock Medic is installed.'
