/**
 * The five public troubleshooting pages that the app answers, row by row, in a few words each, and the way that a person
 * takes through Help. A row that names several causes stands here once for each of them.
 */
export interface SourceRow {
  readonly page: string
  readonly row: string
  /** The two choices, as they are read on the screen. */
  readonly way: readonly [string, string]
  /** What the end has to do: lead to the repair, find out by a check or a code, or hold a message to copy. */
  readonly ends: readonly ('fix' | 'check' | 'code' | 'message')[]
  /** Words that the end or its message has to hold. */
  readonly says: RegExp
}

const CODES = 'A code from my authenticator is rejected'
const SETUP = 'Setting up fails (QR code, last step)'
const DELIVERY = 'No code arrives, or it comes too late'
const LOCKED = 'I am locked out or lost my phone'
const NOT_ASKED = 'I am not asked for a code'
const LAPTOP = 'The time on this laptop is wrong'
const NETWORK = 'The page shows an error or does not open'
const SERVICE = 'I look after the sign-in service'

const EVERY_CODE = [CODES, 'Every code is rejected, at a sign-in or a VPN'] as const
const STILL = [CODES, 'The clocks are right and codes are still rejected'] as const
const SMS = [DELIVERY, 'No text message (SMS) or call arrives'] as const
const EMAIL = [DELIVERY, 'No e-mail with the code arrives'] as const

const DEFGUARD = 'Defguard: "TOTP / email codes for MFA do not work"'
const ZIMBRA = 'Zimbra KB 23228: "2FA error: invalid TOTP code"'
const PLATFORM = '"Two-Factor Authentication Troubleshooting"'
const B2CORE = 'B2CORE: "Clients not receiving 2FA codes"'
const SECUREAUTH = 'SecureAuth IdP: "OTP Troubleshooting"'

