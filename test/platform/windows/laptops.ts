import type { Reply, Script } from '../../fakes/scripted-machine.ts'
import { capture, utf8 } from './captures.ts'

const SYSTEM = 'C:\\Windows\\System32'
const SERVICES = 'HKLM\\SYSTEM\\CurrentControlSet\\Services'

/** `name: [type, data]` of one registry key. */
type Values = Readonly<Record<string, readonly [type: string, data: string]>>

/** One registry key as `reg.exe query` prints it. */
const key = (path: string, values: Values, subkeys: readonly string[] = []): string => {
  const full = path.replace('HKLM', 'HKEY_LOCAL_MACHINE')
  const rows = Object.entries(values).map(([name, [type, data]]) => `    ${name}    ${type}    ${data}`)
  return ['', full, ...rows, '', ...subkeys.map((name) => `${full}\\${name}`), ''].join('\r\n')
}

const ABSENT: Reply = {
  exit: 1, stderr: 'ERROR: The system was unable to find the specified registry key or value.\r\n',
}

export interface WindowsPc {
  readonly sc?: 'running' | 'stopped' | 'missing'
  readonly start?: 2 | 3 | 4
  readonly trigger?: boolean
  readonly parameters?: Values
  readonly config?: Values
  /** Keys below TimeProviders. */
  readonly providers?: Readonly<Record<string, Values>>
  /** Keys below Policies\Microsoft\W32Time. */
  readonly policy?: Readonly<Record<string, Values>>
  readonly zone?: Values
  readonly network?: Values
  /** Name of a recorded status or error, or its bytes. */
  readonly w32tm?: string | Uint8Array
  readonly dsregcmd?: Reply
  /** Start type of the service that chooses the time zone; absent where Windows has none. */
  readonly zoneService?: 3 | 4
  /** Names of the running services of other time clients. */
  readonly clients?: readonly ('NTP' | 'NetTimeSvc')[]
  /** What nltest says of the domain; asked on members only. */
  readonly nltest?: Reply
  /** Asked where the status says that no time data came: what sc.exe queryex and netstat say. */
  readonly queryex?: Reply
  readonly netstat?: Reply
}

/** A workgroup PC as Windows 11 sets it up: service stopped, started on demand. */
const DEFAULTS = {
  sc: 'stopped',
  start: 3,
  trigger: true,
  parameters: { NtpServer: ['REG_SZ', 'time.windows.com,0x9'], Type: ['REG_SZ', 'NTP'] },
  config: { MaxNegPhaseCorrection: ['REG_DWORD', '0xd2f0'], MaxPosPhaseCorrection: ['REG_DWORD', '0xd2f0'] },
  providers: { NtpClient: { Enabled: ['REG_DWORD', '0x1'] }, NtpServer: { Enabled: ['REG_DWORD', '0x0'] }, VMICTimeProvider: { Enabled: ['REG_DWORD', '0x1'] } },
  policy: {},
  zone: { Bias: ['REG_DWORD', '0xffffffc4'], TimeZoneKeyName: ['REG_SZ', 'W. Europe Standard Time'] },
  network: { Domain: ['REG_SZ', ''], Hostname: ['REG_SZ', 'pc'], 'NV Domain': ['REG_SZ', ''] },
  w32tm: 'en-error-service-stopped',
  clients: [],
} as const satisfies WindowsPc

/** Process id of the time service on these PCs. */
export const SERVICE_PID = 1096

/** `sc.exe queryex` prints what `query` does and two lines more. */
export const queryex = (pid: number): string => `${capture('en-sc-query-running')}        PID                : ${pid}\r\n        FLAGS              : \r\n`

/** `netstat -a -n -o -p UDP` with these processes on port 123, under headings in German. */
export const netstat = (...owners: readonly number[]): string => [
  '', 'Aktive Verbindungen', '', '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
  ...owners.map((owner) => `  UDP    0.0.0.0:123            *:*                                    ${owner}`),
  '  UDP    0.0.0.0:1230           *:*                                    7', '  UDP    127.0.0.1:50123        *:*                                    8', '',
].join('\r\n')

const SC = {
  running: { stdout: capture('en-sc-query-running') },
  stopped: { stdout: capture('en-sc-query-running').replace('4  RUNNING', '1  STOPPED') },
  missing: { exit: 1060, stdout: capture('en-sc-query-missing') },
} as const

/** Absent unless a test says otherwise. */
type Optional = 'dsregcmd' | 'zoneService' | 'nltest' | 'queryex' | 'netstat'

