import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readProxyAddress } from '../../main/core/proxy.ts'
import { parseDomainJoined } from '../../main/platform/windows/dsregcmd.ts'
import { udpOwners } from '../../main/platform/windows/netstat.ts'
import { parseControllerFound } from '../../main/platform/windows/nltest.ts'
import { readWindowsProxy } from '../../main/platform/windows/proxy.ts'
import { hasSubkey, parseRegQuery, registryNumber, registryText } from '../../main/platform/windows/reg-query.ts'
import { parseScPid, parseScQuery } from '../../main/platform/windows/sc-query.ts'
import { windowsTools } from '../../main/platform/windows/commands.ts'
import { restorable } from '../../main/platform/windows/w32time.ts'
import { followsSource, parseW32tmStatus } from '../../main/platform/windows/w32tm-status.ts'
import { claim, claimFigures } from './claims.ts'
import { machineThatPrints } from './machine.ts'
import { textTarget } from './text.ts'

const FOLDER = path.join(import.meta.dirname, '../captures/windows')
const captures = (part: string): readonly string[] => readdirSync(FOLDER).filter((name) => name.includes(part)).map((name) => readFileSync(path.join(FOLDER, name), 'utf8'))
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
const linesOf = (bytes: Uint8Array): readonly string[] => latin1(bytes).split(/[\r\n]+/)
const TOOLS = windowsTools('C:\\Windows')

export const w32tmStatus = textTarget({
  name: 'w32tm-status', deepest: 'follows a source', seeds: [...captures('status'), ...captures('error'), ...captures('peers')],
  words: ['Leap Indicator: 0(no warning)', '3(last minute has 61 seconds)', 'Stratum: 4', 'Source: time.example,0x9', 'Local CMOS Clock', '0x4C4F434C', '0x80070426', ':', '(', '0.0312500s', '0,0312500s', '99', '10 (1024s)'],
  read: (_text, bytes) => {
    const answer = parseW32tmStatus(bytes)
    if (answer.kind === 'error') claim(Number.isInteger(answer.win32) && answer.win32 >= 0 && answer.win32 <= 0xffff && /0x8007[0-9A-F]{4}/i.test(latin1(bytes)), 'An error was made up.')
    if (answer.kind !== 'status') return answer.kind
    const { status } = answer
    claimFigures(status)
    claim(/^[0-9A-F]{8}$/.test(status.referenceId) && linesOf(bytes).filter((line) => line.includes(':')).length >= 9, 'Half an answer is taken for a whole one.')
    claim(status.leap >= 0 && status.leap <= 3 && status.stratum >= 0 && status.stratum <= 16, () => `Stratum ${status.stratum}, leap ${status.leap}: no clock says so.`)
    if (!followsSource(status)) return 'follows nobody'
    claim(status.stratum > 0 && status.stratum < 16 && status.leap < 3 && status.source !== 'Local CMOS Clock' && status.source !== '', 'It is said to follow a source, and does not.')
    return 'follows a source'
  },
})

export const scQuery = textTarget({
  name: 'sc-query', deepest: 'running', seeds: [...captures('sc-query'), 'SERVICE_NAME: w32time\r\n        PID                : 1234\r\n'],
  words: ['STATE              : 4  RUNNING', ': 1  STOPPED', '[SC] EnumQueryServicesStatus:OpenService FAILED 1060:', 'PID : 0', 'TYPE', '4', '7'],
  read: (_text, bytes) => {
    const pid = parseScPid(bytes)
    claim(pid === undefined || (Number.isSafeInteger(pid) && pid > 0 && latin1(bytes).includes(String(pid))), 'A process was made up.')
    const answer = parseScQuery(bytes, 0)
    if (answer.kind === 'missing') claim(latin1(bytes).includes('1060:'), 'A service is said to be missing, and is not.')
    if (answer.kind !== 'state') return answer.kind
    if (answer.state === 'running') claim(linesOf(bytes).some((line) => /:\s+4\s/.test(line)), 'A service is said to run, and does not.')
    return answer.state
  },
})

const REGISTRY = [
  'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\W32Time\\Parameters\r\n    NtpServer    REG_SZ    time.windows.com,0x9\r\n    Type    REG_SZ    NTP\r\n    ServiceDllUnloadOnStop    REG_DWORD    0x1\r\n\r\n',
  'HKEY_LOCAL_MACHINE\\Software\\Policies\\Clock Medic\r\n    WarnSeconds    REG_DWORD    0xf\r\n\r\nHKEY_LOCAL_MACHINE\\Software\\Policies\\Clock Medic\\Servers\r\n    1    REG_SZ    time.example\r\n    2    REG_SZ\r\n',
  'FEHLER: Der angegebene Registrierungsschlüssel wurde nicht gefunden.\r\n',
]

export const regQuery = textTarget({
  name: 'reg-query', deepest: 'numbers', seeds: [...REGISTRY, ...captures('internet-settings')], words: ['HKEY_LOCAL_MACHINE\\', '    ', 'REG_DWORD', 'REG_QWORD', 'REG_SZ', '0x1', '0xffffffffffffffff', 'Type', '\\', '(Default)'],
  read: (_text, bytes) => {
    const dump = parseRegQuery(bytes)
    const said = latin1(bytes)
    claim(dump.keys.every((key) => key.startsWith('HKEY_') && said.includes(key)), 'A key was made up.')
    claim(dump.values.every(({ key, name, data }) => dump.keys.includes(key) && said.includes(name) && said.includes(data)), 'A value was made up, or hangs on no key.')
    hasSubkey(dump, 'Servers')
    const numbers = dump.values.map(({ name }) => registryNumber(dump, name)).filter((number) => number !== undefined)
    claim(numbers.every((number) => Number.isInteger(number) && number >= 0 && number <= 2 ** 64), 'A number is none.')
    if (numbers.length > 0) return 'numbers'
    return registryText(dump, 'Type') !== undefined ? 'texts' : dump.values.length > 0 ? 'values' : dump.keys.length > 0 ? 'keys' : 'nothing in it'
  },
})

