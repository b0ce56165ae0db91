#!/bin/sh
# Installs the pkg, sees that it works, removes it again, and looks into the dmg. For Macs that are thrown away afterwards:
# sh scripts/smoke/macos.sh FOLDER
set -eu
. "$(dirname "$0")/check.sh"
folder=$(cd "${1:-dist}" && pwd)
app='/Applications/Clock Medic.app'

sudo installer -pkg "$(ls "$folder"/clock-medic-*-mac-universal.pkg)" -target /
/usr/local/bin/clock-medic --version
check /usr/local/bin/clock-medic
check sudo /usr/local/bin/clock-medic
codesign --verify --deep --strict "$app"
lipo "$app/Contents/MacOS/Clock Medic" -verify_arch x86_64 arm64

"$app/Contents/MacOS/Clock Medic" --hidden --practice &
pid=$!
sleep 20
kill -0 "$pid" || fail 'The app ended by itself.'
kill "$pid"
wait "$pid" || :

sudo sh "$app/Contents/Resources/uninstall.sh"
for left in "$app" /usr/local/bin/clock-medic /Library/LaunchAgents/org.clockmedic.autostart.plist; do
  [ ! -e "$left" ] || fail "$left is still there after the removal."
done
if pkgutil --pkg-info org.clockmedic.app; then fail 'The receipt is still there after the removal.'; fi

mount=$(mktemp -d)
hdiutil attach -nobrowse -readonly -mountpoint "$mount" "$(ls "$folder"/clock-medic-*-mac-universal.dmg)"
check "$mount/Clock Medic.app/Contents/MacOS/Clock Medic"
hdiutil detach "$mount"
echo 'The packages for macOS work.'
