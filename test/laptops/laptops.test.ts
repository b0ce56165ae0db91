import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../main/core/catalogue.ts'
import type { Checkup } from '../../main/core/checkup.ts'
import type { Step } from '../../main/core/remedy.ts'
import { explainFailure, verify } from '../../main/core/verify.ts'
import { shellWords } from '../../main/core/words/shell.ts'
import { isPlain } from '../../main/platform/script.ts'
import { load } from '../captures/load.ts'
import { laptopsOf, merged, readLaptop, SYSTEMS, type Laptop } from './laptop.ts'
import { lookAt } from './look.ts'
import { systemctlShow } from './systemctl-show.ts'

const LAPTOPS = new Map(SYSTEMS.flatMap(laptopsOf).map((name) => [name, readLaptop(name)]))
const NAMED = [...LAPTOPS].map(([name, laptop]) => [name, laptop.what, laptop] as const)

const stepLine = ({ remedy, command, input }: Step): string =>
  `${remedy}: ${shellWords(command)}${input === undefined ? '' : ` < ${input.join(' / ')}`}`

const lookBefore = ({ system, machine, measured, zone }: Laptop): Promise<Checkup> => lookAt(system, machine, measured, zone)

/** All that the findings say to the user, as one text. */
const told = ({ findings }: Checkup): string => findings.map(({ title, meaning }) => `${title}: ${meaning}`).join('\n')

/** What holds for every plan, whatever the laptop. */
const RULES: Readonly<Record<string, (checkup: Checkup, lines: readonly string[]) => boolean>> = {
  'a command is an absolute path with its arguments on one line': (_, lines) => lines.every((line) => /^(\/|[A-Z]:\\)[^\r\n]+$/.test(line)),
  'on Linux it can be handed to a shell that asks for the rights': ({ plan, state }) => state.os !== 'linux' || isPlain(plan.steps),
  'a clock that was not measured is not set': ({ plan, verdict }) => verdict.kind === 'known' || plan.steps.every(({ remedy }) => remedy !== 'step-clock'),
  'what a policy owns is not written': ({ state }, lines) => !state.managed || !/\/config|\/register|reg\.exe add|systemsetup -set(using)?network/.test(lines.join('\n')),
  'the source of a domain is not replaced': ({ state }, lines) => state.domainMember !== true || !/peerlist|:manual/.test(lines.join('\n')),
  'the clock of a domain is set only where no controller can': ({ state }, lines) =>
    state.domainMember !== true || state.domainControllerReachable === false || !lines.join('\n').includes('Set-Date'),
  'nothing is done in a container': ({ state }, lines) => state.container === undefined || lines.length === 0,
}

describe.each(NAMED)('%s: %s', (_name, _what, laptop) => {
  const { expected, after } = laptop

  it('is diagnosed', async () => {
    const checkup = await lookBefore(laptop)
    expect(checkup.findings.map(({ id, severity }) => `${severity}: ${id}`)).toEqual(Object.entries(expected.findings).map(([id, severity]) => `${severity}: ${id}`))
    for (const part of expected.says ?? []) expect(told(checkup)).toContain(part)
    expect(told(checkup)).not.toMatch(/[{}]|undefined|NaN/)
    expect(checkup.state.unreadable.map(({ what }) => what).toSorted()).toEqual((expected.unreadable ?? []).toSorted())
  })

  it('gets the right plan', async () => {
    const { plan } = await lookBefore(laptop)
    expect(plan.steps.map(stepLine)).toEqual(expected.plan)
    const reasons = Object.fromEntries(plan.impossible.map(({ remedy, reason }) => [remedy, reason]))
    expect(Object.keys(reasons)).toEqual(Object.keys(expected.impossible ?? {}))
    for (const [remedy, part] of Object.entries(expected.impossible ?? {})) expect(reasons[remedy]).toContain(part)
  })

  it('ends as it should', async () => {
    expect(after === undefined, '"after" is there where something is to be done, and only there').toBe(expected.plan.length === 0)
    if (after === undefined) return
    const later = await lookAt(laptop.system, merged(laptop.machine, after.machine), after.measured, laptop.zone)
    const explanation = explainFailure(later).join('\n')
    expect({ outcome: verify(later), explanation }).toMatchObject({ outcome: after.outcome })
    for (const part of after.explained ?? []) expect(explanation).toContain(part)
    expect(after.outcome === 'repaired' ? later.plan.steps.map(stepLine) : [], 'what a second repair would do').toEqual([])
  })

  it('is never given a plan that goes too far', async () => {
    const checkup = await lookBefore(laptop)
    const lines = checkup.plan.steps.map(({ command }) => command.join(' '))
    expect(Object.entries(RULES).filter(([, holds]) => !holds(checkup, lines)).map(([rule]) => rule)).toEqual([])
  })
})

describe('the collection', () => {
  it('has at least twenty laptops of each system', () => {
    expect(SYSTEMS.filter((system) => laptopsOf(system).length < 20)).toEqual([])
  })

  it('shows every finding', () => {
    const shown = new Set([...LAPTOPS.values()].flatMap(({ expected }) => Object.keys(expected.findings)))
    // What became of an interrupted repair is written down by the program itself, not found on a machine.
    expect(Object.keys(CATALOGUE).filter((id) => id !== 'repair-half-done' && !shown.has(id))).toEqual([])
  })

  it('shows every remedy that a finding may ask for, done or declared impossible', () => {
    const askedFor = new Set(Object.values(CATALOGUE).flatMap(({ remedy }) => remedy ?? []))
    const shown = new Set([...LAPTOPS.values()].flatMap(({ expected: { plan, impossible = {} } }) => [...plan.map((line) => line.split(':')[0]), ...Object.keys(impossible)]))
    expect([...askedFor].filter((remedy) => !shown.has(remedy))).toEqual([])
  })
})

it('units are listed as systemd lists them', () => {
  const off = { UnitFileState: 'disabled' }
  const recorded = load('linux/systemctl-show.chrony-stopped.normal')
  expect(systemctlShow({ 'chrony.service': off }, recorded.command.split(' ').slice(1)).stdout).toBe(recorded.stdout)
})