export const dsregcmd = textTarget({
  name: 'dsregcmd', deepest: 'member', seeds: captures('dsregcmd'), words: ['DomainJoined : YES', 'DomainJoined', 'YES', 'NO', ':', 'AzureAdJoined : YES'],
  read: (_text, bytes) => {
    const member = parseDomainJoined(bytes)
    if (member !== undefined) claim(linesOf(bytes).some((line) => line.split(':').map((part) => part.trim()).join('=') === `DomainJoined=${member ? 'YES' : 'NO'}`), 'It is said to be in a domain, or not, without a word of it.')
    return member === undefined ? latin1(bytes).includes('DomainJoined') ? 'unclear' : 'not told' : member ? 'member' : 'no member'
  },
})

const NETSTAT = '\r\nActive Connections\r\n\r\n  Proto  Local Address          Foreign Address        State           PID\r\n  UDP    0.0.0.0:123            *:*                                    1100\r\n  UDP    [::]:123               *:*                                    1100\r\n  UDP    127.0.0.1:1900         *:*                                    4321\r\n'

export const netstat = textTarget({
  name: 'netstat', deepest: 'two owners', seeds: [NETSTAT, NETSTAT.replace('1900', '123'), NETSTAT.replaceAll('123 ', '124 ')], words: ['UDP', ':123', '*:*', '1100', '0', '\r\n  UDP    0.0.0.0:123            *:*                                    77\r\n'],
  read: (_text, bytes) => {
    const owners = udpOwners(bytes, 123)
    claim(new Set(owners).size === owners.length && owners.every((owner) => Number.isSafeInteger(owner) && owner >= 0), 'An owner is no process.')
    claim(owners.every((owner) => linesOf(bytes).some((line) => /:0*123\s/.test(line) && Number(/(?<!\d)(\d+)\s*$/.exec(line)?.[1]) === owner)), 'An owner was made up.')
    return owners.length > 1 ? 'two owners' : owners.length === 1 ? 'one owner' : latin1(bytes).includes(':123') ? 'none, though it is named' : 'none'
  },
})

/** Input: the exit code, then what it prints. */
export const nltest = textTarget({
  name: 'nltest', deepest: 'not found', seeds: ['0\n           DC: \\\\dc1.corp.example\n', '1\nGetting DC name failed: Status = 1355 0x54b ERROR_NO_SUCH_DOMAIN\n', '\n', '1\nStatus = 5\n'], words: ['1355', '0', '1', 'ERROR_NO_SUCH_DOMAIN'],
  read: (text) => {
    const [exit = '', ...rest] = text.split('\n')
    const code = /^\d{1,9}$/.test(exit) ? Number(exit) : null
    const found = parseControllerFound({ exit: code, stdout: Buffer.from(rest.join('\n')), stderr: new Uint8Array() })
    claim(found !== true || code === 0, 'A controller is said to be there, and the tool failed.')
    claim(found !== false || rest.join('\n').includes('1355'), 'A controller is said to be away without a word of it.')
    return found === undefined ? code === null ? 'never ran' : 'not told' : found ? 'found' : 'not found'
  },
})

export const windowsProxy = textTarget({
  name: 'windows-proxy', deepest: 'a proxy', seeds: captures('internet-settings'), words: ['ProxyEnable    REG_DWORD    0x1', 'ProxyServer    REG_SZ    ', 'https=', 'http=', 'proxy.example:8080', ';', 'ProxyOverride', '<local>', '*.example'],
  read: async (_text, bytes) => {
    const { https, bypass } = await readWindowsProxy(machineThatPrints(bytes), TOOLS)
    claim(bypass.every((entry) => entry !== '' && !/\s/.test(entry)), 'An exception is none.')
    if (https === undefined) return /ProxyEnable.*0x1\s/.test(latin1(bytes)) ? 'none, though switched on' : 'none'
    claim(https !== '' && latin1(bytes).includes(https), 'A proxy was made up.')
    return readProxyAddress(https) === null ? 'a proxy that cannot be used' : 'a proxy'
  },
})

export const peerList = textTarget({
  name: 'peer-list', deepest: 'restorable', seeds: ['time.windows.com,0x9', 'time.windows.com,0x9 0.pool.ntp.org,0x8', 'a.example', '2001:db8::1,0x8', ''], words: [',0x9', ',0x', ' ', '/', '-', '"', '&', '/update', 'b.example,0x1'],
  read: (text) => {
    const list = restorable(text)
    if (list === undefined) return text.trim() === '' ? 'empty' : text.length > 1000 ? 'too long' : 'refused'
    claim(list.length <= 1000 && /^[\w.:, -]+$/.test(list), () => `${list} is no list for a command.`)
    claim(list.split(' ').every((entry) => /^[A-Za-z0-9]/.test(entry)) && restorable(list) === list, () => `${list} is no list for a command.`)
    return 'restorable'
  },
})

export const WINDOWS = [w32tmStatus, scQuery, regQuery, dsregcmd, netstat, nltest, windowsProxy, peerList]
