import { describe, expect, test } from 'vitest'
import { REMEDIES, type Answer, type Remedy, type RemedyContext } from '../../../main/core/remedy.ts'
import { macosPlatform } from '../../../main/platform/macos/index.ts'
import { isMacUndo } from '../../../main/platform/macos/undo.ts'
import { scriptedMachine } from '../../fakes/scripted-machine.ts'
import { mac, type Mac } from './laptops.ts'

const answer = async (remedy: Remedy, laptop: Mac = {}, context: Omit<RemedyContext, 'state'> = {}): Promise<Answer> =>
  macosPlatform.remedies[remedy]({ ...context, state: await macosPlatform.readState(scriptedMachine(mac(laptop))) })

/** The commands, or the reason when there are none. */
const commands = async (...args: Parameters<typeof answer>): Promise<readonly (readonly string[])[] | string> => {
  const given = await answer(...args)
  return given.kind === 'impossible' ? given.reason : given.steps.map(({ command }) => command)
}

const sntp = (server: string) => ['/usr/bin/sntp', '-sS', '-t', '5', '-n', '2', server]

describe('the clock is set by sntp, which measures for itself', () => {
  test('against the configured server', async () => {
    expect(await commands('step-clock', {}, { offset: 47.3 })).toEqual([sntp('time.euro.apple.com')])
    expect(await commands('resync')).toEqual([sntp('time.euro.apple.com')])
  })

  test.each(['server -zfile\n', 'server a;reboot\n', 'server "$(id)"\n', `server ${'a'.repeat(254)}\n`, ''])(
    'against that of Apple, when the configuration says "%s"', async (ntpConf) => {
      expect(await commands('step-clock', { ntpConf }, { offset: 47.3 })).toEqual([sntp('time.apple.com')])
    })

  test('against one that was right just now, where the configured one may be wrong or silent', async () => {
    const workingServers = ['time.example:1123', 'good.example', 'other.example']
    expect(await commands('step-clock', {}, { offset: 47.3, workingServers })).toEqual([sntp('good.example')])
    expect(await commands('resync', {}, { offset: 47.3, workingServers })).toEqual([sntp('good.example')])
  })

  test.each([[-259_200, 'date in the future'], [-90, 'happen twice'], [90_000, 'come all at once'], [47.3, 'the password takes.']])(
    'by %d s, and says what else that may affect', async (offset, words) => {
      const given = await answer('step-clock', {}, { offset })
      expect(given.kind === 'steps' && given.steps[0]?.why).toContain(words)
    })

  test('but not while the true time is unknown', async () => {
    expect(await commands('step-clock')).toContain('true time is not known')
  })
})

describe('where the network blocks time servers, the clock is moved by the measured difference', () => {
  /** date drops the fraction of the second, half a second on average, so the number is half a second ahead. */
  test.each([
    [47.3, '+48'], [36.6, '+37'], [-37.4, '-37'], [1.2, '+2'], [-1.6, '-1'],
    [-259_200.25, '-259200'], [487_215_675.4, '+487215676'],
  ])('%d s: %s seconds', async (offset, shift) => {
    expect(await commands('step-clock', {}, { offset, udpBlocked: true })).toEqual([
      ['/bin/sh', '-c', `/bin/date -u "$(/bin/date -u -v${shift}S +%m%d%H%M%Y.%S)"`]])
  })

  test.each([
    [0.4, 'right to the second'], [Number.NaN, 'too large'], [1e21, 'too large'],
  ])('but not by %d s', async (offset, reason) => {
    expect(await commands('step-clock', {}, { offset, udpBlocked: true })).toContain(reason)
  })

  test('and no server is asked again', async () => {
    expect(await commands('resync', {}, { udpBlocked: true })).toContain('UDP port 123')
  })
})

describe('automatic time', () => {
  const ON = ['/usr/sbin/systemsetup', '-setusingnetworktime', 'on']
  const OFF = ['/usr/sbin/systemsetup', '-setusingnetworktime', 'off']

  test('is turned on, and off again only where it was off', async () => {
    expect(await answer('enable-automatic-time', { systemsetup: 'systemsetup-off' })).toMatchObject(
      { kind: 'steps', steps: [{ command: ON, undo: OFF }] })
    const unknown = await answer('enable-automatic-time')
    expect(unknown).toMatchObject({ kind: 'steps', steps: [{ command: ON }] })
    expect(unknown.kind === 'steps' && unknown.steps[0]?.undo).toBeUndefined()
  })

  test.each<[string, Mac, string]>([
    ['a profile decides', { systemsetup: 'systemsetup-off', enforced: { stdout: 'true\n' } }, 'configuration profile'],
    ['a profile sets the server', { profileServer: { stdout: 'ntp.corp.example\n' } }, 'configuration profile'],
    ['it is on', { systemsetup: 'systemsetup-on' }, 'already on'],
  ])('is left alone when %s', async (_, laptop, reason) => {
    expect(await commands('enable-automatic-time', laptop)).toContain(reason)
  })

  test.each(['start-service', 'register-service'] as const)('%s: the protected time service is not started by us, and it says what to do', async (remedy) => {
    expect(await commands(remedy)).toContain('Restart the Mac')
  })
})

