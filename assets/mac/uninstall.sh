#!/bin/sh
# Takes Clock Medic off this Mac, with its helper and its start at login. Settings of users stay. For the IT department.
#   sudo sh '/Applications/Clock Medic.app/Contents/Resources/uninstall.sh'
set -eu
PATH=/usr/bin:/bin:/usr/sbin:/sbin
export PATH
app='/Applications/Clock Medic.app'
agent=/Library/LaunchAgents/org.clockmedic.autostart.plist
link=/usr/local/bin/clock-medic

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}
[ "$(uname -s)" = Darwin ] || fail 'This script is for macOS.'
[ "$(id -u)" = 0 ] || fail 'This script has to be run as root.'

# The shell reads a script as it goes, and this one lies inside of what it removes.
remove_all() {
  [ ! -e /Library/LaunchDaemons/org.clockmedic.helper.plist ] || sh "$app/Contents/Resources/helper/install-macos.sh" --uninstall
  rm -f -- "$agent"
  case $(readlink "$link" 2>/dev/null) in "$app"/*) rm -f -- "$link" ;; esac
  rm -rf -- "$app"
  pkgutil --forget org.clockmedic.app >/dev/null 2>&1 || :
  echo 'Clock Medic is gone.'
  exit 0
}
remove_all
