import { describe, expect, test } from 'vitest'
import { SLOW } from '../repair/open-laptop.ts'
import { readExposition, type Sample } from './exposition.ts'
import { cli } from './terminal.ts'

/** The line a monitoring plugin may print: words, then performance data as 'label'=value[UOM];warn;crit;min;max. */
const NUMBER = String.raw`-?\d+(?:\.\d+)?`
const RANGE = String.raw`@?(?:(?:${NUMBER}|~):)?(?:${NUMBER})?`
const PERFORMANCE = String.raw`'?([^'= ]+)'?=(${NUMBER})(us|ms|s|%|[KMGT]?B|c)?(?:;(${RANGE}))?(?:;(${RANGE}))?(?:;(?:${NUMBER})?){0,2}`
const LINE = new RegExp(String.raw`^(\w+) (OK|WARNING|CRITICAL|UNKNOWN): ([^|\n]+?)(?: \| ${PERFORMANCE})?\n$`)

describe('nagios', () => {
  const nagios = async (...argv: readonly string[]) => {
    const { stdout, exit } = await cli(['check', '--format', 'nagios', ...argv])
    const match = LINE.exec(stdout)
    if (match === null) throw new Error(`Not the line of a monitoring plugin: ${stdout}`)
    const [, , status, words, label, value, unit, warn, crit] = match
    return { exit, status, words, label, value: value === undefined ? undefined : Number(value), unit, warn, crit }
  }

  test('tells status, words and performance data', async () => {
    expect(await nagios('--practice')).toEqual({
      exit: 2, status: 'CRITICAL', words: expect.stringContaining('47.3 seconds slow'),
      label: 'offset', value: expect.closeTo(47.3, 3), unit: 's', warn: '-15:15', crit: '-30:30',
    })
    expect(await nagios('--practice=fine')).toMatchObject({ exit: 0, status: 'OK', value: expect.closeTo(0.012, 3) })
    expect(await nagios('--practice=fast-days')).toMatchObject({ exit: 2, status: 'CRITICAL', value: expect.closeTo(-259_200, 3) })
    expect(await nagios('--practice', '--warn', '40', '--critical', '60.5')).toMatchObject({ exit: 1, status: 'WARNING', warn: '-40:40', crit: '-60.5:60.5' })
  })

  test('without a measurement has no performance data', async () => {
    expect(await nagios('--practice=no-network')).toMatchObject({ exit: 3, status: 'UNKNOWN', label: undefined, value: undefined })
  })

  test('writes tiny limits without an exponent', async () => {
    expect((await nagios('--practice=fine', '--warn', '0.0000001', '--critical', '1000000')).crit).toBe('-1000000:1000000')
  })
})

describe('prometheus', () => {
  const metrics = async (...argv: readonly string[]): Promise<readonly Sample[]> => readExposition((await cli(['check', '--format', 'prometheus', ...argv])).stdout)
  const figure = (samples: readonly Sample[], name: string): number | undefined => samples.find((sample) => sample.name === name)?.value
  const levels = (samples: readonly Sample[]) => Object.fromEntries(samples.filter(({ name }) => name === 'clock_medic_verdict').map(({ labels, value }) => [labels['level'], value]))

  test('gives offset, uncertainty, duration and one verdict out of four', async () => {
    const samples = await metrics('--practice')
    expect(figure(samples, 'clock_medic_offset_seconds')).toBeCloseTo(47.3, 3)
    expect(figure(samples, 'clock_medic_uncertainty_seconds')).toBeGreaterThan(0)
    expect(figure(samples, 'clock_medic_check_duration_seconds')).toBeGreaterThanOrEqual(0)
    expect(levels(samples)).toEqual({ ok: 0, warning: 0, critical: 1, unknown: 0 })
  })

  test('leaves figures out that are not known', async () => {
    const samples = await metrics('--practice=no-network')
    expect(levels(samples)).toEqual({ ok: 0, warning: 0, critical: 0, unknown: 1 })
    expect(figure(samples, 'clock_medic_offset_seconds')).toBeUndefined()
    expect(figure(samples, 'clock_medic_uncertainty_seconds')).toBeUndefined()
  })

  test.each([
    ['a sample without its type', 'a 1\n', 'outside of its metric'],
    ['a figure told twice', '# HELP a b\n# TYPE a gauge\na 1\na 1\n', 'comes twice'],
    ['a line that is not ended', '# HELP a b\n# TYPE a gauge\na 1', 'not ended'],
    ['a figure that is none', '# HELP a b\n# TYPE a gauge\na undefined\n', 'No sample'],
    ['an empty line at the end', '# HELP a b\n# TYPE a gauge\na 1\n\n', 'No sample'],
  ])('the reader of this test refuses %s', (_, text, why) => {
    expect(() => readExposition(text)).toThrow(why)
  })
})

describe('jamf', () => {
  test.each([
    ['slow', 47.3, '<result>+47.300</result>\n'], ['fast', -3661.25, '<result>-3661.250</result>\n'], ['right', 0, '<result>+0.000</result>\n'],
  ])('a %s clock is one signed figure', async (_, offset, expected) => {
    const { stdout } = await cli(['check', '--practice', '--format', 'jamf'], { description: { ...SLOW, variant: 'timesyncd', offset } })
    expect(stdout.replace(/[+-]0\.000/, '+0.000')).toBe(expected)
  })

  test('an unknown one says why', async () => {
    expect((await cli(['check', '--practice=no-network', '--format', 'jamf'])).stdout).toMatch(/^<result>unknown: Nothing answered[^<>&\n]+<\/result>\n$/)
  })
})
