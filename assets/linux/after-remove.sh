#!/bin/sh
# After the package went: "remove" and "purge" for dpkg, 0 for rpm. electron-builder fills in the name.
set -e
case $1 in
  remove | purge | 0) ;;
  *) exit 0 ;;
esac
if [ -f '/etc/apparmor.d/${executable}' ]; then
  ischroot 2>/dev/null || apparmor_parser --remove '/etc/apparmor.d/${executable}' >/dev/null 2>&1 || :
  rm -f '/etc/apparmor.d/${executable}'
fi
rm -rf /run/clock-medic
# The policy of the computer goes with the last of its settings, and not before.
if [ "$1" = purge ]; then
  rm -f /etc/clock-medic/policy.json
  [ ! -d /etc/clock-medic ] || rmdir --ignore-fail-on-non-empty /etc/clock-medic
fi
