import { isIP } from 'node:net'
import { stripVTControlCharacters } from 'node:util'
import { readArguments } from '../../main/cli/arguments.ts'
import { readPairs } from '../../main/cli/otlp.ts'
import { ipFamily } from '../../main/core/address.ts'
import { LONGEST_ERROR_TEXT, readErrorText } from '../../main/core/help/recognise.ts'
import { cleanLine } from '../../main/core/log/line.ts'
import { isBypassed, readPacResult, readProxyAddress } from '../../main/core/proxy.ts'
import { isPublicAddress } from '../../main/core/public-address.ts'
import { isRemedy } from '../../main/core/remedy.ts'
import { hostName, readServicePage } from '../../main/core/service-page.ts'
import { isWithinRollout, shareOf } from '../../main/core/updates/rollout.ts'
import { isZoneName, readZone } from '../../main/core/zone-name.ts'
import { readServer, readWebsite } from '../../main/sources/server.ts'
import { claim, claimFigures, claimLine, claimSentence } from './claims.ts'
import { textTarget } from './text.ts'

const HOSTS = ['time.example', 'www.example.com', '192.0.2.1', '8.8.8.8', '127.0.0.1', '10.1.2.3', '[2001:db8::1]', '[::1]', '2001:db8::1', '::ffff:127.0.0.1', '64:ff9b::a00:1', 'localhost', 'printer.local', '0x7f.1', '127.1', '2130706433', 'xn--pple-43d.com', 'a'.repeat(64)]
const ADDRESS_WORDS = [...HOSTS, 'nts:', ':123', ':0', ':65536', 'https://', 'http://', 'HTTPS://', 'user:secret@', '%00', '%eth0', '?q=secret', '#frag', '/path', '..', '\\', '@']

export const serverName = textTarget({
  name: 'server-name', deepest: 'a server with proof', seeds: [...HOSTS, 'nts:time.example', 'nts:[2001:db8::1]:4461', 'time.example:1230', ''], words: ADDRESS_WORDS,
  read: (text) => {
    const server = readServer(text)
    if ('wrong' in server) {
      claimSentence(server.wrong)
      claim(!server.wrong.includes('secret@'), 'A password is shown.')
      return 'refused'
    }
    const { host, port, nts } = server
    claim(Number.isInteger(port) && port >= 1 && port <= 65_535 && text.includes(host) && (nts === true) === text.startsWith('nts:'), 'A server was made up.')
    claim(isIP(host) !== 0 || (/^[\w.-]+$/.test(host) && !host.startsWith('-') && !/(^|\.)\d+\.?$/.test(host)), () => `"${host}" is no host.`)
    return nts ? 'a server with proof' : isIP(host) === 0 ? 'a name' : 'an address'
  },
})

export const websiteAddress = textTarget({
  name: 'website', deepest: 'a website', seeds: ['https://www.example.com/', 'https://[2001:db8::1]:8443/x', 'http://www.example/', 'https://user:secret@www.example/', 'www.example', ''], words: ADDRESS_WORDS,
  read: (text) => {
    const url = readWebsite(text)
    if ('wrong' in url) {
      claimSentence(url.wrong)
      claim(!url.wrong.includes('secret@'), 'A password is shown.')
      return url.wrong.includes('password') ? 'holds a password' : url.wrong.includes('https') ? 'no https' : 'refused'
    }
    claim(url.protocol === 'https:' && url.username === '' && url.password === '' && url.hostname !== '' && !/\s/.test(text), 'A website proves nothing.')
    return 'a website'
  },
})

