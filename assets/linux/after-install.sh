#!/bin/sh
# After the package was installed or upgraded (deb, rpm). electron-builder fills in the two names.
set -e
app='/opt/${sanitizedProductName}'

# Without user namespaces for everybody, Chromium's sandbox needs a program of its own that starts as root. Asked as nobody,
# because root always gets a namespace.
if setpriv --reuid=65534 --clear-groups unshare --user true 2>/dev/null; then
  chmod 0755 "$app/chrome-sandbox"
else
  chmod 4755 "$app/chrome-sandbox"
fi

# Where AppArmor withholds user namespaces (Ubuntu 24.04), a profile gives them to this program. Older ones cannot read it.
if apparmor_status --enabled >/dev/null 2>&1 && apparmor_parser --skip-kernel-load --debug "$app/resources/apparmor-profile" >/dev/null 2>&1; then
  cp -f "$app/resources/apparmor-profile" '/etc/apparmor.d/${executable}'
  # An image that is being built has no kernel of its own.
  ischroot 2>/dev/null || apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}' || :
fi

# The helper as the policy of the computer wants it; without a word there it stays as it is. What is wrong is told, and is no
# reason to leave the package half installed.
sh "$app/resources/helper/install-linux.sh" --from-policy || :
