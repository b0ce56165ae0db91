import { describe, expect, test } from 'vitest'
import { checkJson, planJson } from '../../main/core/json.ts'
import { factsLine } from '../../main/cli/fleet-formats.ts'
import { SCENARIOS } from '../../main/practice/index.ts'
import { laptopsOf, readLaptop, SYSTEMS } from '../laptops/laptop.ts'
import { lookAt } from '../laptops/look.ts'
import { breaches, breachesAndStrangers, type DocumentName } from './schemas.ts'
import { cli, document } from './terminal.ts'
import { reportJson } from '../../main/core/report/report.ts'
import { checkUp } from '../../main/checkup.ts'
import { repair } from '../../main/repair.ts'
import { startedIn, stateFolder } from '../repair/state-folder.ts'
import type { TestLaptop } from '../repair/open-laptop.ts'

type Json = Record<string, unknown>

describe.each(Object.keys(SCENARIOS))('every document of the practice laptop "%s" is as its schema says', (name) => {
  test.each<[DocumentName, string]>([
    ['check', 'check --json'], ['plan', 'plan --json'], ['plan', 'fix --dry-run --json'], ['fix', 'fix --yes --json'], ['status', 'status --json'], ['facts', 'check --format facts'], ['report', 'report --json'],
  ])('%s: %s', async (schema, line) => {
    expect(breachesAndStrangers(schema, document(await cli([...line.split(' '), `--practice=${name}`])))).toEqual([])
  })
})

test.each(SYSTEMS)('so is every %s laptop of the collection', async (system) => {
  const wrong: string[] = []
  for (const name of laptopsOf(system)) {
    const { machine, measured, zone } = readLaptop(name)
    const checkup = await lookAt(system, machine, measured, zone)
    const found = [
      ...breachesAndStrangers('plan', JSON.parse(JSON.stringify({ ...checkJson(checkup), plan: planJson(checkup.plan) }))),
      ...breachesAndStrangers('facts', JSON.parse(factsLine(checkup))),
    ]
    wrong.push(...found.map((each) => `${name}${each}`))
  }
  expect(wrong).toEqual([])
})

describe('so is what takes a repair back', () => {
  const repaired = async (laptop: TestLaptop): Promise<TestLaptop> => {
    const program = startedIn(stateFolder(), laptop)
    await repair(program, await checkUp(program, program.options), program.options)
    return program
  }

  test.each(['fix --undo --practice --yes --json', 'fix --undo --practice --dry-run --json'])('%s', async (line) => {
    expect(breachesAndStrangers('undo', document(await cli(line.split(' '), { prepare: repaired })))).toEqual([])
    expect(breachesAndStrangers('undo', document(await cli(line.split(' '))))).toEqual([])
  })
})

test('so is a report with a past of every kind', async () => {
  const { machine, measured } = readLaptop('linux/debian-comes-back')
  const checkup = await lookAt('linux', machine, measured)
  const at = 1_795_355_160
  const json = reportJson({ version: '1.2.3', about: ['A laptop.'], checkup, log: ['a line'], history: [
    { kind: 'check', at, offset: 1.5, uncertainty: 0.01 }, { kind: 'repair', at, result: 'repaired', before: 1.5, after: 0 }, { kind: 'repair', at, result: 'refused' },
    { kind: 'sleep', at, seconds: 3600 }, { kind: 'stepped', at, by: -3 },
  ] })
  expect(breachesAndStrangers('report', JSON.parse(JSON.stringify(json)))).toEqual([])
})

describe('what the schemas refuse', () => {
  const known = async (): Promise<Json> => ({ ...document(await cli(['check', '--practice', '--json'])) })
  const unknown = async (): Promise<Json> => ({ ...document(await cli(['check', '--practice=no-network', '--json'])) })

  test.each<[string, () => Promise<Json>, (json: Json) => void]>([
    ['an offset of 0 where none is known', unknown, (json) => { json['offsetSeconds'] = 0 }],
    ['an unknown clock without its reason', unknown, (json) => { delete json['reasonCode'] }],
    ['a verdict without an offset', known, (json) => { delete json['offsetSeconds'] }],
    ['an offset in words', known, (json) => { json['offsetSeconds'] = '47.3' }],
    ['a verdict of another kind', known, (json) => { json['verdict'] = 'fine' }],
    ['another version', known, (json) => { json['schema'] = 2 }],
    ['a local time without its zone', known, (json) => { json['checkedAt'] = '2026-11-22 12:00:00' }],
    ['a source that answered without a figure', known, (json) => { delete (json['sources'] as Json[])[0]?.['offsetSeconds'] }],
  ])('%s', async (_, made, spoil) => {
    const json = await made()
    expect(breaches('check', json)).toEqual([])
    spoil(json)
    expect(breaches('check', json)).not.toEqual([])
  })

  test('a repair that says "repaired" without a look after it', async () => {
    const json: Json = { ...document(await cli(['fix', '--practice', '--yes', '--json'])) }
    delete json['after']
    expect(breaches('fix', json)).not.toEqual([])
  })

  test('no field that is new: versions to come may add some', async () => {
    const json = { ...await known(), planet: 'Earth' }
    expect(breaches('check', json)).toEqual([])
    expect(breachesAndStrangers('check', json)).not.toEqual([])
  })
})
