#!/bin/sh
# Installs the deb for this computer, sees that it works for a user and for root, and removes it again. For computers that are thrown
# away afterwards: sh scripts/smoke/linux.sh FOLDER
set -eu
. "$(dirname "$0")/check.sh"
folder=$(cd "${1:-dist}" && pwd)
package=$(ls "$folder"/clock-medic-*-linux-"$(dpkg --print-architecture)".deb)

sudo apt-get install -y "$package"
clock-medic --version
check clock-medic
check sudo clock-medic

# It runs until it is stopped, which `timeout` tells by 124.
code=0
xvfb-run -a dbus-run-session -- timeout -k 10 20 clock-medic --hidden --practice || code=$?
[ "$code" = 124 ] || fail "The tray app ended by itself with $code."

sudo apt-get purge -y clock-medic
for left in '/opt/Clock Medic' /usr/bin/clock-medic /etc/xdg/autostart/clock-medic.desktop /etc/apparmor.d/clock-medic; do
  [ ! -e "$left" ] || fail "$left is still there after the removal."
done

# What needs no installation only has to start. Its sandbox needs what only a package can set up.
image=$(ls "$folder"/clock-medic-*-linux-"$(uname -m | sed 's/aarch64/arm64/')".AppImage)
chmod +x "$image"
check env APPIMAGE_EXTRACT_AND_RUN=1 "$image" --no-sandbox
echo 'The packages for Linux work.'
