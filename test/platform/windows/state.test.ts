import { describe, expect, test } from 'vitest'
import type { ClockState } from '../../../main/core/clock-state.ts'
import type { Machine } from '../../../main/platform/machine.ts'
import { windowsTools } from '../../../main/platform/windows/commands.ts'
import { readFacts } from '../../../main/platform/windows/facts.ts'
import { createWindowsPlatform } from '../../../main/platform/windows/index.ts'
import { scriptedMachine, type Script } from '../../fakes/scripted-machine.ts'
import { capture, inCodePage } from './captures.ts'
import { DOMAIN_MEMBER, DOMAIN_MEMBER_AWAY, everyCommand, netstat, queryex, SERVICE_PID, windowsPc, withReply, type WindowsPc } from './laptops.ts'

/** The state of this PC, read with exactly the commands that its script holds. */
const stateOf = async (script: Script): Promise<ClockState> => {
  const machine = scriptedMachine(script)
  const state = await createWindowsPlatform().readState(machine)
  machine.finish()
  return state
}

const JOINED = { stdout: capture('en-dsregcmd-hybrid') }
const NOT_JOINED = { stdout: capture('en-dsregcmd-hybrid').replace('DomainJoined : YES', 'DomainJoined : NO') }

describe('a Windows PC', () => {
  test('as it is set up: stopped and started on demand is automatic time, not a fault', async () => {
    expect(await stateOf(windowsPc())).toEqual({
      os: 'windows',
      serviceManager: 'scm',
      services: [{
        name: 'w32time', unit: 'w32time', running: false, failed: false, startup: 'trigger', syncing: true, onDemandOnly: true,
        syncType: 'NTP', peerList: 'time.windows.com,0x9',
      }],
      automaticTime: true,
      servers: ['time.windows.com'],
      timeZone: 'W. Europe Standard Time',
      hardwareClock: { mode: 'local' },
      managed: false,
      domainMember: false,
      correctionLimit: 54_000,
      unreadable: [],
    })
  })

  test('automatic time turned off', async () => {
    const state = await stateOf(windowsPc({
      sc: 'running', parameters: { NtpServer: ['REG_SZ', 'time.windows.com,0x9'], Type: ['REG_SZ', 'NoSync'] },
      w32tm: 'zh-status-never',
    }))
    const services = [{ running: true, syncing: false }]
    expect(state).toMatchObject({ automaticTime: false, synchronized: false, services })
  })

  test('service disabled', async () => {
    const state = await stateOf(windowsPc({ start: 4 }))
    expect(state).toMatchObject({ automaticTime: false, services: [{ startup: 'disabled' }] })
  })

  test.each([
    [2, true, 'enabled'], [3, false, 'manual'],
  ] as const)('Start %i, trigger %s is %s', async (start, trigger, startup) => {
    expect((await stateOf(windowsPc({ start, trigger }))).services[0]?.startup).toBe(startup)
  })

  test('service not registered', async () => {
    const state = await stateOf(windowsPc({ sc: 'missing', w32tm: 'ko-error-service-stopped', dsregcmd: NOT_JOINED }))
    expect(state.services).toEqual([
      { name: 'w32time', unit: 'w32time', running: false, failed: false, startup: 'unknown', unregistered: true },
    ])
    expect(state.automaticTime).toBe(false)
    expect(state.unreadable).toEqual([])
  })

  test.each([
    ['en-status-verbose-synced', true], ['ko-status-verbose-synced', true], ['ko-status-verbose-free-running', false],
    ['en-status-verbose-local-cmos', false],
  ])('running, %s: synchronised %s', async (w32tm, synchronized) => {
    const state = await stateOf(windowsPc({ sc: 'running', w32tm }))
    expect(state).toMatchObject({ synchronized, services: [{ running: true }] })
    expect(state.virtualMachine).toBeUndefined()
  })

  test('a Japanese PC prints in its own code page', async () => {
    const w32tm = inCodePage(capture('ja-status-synced'), 'shift_jis')
    const state = await stateOf(windowsPc({ sc: 'running', w32tm }))
    expect(state).toMatchObject({ synchronized: true, unreadable: [] })
  })

  test('a Hyper-V guest follows its host', async () => {
    const state = await stateOf(windowsPc({ sc: 'running', w32tm: 'en-status-verbose-vmic' }))
    expect(state).toMatchObject({ virtualMachine: 'Hyper-V', synchronized: true })
  })

  test('several servers, flags cut off, what is no host left out', async () => {
    const list = 'ptbtime1.ptb.de,0x8 10.30.0.3,8  2001:db8::1,0x9 /bad,0x1 ptbtime1.ptb.de,0x9'
    const state = await stateOf(windowsPc({ parameters: { NtpServer: ['REG_SZ', list], Type: ['REG_SZ', 'NTP'] } }))
    expect(state.servers).toEqual(['ptbtime1.ptb.de', '10.30.0.3', '2001:db8::1'])
  })

  test('servers that Windows falls back to come last; the PC itself and addresses of many are none', async () => {
    const list = 'far.example,0xA near.example,0x8 127.0.0.1,0x8 localhost,0x9 224.0.1.1,0x8 other.example'
    const state = await stateOf(windowsPc({ parameters: { NtpServer: ['REG_SZ', list], Type: ['REG_SZ', 'NTP'] } }))
    expect(state.servers).toEqual(['near.example', 'other.example', 'far.example'])
  })

  test('hardware clock in UTC', async () => {
    const zone = { RealTimeIsUniversal: ['REG_DWORD', '0x1'], TimeZoneKeyName: ['REG_SZ', 'UTC'] } as const
    expect((await stateOf(windowsPc({ zone }))).hardwareClock).toEqual({ mode: 'utc' })
  })
})

