/** Names of the made-up user of these tests and of her computer, as the system would tell them. */
export const NAMES = ['/home/alice.weber', 'alice.weber', 'Alice Weber', 'weber-nb-042.weber-werke.test', 'weber-nb-042', 'WEBERWERKE']

/** A made-up private detail, how it may stand in a text, and what of it must not be left. */
export interface Secret {
  readonly what: string
  readonly text: string
  readonly traces: readonly string[]
}

const base64 = (text: string): string => Buffer.from(text).toString('base64').replaceAll('=', '')

export const SECRETS: readonly Secret[] = [
  { what: 'an account', text: 'alice.weber', traces: ['alice', 'weber'] },
  { what: 'an account in capitals', text: 'ALICE.WEBER', traces: ['alice', 'weber'] },
  { what: 'an account that is split', text: 'a l i c e . w e b e r', traces: ['alice', 'weber'] },
  { what: 'an account with invisible marks', text: 'ali\u200bce.web\u200ber', traces: ['alice', 'weber'] },
  { what: 'an account in base64', text: base64('alice.weber'), traces: [base64('alice.weber').slice(0, 12)] },
  { what: 'an account in hexadecimal', text: Buffer.from('alice.weber').toString('hex'), traces: [Buffer.from('alice').toString('hex')] },
  { what: 'a full name', text: 'Alice Weber', traces: ['alice', 'weber'] },
  { what: 'a host', text: 'weber-nb-042', traces: ['weber', 'nb-042'] },
  { what: 'a host with its domain', text: 'WEBER-NB-042.weber-werke.test', traces: ['weber', 'nb-042'] },
  { what: 'another host', text: 'fileserver7.weber-werke.test', traces: ['fileserver7', 'weber'] },
  { what: 'a home folder', text: '/home/alice.weber/Documents/salary.ods', traces: ['alice', 'weber', 'salary'] },
  { what: 'a home folder of somebody else', text: '/Users/jonas/Library/x.plist', traces: ['jonas'] },
  { what: 'a home folder of Windows', text: String.raw`C:\Users\jonas.b\AppData\Local\x.log`, traces: ['jonas'] },
  { what: 'a share', text: String.raw`\\files7\finance\2026`, traces: ['files7', 'finance'] },
  { what: 'a home folder as an address', text: 'file:///home/alice%2Eweber/x', traces: ['alice', 'weber'] },
  { what: 'an IPv4 address', text: '10.23.45.67', traces: ['10.23.45', '23.45.67'] },
  { what: 'an IPv6 address', text: '2001:db8:7a11::5', traces: ['7a11', 'db8'] },
  { what: 'a link-local address', text: 'fe80::1c2d:3eff:fe4f:5a6b%wlp3s0', traces: ['1c2d', 'fe4f'] },
  { what: 'a MAC address', text: '3c:22:fb:5d:6e:7f', traces: ['3c:22', '5d:6e'] },
  { what: 'a MAC address of Windows', text: '3C-22-FB-5D-6E-7F', traces: ['3c-22', '5d-6e'] },
  { what: 'a MAC address of a switch', text: '3c22.fb5d.6e7f', traces: ['3c22', 'fb5d'] },
  { what: 'a Wi-Fi name', text: 'SSID: Casa Rossi 5G', traces: ['casa', 'rossi'] },
  { what: 'a Wi-Fi name in quotes', text: 'ESSID="Casa Rossi 5G"', traces: ['casa', 'rossi'] },
  { what: 'an e-mail address', text: 'jonas.b@mail.weber-werke.test', traces: ['jonas', 'mail.weber'] },
  { what: 'an e-mail address in an address', text: 'jonas.b%40mail.weber-werke.test', traces: ['jonas', 'mail.weber'] },
  { what: 'a serial number', text: 'C02XK1ZTJG5H', traces: ['C02XK1', 'ZTJG5H'] },
  { what: 'a serial number with its label', text: 'Serial Number: PF2A', traces: ['PF2A'] },
  { what: 'a key', text: 'JBSWY3DPEHPK3PXP', traces: ['JBSWY3', 'EHPK3PXP'] },
  { what: 'a key in small letters', text: 'jbswy3dpehpk3pxp', traces: ['jbswy3', 'ehpk3pxp'] },
  { what: 'a key in groups', text: 'JBSW Y3DP EHPK 3PXP', traces: ['JBSW', 'Y3DP'] },
  { what: 'a key in an address', text: 'otpauth://totp/Weber:jonas?secret=JBSWY3DPEHPK3PXP&issuer=Weber', traces: ['JBSWY3', 'jonas'] },
  { what: 'a key with invisible marks', text: 'JBSW\u200bY3DP\u200bEHPK\u200b3PXP', traces: ['JBSWY3DP', 'EHPK3PXP'] },
  { what: 'an account of an authenticator', text: 'otpauth://totp/jonas?issuer=Rossi', traces: ['jonas', 'rossi'] },
  { what: 'a short serial number', text: 'PF2ABC1D', traces: ['PF2ABC'] },
  { what: 'a code', text: '384517', traces: ['384517'] },
  { what: 'a code in groups', text: '384 517', traces: ['384 517', '384517'] },
  { what: 'a code of eight digits', text: '90384517', traces: ['90384517', '384517'] },
  { what: 'a password', text: 'password=Hunter2Horse', traces: ['hunter2'] },
  { what: 'a token', text: 'token: eyJhbGciOiJIUzI1NiJ9', traces: ['eyJhbGci'] },
]

/** What is left of secrets in a text, in letters of any size; empty where nothing is. */
export function tracesIn(text: string, secrets: readonly Secret[] = SECRETS): readonly string[] {
  const small = text.toLowerCase()
  const joined = small.replaceAll(/[\s\u200b]/g, '')
  return secrets.flatMap(({ what, traces }) => traces.filter((trace) => small.includes(trace.toLowerCase()) || joined.includes(trace.toLowerCase().replaceAll(' ', ''))).map((trace) => `${what}: ${trace}`))
}