export const SOURCE_ROWS: readonly SourceRow[] = [
  { page: DEFGUARD, row: 'TOTP codes rejected at login or VPN', way: EVERY_CODE, ends: ['check', 'code'], says: /VPN/ },
  { page: DEFGUARD, row: 'e-mail codes rejected', way: [DELIVERY, 'The code in the e-mail has expired already'], ends: ['check', 'message'], says: /clock is fast/ },
  { page: DEFGUARD, row: 'the server has a skewed clock', way: [CODES, 'Only one service rejects my codes'], ends: ['code', 'message'], says: /timedatectl status[\s\S]*systemctl enable --now systemd-timesyncd[\s\S]*chronyc tracking/ },
  { page: DEFGUARD, row: 'the server has a skewed clock, as its administrator', way: [SERVICE, 'Codes of several people are rejected'], ends: ['message'], says: /systemctl restart chronyd/ },
  { page: DEFGUARD, row: 'Linux client: NTP service inactive', way: [LAPTOP, 'Linux: automatic time is off'], ends: ['fix'], says: /systemd-timesyncd/ },
  { page: DEFGUARD, row: 'Linux client with chrony', way: [LAPTOP, 'Linux: chrony is off or does not correct'], ends: ['fix'], says: /sets the clock by what was measured/ },
  { page: DEFGUARD, row: 'macOS: Set time and date automatically off', way: [LAPTOP, 'Mac: "Set time and date automatically" is off'], ends: ['fix'], says: /sntp -sS time\.apple\.com/ },
  { page: DEFGUARD, row: 'Windows: Set time automatically off, Sync now', way: [LAPTOP, 'Windows: "Set time automatically" is off or "Sync now" fails'], ends: ['fix'], says: /starts the service first/ },
  { page: DEFGUARD, row: 'still failing: regenerate the secret, enrol again', way: STILL, ends: ['check', 'code', 'message'], says: /helps only if no clock is wrong/ },

  { page: ZIMBRA, row: 'six digits rejected at the last enrolment step', way: [SETUP, 'The six digits are rejected at the last step'], ends: ['code', 'message'], says: /TWO_FACTOR_AUTH_FAILED/ },
  { page: ZIMBRA, row: 'system clock and hardware clock, on the own machine', way: [LAPTOP, 'It is wrong again after each start'], ends: ['fix'], says: /hardware clock, in the right mode/ },
  { page: ZIMBRA, row: 'system clock and hardware clock, on the server', way: [SETUP, 'The six digits are rejected at the last step'], ends: ['message'], says: /hwclock --systohc/ },

  { page: PLATFORM, row: 'authenticator code always rejected: automatic time on the device', way: EVERY_CODE, ends: ['check', 'code'], says: /iPhone[\s\S]*Set Automatically/ },
  { page: PLATFORM, row: 'Google Authenticator: time correction for codes', way: [CODES, 'I use Google Authenticator on Android'], ends: ['code'], says: /Time correction for codes/ },
  { page: PLATFORM, row: 'still failing: reset the enrolment', way: STILL, ends: ['check', 'code', 'message'], says: /Measured by Clock Medic/ },
  { page: PLATFORM, row: 'QR code does not scan', way: [SETUP, 'The QR code does not scan'], ends: ['code', 'message'], says: /zoom of the page to 100 %/ },
  { page: PLATFORM, row: 'not prompted: known device, session still valid', way: [NOT_ASKED, 'I was asked before, but not this time'], ends: ['message'], says: /session/ },
  { page: PLATFORM, row: 'not prompted: switch off', way: [NOT_ASKED, 'I was never asked or never enrolled'], ends: ['message'], says: /switched on for my group/ },
  { page: PLATFORM, row: 'SMS does not arrive: provider, country code, carrier delay, rate limit', way: SMS, ends: ['message'], says: /country code[\s\S]*rate limit/ },
  { page: PLATFORM, row: 'e-mail code does not arrive: mail settings, spam, wrong address', way: EMAIL, ends: ['message'], says: /spam folder[\s\S]*mail settings/ },
  { page: PLATFORM, row: 'e-mail code has expired', way: [DELIVERY, 'The code in the e-mail has expired already'], ends: ['check', 'message'], says: /how long a code lives/ },
  { page: PLATFORM, row: 'locked out by too many attempts', way: [LOCKED, 'Too many wrong codes'], ends: ['code', 'message'], says: /start a new sign-in/ },
  { page: PLATFORM, row: 'lost device and no backup codes', way: [LOCKED, 'My phone is lost and I have no backup codes'], ends: ['message'], says: /backup codes/ },
  { page: PLATFORM, row: 'fallback methods off', way: [LOCKED, 'The page offers no other way to sign in'], ends: ['message'], says: /fallback/ },
  { page: PLATFORM, row: 'enrolment required but not forced', way: [NOT_ASKED, 'I was never asked or never enrolled'], ends: ['message'], says: /enforced and not only required/ },
  { page: PLATFORM, row: 'users pending', way: [SERVICE, 'Enrolment is required, but people stay pending'], ends: ['message'], says: /pending/ },
  { page: PLATFORM, row: 'SMS cost', way: [SERVICE, 'Text messages cost too much'], ends: ['message'], says: /authenticator apps first/ },

  { page: B2CORE, row: 'authenticator codes not valid: the device\'s time is not synchronised', way: EVERY_CODE, ends: ['check', 'code'], says: /measures the phone/ },
  { page: B2CORE, row: 'app or device lost: the office disables 2FA at the client\'s own request', way: [LOCKED, 'I have a new phone or deleted the app'], ends: ['message'], says: /at your own request[\s\S]*less protected/ },
  { page: B2CORE, row: 'SMS: settings, credentials, balance, outage, operator', way: SMS, ends: ['message'], says: /credentials, balance, outages[\s\S]*operator/ },

  { page: SECUREAUTH, row: 'SMS and voice codes fail: time, zone and date', way: [DELIVERY, 'Text messages and calls of SecureAuth fail'], ends: ['check', 'message'], says: /3 minutes[\s\S]*5 minutes/ },
  { page: SECUREAUTH, row: 'time, zone and date, on the own machine', way: [LAPTOP, 'It is wrong by whole hours, or the date is wrong'], ends: ['fix'], says: /Zone, date and time/ },
  { page: SECUREAUTH, row: 'not joined to a domain: a reliable time server, on the own machine', way: [LAPTOP, 'It has no time server, or is not in a domain'], ends: ['fix'], says: /domain controller/ },
  { page: SECUREAUTH, row: 'not joined to a domain: a reliable time server, on the appliance', way: [SERVICE, 'The server is not in a domain'], ends: ['message'], says: /w32tm \/config \/manualpeerlist/ },
  { page: SECUREAUTH, row: 'web proxy in the way', way: [NETWORK, 'A web proxy or a sign-in page of the network is in the way'], ends: ['check', 'message'], says: /proxy/ },
  { page: SECUREAUTH, row: 'certificates expired', way: [NETWORK, 'A certificate has expired or is not valid yet'], ends: ['check', 'message'], says: /by the true time/ },
  { page: SECUREAUTH, row: 'firewall, SMTP, TLS, URLs, licence, key permissions', way: [SERVICE, 'Firewall, mail, TLS, addresses, licence or keys'], ends: ['message'], says: /Firewall[\s\S]*Mail[\s\S]*TLS[\s\S]*URLs[\s\S]*Licence[\s\S]*private keys/ },
  { page: SECUREAUTH, row: 'firewall, TLS, URLs, as a user', way: [NETWORK, 'The page cannot be reached at all'], ends: ['check', 'message'], says: /firewall rules/ },
  { page: SECUREAUTH, row: 'OATH: "Registration code does not match"', way: [SETUP, 'It says "Registration code does not match"'], ends: ['check', 'code', 'message'], says: /licence certificates/ },
]