describe('what keeps the service from correcting the clock', () => {
  const NTP_CLIENT_OFF = { NtpClient: { Enabled: ['REG_DWORD', '0x0'] } } as const
  const GUEST = { ...NTP_CLIENT_OFF, VMICTimeProvider: { Enabled: ['REG_DWORD', '0x1'] } } as const

  test.each<[string, WindowsPc, boolean | undefined]>([
    ['its time client is off', { sc: 'running', w32tm: 'en-status-verbose-local-cmos', providers: NTP_CLIENT_OFF }, false],
    ['it is off and the service stopped', { providers: NTP_CLIENT_OFF }, false],
    ['a policy turns the client off', { policy: { 'TimeProviders\\NtpClient': { Enabled: ['REG_DWORD', '0x0'] } }, providers: { NtpClient: { Enabled: ['REG_DWORD', '0x1'] } } }, false],
    ['a policy turns it on', { policy: { 'TimeProviders\\NtpClient': { Enabled: ['REG_DWORD', '0x1'] } }, providers: NTP_CLIENT_OFF }, true],
    ['a guest that follows its host on purpose', { sc: 'running', w32tm: 'en-status-verbose-vmic', providers: GUEST }, true],
    ['perhaps such a guest, not to be seen while the service is stopped', { providers: GUEST }, undefined],
    ['a guest that follows nobody', { sc: 'running', w32tm: 'en-status-verbose-local-cmos', providers: GUEST }, false],
    ['nothing is said about the client', { providers: {} }, true],
  ])('%s', async (_, pc, automaticTime) => {
    const state = await stateOf(windowsPc(pc))
    expect(state.automaticTime).toBe(automaticTime)
    expect(state.services[0]?.syncing).toBe(automaticTime)
  })

  test.each<[string, WindowsPc, boolean | undefined]>([
    ['the service has its port itself', {}, undefined],
    ['another process has it', { netstat: { stdout: netstat(4711) } }, true],
    ['both have it, and yet no answer comes', { netstat: { stdout: netstat(SERVICE_PID, 4711) } }, true],
    ['nobody has it', { netstat: { stdout: netstat() } }, undefined],
    ['the process of the service is not known', { queryex: { exit: 1 }, netstat: { stdout: netstat(4711) } }, undefined],
    ['the service has no process', { queryex: { stdout: queryex(0) }, netstat: { stdout: netstat(4711) } }, undefined],
    ['netstat is missing', { netstat: 'missing' }, undefined],
    ['netstat is ended in the middle of a row', { netstat: { exit: 1, stdout: netstat(SERVICE_PID).slice(0, 180) } }, undefined],
    ['netstat hangs', { netstat: 'timed-out' }, undefined],
  ])('no time data came: %s', async (_, pc, portTaken) => {
    const state = await stateOf(windowsPc({ sc: 'running', w32tm: 'ko-status-verbose-free-running', ...pc }))
    expect(state.services[0]?.serversSilent).toBe(true)
    expect(state.services[0]?.portTaken).toBe(portTaken)
  })

  test('a service that hears its servers is not asked about its port', async () => {
    const [service] = (await stateOf(windowsPc({ sc: 'running', w32tm: 'en-status-verbose-synced', netstat: { stdout: netstat(4711) } }))).services
    expect(service).not.toHaveProperty('serversSilent')
    expect(service).not.toHaveProperty('portTaken')
  })

  test.each([
    ['0xd2f0', '0xffffffff', 54_000], ['0xffffffff', '0xe10', 3600], ['0xffffffff', '0xffffffff', undefined],
  ])('the narrower limit counts, forward %s, back %s', async (forward, back, limit) => {
    const config = { MaxPosPhaseCorrection: ['REG_DWORD', forward], MaxNegPhaseCorrection: ['REG_DWORD', back] } as const
    expect((await stateOf(windowsPc({ config }))).correctionLimit).toBe(limit)
  })
})

