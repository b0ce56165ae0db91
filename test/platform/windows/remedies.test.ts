import { describe, expect, test } from 'vitest'
import { REMEDIES, type Answer, type Remedy, type RemedyContext } from '../../../main/core/remedy.ts'
import { windowsTools } from '../../../main/platform/windows/commands.ts'
import { createWindowsPlatform } from '../../../main/platform/windows/index.ts'
import { isWindowsUndo } from '../../../main/platform/windows/undo.ts'
import { scriptedMachine } from '../../fakes/scripted-machine.ts'
import { DOMAIN_MEMBER, DOMAIN_MEMBER_AWAY, windowsPc, type WindowsPc } from './laptops.ts'

const windows = createWindowsPlatform()

type Measured = Omit<RemedyContext, 'state'>

const answer = async (remedy: Remedy, pc: WindowsPc = {}, context: Measured = {}): Promise<Answer> =>
  windows.remedies[remedy]({ ...context, state: await windows.readState(scriptedMachine(windowsPc(pc))) })

/** The commands without the folder of the tools; the reason when there are none. */
const commands = async (...args: Parameters<typeof answer>): Promise<readonly (readonly string[])[] | string> => {
  const given = await answer(...args)
  if (given.kind === 'impossible') return given.reason
  return given.steps.map(({ command: [program = '', ...rest] }) =>
    [program.replace('C:\\Windows\\System32\\', ''), ...rest])
}

const NO_SYNC = { NtpServer: ['REG_SZ', 'ntp.example.org,0x8'], Type: ['REG_SZ', 'NoSync'] } as const
const POLICY = { Parameters: { Type: ['REG_SZ', 'NoSync'] } } as const

