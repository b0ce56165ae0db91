import type { HelpEndId } from './symptoms.ts'
import { msg } from '../words/say.ts'

/** An error text that people paste, what it means, and the end that cures it. */
export interface ErrorText {
  /** Tried in turn, the narrow ones first, on a text whose gaps are one space each. No repetition without a bound. */
  readonly pattern: RegExp
  /** One or two sentences, as a message. */
  readonly meaning: string
  readonly end: HelpEndId
}

/** Sign-ins: Zimbra KB 23228, SecureAuth "OTP Troubleshooting", RFC 4120 (KRB_AP_ERR_SKEW), AWS error codes, browsers' certificate errors. */
const SIGN_IN: readonly ErrorText[] = [
  { pattern: /TWO_FACTOR_AUTH_FAILED|invalid TOTP code/i, meaning: msg('Zimbra did not accept the six digits. A clock is the cause: the phone\'s or the server\'s.'), end: 'last-step' },
  { pattern: /registration code does not match/i, meaning: msg('SecureAuth says that phone and server do not share the same key.'), end: 'registration-code' },
  {
    pattern: /KRB(?:5KRB)?_AP_ERR_SKEW|clock skew too great|STATUS_TIME_DIFFERENCE_AT_DC|0xC0000133|0x80070576|time and\/or date difference between the client and (?:the )?server/i,
    meaning: msg('Kerberos: two clocks differ by more than 5 minutes.'), end: 'skew',
  },
  { pattern: /RequestTimeTooSkewed|difference between the request time and the (?:current|server'?s?) time is too large|signature (?:not yet current|expired)|RequestExpired/i, meaning: msg('AWS compares the time in a request with its own: most services allow 5 minutes, some 15.'), end: 'skew' },
  {
    pattern: /ERR_CERT_DATE_INVALID|CERT_NOT_YET_VALID|CERT_HAS_EXPIRED|SEC_ERROR_EXPIRED_CERTIFICATE|SEC_E_CERT_EXPIRED|MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE|certificate (?:has expired|is expired|is not yet valid|not valid yet|not yet valid)/i,
    meaning: msg('A certificate is out of date, or this laptop\'s clock is.'), end: 'certificate',
  },
  {
    pattern: /IDX1022[23]|NotOnOrAfter|NotBefore|token used (?:before issued|too early)|jwt not active|(?:jwt|token) (?:is |has )?expired|issued in the future|(?:assertion|response|token|conditions?|signature) (?:is )?(?:not yet valid|not valid yet)|Release file .{0,200} is not valid yet/i,
    meaning: msg('A time stamp lies in the future or the past for the one who reads it: two clocks differ.'), end: 'skew',
  },
  { pattern: /too many (?:failed |wrong |invalid |login |sign-in )?(?:attempts|tries|codes|requests)|account (?:is |has been )?(?:temporarily )?locked/i, meaning: msg('There were too many tries.'), end: 'too-many-tries' },
  { pattern: /ERR_PROXY_CONNECTION_FAILED|proxy authentication required|ERR_TUNNEL_CONNECTION_FAILED/i, meaning: msg('A web proxy did not let the connection through.'), end: 'proxy' },
  { pattern: /ERR_CONNECTION_(?:TIMED_OUT|REFUSED|RESET)|ERR_NAME_NOT_RESOLVED|DNS_PROBE_FINISHED/i, meaning: msg('The page cannot be reached.'), end: 'unreachable' },
  {
    pattern: /(?:invalid|incorrect|wrong|expired) (?:\w{1,20}[ -]){0,3}(?:code|otp|passcode)\b|(?:code|otp|passcode)\b (?:is |was |has )?(?:invalid|incorrect|wrong|expired|not valid)/i,
    meaning: msg('The code was not accepted.'), end: 'every-code',
  },
]

/** w32tm and the Windows Time service: numbers do not depend on the language of the system. */
const WINDOWS: readonly ErrorText[] = [
  { pattern: /0x80070426|2147943462|service has not been started/i, meaning: msg('The Windows Time service is not running.'), end: 'windows' },
  { pattern: /0x80070422|2147943458/i, meaning: msg('The Windows Time service is disabled.'), end: 'windows' },
  { pattern: /0x80070424|2147943460/i, meaning: msg('The Windows Time service is not registered.'), end: 'windows' },
  { pattern: /0x80070430|2147943472/i, meaning: msg('The Windows Time service was taken out and waits for a restart of the computer.'), end: 'windows' },
  { pattern: /0x80070420|2147943456/i, meaning: msg('The Windows Time service runs already. That is no error.'), end: 'windows' },
  { pattern: /0x8007041D|2147943453/i, meaning: msg('The Windows Time service did not start in time.'), end: 'windows' },
  { pattern: /0x80070522|2147943714|0x80070005|2147942405/i, meaning: msg('The rights of an administrator are needed. Clock Medic asks for them once.'), end: 'windows' },
  { pattern: /0x800705B4|2147943860/i, meaning: msg('No time server answered. UDP port 123 may be blocked on this network.'), end: 'no-server' },
  { pattern: /0x80072AF9|2147953401/i, meaning: msg('The name of the time server was not found.'), end: 'no-server' },
  { pattern: /0x800706E1|2147944161|0x8007054B/i, meaning: msg('No domain controller was found. Connect to the office network or the VPN first.'), end: 'no-server' },
  { pattern: /0x800706BA|2147944122|0x800706B5|2147944117|0x80070721|2147944225/i, meaning: msg('The Windows Time service does not answer; it may be stopped or just starting.'), end: 'windows' },
  { pattern: /no time data was available/i, meaning: msg('The Windows Time service has no usable answer from a time server yet.'), end: 'no-server' },
  { pattern: /required time change was too big/i, meaning: msg('The clock is further off than the Windows Time service corrects by itself.'), end: 'windows' },
]

/** timedatectl(1), systemctl(1), chronyc(1), ntpq(1), sntp(1) and systemsetup(8) of macOS. */
const UNIX: readonly ErrorText[] = [
  { pattern: /(?:unit|unit file) [\w@.\\/-]{1,160} is masked/i, meaning: msg('The time service is masked: systemd may not start it.'), end: 'linux' },
  { pattern: /NTP not supported/i, meaning: msg('timedatectl knows no time service here: none is installed, it is masked, or it is one that timedatectl does not manage.'), end: 'linux' },
  { pattern: /50[16] (?:Not authorised|Cannot talk to daemon)/i, meaning: msg('chrony is not running, or this needs the rights of an administrator.'), end: 'chrony' },
  { pattern: /failed to (?:start|enable) (?:chronyd?|unit:? chronyd?)|Leap status : Not synchronised/i, meaning: msg('chrony does not run, or has no server that answers.'), end: 'chrony' },
  { pattern: /Automatic time synchronization is enabled/i, meaning: msg('The clock cannot be set by hand while automatic time is on. Clock Medic sets it and leaves automatic time on.'), end: 'linux' },
  { pattern: /Interactive authentication required/i, meaning: msg('The rights of an administrator are needed. Clock Medic asks for them once.'), end: 'linux' },
  { pattern: /Failed to start (?:systemd-timesyncd|Network Time Synchronization)|Failed to set ntp|Failed to query server|Failed to parse bus message|System has not been booted with systemd/i, meaning: msg('timedatectl could not do it on this system.'), end: 'linux' },
  { pattern: /Timed out waiting for reply from|ntpd is not running|Clock select failed|sntp: Exchange failed/i, meaning: msg('No time server answered. UDP port 123 may be blocked on this network.'), end: 'no-server' },
  { pattern: /NTP service: (?:inactive|n\/a)|NTP enabled: no|System clock synchronized: no/i, meaning: msg('Automatic time is off or has not worked lately.'), end: 'linux' },
  { pattern: /You need administrator access to run this tool/i, meaning: msg('systemsetup needs the rights of an administrator. It changed nothing.'), end: 'macos' },
  { pattern: /Network Time: Off|InternetServices\.m\b/i, meaning: msg('This comes from the time settings of macOS.'), end: 'macos' },
]

/** All known error texts, in the order in which they are tried; "invalid code", which may stand in any of them, comes last. */
export const ERROR_TEXTS: readonly ErrorText[] = [...WINDOWS, ...UNIX, ...SIGN_IN]