describe('what else sets clock and zone', () => {
  test('time clients of other makers, while their service runs', async () => {
    expect((await stateOf(windowsPc({ clients: ['NTP', 'NetTimeSvc'] }))).otherClients).toEqual(['Meinberg NTP', 'NetTime'])
    const stopped = withReply(windowsPc({ clients: ['NTP'] }), 'sc.exe query NTP', { stdout: capture('en-sc-query-running').replace('4  RUNNING', '1  STOPPED') })
    expect((await stateOf(stopped)).otherClients).toBeUndefined()
  })

  test.each<[string, WindowsPc, boolean | undefined]>([
    ['on', { config: { UtilizeSslTimeData: ['REG_DWORD', '0x1'] } }, true],
    ['off', { config: { UtilizeSslTimeData: ['REG_DWORD', '0x0'] } }, false],
    ['on, but off by policy', { config: { UtilizeSslTimeData: ['REG_DWORD', '0x1'] }, policy: { Config: { UtilizeSslTimeData: ['REG_DWORD', '0x0'] } } }, false],
    ['not said', {}, undefined],
  ])('secure time seeding is %s', async (_, pc, seeding) => {
    expect((await stateOf(windowsPc(pc))).secureTimeSeeding).toBe(seeding)
  })

  test.each([[3, true], [4, false], [undefined, undefined]] as const)('start type %s of tzautoupdate: automatic zone %s', async (zoneService, automatic) => {
    expect((await stateOf(windowsPc(zoneService === undefined ? {} : { zoneService }))).automaticTimeZone).toBe(automatic)
  })

  test('a zone without its summer time is named as tzutil names it', async () => {
    const zone = { TimeZoneKeyName: ['REG_SZ', 'W. Europe Standard Time'], DynamicDaylightTimeDisabled: ['REG_DWORD', '0x1'] } as const
    expect((await stateOf(windowsPc({ zone }))).timeZone).toBe('W. Europe Standard Time_dstoff')
  })
})

