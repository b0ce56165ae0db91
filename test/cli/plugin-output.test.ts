import { describe, expect, test } from 'vitest'
import { EXIT, exitOf } from '../../main/cli/exit-codes.ts'
import { nagiosLine } from '../../main/cli/fleet-formats.ts'
import { DEFAULT_LIMITS } from '../../main/core/limits.ts'
import { laptopsOf, readLaptop, SYSTEMS } from '../laptops/laptop.ts'
import { lookAt } from '../laptops/look.ts'
import { alerts, readPluginOutput, type Performance } from './plugin-output.ts'

const STATES: Readonly<Record<number, string>> = { [EXIT.fine]: 'OK', [EXIT.warning]: 'WARNING', [EXIT.critical]: 'CRITICAL', [EXIT.unknown]: 'UNKNOWN' }

/** The exit code that follows from a value and its thresholds. */
const exitBy = ({ value, warning, critical }: Performance): number =>
  critical !== null && alerts(value, critical) ? EXIT.critical : warning !== null && alerts(value, warning) ? EXIT.warning : EXIT.fine

test.each(SYSTEMS)('on every %s laptop of the collection, line, thresholds and exit code tell the same', async (system) => {
  const seen: Record<string, unknown> = {}
  const expected: Record<string, unknown> = {}
  for (const name of laptopsOf(system)) {
    const { machine, measured } = readLaptop(name)
    const checkup = await lookAt(system, machine, measured)
    const { words, performance } = readPluginOutput(`${nagiosLine(checkup, DEFAULT_LIMITS)}\n`)
    seen[name] = { state: /^CLOCK (\w+): .+\.$/.exec(words)?.[1], figures: performance.map((each) => [each.label, each.unit, exitBy(each)]) }
    const exit = exitOf(checkup.verdict)
    expected[name] = { state: STATES[exit], figures: exit === EXIT.unknown ? [] : [['offset', 's', exit]] }
  }
  expect(seen).toEqual(expected)
})

describe('the reader of this test', () => {
  test.each([
    ['two lines', 'OK: a\nb\n'], ['a line that is not ended', 'OK: a'], ['two bars', 'OK: a | b=1 | c=2\n'], ['no words', ' | a=1\n'], ['an exponent', 'OK | a=1e-7s\n'],
    ['an unknown unit', 'OK | a=1days\n'], ['a range that is none', 'OK | a=1s;x:2\n'], ['a range that ends before it begins', 'OK | a=1s;5:2\n'], ['a value without a label', 'OK | =1\n'], ['too many fields', 'OK | a=1;;;;;1\n'],
  ])('refuses %s', (_, output) => expect(() => readPluginOutput(output)).toThrow(/^(Not one line|Too|No|A range)/))

  test.each<[string, number, boolean]>([
    ['10', 10, false], ['10', 11, true], ['10', -1, true], ['10:', 9, true], ['10:', 99, false], ['~:10', -99, false], ['~:10', 10.1, true], ['-15:15', -15.1, true], ['@10:20', 15, true], ['@10:20', 21, false],
  ])('%s of the guidelines alerts at %d: %s', (range, value, alert) => {
    const [performance] = readPluginOutput(`OK | a=${value};${range}\n`).performance
    expect(performance?.warning && alerts(performance.value, performance.warning)).toBe(alert)
  })
})
