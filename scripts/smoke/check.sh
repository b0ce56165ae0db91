# What the smoke tests of all systems with a shell need. Its reader has set -eu.

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# A practice laptop is wrong on purpose: the answer is 2, and nothing on this computer is asked or changed.
check() {
  answer=$("$@" check --json --practice) && code=0 || code=$?
  [ "$code" = 2 ] || fail "$* check ended with $code instead of 2."
  printf '%s' "$answer" | grep -q '"verdict": *"critical"' || fail "$* check did not call the practice laptop wrong: $answer"
}
