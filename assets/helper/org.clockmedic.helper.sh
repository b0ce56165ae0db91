#!/bin/sh
# The privileged helper of Clock Medic on a Mac. launchd starts it for each connection to its socket, which is then its
# standard input and output. It reads one line of remedy names and runs fixed commands for them; see docs/helper.md.
set -uf
PATH=/usr/bin:/bin:/usr/sbin:/sbin
LC_ALL=C
export PATH LC_ALL
umask 077
cd / || exit 1
trap '' PIPE HUP INT

lock=/var/run/org.clockmedic.helper.lock
server=time.apple.com

refuse() {
  printf '{"end":"refused","words":"%s Nothing was changed."}\n' "$1"
  exit 1
}

printf '{"clockMedicHelper":1}\n'
[ "$(/usr/bin/id -u)" = 0 ] || refuse 'The helper has to be started by the system.'

# Taken before anything is read: whoever connects and stays silent holds up one process, never many.
if ! /bin/mkdir -m 700 "$lock" 2>/dev/null; then
  holder=$(/bin/cat "$lock/pid" 2>/dev/null)
  case $holder in '' | *[!0-9]*) refuse 'Another repair is running or has just ended.' ;; esac
  if /bin/kill -0 "$holder" 2>/dev/null; then refuse 'Another repair is running or has just ended.'; fi
  # Left behind by a process that was killed; of two who see that, one gets to rename it.
  /bin/mv "$lock" "$lock.$holder" 2>/dev/null || refuse 'Another repair is running.'
  /bin/rm -rf "$lock.$holder"
  /bin/mkdir -m 700 "$lock" 2>/dev/null || refuse 'Another repair is running.'
fi
echo $$ >"$lock/pid"
trap '/bin/rm -rf "$lock"' EXIT

( /bin/sleep 5; /bin/kill -TERM $$ ) >/dev/null 2>&1 </dev/null &
watchdog=$!
line=$(/usr/bin/head -c 200)
/bin/kill "$watchdog" 2>/dev/null
trap '' TERM

automatic=no
sync=no
for word in $(printf '%s' "$line" | /usr/bin/tr -c 'a-z \n-' '?'); do
  case $word in
    enable-automatic-time) automatic=yes ;;
    resync | step-clock) sync=yes ;;
    # A Mac does these by itself.
    register-service | unmask-service | start-service | set-hardware-clock) ;;
    *) refuse 'That is not among what the helper does.' ;;
  esac
done
[ "$automatic$sync" != nono ] || refuse 'The helper has nothing to do for that.'

# The server that this Mac is set to, as far as it is a plain name: the file is root's.
while read -r key host _; do
  case $key in server) ;; *) continue ;; esac
  case $host in '' | -* | *[!A-Za-z0-9.-]*) ;; *) server=$host ;; esac
  break
done </etc/ntp.conf 2>/dev/null

say_log() { /usr/bin/logger -t clock-medic -p auth.notice "$1"; }
say_log 'A repair was asked for.'

set_command='["/usr/sbin/systemsetup","-setusingnetworktime","on"]'
sync_command='["/usr/bin/sntp","-sS","-t","5","-n","2","'$server'"]'
plan=''
[ "$automatic" = no ] || plan="{\"remedy\":\"enable-automatic-time\",\"title\":\"Turn automatic time on\",\"command\":$set_command}"
[ "$sync" = no ] || plan="$plan${plan:+,}{\"remedy\":\"resync\",\"title\":\"Set the clock from $server\",\"command\":$sync_command}"
printf '{"plan":[%s]}\n' "$plan"

# Runs one step with a limit of its own, and says how it went.
index=0
step() {
  printf '{"began":%s}\n' "$index"
  "$@" >/dev/null 2>&1 </dev/null &
  running=$!
  ( /bin/sleep 40; /bin/kill -KILL "$running" ) >/dev/null 2>&1 </dev/null &
  watchdog=$!
  wait "$running"
  code=$?
  /bin/kill "$watchdog" 2>/dev/null
  if [ "$code" = 0 ]; then state=done; else state=failed; fi
  printf '{"ended":%s,"state":"%s","exit":%s,"tookSeconds":0,"said":""}\n' "$index" "$state" "$code"
  index=$((index + 1))
}
[ "$automatic" = no ] || step /usr/sbin/systemsetup -setusingnetworktime on
# sntp measures and sets in one go.
[ "$sync" = no ] || step /usr/bin/sntp -sS -t 5 -n 2 "$server"
printf '{"end":"ran"}\n'
say_log 'The repair has ended.'

# The caller is free to go; the lock stays for the pause between two repairs.
exec </dev/null >/dev/null
/bin/sleep 10