describe('a time server that answers', () => {
  const set = (server: string) => ['/usr/sbin/systemsetup', '-setnetworktimeserver', server]

  test('takes the place of the one that does not, which can be brought back', async () => {
    expect(await answer('use-working-servers', {}, { workingServers: ['good.example', 'other.example'] })).toMatchObject(
      { kind: 'steps', steps: [{ command: set('good.example'), undo: set('time.euro.apple.com') }] })
    const given = await answer('use-working-servers', { ntpConf: '' }, { workingServers: ['good.example'] })
    expect(given.kind === 'steps' && given.steps[0]).not.toHaveProperty('undo')
  })

  test.each(['-zfile', '$(id)', 'a b', 'time.example:1123', '2001:db8::1', ''])('is never %j', async (name) => {
    expect(await commands('use-working-servers', {}, { workingServers: [name] })).toContain('No other time server has answered')
  })

  test('does not replace the one of a profile', async () => {
    const laptop = { profileServer: { stdout: 'ntp.corp.example\n' } }
    expect(await commands('use-working-servers', laptop, { workingServers: ['good.example'] })).toMatch(/^A configuration profile .* ask your administrator .* It is ntp\.corp\.example now\.$/i)
  })
})

describe('the time zone', () => {
  const set = (zone: string) => ['/usr/sbin/systemsetup', '-settimezone', zone]

  test.each(['UTC', 'Etc/GMT+5', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'America/Port-au-Prince'])('is set to %s, and back', async (timeZone) => {
    expect(await answer('set-time-zone', {}, { timeZone })).toMatchObject({ kind: 'steps', steps: [{ command: set(timeZone), undo: set('Europe/Prague') }] })
  })

  test.each(['-listtimezones', '../../etc/passwd', 'Europe/Berlin; reboot', '', 'W. Europe Standard Time', 'A/B/C/D', `Europe/${'a'.repeat(70)}`])('is never %j', async (timeZone) => {
    expect(await commands('set-time-zone', {}, { timeZone })).toContain('is no name of a time zone')
  })

  test('cannot be guessed, is not set twice, and is left alone where a profile sets it', async () => {
    expect(await commands('set-time-zone')).toContain('cannot be measured')
    expect(await commands('set-time-zone', {}, { timeZone: 'Europe/Prague' })).toContain('already')
    expect(await commands('set-time-zone', { profileZone: { stdout: 'Europe/Prague\n' } }, { timeZone: 'Europe/Berlin' })).toContain('Ask your administrator')
  })

  test('that macOS chooses by itself may change again, and the step says so', async () => {
    expect(await answer('set-time-zone', { automaticZone: { stdout: '1\n' } }, { timeZone: 'Europe/Berlin' })).toMatchObject(
      { steps: [{ touches: expect.stringContaining('may change it again') }] })
  })
})

test('every step runs a program of the system by its absolute path, with rights and a time limit', async () => {
  const programs = new Set<string>()
  for (const remedy of REMEDIES) {
    for (const udpBlocked of [true, false]) {
      const given = await answer(remedy, {}, { offset: -47.3, udpBlocked, timeZone: 'UTC', workingServers: ['good.example'] })
      for (const step of given.kind === 'steps' ? given.steps : []) {
        expect(step.remedy).toBe(remedy)
        expect(step.needsRights).toBe(true)
        expect(step.undo === undefined || isMacUndo(step.undo)).toBe(true)
        expect(step.timeoutSeconds).toBeLessThanOrEqual(30)
        programs.add(step.command[0] ?? '')
      }
    }
  }
  expect([...programs].toSorted()).toEqual(['/bin/sh', '/usr/bin/sntp', '/usr/sbin/systemsetup'])
})

test('the server of Apple is asked beside the configured one', async () => {
  expect(await macosPlatform.vendorServers(scriptedMachine({}))).toEqual(['time.apple.com'])
})