export const servicePage = textTarget({
  name: 'service-page', deepest: 'a public page', seeds: ['https://login.example.com/oauth?state=secret#x', 'https://8.8.8.8/', 'https://192.168.1.1/', 'https://sso.corp/', 'https://user:secret@www.example.com/', 'http://www.example.com', 'https://[2606:4700::1111]/', ''],
  words: [...ADDRESS_WORDS, '.corp', '.home.arpa', '.internal', '.'],
  read: (text) => {
    const page = readServicePage(text)
    if (!(page instanceof URL)) {
      claimSentence(page.wrong)
      claim(!page.wrong.includes('secret@'), 'A password is shown.')
      return page.wrong.includes('public') ? 'not public' : 'refused'
    }
    const host = hostName(page)
    claim(page.protocol === 'https:' && page.username === '' && page.password === '' && page.search === '' && page.hash === '', 'What tells who signs in is kept.')
    claim(isIP(host) === 0 ? host.includes('.') && !/(^|\.)(localhost|local|internal|corp|home|lan|test|example|invalid|onion|home\.arpa)$/.test(host) : isPublic(host), () => `${host} is asked, and is not public.`)
    return 'a public page'
  },
})

/** Told apart from the product's list: the networks that attackers ask for. */
function isPublic(host: string): boolean {
  if (isIP(host) === 6) return /^[23]/.test(host) && !/^(2001:db8|2001:0?:|2002:|3fff:)/.test(host) || (host.startsWith('64:ff9b::') && isPublicAddress(host))
  const [a = 0, b = 0] = host.split('.').map(Number)
  return !(a === 0 || a === 10 || a === 127 || a >= 224 || (a === 169 && b === 254) || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 100 && b >= 64 && b < 128))
}

export const ipAddress = textTarget({
  name: 'ip-address', deepest: 'IPv6', seeds: ['192.0.2.1', '255.255.255.255', '::', '2001:db8::1', '::ffff:192.0.2.1', 'fe80::1%eth0', '1:2:3:4:5:6:7:8', '64:ff9b::8.8.8.8', '1.2.3', 'g::1'], words: [':', '::', '.', '%', '0', 'ffff', '12345', '256', '01', '%25eth0'],
  read: (text) => {
    const family = ipFamily(text)
    claim(text.length > 4000 || family === isIP(text), () => `Node says ${isIP(text)} and we say ${family}: ${JSON.stringify(text)}`)
    if (family === 0) claim(!isPublicAddress(text), 'What is no address is public.')
    return family === 0 ? 'none' : family === 4 ? isPublicAddress(text) ? 'IPv4, public' : 'IPv4' : isPublicAddress(text) ? 'IPv6, public' : 'IPv6'
  },
})

export const proxyWords = textTarget({
  name: 'proxy', deepest: 'a proxy', seeds: ['proxy.example:8080', 'http://user:secret@proxy.example:3128/', 'https://[2001:db8::1]:8443', 'PROXY proxy.example:8080; DIRECT', 'SOCKS5 x:1; HTTPS p.example:443', 'DIRECT', '*.local\n169.254/16\n<local>\n[::1]:443', ''],
  words: [...ADDRESS_WORDS, 'PROXY ', 'SOCKS ', 'DIRECT', ';', '*', '**', '<local>', '10.0.0.0/8', '/33', '%zz', 'socks5://'],
  read: (text) => {
    const pac = readPacResult(text)
    const proxy = readProxyAddress(text)
    for (const url of [pac, proxy]) {
      if (url === null) continue
      claim(/^https?:$/.test(url.protocol) && url.hostname !== '', 'A proxy speaks something else.')
      claim(typeof decodeURIComponent(url.username) === 'string' && typeof decodeURIComponent(url.password) === 'string', 'A password cannot be read.')
    }
    const bypass = text.split('\n')
    const bypassed = isBypassed(bypass, new URL('https://www.example.com/'))
    claim(!bypassed || /\*|example|com|www/i.test(text), 'Another host is reached without the proxy.')
    return proxy !== null ? 'a proxy' : pac !== null ? 'a proxy by a script' : bypassed ? 'an exception' : 'none'
  },
})

