import { describe, expect, test } from 'vitest'
import { startTimeServer } from '../../main/practice/time-server.ts'
import { REMEDIES } from '../../main/core/remedy.ts'
import { SLOW, type TestLaptop } from '../repair/open-laptop.ts'
import { cli, document } from './terminal.ts'

type Json = Readonly<Record<string, unknown>>

const CHECK = ['checkedAt', 'findings', 'method', 'reason', 'schema', 'sources', 'system', 'tookSeconds', 'verdict']
const KNOWN = [...CHECK, 'authenticated', 'offsetSeconds', 'uncertaintySeconds'].toSorted()
const UNKNOWN = [...CHECK, 'reasonCode'].toSorted()
const FIX = ['explanation', 'plan', 'repairSeconds', 'repaired', 'result', 'steps']
const STATUSES = ['truechimer', 'falseticker', 'unreachable', 'refused', 'discarded']

const keys = (value: unknown): readonly string[] => Object.keys(value as object).toSorted()
const list = (value: unknown): readonly Json[] => value as readonly Json[]

/** Every value in a document with the path that leads to it. */
function* values(value: unknown, path = ''): Generator<readonly [path: string, value: unknown]> {
  yield [path, value]
  if (typeof value === 'object' && value !== null) for (const [key, each] of Object.entries(value)) yield* values(each, `${path}/${key}`)
}

/** What holds for every document: no null but for exit codes that there are none of, numbers that a person can read. */
function expectSound(json: Json): void {
  const unsound = [...values(json)].filter(([path, value]) =>
    (value === null && !path.endsWith('/exit'))
    || (typeof value === 'number' && !/^-?\d+(\.\d{1,6})?$/.test(JSON.stringify(value)))
    || (typeof value === 'string' && /NaN|undefined|\[object/.test(value)))
  expect(unsound).toEqual([])
}

function expectSources(json: Json): void {
  for (const source of list(json['sources'])) {
    expect(source).toMatchObject({ name: expect.any(String), address: expect.any(String), kind: expect.stringMatching(/^(ntp|nts|https-date)$/) })
    expect(STATUSES).toContain(source['status'])
    expect(source['reason']).toMatch(/^[A-Z].+\.$/)
    const answered = source['status'] === 'truechimer' || source['status'] === 'falseticker'
    expect('offsetSeconds' in source).toBe(answered)
    expect('delaySeconds' in source).toBe(answered)
  }
}

describe('check --json', () => {
  test('of a wrong clock has exactly the promised keys', async () => {
    const said = await cli(['check', '--practice', '--json'])
    const json = document(said)
    expectSound(json)
    expectSources(json)
    expect(keys(json)).toEqual(KNOWN)
    expect(json).toMatchObject({ schema: 1, verdict: 'critical', method: 'ntp', offsetSeconds: expect.closeTo(47.3, 3), reason: expect.stringContaining('47.3 seconds slow') })
    expect(json['checkedAt']).toBe(new Date((1_795_355_160 - 47.3) * 1000).toISOString())
    expect(list(json['sources'])).toHaveLength(4)
    expect(json['system']).toMatchObject({
      os: 'linux', timeService: 'systemd-timesyncd', automaticTime: false, synchronized: false, timeZone: 'Europe/Berlin',
      hardwareClock: { mode: 'utc', offsetSeconds: expect.any(Number) }, managed: false,
    })
    expect(list(json['findings']).map(({ id, severity, remedy }) => ({ id, severity, remedy }))).toEqual([
      { id: 'automatic-time-off', severity: 'critical', remedy: 'enable-automatic-time' },
      { id: 'clock-wrong', severity: 'critical', remedy: 'step-clock' },
      { id: 'hardware-clock-off', severity: 'warning', remedy: 'set-hardware-clock' },
    ])
    expect(said.stderr).toBe('Practice: a made-up laptop. Nothing on this computer is changed.\n')
  })

  test.each(['no-network', 'udp-blocked'])('with %s leaves offsets out and tells why', async (name) => {
    const json = document(await cli(['check', `--practice=${name}`, '--json']))
    expectSound(json)
    expectSources(json)
    expect(keys(json)).toEqual(UNKNOWN)
    expect(json).toMatchObject({ verdict: 'unknown', method: 'none', reasonCode: 'no-answer', reason: expect.stringMatching(/^Nothing answered/) })
    expect(list(json['sources']).map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'unreachable'))
  })

  test('names the liar and who did not answer', async () => {
    const others: { close: () => Promise<void> }[] = []
    const prepare = async (laptop: TestLaptop): Promise<TestLaptop> => {
      const liar = await startTimeServer('liar.example', () => laptop.practice.laptop.trueTime() + 3600)
      const closed = await startTimeServer('closed.example', laptop.practice.laptop.trueTime)
      await closed.setNetwork('no-network')
      others.push(liar, closed)
      return { ...laptop, options: { ...laptop.options, servers: [...laptop.practice.servers, liar, closed] } }
    }
    const json = document(await cli(['check', '--practice=fine', '--json'], { prepare }))
    for (const other of others) await other.close()
    expectSound(json)
    expectSources(json)
    expect(json).toMatchObject({ verdict: 'ok', offsetSeconds: expect.closeTo(0.012, 3), reason: expect.stringContaining('One source disagrees and was ignored.') })
    const status = Object.fromEntries(list(json['sources']).map((source) => [source['name'], source['status']]))
    expect(status).toMatchObject({ 'liar.example': 'falseticker', 'closed.example': 'unreachable', 'practice-1.example': 'truechimer' })
    expect(list(json['sources']).find(({ name }) => name === 'liar.example')).toMatchObject({ offsetSeconds: expect.closeTo(3600, 0), stratum: 2 })
  })

  test('asks the servers of the command line and no others', async () => {
    const closed = await startTimeServer('closed.example', () => 0)
    await closed.setNetwork('no-network')
    const json = document(await cli(['check', '--practice', '--json', '--server', `127.0.0.1:${closed.port}`]))
    await closed.close()
    expect(list(json['sources'])).toEqual([expect.objectContaining({ name: '127.0.0.1', address: `127.0.0.1 port ${closed.port}`, status: 'unreachable' })])
  })

  test('judges by the limits of the command line', async () => {
    expect(document(await cli(['check', '--practice', '--json', '--warn', '40', '--critical', '60']))['verdict']).toBe('warning')
    expect(document(await cli(['check', '--practice', '--json', '--warn', '60']))['verdict']).toBe('ok')
  })
})

