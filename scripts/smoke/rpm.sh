#!/bin/sh
# Installs the rpm inside a container of Fedora, sees that the command line works, and removes it again: sh scripts/smoke/rpm.sh FOLDER
set -eu
folder=$(cd "${1:-dist}" && pwd)
package=$(basename "$(ls "$folder"/clock-medic-*-linux-"$(uname -m)".rpm)")
docker run --rm -v "$folder:/packages:ro" fedora:latest sh -euc "
  dnf install -y '/packages/$package'
  clock-medic --version
  clock-medic check --json --practice && code=0 || code=\$?
  [ \"\$code\" = 2 ]
  dnf remove -y clock-medic
  [ ! -e '/opt/Clock Medic' ] && [ ! -e /usr/bin/clock-medic ]
"
echo 'The rpm works.'