/** One word a line. */
export const commandLine = textTarget({
  name: 'arguments', deepest: 'a fix', seeds: ['check\n--server\ntime.example\n--json', 'fix\n--only\nstep-clock,resync\n--yes\n--zone\nEurope/Prague', 'check\n--warn=5\n--critical\n10\n--watch\n60\n--jitter\n5', 'report\n--output\nr.txt\n--force', 'code\n--secret-stdin', '--help', 'plan\n--practice=slow', ''],
  words: ['check', 'fix', 'status', 'plan', 'report', 'code', 'services', 'policy', '--json', '--format', 'prometheus', '--warn', '--yes', '-y', '-h', '--', '--otlp', 'http://127.0.0.1:4318', 'https://u:secret@x/', '--service', '--undo', '--explain', '--timeout=0', '--textfile', '\n', '=', '-yy'],
  read: (text) => {
    const read = readArguments(text === '' ? [] : text.split('\n'))
    if (read.kind === 'wrong') {
      claimLine(read.sentence, 900)
      claim(read.sentence.endsWith('.') && stripVTControlCharacters(read.sentence) === read.sentence && !read.sentence.includes('secret@'), () => `This is no sentence: ${read.sentence}`)
    }
    if (read.kind !== 'run') return read.kind
    const { command, warning, critical, timeout = 1, only = [], servers = [], websites = [], zone, yes, undo, dryRun } = read.arguments
    claim(warning >= 0 && warning <= critical && critical < 1e9 && timeout > 0 && timeout < 1e9, 'The limits cannot be.')
    claim(only.every(isRemedy) && websites.every(({ protocol, username }) => protocol === 'https:' && username === ''), 'Something is asked for that there is not.')
    for (const { host } of servers) claim(host.length > 0 && !/\s/.test(host), 'A server is none.')
    claim(zone === undefined || readZone(zone) !== null, 'A zone is none.')
    claim(command === 'fix' || (!yes && !undo && !dryRun), 'Something else than a repair takes the consent to one.')
    claimFigures([warning, critical])
    return command === 'fix' ? 'a fix' : 'another command'
  },
})

export const zoneName = textTarget({
  name: 'zone-name', deepest: 'a zone', seeds: ['Europe/Prague', 'america/argentina/buenos_aires', 'Etc/GMT+5', 'W. Europe Standard Time', 'UTC', '../../etc/passwd', ''], words: ['/', 'Europe', 'Standard Time', '-', '..', '+', 'Time Zone 10', ' (Mexico)'],
  read: (text) => {
    const zone = readZone(text)
    if (zone === null) return isZoneName(text) ? 'no such zone' : 'refused'
    claim(/^[A-Za-z][\w+/. ()-]{0,160}$/.test(zone) && (zone.includes(' ') || !zone.includes('..')) && zone.toLowerCase() === text.toLowerCase(), () => `"${zone}" is no zone for a command.`)
    return zone.includes(' ') ? 'a zone of Windows' : 'a zone'
  },
})

const ERRORS = [
  'The code you entered is invalid. User jane.doe@example.com from 192.0.2.55 at C:\\Users\\jane\\x.log', 'Error: clock skew too great (37) while getting initial credentials', 'x509: certificate has expired or is not yet valid: current time 2026-11-22T12:00:00Z',
  'Hello, please sign in, key JBSW Y3DP EHPK 3PXP, phone +420 123 456 789', '',
]