test('status --json measures nothing and leaves out what is not there', async () => {
  const json = document(await cli(['status', '--json', '--practice']))
  expectSound(json)
  expect(keys(json)).toEqual(['schema', 'system'])
  expect(json['system']).toMatchObject({ services: [{ name: 'systemd-timesyncd', running: false, startup: 'disabled' }] })
  const none = document(await cli(['status', '--json', '--practice=none']))['system'] as Json
  expect(none).not.toHaveProperty('timeService')
  expect(none['services']).toEqual([])
})

describe('plan --json', () => {
  test('shows every step with its command as an argument list, and runs none', async () => {
    const said = await cli(['plan', '--practice=fast-days', '--json'])
    const json = document(said)
    expectSound(json)
    expect(keys(json)).toEqual([...KNOWN, 'plan'].toSorted())
    const { id, steps, impossible } = json['plan'] as Json
    expect(id).toMatch(/^\d+-[\da-f]{8}$/)
    expect(impossible).toEqual([])
    expect(list(steps).map(({ command }) => command)).toEqual([
      ['/usr/bin/date', '-u', '-s', '-259200.000 seconds'], ['/usr/bin/touch', '-c', '/var/lib/systemd/timesync/clock'],
      ['/usr/bin/systemctl', 'enable', '--now', 'systemd-timesyncd.service'], ['/usr/sbin/hwclock', '--systohc'],
    ])
    for (const step of list(steps)) {
      expect(REMEDIES).toContain(step['remedy'])
      expect(step).toMatchObject({ title: expect.stringMatching(/\w/), why: expect.stringMatching(/\.$/), needsRights: true, touches: expect.stringMatching(/\w/) })
    }
    expect(said.laptop?.ranAsRoot()).toEqual([])
  })

  test('keeps to the remedies that were asked for', async () => {
    const { steps } = document(await cli(['plan', '--practice', '--json', '--only', 'enable-automatic-time']))['plan'] as Json
    expect(list(steps).map(({ remedy }) => remedy)).toEqual(['enable-automatic-time'])
  })
})