describe('who decides about the time', () => {
  test.each([
    ['one was found', {}, true], ['none was found', DOMAIN_MEMBER_AWAY, false],
    ['none was found, said in German', { nltest: { exit: 1, stdout: 'Fehler beim Abrufen des DC-Namens: Status = 1355 0x54b ERROR_NO_SUCH_DOMAIN\r\n' } }, false],
    ['nltest failed for another reason', { nltest: { exit: 1, stderr: 'Status = 1722 0x6ba RPC_S_SERVER_UNAVAILABLE\r\n' } }, undefined],
    ['nltest is missing', { nltest: 'missing' }, undefined], ['nltest hangs', { nltest: 'timed-out' }, undefined],
  ] as const)('a controller of the domain: %s', async (_, differences, reachable) => {
    expect((await stateOf(windowsPc({ ...DOMAIN_MEMBER, ...differences }))).domainControllerReachable).toBe(reachable)
  })

  test('a domain whose name could be taken for an option is not handed to nltest', async () => {
    const { nltest: _, ...member } = DOMAIN_MEMBER
    const state = await stateOf(windowsPc({ ...member, network: { Domain: ['REG_SZ', '/server:evil'] } }))
    expect(state).toMatchObject({ domainMember: true })
    expect(state.domainControllerReachable).toBeUndefined()
  })

  test('group policy rules a member of a domain', async () => {
    const policy = { Config: { MaxPosPhaseCorrection: ['REG_DWORD', '0x2a300'] } } as const
    expect(await stateOf(windowsPc({ ...DOMAIN_MEMBER, policy }))).toMatchObject({ managed: true, managedBy: 'Group Policy' })
  })

  test('a domain member follows its controller, not the server left in the registry', async () => {
    const state = await stateOf(windowsPc(DOMAIN_MEMBER))
    expect(state).toMatchObject({ domainMember: true, servers: ['dc01.multidata.local', 'corp.example'], automaticTime: true })
    expect(state.correctionLimit).toBeUndefined()
  })

  test.each([
    ['its service has not asked yet', { sc: 'stopped', w32tm: 'en-error-service-stopped' }],
    ['it follows its own clock', { w32tm: 'en-status-verbose-local-cmos' }],
    ['it follows the host of its virtual machine', { w32tm: 'en-status-verbose-vmic' }],
  ] as const)('a domain member asks its domain by name while %s', async (_, differences) => {
    expect((await stateOf(windowsPc({ ...DOMAIN_MEMBER, ...differences }))).servers).toEqual(['corp.example'])
  })

  test('set to both its list and the domain it uses both; outside of a domain there is only the list', async () => {
    const parameters = { NtpServer: ['REG_SZ', 'ntp.example,0x8'], Type: ['REG_SZ', 'AllSync'] } as const
    const member = await stateOf(windowsPc({ ...DOMAIN_MEMBER, parameters, dsregcmd: JOINED }))
    expect(member.servers).toEqual(['ntp.example', 'dc01.multidata.local', 'corp.example'])
    const alone = await stateOf(windowsPc({ parameters }))
    expect(alone.servers).toEqual(['ntp.example'])
  })

  test.each([['a DNS suffix set by hand', NOT_JOINED, false], ['a member with servers of its own', JOINED, true]])(
    'domain name and sync type disagree: %s', async (_, dsregcmd, domainMember) => {
      const network = { Domain: ['REG_SZ', 'corp.example'] } as const
      const nltest = domainMember ? { nltest: 'missing' } as const : {}
      expect((await stateOf(windowsPc({ network, dsregcmd, ...nltest }))).domainMember).toBe(domainMember)
    })

  test('when nothing settles it, membership stays open and says why', async () => {
    const network = { Domain: ['REG_SZ', 'corp.example'] } as const
    const state = await stateOf(windowsPc({ network, dsregcmd: 'missing' }))
    expect(state.domainMember).toBeUndefined()
    expect(state.unreadable).toEqual([
      { what: 'domain membership', why: 'dsregcmd.exe is not on this PC or may not be run.' },
    ])
  })

  test('policy values win over local ones', async () => {
    const state = await stateOf(windowsPc({
      policy: {
        Parameters: { NtpServer: ['REG_SZ', 'ntp.corp.example,0x8'], Type: ['REG_SZ', 'NTP'] },
        Config: { MaxPosPhaseCorrection: ['REG_DWORD', '0x2a300'], MaxNegPhaseCorrection: ['REG_DWORD', '0x2a300'] },
        'TimeProviders\\NtpClient': { Enabled: ['REG_DWORD', '0x1'] },
      },
      parameters: { Type: ['REG_SZ', 'NoSync'] },
    }))
    expect(state).toMatchObject({
      managed: true,
      managedBy: 'a policy of your organisation',
      servers: ['ntp.corp.example'],
      automaticTime: true,
      correctionLimit: 172_800,
    })
  })
})

describe('a PC that does not answer', () => {
  test.each([
    ['no tool at all', 'missing', 'is not on this PC'],
    ['every tool hangs', 'timed-out', 'did not answer within 5 seconds'],
    ['every tool prints something else', { stdout: 'Unbekannter Befehl.\r\n' }, 'does not understand'],
    ['every tool prints nothing', { exit: 255 }, 'does not understand'],
  ] as const)('%s: nothing is guessed, and each gap has its reason', async (_, reply, why) => {
    const state = await stateOf(everyCommand(reply))
    expect(state.automaticTime).toBeUndefined()
    expect(state.synchronized).toBeUndefined()
    expect(state.hardwareClock).toBeUndefined()
    expect(state.domainMember).toBeUndefined()
    expect(state.services).toEqual([
      { name: 'w32time', unit: 'w32time', running: false, failed: false, startup: 'unknown' },
    ])
    expect(state.unreadable.map(({ what }) => what)).toEqual(
      ['Windows Time service', 'time settings in the registry', 'last synchronisation', 'domain membership'])
    for (const gap of state.unreadable) expect(gap.why).toContain(why)
  })

  test('a registry listing that is cut off by the time limit is not believed', async () => {
    const machine = scriptedMachine(windowsPc({ dsregcmd: NOT_JOINED }))
    const cutOff: Machine = {
      ...machine,
      run: async (command) => {
        const result = await machine.run(command)
        return command[0].endsWith('reg.exe') ? { ...result, exit: null, timedOut: true } : result
      },
    }
    const facts = await readFacts(cutOff, windowsTools())
    expect(facts.serviceKey).toEqual({ keys: [], values: [] })
    expect(facts.unreadable.map(({ what }) => what)).toContain('time settings in the registry')
  })

  test('sc.exe alone hangs: an answering time service is proof that it runs', async () => {
    const pc = withReply(windowsPc({ sc: 'running', w32tm: 'fr-status-synced' }), 'sc.exe query w32time', 'timed-out')
    expect((await stateOf(pc)).services[0]).toMatchObject({ running: true, startup: 'trigger' })
  })
})
