import { describe, expect, test } from 'vitest'
import { REMEDIES, type Answer, type Remedy, type RemedyContext } from '../../../main/core/remedy.ts'
import { createWindowsPlatform } from '../../../main/platform/windows/index.ts'
import { scriptedMachine } from '../../fakes/scripted-machine.ts'
import { DOMAIN_MEMBER, windowsPc, type WindowsPc } from './laptops.ts'

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
    ['not registered', { sc: 'missing', dsregcmd: 'missing' }, 'missing on this PC'],
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

  test.each(['start-service', 'resync'] as const)('%s explains a service that is not registered', async (remedy) => {
    expect(await commands(remedy, { sc: 'missing', dsregcmd: 'missing' })).toContain('w32tm /register')
  })
})

test('every step runs a program of the system by its absolute path, with rights and a time limit', async () => {
  const seen: string[] = []
  for (const remedy of REMEDIES) {
    for (const pc of [{ start: 4, parameters: NO_SYNC }, { sc: 'running' }] as const) {
      const given = await answer(remedy, pc, { offset: -47.3 })
      for (const step of given.kind === 'steps' ? given.steps : []) {
        expect(step.remedy).toBe(remedy)
        expect(step.needsRights).toBe(true)
        expect(step.timeoutSeconds).toBeLessThanOrEqual(30)
        for (const command of [step.command, ...(step.undo === undefined ? [] : [step.undo])]) {
          expect(command[0]).toMatch(/^C:\\Windows\\System32\\(?:WindowsPowerShell\\v1\.0\\)?[a-z0-9]+\.exe$/)
        }
        seen.push(step.title)
      }
    }
  }
  expect(new Set(seen).size).toBe(5)
})

test('the server of Windows is asked beside the configured ones', async () => {
  expect(await windows.vendorServers(scriptedMachine({}))).toEqual(['time.windows.com'])
})