export const errorText = textTarget({
  name: 'error-text', deepest: 'recognised', seeds: ERRORS, words: ['jane.doe@example.com', '192.0.2.55', 'fe80::1', 'C:\\Users\\', '/home/jane/', 'password=hunter22', 'clock skew too great', 'not yet valid', '"', '[', 'Bearer abcdefghijkl', 'JBSWY3DPEHPK3PXP'],
  read: (text) => {
    const read = readErrorText(text)
    if (read.kind === 'empty') {
      claim(text.slice(0, LONGEST_ERROR_TEXT).trim() === '', 'A text is said to be empty, and is not.')
      return 'empty'
    }
    claim(read.said.length <= 1000 && !/[\u202a-\u202e\u2066-\u2069]/.test(read.said) && !/[^\P{Cc}\n]/u.test(read.said), 'What is shown of it turns or hides words.')
    // Grown together with other figures it is no address any more.
    const isGlued = /[\d.]192\.0\.2\.55|192\.0\.2\.55[\d.]/.test(text)
    claim((isGlued || !read.said.includes('192.0.2.55')) && !read.said.includes('jane.doe@example.com'), () => `Somebody's name or address is shown: ${read.said}`)
    return read.kind === 'known' ? 'recognised' : read.said.includes('[') ? 'not known, with something left out' : 'not known'
  },
})

const LOG = [
  '2026-11-22T12:00:00.000Z info checked verdict=fine offset=0.002 uncertainty=0.01 method=ntp took=1.2 used=4', '2026-11-22T12:00:01.000Z error fault Error ENOENT: no such file /home/jane/x | open@main.js:1:2 | top@app.ts:10:5',
  '2026-11-22T12:00:02.000Z info started version=0.1.0 os=linux hidden=false', 'not a line of ours',
]

export const logLine = textTarget({
  name: 'log-line', deepest: 'figures', seeds: LOG, words: [' | ', 'info', 'error', 'debug', 'fault', 'jane', 'offset=', 'x@y.ts:1:2', '=', '/home/jane/secret'],
  read: (text) => {
    const line = cleanLine(text, { names: (words) => words.replaceAll('jane', '[name]'), outside: () => '[words]' })
    if (line === null) return 'none of ours'
    claim(!line.includes('jane') && line.length <= text.length + 200 && /^\d{4}-\d\d-\d\dT/.test(line), () => `A name is handed on: ${line}`)
    return line.includes('[words]') ? 'an error' : 'figures'
  },
})

/** Input: an id, a version, a percentage; one a line. */
export const updateRollout = textTarget({
  name: 'update-rollout', deepest: 'offered', seeds: ['0f0e0d0c\n1.2.3\n50', 'a\n1.0.0\n100', 'a\n1.0.0\n0', 'b\n2.0.0-beta.1\nabc', 'c\n1.0.0\n'], words: ['100', '0', '50', '-1', '1e400', 'NaN', ' 7 '],
  read: (text) => {
    const [id = '', version = '', percentage] = text.split('\n')
    const share = shareOf(id, version)
    claim(share >= 0 && share < 1, 'A share is none.')
    const offered = isWithinRollout(id, version, percentage)
    claim(offered === isWithinRollout(id, version, percentage), 'It changes its mind.')
    if (percentage !== undefined && !(Number(percentage) > 0)) claim(!offered, () => `${percentage} % is taken for some.`)
    if (percentage === '100' || percentage === undefined) claim(offered, 'All are not all.')
    return percentage === undefined ? 'for all' : offered ? 'offered' : 'held back'
  },
})

export const otlpPairs = textTarget({
  name: 'otlp-pairs', deepest: 'pairs', seeds: ['a=b,c=d', 'authorization=Bearer%20x', 'service.namespace=office%2C1 , k = v', '', 'a', '=b'], words: ['=', ',', '%', '%20', '%zz', '__proto__=1', 'a=b'],
  read: (text) => {
    const pairs = readPairs(text)
    if (pairs === null) return 'refused'
    claim([...pairs].every(([key, value]) => key.length > 0 && typeof value === 'string'), 'A pair has no name.')
    return pairs.size > 1 ? 'pairs' : pairs.size === 1 ? 'a pair' : 'none'
  },
})

export const WORDS = [serverName, websiteAddress, servicePage, ipAddress, proxyWords, commandLine, zoneName, errorText, logLine, updateRollout, otlpPairs]