const START = ['sc.exe', 'start', 'w32time']
const ALLOW = ['sc.exe', 'config', 'w32time', 'start=', 'demand']
const RESYNC = ['w32tm.exe', '/resync', '/rediscover']
const UPDATE = ['w32tm.exe', '/config', '/update']
const CLIENT_ON = ['reg.exe', 'add', 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\W32Time\\TimeProviders\\NtpClient', '/v', 'Enabled', '/t', 'REG_DWORD', '/d', '1', '/f']
const CLIENT_OFF = { NtpClient: { Enabled: ['REG_DWORD', '0x0'] } } as const

describe('automatic time is turned on', () => {
  test('a disabled service becomes what Windows comes with, starts and asks its servers', async () => {
    expect(await commands('enable-automatic-time', { start: 4 })).toEqual([ALLOW, START, RESYNC])
  })

  test('a service told not to synchronise keeps its own servers', async () => {
    expect(await commands('enable-automatic-time', { sc: 'running', parameters: NO_SYNC })).toEqual(
      [['w32tm.exe', '/config', '/syncfromflags:manual', '/update'], RESYNC])
  })

  test('both at once, and no server left: the one of Windows', async () => {
    const parameters = { Type: ['REG_SZ', 'NoSync'] } as const
    expect(await commands('enable-automatic-time', { start: 4, parameters })).toEqual([
      ALLOW,
      START,
      ['w32tm.exe', '/config', '/manualpeerlist:time.windows.com,0x9', '/syncfromflags:manual', '/update'],
      RESYNC,
    ])
  })

  test.each<[string, WindowsPc, readonly (readonly string[])[]]>([
    ['of a running service', { sc: 'running', w32tm: 'en-status-verbose-local-cmos', providers: CLIENT_OFF }, [CLIENT_ON, UPDATE, RESYNC]],
    ['of a stopped one, which reads it when it starts', { providers: CLIENT_OFF }, [CLIENT_ON, START, RESYNC]],
    ['of one that is told not to synchronise as well', { sc: 'running', providers: CLIENT_OFF, parameters: NO_SYNC },
      [CLIENT_ON, ['w32tm.exe', '/config', '/syncfromflags:manual', '/update'], RESYNC]],
    ['of a disabled one', { start: 4, providers: CLIENT_OFF }, [ALLOW, CLIENT_ON, START, RESYNC]],
  ])('the time client %s is turned on', async (_, pc, expected) => {
    expect(await commands('enable-automatic-time', pc)).toEqual(expected)
  })

  test('where no time server can be reached, none is asked', async () => {
    expect(await commands('enable-automatic-time', { start: 4 }, { udpBlocked: true })).toEqual([ALLOW, START])
  })

  test.each<[string, WindowsPc, string]>([
    ['managed by policy', { policy: POLICY }, 'Your organisation sets'],
    ['managed and disabled', { policy: POLICY, start: 4 }, 'Your organisation sets'],
    ['a domain member',
      { ...DOMAIN_MEMBER, parameters: NO_SYNC, dsregcmd: { stdout: '  DomainJoined : YES\r\n' } }, 'belongs to a domain'],
    ['perhaps a domain member',
      { network: { Domain: ['REG_SZ', 'corp.example'] }, parameters: NO_SYNC, dsregcmd: 'missing' },
      'could not be told whether'],
    ['already on', {}, 'already on'],
    ['not registered', { sc: 'missing', dsregcmd: 'missing' }, 'has to be registered first'],
  ])('but not when %s', async (_, pc, reason) => {
    expect(await commands('enable-automatic-time', pc)).toContain(reason)
  })
})

describe('the clock is set by the measured difference', () => {
  test.each([
    [47.312, '47.312'], [-259_200.25, '-259200.250'], [487_215_675.5, '487215675.500'], [0.0000004, '0.000'],
  ])('%d s becomes %s: a point, no exponent', async (offset, number) => {
    expect(await commands('step-clock', {}, { offset })).toEqual([
      ['WindowsPowerShell\\v1.0\\powershell.exe', '-NoProfile', '-NonInteractive', '-Command',
        `Set-Date -Adjust ([TimeSpan]::FromSeconds(${number}))`]])
  })

  test('also without a time server, and under a policy, which rules the service only', async () => {
    expect(await commands('step-clock', { policy: POLICY }, { offset: 47.3, udpBlocked: true })).toHaveLength(1)
  })

  test.each([
    [undefined, 'true time is not known'], [Number.NaN, 'too large'], [1e21, 'too large'], [-Infinity, 'too large'],
  ])(
    'but never by %s', async (offset, reason) => {
      expect(await commands('step-clock', {}, offset === undefined ? {} : { offset })).toContain(reason)
    })

  test.each([
    [-259_200, 'date in the future'], [-90, 'happen twice'], [90_000, 'come all at once'], [47.3, 'or not at all.'], [-47.3, 'or not at all.'],
  ])('by %d s, and says what else that may affect', async (offset, words) => {
    const given = await answer('step-clock', {}, { offset })
    expect(given.kind === 'steps' && given.steps[0]?.why).toContain(words)
  })

  test('on a domain member only while no controller answers, and without touching its source', async () => {
    expect(await answer('step-clock', DOMAIN_MEMBER_AWAY, { offset: 47.3 })).toMatchObject({ kind: 'steps', steps: [{ why: expect.stringContaining('takes over again') }] })
    expect(await commands('step-clock', { ...DOMAIN_MEMBER, nltest: 'timed-out' }, { offset: 47.3 })).toContain('(VPN)')
  })

  test('but not on a domain member, which takes its time from the domain', async () => {
    expect(await commands('step-clock', DOMAIN_MEMBER, { offset: 47.3 })).toContain('domain')
    expect(await commands('resync', DOMAIN_MEMBER, { offset: 47.3, udpBlocked: true })).toEqual([RESYNC])
  })
})

describe('the service', () => {
  test('starting it is fine when it runs already', async () => {
    const given = await answer('start-service')
    expect(given).toMatchObject({
      kind: 'steps', steps: [{ okExits: [0, 1056] }, { command: expect.arrayContaining(['/resync']) }],
    })
  })

  test('is started first when it has to ask and is stopped, as it is by default', async () => {
    expect(await commands('resync')).toEqual([START, RESYNC])
    expect(await commands('resync', { sc: 'running' })).toEqual([RESYNC])
    expect(await commands('resync', { policy: POLICY, sc: 'running' })).toEqual([RESYNC])
  })

  test('is not asked for what a blocked network cannot give', async () => {
    expect(await commands('resync', {}, { udpBlocked: true })).toContain('UDP port 123')
  })

  test.each(['start-service', 'resync', 'use-working-servers'] as const)('%s explains a service that is not registered', async (remedy) => {
    expect(await commands(remedy, { sc: 'missing', dsregcmd: 'missing' })).toContain('not registered on this PC')
  })

  test('has nobody to ask while no controller of its domain answers', async () => {
    expect(await commands('resync', DOMAIN_MEMBER_AWAY)).toContain('(VPN)')
    expect(await commands('start-service', DOMAIN_MEMBER_AWAY)).toEqual([START])
  })
})

describe('a service that is not registered', () => {
  const GONE = { sc: 'missing', dsregcmd: { stdout: '  DomainJoined : NO\r\n' } } as const
  const GONE_MEMBER = { ...DOMAIN_MEMBER, sc: 'missing', dsregcmd: { stdout: '  DomainJoined : YES\r\n' } } as const
  const REGISTER = [['w32tm.exe', '/register'], ALLOW]
  const FROM_DOMAIN = ['w32tm.exe', '/config', '/syncfromflags:domhier']

  test.each<[string, WindowsPc, Measured, readonly (readonly string[])[]]>([
    ['starts at once where the clock is right', GONE, { offset: 0.2 }, [...REGISTER, START, RESYNC]],
    ['does not start where the clock is set after it', GONE, { offset: 47.3 }, REGISTER],
    ['asks nobody where nobody can be reached', GONE, { udpBlocked: true }, [...REGISTER, START]],
    ['follows the domain on a member', GONE_MEMBER, { offset: 47.3 }, [...REGISTER, FROM_DOMAIN, START, RESYNC]],
    ['follows what a policy says on a managed member', { ...GONE_MEMBER, policy: POLICY }, { offset: 47.3 }, [...REGISTER, START, RESYNC]],
    ['waits where the clock of a member has to be set without its domain', { ...GONE_MEMBER, nltest: DOMAIN_MEMBER_AWAY.nltest ?? 'missing' }, { offset: 47.3 }, [...REGISTER, FROM_DOMAIN]],
  ])('%s', async (_, pc, context, expected) => {
    expect(await commands('register-service', pc, context)).toEqual(expected)
  })

  test('only where it is missing', async () => {
    expect(await commands('register-service')).toContain('registered already')
  })
})

describe('time servers that answer', () => {
  const working = { workingServers: ['b.example', 'a.example', '192.0.2.7', 'fourth.example'] }
  const LIST = '/manualpeerlist:b.example,0x8 a.example,0x8 192.0.2.7,0x8'

  test('take the place of those that do not, and the former list can be brought back', async () => {
    const parameters = { NtpServer: ['REG_SZ', 'dead.example,0x9  other.example,0xA'], Type: ['REG_SZ', 'AllSync'] } as const
    const given = await answer('use-working-servers', { parameters }, working)
    expect(given).toMatchObject({ kind: 'steps', steps: [{
      command: [expect.any(String), '/config', LIST, '/syncfromflags:manual'],
      undo: [expect.any(String), '/config', '/manualpeerlist:dead.example,0x9 other.example,0xA', '/syncfromflags:all', '/update'],
    }] })
  })

  test('are told to a running service at once where its clock is right', async () => {
    expect(await commands('use-working-servers', { sc: 'running' }, { ...working, offset: 0.1 })).toEqual([['w32tm.exe', '/config', LIST, '/syncfromflags:manual', '/update']])
  })

  test('are told to it only once the clock is set, for two corrections would add up', async () => {
    const context = { ...working, offset: 47.3 }
    expect(await commands('use-working-servers', { sc: 'running' }, context)).toEqual([['w32tm.exe', '/config', LIST, '/syncfromflags:manual']])
    expect(await commands('resync', { sc: 'running' }, context)).toEqual([UPDATE, RESYNC])
    expect(await commands('resync', {}, context)).toEqual([START, RESYNC])
    expect(await commands('resync', { sc: 'running' }, { offset: 47.3, workingServers: ['time.windows.com', 'a.example'] })).toEqual([RESYNC])
  })

  test.each(['"; calc', 'a b.example', '-x.example', 'evil,0x1', 'ntp.example:1123', 'fe80::1%eth0', '127.0.0.1', 'localhost', 'a'.repeat(254), ''])(
    'leave out what is no host name: %j', async (name) => {
      expect(await commands('use-working-servers', {}, { workingServers: [name] })).toContain('No other time server has answered')
      expect(await commands('use-working-servers', {}, { workingServers: [name, '2001:db8::1'] })).toEqual([['w32tm.exe', '/config', '/manualpeerlist:2001:db8::1,0x8', '/syncfromflags:manual']])
    })

  test('bring back no list that could mean something else to w32tm', async () => {
    const parameters = { NtpServer: ['REG_SZ', 'dead.example" /reliable:yes'], Type: ['REG_SZ', 'NTP'] } as const
    const given = await answer('use-working-servers', { parameters }, working)
    expect(given.kind === 'steps' && given.steps[0]).not.toHaveProperty('undo')
  })

  test.each<[string, WindowsPc, string]>([
    ['of a domain member', DOMAIN_MEMBER, 'takes its time from its domain'],
    ['of a managed domain member', { ...DOMAIN_MEMBER, policy: POLICY }, 'takes its time from its domain'],
    ['that a policy sets', { policy: { Parameters: { NtpServer: ['REG_SZ', 'ntp.corp.example'] } } }, 'Ask your administrator to look at them. It uses ntp.corp.example now.'],
    ['of what may be a domain member', { network: { Domain: ['REG_SZ', 'corp.example'] }, dsregcmd: 'missing' }, 'could not be told whether'],
  ])('never replace those %s', async (_, pc, reason) => {
    expect(await commands('use-working-servers', pc, working)).toContain(reason)
  })
})

describe('the time zone', () => {
  const set = (timeZone: string, pc: WindowsPc = {}) => answer('set-time-zone', pc, { timeZone })

  test.each(['UTC', 'UTC+12', 'UTC-02', 'GMT Standard Time', 'E. Africa Standard Time', 'Central Standard Time (Mexico)', 'Turks And Caicos Standard Time', 'Russia Time Zone 10', 'Mid-Atlantic Standard Time', 'Tokyo Standard Time_dstoff'])(
    'is set to %s, without an administrator, and back', async (zone) => {
      expect(await set(zone)).toMatchObject({ kind: 'steps', steps: [{
        command: ['C:\\Windows\\System32\\tzutil.exe', '/s', zone], needsRights: false,
        undo: ['C:\\Windows\\System32\\tzutil.exe', '/s', 'W. Europe Standard Time'],
      }] })
    })

  test.each(['Europe/Berlin', '', 'Standard Time', 'W. Europe Standard Time; calc', 'W. Europe Standard Time\n', '/s', `A${'a'.repeat(60)} Standard Time`, 'Mitteleuropäische Zeit'])(
    'is not set to what Windows does not call one: %j', async (zone) => {
      expect(await set(zone)).toMatchObject({ kind: 'impossible', reason: expect.stringContaining('tzutil /l') })
    })

  test('cannot be guessed, and is not set twice', async () => {
    expect(await commands('set-time-zone')).toContain('cannot be measured')
    expect(await commands('set-time-zone', {}, { timeZone: 'W. Europe Standard Time' })).toContain('already')
  })

  test('that Windows chooses by itself may change again, and the step says so', async () => {
    expect(await set('GMT Standard Time', { zoneService: 3 })).toMatchObject({ steps: [{ touches: expect.stringContaining('may change it again') }] })
    expect(await set('GMT Standard Time', { zoneService: 4 })).not.toMatchObject({ steps: [{ touches: expect.stringContaining('again') }] })
  })

  test('garbled in the registry is not brought back', async () => {
    const given = await set('UTC', { zone: { TimeZoneKeyName: ['REG_SZ', 'W. Europe\u0000 Standard Time'] } })
    expect(given.kind === 'steps' && given.steps[0]).not.toHaveProperty('undo')
  })
})

test.each([['local', {}, 'set-local-rtc 1'], ['utc', { zone: { RealTimeIsUniversal: ['REG_DWORD', '0x1'] } }, 'in UTC already']] as const)(
  'the mode of the hardware clock, %s, is a choice for all systems on the computer', async (_, pc, reason) => {
    expect(await commands('set-hardware-clock-mode', pc)).toContain(reason)
  })

test('every step runs a program of the system by its absolute path, with a time limit', async () => {
  const seen = new Set<string>()
  const pcs: readonly WindowsPc[] = [
    { start: 4, parameters: NO_SYNC, providers: CLIENT_OFF }, { sc: 'running' }, DOMAIN_MEMBER_AWAY, { ...DOMAIN_MEMBER_AWAY, sc: 'missing', dsregcmd: { stdout: '  DomainJoined : YES\r\n' } },
  ]
  for (const remedy of REMEDIES) {
    for (const pc of pcs) {
      const given = await answer(remedy, pc, { offset: -47.3, timeZone: 'UTC', workingServers: ['ntp.example'] })
      for (const step of given.kind === 'steps' ? given.steps : []) {
        expect(step.remedy).toBe(remedy)
        expect(step.needsRights).toBe(remedy !== 'set-time-zone')
        expect(step.timeoutSeconds).toBeLessThanOrEqual(30)
        for (const command of [step.command, ...(step.undo === undefined ? [] : [step.undo])]) {
          expect(command[0]).toMatch(/^C:\\Windows\\System32\\(?:WindowsPowerShell\\v1\.0\\)?[a-z0-9]+\.exe$/)
        }
        expect(step.undo === undefined || isWindowsUndo(windowsTools(), step.undo)).toBe(true)
        seen.add(step.title)
      }
    }
  }
  expect([...seen].toSorted()).toEqual([
    'Allow the Windows Time service to start', 'Ask the time servers again', 'Let the Windows Time service read its settings', 'Let the service take its time from the domain',
    'Register the Windows Time service', 'Set the clock', 'Set the service to start on demand', 'Set the time zone to UTC', 'Start the Windows Time service', 'Turn automatic time on',
    'Turn the time client of Windows on', 'Use time servers that answer',
  ])
})

test('the server of Windows is asked beside the configured ones', async () => {
  expect(await windows.vendorServers(scriptedMachine({}))).toEqual(['time.windows.com'])
})
