import { expect, test } from 'vitest'
import { checkUp } from '../../main/checkup.ts'
import { repair } from '../../main/repair.ts'
import { startedIn, stateFolder } from '../repair/state-folder.ts'
import type { TestLaptop } from '../repair/open-laptop.ts'
import { cli, document } from './terminal.ts'

/** A laptop whose last repair is on record. */
const repaired = async (laptop: TestLaptop): Promise<TestLaptop> => {
  const program = startedIn(stateFolder(), laptop)
  await repair(program, await checkUp(program, program.options), program.options)
  return program
}
const DISABLE = '/usr/bin/systemctl disable --now systemd-timesyncd.service'

test('--undo shows what it does, asks, does it, and says how the machine keeps its clock now', async () => {
  const { exit, stdout, asked, laptop } = await cli(['fix', '--undo', '--practice'], { answer: true, prepare: repaired })
  expect(exit).toBe(0)
  expect(asked).toEqual([expect.stringMatching(/^Take the last repair back now\? .*\[y\/N\] $/)])
  expect(laptop?.ranAsRoot().at(-1)).toBe(DISABLE)
  expect(stdout).toMatch(/1\. Take back: Turn automatic time on[^]+Command: \/usr\/bin\/systemctl disable --now systemd-timesyncd\.service[^]+taken back\.\nThe clock itself is not set back\.[^]+Automatic time: +off/)
  expect(stdout).not.toMatch(/undefined|\n{3}/)
})

test.each([
  ['a no', ['fix', '--undo', '--practice'], false, 0],
  ['--dry-run', ['fix', '--undo', '--dry-run', '--practice'], undefined, 0],
  ['nobody to ask', ['fix', '--undo', '--practice'], undefined, 64],
] as const)('%s changes nothing', async (_what, argv, answer, exit) => {
  const said = await cli(argv, { ...(answer === undefined ? {} : { answer }), prepare: repaired })
  expect(said.exit).toBe(exit)
  expect(said.laptop?.ranAsRoot() ?? []).not.toContain(DISABLE)
})

test('--undo --json is one document with what was done and what is so now', async () => {
  const said = await cli(['fix', '--undo', '--yes', '--json', '--practice'], { prepare: repaired })
  expect(said.exit).toBe(0)
  expect(document(said)).toMatchObject({
    schema: 1, result: 'undone', undone: true, plan: { steps: [{ command: DISABLE.split(' ') }] }, steps: [{ state: 'done' }], system: { automaticTime: false },
  })
  const planned = await cli(['fix', '--undo', '--dry-run', '--json', '--practice'], { prepare: repaired })
  expect(document(planned)).toMatchObject({ schema: 1, plan: { steps: [{ command: DISABLE.split(' ') }] } })
})

test('without a repair there is nothing to undo, and that is fine', async () => {
  expect(await cli(['fix', '--undo', '--yes', '--practice'])).toMatchObject({ exit: 0, stdout: 'There is no repair to undo.\n' })
  expect(document(await cli(['fix', '--undo', '--yes', '--json', '--practice']))).toMatchObject({ result: 'nothing-to-undo', undone: false, plan: { steps: [] } })
})

test('who is refused the rights gets 77', async () => {
  const refusing = async (laptop: TestLaptop): Promise<TestLaptop> =>
    ({ ...await repaired(laptop), elevation: { asks: 'administrator', run: async () => ({ kind: 'refused', words: 'The permission was not given, so nothing was changed.' }) } })
  const said = await cli(['fix', '--undo', '--yes', '--practice'], { prepare: refusing })
  expect(said).toMatchObject({ exit: 77, stdout: expect.stringContaining('nothing was changed') })
})

test('a clock that something else set meanwhile ends with what the clock is like now, not with a refusal', async () => {
  const overtaken = async (laptop: TestLaptop): Promise<TestLaptop> => ({ ...laptop, elevation: { asks: 'administrator', run: async () => {
    await laptop.practice.asRoot.run(['/usr/bin/date', '-u', '-s', '+47.300 seconds'])
    return { kind: 'overtaken', words: 'The clock was set by something else, so nothing was changed.' }
  } } })
  const said = await cli(['fix', '--yes', '--practice'], { prepare: overtaken })
  expect(said.exit).toBe(0)
  expect(said.stdout).toMatch(/set by something else[^]+Your clock is right/)
  expect(said.stdout).not.toContain('not allowed')
})

test('--zone sets the zone that was named, though the one before explained nothing', async () => {
  const said = await cli(['plan', '--zone', 'Europe/Prague', '--json', '--practice=fine'])
  expect(document(said)).toMatchObject({ plan: { steps: [{ remedy: 'set-time-zone', command: ['/usr/bin/timedatectl', 'set-timezone', 'Europe/Prague'] }] } })
  expect(document(await cli(['plan', '--zone', 'Europe/Berlin', '--json', '--practice=fine']))).toMatchObject({ plan: { steps: [] } })
})
