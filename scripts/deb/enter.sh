#!/bin/sh
# Enters a Debian in a folder as if it were a machine of its own, as far as a process can: its own processes, its own root, and no right
# to set the clock. Run under unshare by machine.mjs: enter.sh ROOT BINDS COMMAND...; BINDS are lines "from:to".
set -eu
root=$1
binds=$2
shift 2

mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t tmpfs -o mode=755 dev "$root/dev"
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$root/dev/pts"
mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmp "$root/tmp"
mount -t tmpfs -o mode=755 run "$root/run"
mkdir -m 1777 "$root/tmp/.X11-unix"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
for device in null zero full random urandom tty; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
printf '%s\n' "$binds" | while IFS=: read -r from to; do
  [ -n "$from" ] || continue
  mkdir -p "$root$to"
  mount --bind -o ro "$from" "$root$to"
done

# A chroot would not do: the kernel gives no user namespace, and so no sandbox, to who lives in one.
cd "$root"
mkdir -p tmp/host
pivot_root . tmp/host
cd /
umount -l /tmp/host
rmdir /tmp/host
# This shell stays the first process: when it is ended all others end, and Xvfb tells no first process that it is ready.
status=0
setpriv --bounding-set=-sys_time,-wake_alarm --inh-caps=-all "$@" || status=$?
exit "$status"
