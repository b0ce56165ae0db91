/** What `--help` prints. */
export const HELP = `Clock Medic finds out whether this computer's clock is wrong, explains why, and repairs it.

usage: clock-medic COMMAND [OPTIONS]

commands
  check     measure the clock and explain what is wrong; changes nothing, needs no rights
  plan      show what a repair would do: every step, its reason and its exact command
  fix       repair the clock and prove it by measuring again
  status    show how this computer keeps its clock right, without measuring
  report    everything an administrator would ask for, without secrets and names
  code      make the code of a key for the true time, and judge codes that a phone shows
  policy    show what your organisation has set for this computer, and what of it is not used
  services  list how far clocks may be off at which service, with sources

options
  --json                 one JSON document on standard output
  --format FORMAT        text, json; for check also nagios, prometheus, jamf and facts (one flat
                         line of JSON)
  --server HOST[:PORT]   ask this time server instead of the configured ones (may be given again);
                         nts:HOST[:PORT] asks one that proves who it is (NTS)
  --https URL            use this website where time servers do not answer (may be given again)
  --warn S, --critical S limits in seconds (15 and 30)
  --timeout S            the measurement ends by then
  --precise              check, report: take some seconds more, to be as exact as the network allows
  --yes                  fix: do not ask
  --dry-run              fix: only show the plan
  --only REMEDY          fix, plan: keep to this remedy (may be given again)
  --zone ZONE            fix, plan: set this time zone as well, such as Europe/Prague
  --service URL          check, report, code: measure the clock behind this https page as well
  --secret-stdin         code: the first line of standard input is the key or an otpauth:// address;
                         lines after it are codes, each typed at the moment the phone showed it
  --undo                 fix: take back the settings that the last repair changed
  --watch S              check: again every S seconds until interrupted; with --json a line each
  --jitter S             --watch: each check comes by a random time below S later
  --textfile FILE        check: put the result into FILE, whole or not at all
  --otlp URL             check: send the figures to an OpenTelemetry receiver (OTLP over HTTP)
  --log                  check: write one line to the log of the system
  --output FILE          report: write it to FILE, for you alone to read; --force replaces FILE
  --with-addresses       report: name your own time servers and addresses, which are left out else
  --explain              policy: also tell what it leaves open, and where each value comes from
  --verbose              tell on standard error what is asked, what answers, and which programs run
  --practice[=NAME]      use a made-up laptop; nothing on this computer is changed
  --help, --version

exit codes
  0 fine   1 warning   2 wrong, or a repair that did not work   3 cannot tell
  64 wrong usage   77 rights refused`
