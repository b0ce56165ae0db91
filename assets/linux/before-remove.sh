#!/bin/sh
# Before the package goes: "remove" for dpkg, 0 for rpm. An upgrade comes here too and keeps the helper.
set -e
case $1 in
  remove | 0) ;;
  *) exit 0 ;;
esac
# One that runs another program than this package's is none of its business.
if grep -qs "'/opt/Clock Medic/" /usr/libexec/clock-medic/clock-medic-helper; then
  sh '/opt/Clock Medic/resources/helper/install-linux.sh' --uninstall || :
fi