/** The script of a PC that differs from the default in the given points. */
export const windowsPc = (differences: WindowsPc = {}): Script => {
  const pc: WindowsPc & Required<Omit<WindowsPc, Optional>> = { ...DEFAULTS, ...differences }
  const root = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\W32Time'
  const policy = Object.entries(pc.policy).map(([name, values]) => key(`${root}\\${name}`, values)).join('')
  const status = typeof pc.w32tm === 'string' ? utf8(capture(pc.w32tm)) : pc.w32tm
  const providers = Object.entries(pc.providers).map(([name, values]) => key(`${SERVICES}\\W32Time\\TimeProviders\\${name}`, values)).join('')
  const hearsNothing = typeof pc.w32tm === 'string' && pc.w32tm.endsWith('free-running')
  const reg = (path: string) => `${SYSTEM}\\reg.exe query ${path}`
  const zone = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation'
  const ofService = (listing: string): Reply => (pc.sc === 'missing' ? ABSENT : { stdout: listing })
  return {
    commands: [
      [`${SYSTEM}\\sc.exe query w32time`, SC[pc.sc]],
      [reg(`${SERVICES}\\W32Time`), ofService(
        key(`${SERVICES}\\W32Time`, { Start: ['REG_DWORD', `0x${pc.start}`], Type: ['REG_DWORD', '0x20'] },
          ['Config', 'Parameters', 'Security', 'TimeProviders', ...(pc.trigger ? ['TriggerInfo'] : [])]))],
      [reg(`${SERVICES}\\W32Time\\Parameters`), ofService(key(`${SERVICES}\\W32Time\\Parameters`, pc.parameters))],
      [reg(`${SERVICES}\\W32Time\\Config`), ofService(key(`${SERVICES}\\W32Time\\Config`, pc.config))],
      [`${reg(`${SERVICES}\\W32Time\\TimeProviders`)} /s`, ofService(providers)],
      [`${reg(root)} /s`, policy === '' ? ABSENT : { stdout: policy }],
      [reg(zone), { stdout: key(zone, pc.zone) }],
      [reg(`${SERVICES}\\Tcpip\\Parameters`), { stdout: key(`${SERVICES}\\Tcpip\\Parameters`, pc.network) }],
      [`${SYSTEM}\\w32tm.exe /query /status /verbose`, { stdout: status }],
      [reg(`${SERVICES}\\tzautoupdate`), pc.zoneService === undefined ? ABSENT : { stdout: key(`${SERVICES}\\tzautoupdate`, { Start: ['REG_DWORD', `0x${pc.zoneService}`] }) }],
      ...(['NTP', 'NetTimeSvc'] as const).map((name) => [`${SYSTEM}\\sc.exe query ${name}`, pc.clients.includes(name) ? SC.running : SC.missing] as const),
      ...(hearsNothing ? [
        [`${SYSTEM}\\sc.exe queryex w32time`, pc.queryex ?? { stdout: queryex(SERVICE_PID) }] as const,
        [`${SYSTEM}\\netstat.exe -a -n -o -p UDP`, pc.netstat ?? { stdout: netstat(SERVICE_PID) }] as const,
      ] : []),
      ...(pc.nltest === undefined ? [] : [[`${SYSTEM}\\nltest.exe /dsgetdc:corp.example`, pc.nltest] as const]),
      ...(pc.dsregcmd === undefined ? [] : [[`${SYSTEM}\\dsregcmd.exe /status`, pc.dsregcmd] as const]),
    ],
  }
}

/** A member of a domain, synchronised by its controller. */
export const DOMAIN_MEMBER: WindowsPc = {
  sc: 'running',
  parameters: { NtpServer: ['REG_SZ', 'time.windows.com,0x9'], Type: ['REG_SZ', 'NT5DS'] },
  config: { MaxNegPhaseCorrection: ['REG_DWORD', '0xffffffff'], MaxPosPhaseCorrection: ['REG_DWORD', '0xffffffff'] },
  network: { Domain: ['REG_SZ', 'corp.example'], 'NV Domain': ['REG_SZ', 'corp.example'] },
  w32tm: 'it-status-synced',
  nltest: { stdout: '           DC: \\\\DC01.corp.example\r\n' },
}

/** The same, far from its network. */
export const DOMAIN_MEMBER_AWAY: WindowsPc = {
  ...DOMAIN_MEMBER, nltest: { exit: 1, stderr: 'Getting DC name failed: Status = 1355 0x54b ERROR_NO_SUCH_DOMAIN\r\n' },
}

/** Every command that is run to read a PC answers the same way; then dsregcmd has to be asked, too. */
export const everyCommand = (reply: Reply): Script =>
  ({ commands: (windowsPc({ dsregcmd: reply }).commands ?? []).map(([command]) => [command, reply] as const) })

/** The script with one command, told by its end, answering otherwise. */
export const withReply = (script: Script, end: string, reply: Reply): Script => ({
  ...script,
  commands: (script.commands ?? []).map(([command, old]) => [command, command.endsWith(end) ? reply : old] as const),
})
