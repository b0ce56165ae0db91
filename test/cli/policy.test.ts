import { describe, expect, test } from 'vitest'
import { readPolicy } from '../../main/core/policy/read.ts'
import type { PolicyReading } from '../../main/core/policy/reading.ts'
import { DEFAULTS } from '../../main/core/settings/settings.ts'
import { LINE_READERS } from '../../main/sources/line-readers.ts'
import { readArguments } from '../../main/cli/arguments.ts'
import { underPolicy } from '../../main/cli/policy.ts'
import { cli, document } from './terminal.ts'

const FILE = '/etc/clock-medic/policy.json'
const policyOf = (values: Readonly<Record<string, unknown>>): PolicyReading => readPolicy([{ where: FILE, values }], LINE_READERS)

const under = (argv: readonly string[], values: Readonly<Record<string, unknown>>) => {
  const read = readArguments(argv)
  if (read.kind !== 'run') throw new Error('This command line is wrong.')
  return underPolicy(argv, read.arguments, policyOf(values).policy)
}

describe('clock-medic policy', () => {
  test('tells each value that policy sets with its place, and each that is not used with its reason', async () => {
    const policy = policyOf({ servers: ['time.example.com', 'time.example.org'], criticalSeconds: 45, checkEveryMinutes: 7, services: [{ id: 'intranet', name: 'Intranet', kind: 'totp', window: 1 }] })
    expect(await cli(['policy'], { policy })).toMatchObject({
      exit: 1, stderr: '',
      stdout: [
        'Policy of this computer',
        `  servers          time.example.com, time.example.org  ${FILE}`,
        `  criticalSeconds  45                                  ${FILE}`,
        `  services         intranet                            ${FILE}`,
        '',
        'Not used',
        `  ${FILE}: checkEveryMinutes: It has to be one of 15, 60, 240, 1440.`,
        '',
      ].join('\n'),
    })
  })

  test('says that nothing is set and where it looked', async () => {
    expect(await cli(['policy'], { policy: policyOf({}) })).toMatchObject({ exit: 0, stdout: `Policy of this computer\n  Nothing is set. Looked in ${FILE}.\n` })
  })

  test('--explain tells who decided each value', async () => {
    const kept = { where: '/home/u/settings.json', settings: { ...DEFAULTS, language: 'pl' } } as const
    const { stdout } = await cli(['policy', '--explain'], { policy: policyOf({ codeTest: false }), kept })
    expect(stdout).toMatch(/^ {2}codeTest +false +\/etc\/clock-medic\/policy\.json$/m)
    expect(stdout).toMatch(/^ {2}language +pl +settings of the user: \/home\/u\/settings\.json$/m)
    expect(stdout).toMatch(/^ {2}warnSeconds +15 +default$/m)
  })

  test('--json is one document for programs', async () => {
    const said = await cli(['policy', '--json'], { policy: policyOf({ language: 'de', colour: 'blue' }) })
    expect(said.exit).toBe(1)
    expect(document(said)).toMatchObject({ schema: 1, places: [FILE], wrong: [{ where: FILE, name: 'colour', sentence: 'There is no such setting.' }] })
    expect(document(said)['values']).toContainEqual({ name: 'language', value: 'de', decidedBy: 'policy', from: FILE })
    expect(document(said)['values']).toContainEqual({ name: 'warnSeconds', usual: '15', decidedBy: 'default' })
  })

  test('--explain goes with nothing else', async () => {
    expect(await cli(['check', '--explain'])).toMatchObject({ exit: 64, stderr: '--explain belongs to "policy".\nSee: clock-medic --help\n' })
  })
})

describe('the command line under policy', () => {
  test('judges by the limits of policy', async () => {
    // The usual practice laptop is 47 s slow.
    expect((await cli(['check'], { policy: policyOf({ warnSeconds: 40, criticalSeconds: 60 }) })).exit).toBe(1)
    expect((await cli(['check'], { policy: policyOf({ criticalSeconds: 600, warnSeconds: 500 }) })).exit).toBe(0)
    expect((await cli(['check', '--critical', '20'], { policy: policyOf({ criticalSeconds: 600, warnSeconds: 500 }) })).exit).toBe(2)
  })

  test('knows none of it on a made-up laptop', async () => {
    expect((await cli(['check', '--practice=slow'], { policy: policyOf({ criticalSeconds: 600, warnSeconds: 500 }) })).exit).toBe(2)
  })

  test('asks whom policy names, unless it is told whom to ask', () => {
    const policy = { servers: ['time.example.com', 'nts:time.example.org'], websites: ['https://intranet.example.com/'] }
    expect(under(['check'], policy)).toMatchObject({
      arguments: { servers: [{ host: 'time.example.com', port: 123 }, { host: 'time.example.org', nts: true }], websites: [new URL('https://intranet.example.com/')] },
    })
    expect(under(['check', '--server', '192.0.2.1'], policy)).toMatchObject({ arguments: { servers: [{ host: '192.0.2.1', port: 123 }], websites: [new URL('https://intranet.example.com/')] } })
    expect(under(['check'], { servers: [] })).not.toHaveProperty('arguments.servers')
  })

  test('repairs with nothing that policy does not offer', async () => {
    const policy = policyOf({ remediesOffered: ['resync'] })
    expect(await cli(['fix', '--yes', '--only', 'step-clock'], { policy })).toMatchObject({ exit: 77, stdout: '', stderr: 'Your organisation does not offer step-clock.\n' })
    expect((await cli(['fix', '--yes'], { policy: policyOf({ remediesOffered: [] }) })).laptop?.ranAsRoot()).toEqual([])
    expect((await cli(['fix', '--yes'], { policy: policyOf({ remediesOffered: ['step-clock'] }) })).laptop?.ranAsRoot()).toHaveLength(1)
    expect(under(['fix'], { remediesOffered: ['resync', 'step-clock'] })).toMatchObject({ arguments: { only: ['step-clock', 'resync'] } })
  })

  test('tests no codes where that is turned off, and needs no laptop to say so', async () => {
    for (const off of [{ codeTest: false }, { ownKey: false }]) {
      const said = await cli(['code', '--secret-stdin'], { policy: policyOf(off), lines: ['JBSWY3DPEHPK3PXP'] })
      expect(said).toMatchObject({ exit: 77, stdout: '', stderr: 'Your organisation has turned off the test of codes with a key of one\'s own.\n' })
      expect(said.laptop).toBeUndefined()
    }
  })

  test('asks the hosts of services that policy allows', () => {
    const allowed = under(['check'], { servicePageHosts: ['sso.corp.example', '.intranet.example'] })
    expect('allowed' in allowed ? ['sso.corp.example', 'a.intranet.example', 'other.corp.example'].map((host) => allowed.allowed?.(host)) : []).toEqual([true, true, false])
  })
})
