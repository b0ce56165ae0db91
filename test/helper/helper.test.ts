import { afterEach, describe, expect, test } from 'vitest'
import type { HelperLine } from '../../main/platform/elevation-answer.ts'
import { HELPER_EXIT, runHelper, type HelperParts } from '../../main/helper/helper.ts'
import type { LaptopDescription } from '../../main/practice/index.ts'
import { openLaptop, SLOW, type TestLaptop } from '../repair/open-laptop.ts'

const opened: TestLaptop[] = []
afterEach(async () => {
  for (const laptop of opened.splice(0)) await laptop.close()
})

interface Run {
  readonly exit: number
  /** What the caller hears, as parsed lines. */
  readonly lines: readonly Readonly<Record<string, unknown>>[]
  readonly log: readonly string[]
  readonly laptop: TestLaptop
  /** Whether the gate was left as often as it was entered. */
  readonly left: boolean
}

/** The helper on a practice laptop, as root there. */
async function helper(words: readonly string[], description: LaptopDescription = SLOW, change: (parts: HelperParts) => Partial<HelperParts> = () => ({})): Promise<Run> {
  const laptop = await openLaptop(description)
  opened.push(laptop)
  const lines: string[] = []
  const log: string[] = []
  let inside = 0
  const parts: HelperParts = {
    machine: laptop.practice.asRoot, platform: laptop.platform, options: laptop.options, caller: 1000,
    gate: { enter: async () => { inside++; return null }, leave: async () => { inside-- } },
    say: (line) => lines.push(line),
    log: async (sentence) => void log.push(sentence),
  }
  const exit = await runHelper(words, { ...parts, ...change(parts) })
  return { exit, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>), log, laptop, left: inside === 0 }
}

const refusal = ({ lines }: Run): unknown => (typeof lines.at(-1)?.['words'] === 'string' ? lines.at(-1)?.['words'] : `not refused: ${JSON.stringify(lines.at(-1))}`)
const ALL = ['step-clock', 'enable-automatic-time', 'set-hardware-clock']

describe('the helper', () => {
  test('changes nothing by a remedy that the organisation does not offer, whatever is asked for', async () => {
    const run = await helper(ALL, SLOW, ({ options }) => ({ options: { ...options, only: ['resync', 'step-clock'] } }))
    expect(refusal(run)).toBe('Your organisation does not offer this remedy. Nothing was changed.')
    expect([run.exit, run.laptop.practice.laptop.offset]).toEqual([HELPER_EXIT.refused, expect.closeTo(47.3, 1)])
  })

  test('does what was asked for and this machine needs, says so line by line, and logs it', async () => {
    const run = await helper([...ALL, '--offset=47.300'])
    expect(run.exit).toBe(HELPER_EXIT.done)
    expect(run.lines[0]).toEqual({ clockMedicHelper: 1 })
    expect((run.lines[1]?.['plan'] as readonly HelperLine[] | undefined)?.length).toBe(3)
    expect(run.lines.filter((line) => 'ended' in line).map(({ state }) => state)).toEqual(['done', 'done', 'done'])
    expect(run.lines.at(-1)).toEqual({ end: 'ran' })
    expect(run.laptop.practice.laptop.offset).toBeCloseTo(0, 2)
    expect(run.log).toEqual([
      'A repair was asked for by user 1000: step-clock, enable-automatic-time, set-hardware-clock.',
      'Done: step-clock done, enable-automatic-time done, set-hardware-clock done.',
    ])
    expect(run.left).toBe(true)
  })

  test('does nothing that was not asked for', async () => {
    const { laptop, lines } = await helper(['enable-automatic-time'])
    expect(laptop.ranAsRoot().filter((line) => /\/date |--systohc/.test(line))).toEqual([])
    expect(lines.filter((line) => 'ended' in line)).toHaveLength(1)
  })

  test('does nothing that this machine does not need', async () => {
    const run = await helper(['step-clock', 'resync', 'unmask-service', 'enable-automatic-time'], { ...SLOW, variant: 'timesyncd', offset: 0 })
    expect(run.lines).toEqual([{ clockMedicHelper: 1 }, { end: 'nothing' }])
    expect(run.exit).toBe(HELPER_EXIT.done)
  })

  test.each([['200', 200], ['-47.3', -47.3], ['0', 0], ['45.5', 45.5]])('believes its own measurement, not an offset of %s', async (offset) => {
    const run = await helper([...ALL, `--offset=${offset}`])
    expect(run.lines.at(-1)).toEqual({ end: 'overtaken', words: expect.stringMatching(/^The helper measured another difference .*nothing was changed/) })
    expect(run.exit).toBe(HELPER_EXIT.refused)
    expect(run.laptop.practice.laptop.offset).toBe(47.3)
    expect(run.left).toBe(true)
  })

  test('does not set a clock that it cannot measure', async () => {
    const run = await helper(ALL, { ...SLOW, network: 'no-network' })
    expect(refusal(run)).toMatch(/^The helper could not measure the clock by itself/)
    expect(run.laptop.practice.laptop.offset).toBe(47.3)
  })

  test('does not set a clock by more than a century, which no clock is wrong by', async () => {
    const wrongBy = -101 * 365.25 * 86_400
    const run = await helper(ALL, { ...SLOW, offset: wrongBy })
    expect(refusal(run)).toMatch(/^The measured difference is too large to be true/)
    expect(run.laptop.practice.laptop.offset).toBe(wrongBy)
  })

  test('still turns automatic time on where the clock cannot be measured', async () => {
    const run = await helper(['enable-automatic-time'], { ...SLOW, network: 'no-network' })
    expect(run.lines.at(-1)).toEqual({ end: 'ran' })
  })

  test('does not step a clock that was set after it measured', async () => {
    let shift = 0
    const run = await helper(ALL, SLOW, ({ machine, options }) => ({
      machine: { ...machine, clock: { wall: () => machine.clock.wall() + shift, monotonic: machine.clock.monotonic } },
      options: { ...options, onVerdict: () => { shift = 47.3 } },
    }))
    expect(refusal(run)).toMatch(/^The clock was set by something else meanwhile/)
    expect(run.laptop.practice.laptop.offset).toBe(47.3)
  })

  test('refuses without the rights of root, before anything else', async () => {
    const run = await helper(ALL, SLOW, ({ machine }) => ({ machine: { ...machine, isRoot: false } }))
    expect(refusal(run)).toMatch(/rights of root/)
    expect(run.laptop.practice.laptop.calls).toEqual([])
  })

  test('refuses what it does not understand without looking at the machine, and does not repeat it in the log', async () => {
    const run = await helper(['resync', '$(reboot)'])
    expect(run.exit).toBe(HELPER_EXIT.usage)
    expect(run.laptop.practice.laptop.calls).toEqual([])
    expect(run.log).toEqual(['A request of user 1000 was refused: it was not understood.'])
  })

  test('does nothing while the gate is shut', async () => {
    const run = await helper(ALL, SLOW, () => ({ gate: { enter: async () => 'Another repair is running.', leave: async () => { throw new Error('It never entered.') } } }))
    expect(refusal(run)).toBe('Another repair is running.')
    expect(run.laptop.practice.laptop.calls).toEqual([])
  })

  test('leaves the gate when the machine fails it', async () => {
    let left = false
    const broken = helper(ALL, SLOW, ({ platform }) => ({
      gate: { enter: async () => null, leave: async () => { left = true } },
      platform: { ...platform, readState: () => Promise.reject(new Error('broken')) },
    }))
    await expect(broken).rejects.toThrow('broken')
    expect(left).toBe(true)
  })
})
