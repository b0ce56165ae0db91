import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { SCENARIOS, type ScenarioName } from '../../main/practice/index.ts'
import { SLOW } from '../repair/open-laptop.ts'
import { cli, document } from './terminal.ts'

const names = Object.keys(SCENARIOS) as readonly ScenarioName[]

/** What no text for people may hold. */
function expectReadable(text: string): void {
  expect(text).not.toMatch(/NaN|undefined|null|\[object|Infinity|-0(?![.\d])|[{}]/)
  // A label must be followed by something: on its own line, or by what is indented under it.
  expect(text).not.toMatch(/:[ \t]*\n(?! )/)
  expect(text).not.toMatch(/[ \t]\n|\n{3}|\(\)|, ,|\.\.|[^\n -~±→]/)
  expect(text.trim()).not.toBe('')
  expect(text).toMatch(/[^\n]\n$/)
}

describe.each(['check', 'plan', 'status', 'report'])('%s', (command) => {
  test.each(names.filter((name) => name !== 'udp-blocked'))('of "%s" is readable and runs nothing with rights', async (name) => {
    const said = await cli([command, `--practice=${name}`])
    expectReadable(said.stdout)
    expect(said.laptop?.ranAsRoot()).toEqual([])
  })
})

test.each(names)('fix of "%s" is readable', async (name) => {
  const { stdout, exit } = await cli(['fix', `--practice=${name}`, '--yes'])
  expectReadable(stdout)
  expect(stdout.includes('is right again')).toBe(exit === 0 && name !== 'fine')
})

describe('check', () => {
  test('gives the statement first, then its meaning and its ground', async () => {
    const lines = (await cli(['check', '--practice'])).stdout.split('\n')
    expect(lines[0]).toBe('Your clock is 47.3 seconds slow. Codes will be rejected.')
    expect(lines[1]).toMatch(/^Checked against 4 time servers, right to ±\d+ ms\.$/)
    expect(lines).toContain('Automatic time is turned off.')
    expect(lines.at(-2)).toBe('Repair it with: clock-medic fix   (3 steps; see them with: clock-medic plan)')
  })

  test('of a right clock says no more than that', async () => {
    expect((await cli(['check', '--practice=fine'])).stdout).toMatch(/^Your clock is right\. Codes will be accepted\.\nChecked against [^\n]+\n$/)
  })

  test('that cannot tell says why and what to do', async () => {
    expect((await cli(['check', '--practice=no-network'])).stdout).toMatch(/^Your clock could not be checked\.\nNothing answered[^\n]+\nTry another network[^\n]+\n/)
  })
})

describe('the plan', () => {
  test.skipIf(process.platform === 'win32').each(['slow', 'fast-days', 'masked', 'chrony', 'none'])('of "%s" shows each command exactly, ready for a shell (needs /bin/sh)', async (name) => {
    const text = (await cli(['plan', `--practice=${name}`])).stdout
    const { steps } = document(await cli(['plan', `--practice=${name}`, '--json']))['plan'] as { steps: readonly { command: readonly string[] }[] }
    const shown = [...text.matchAll(/^ {3}Command: (.+)$/gm)].map(([, line = '']) => line)
    // printf only prints its words: nothing of the plan is run.
    const words = shown.map((line) => execFileSync('/bin/sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' }).trimEnd().split('\n'))
    const plain = (command: readonly string[]) => command.map((word) => word.replace(/\.\d{3} seconds$/, ' seconds'))
    expect(words.map(plain)).toEqual(steps.map(({ command }) => plain(command)))
    expect(words.length).toBeGreaterThan(0)
  })

  test('tells how each change is taken back where that is possible', async () => {
    const text = (await cli(['plan', '--practice'])).stdout
    expect(text).toContain('Undo:    /usr/bin/systemctl disable --now systemd-timesyncd.service')
    expect(text).toContain('Undo:    /usr/bin/date -u -s \'-47.300 seconds\'')
  })

  test('of a right clock is that nothing has to be changed', async () => {
    expect((await cli(['plan', '--practice=fine'])).stdout).toBe('Nothing has to be changed.\n')
  })
})

test('fix shows its plan before it runs and sends nobody to "clock-medic fix"', async () => {
  const { stdout } = await cli(['fix', '--practice', '--yes'])
  expect(stdout).toMatch(/^Your clock is 47\.3 seconds slow[^]+\n1\. Set the clock\n[^]+\n {2}Set the clock: done/)
  expect(stdout).not.toContain('Repair it with')
})

describe('where the clock cannot be measured and the set-up is fine', () => {
  const description = { ...SLOW, variant: 'timesyncd', network: 'no-network' } as const

  test.each([['plan', '--practice'], ['fix', '--practice', '--yes']])('%s does not say that all is well', async (...argv) => {
    const said = await cli(argv.filter((word) => word !== undefined), { description })
    expect(said.exit).toBe(3)
    expect(said.stdout).not.toContain('Nothing has to be changed')
    expect(said.stdout).toMatch(/could not be checked[^]+Try another network/)
  })
})

describe('a repair that did not work', () => {
  test('tells what was tried, what to do next, and hands the commands to an administrator', async () => {
    const { stdout } = await cli(['fix', '--practice=fails', '--yes'])
    expect(stdout).toMatch(/ {2}Set the clock: did not work \(date: cannot set date: Operation not permitted\)\n {2}Turn automatic time on: not reached\n/)
    expect(stdout).toContain('Restart the computer and check again.')
    expect(stdout).toMatch(/For your administrator:\n( {2}sudo \/usr\/[^\n]+\n){3}$/)
  })

  test('for lack of rights says that nothing changed and hands the commands over', async () => {
    const { stdout } = await cli(['fix', '--practice=refused', '--yes'])
    expect(stdout).toContain('Nothing was changed.')
    expect(stdout).toMatch(/An administrator can run these steps:\n( {2}sudo \/usr\/[^\n]+\n){3}$/)
  })
})

test('a repair that ran but cannot be proven hands over no step that was done already', async () => {
  const { stdout, exit } = await cli(['fix', '--practice=no-network', '--yes'])
  expect(exit).toBe(3)
  expect(stdout).toMatch(/Turn automatic time on: done[^]+could not be measured afterwards[^]+Try another network/)
  expect(stdout).not.toContain('sudo')
})

test('a repair that worked says what will bring the error back', async () => {
  const { stdout, exit } = await cli(['fix', '--practice=none', '--yes'])
  expect(exit).toBe(0)
  expect(stdout).toMatch(/is right again[^]+No time service was found\.\n {2}[^\n]+it will drift again/)
})

test('the report says which system, which sources, and what a repair would do', async () => {
  const { stdout } = await cli(['report', '--practice'])
  expect(stdout).toMatch(/^Clock Medic 1\.2\.3, \d{4}-\d\d-\d\dT[\d:.]+Z by this computer's clock\nA practice laptop\.\n/)
  for (const heading of ['Sources', 'How this computer keeps time', 'Findings', 'What a repair would do']) expect(stdout).toMatch(new RegExp(`^${heading}\n {2}\\S`, 'm'))
  expect(stdout).toMatch(/^ {2}practice-1\.example \(127\.0\.0\.1 port \d+\): truechimer, 47\.3 s slow, answered in <1 ms, stratum 2, ntp, Agrees with the majority\.$/m)
})