describe('fix --json', () => {
  test('of a wrong clock tells before and after, each a whole look', async () => {
    const said = await cli(['fix', '--practice', '--yes', '--json'])
    const json = document(said)
    expectSound(json)
    expect(keys(json)).toEqual([...KNOWN, ...FIX, 'before', 'after'].toSorted())
    expect(json).toMatchObject({ result: 'repaired', repaired: true, verdict: 'ok', explanation: [] })
    expect(keys(json['before'])).toEqual(KNOWN)
    expect(keys(json['after'])).toEqual(KNOWN)
    expect(json['before']).toMatchObject({ verdict: 'critical', offsetSeconds: expect.closeTo(47.3, 3) })
    expect(Math.abs((json['after'] as Json)['offsetSeconds'] as number)).toBeLessThan(0.5)
    const planned = list((json['plan'] as Json)['steps']).map(({ command }) => command)
    expect(list(json['steps']).map(({ command, state }) => ({ command, state }))).toEqual(planned.map((command) => ({ command, state: 'done' })))
    expect(planned.map((command) => (command as readonly string[]).join(' '))).toEqual(said.laptop?.ranAsRoot())
  })

  test('has no after and an empty plan where there was nothing to do', async () => {
    const json = document(await cli(['fix', '--practice=fine', '--yes', '--json']))
    expect(keys(json)).toEqual([...KNOWN, ...FIX, 'before'].toSorted())
    expect(json).toMatchObject({ result: 'nothing-to-do', repaired: false, steps: [], plan: { steps: [] } })
  })

  test('has no after where the rights were refused, and says so', async () => {
    const json = document(await cli(['fix', '--practice=refused', '--yes', '--json']))
    expect(keys(json)).toEqual([...KNOWN, ...FIX, 'before'].toSorted())
    expect(json).toMatchObject({ result: 'refused', repaired: false, steps: [], explanation: [expect.any(String)] })
  })

  test.each([['fails', 'failed'], ['comes-back', 'failed'], ['no-network', 'cannot-tell']])('%s is not called repaired', async (name, result) => {
    const json = document(await cli(['fix', `--practice=${name}`, '--yes', '--json']))
    expectSound(json)
    expect(json).toMatchObject({ result, repaired: false })
    expect(json['explanation']).not.toEqual([])
  })

  test('with --dry-run is the plan and changes nothing', async () => {
    const said = await cli(['fix', '--practice', '--dry-run', '--json'])
    expect(keys(document(said))).toEqual([...KNOWN, 'plan'].toSorted())
    expect(said.laptop?.ranAsRoot()).toEqual([])
  })
})

test('report --json is one document with version, system, verdict and plan', async () => {
  const json = document(await cli(['report', '--practice', '--json']))
  expectSound(json)
  expect(keys(json)).toEqual([...KNOWN, 'version', 'about', 'plan'].toSorted())
  expect(json).toMatchObject({ version: '1.2.3', about: ['A practice laptop.'] })
})

test('a clock that is decades off comes without exponents or lost digits', async () => {
  const json = document(await cli(['check', '--practice', '--json'], { description: { ...SLOW, offset: 1_795_000_000.25 } }))
  expectSound(json)
  expect(json['offsetSeconds']).toBeCloseTo(1_795_000_000.25, 3)
})
