import { describe, expect, test } from 'vitest'
import { SLOW } from '../repair/open-laptop.ts'
import { cli, document } from './terminal.ts'

describe('exit codes', () => {
  test.each<[code: number, line: string]>([
    [0, 'check --practice=fine'],
    [0, 'check --practice --warn 60'],
    [1, 'check --practice --warn 40 --critical 60'],
    [2, 'check --practice'],
    [2, 'check --practice=fast-days --format nagios'],
    [3, 'check --practice=no-network'],
    [3, 'check --practice=udp-blocked --format prometheus'],
    [64, 'check --practice=nobody'],
    [64, 'fix --practice'],
    [0, 'plan --practice=fine'],
    [2, 'plan --practice'],
    [2, 'fix --practice --dry-run'],
    [0, 'fix --practice --yes'],
    [0, 'fix --practice=fine --yes'],
    [2, 'fix --practice=fails --yes'],
    [2, 'fix --practice=comes-back --yes --json'],
    [3, 'fix --practice=no-network --yes'],
    [77, 'fix --practice=refused --yes'],
    [77, 'fix --practice=refused --yes --json'],
    [0, 'status --practice'],
    [0, 'status --practice=no-network --json'],
    [0, 'report --practice=fine'],
    [3, 'report --practice=no-network'],
  ])('%d: %s', async (code, line) => {
    expect((await cli(line.split(' '))).exit).toBe(code)
  })

  test.each<[code: number, offset: number]>([[0, 14.9], [1, 15.1], [1, -29.9], [2, 30.1], [2, -30.1]])('%d: a clock %d s off', async (code, offset) => {
    expect((await cli(['check', '--practice'], { description: { ...SLOW, variant: 'timesyncd', offset } })).exit).toBe(code)
  })
})

describe('fix asks before it changes anything', () => {
  test.each([['fix', '--practice'], ['fix', '--practice', '--json'], ['fix', '--json']])('and where nobody can answer "%s %s" it opens nothing', async (...argv) => {
    const said = await cli(argv.filter((word) => word !== undefined))
    expect(said).toMatchObject({ exit: 64, stdout: '', stderr: expect.stringMatching(/^Nothing was changed: .*--yes.*--dry-run/) })
    expect(said).not.toHaveProperty('laptop')
  })

  test('a no leaves the laptop alone and tells the state of the clock', async () => {
    const said = await cli(['fix', '--practice'], { answer: false })
    expect(said).toMatchObject({ exit: 2, asked: [expect.stringMatching(/^Repair the clock now\? You will be asked for an administrator's password once\. \[y\/N\] $/)] })
    expect(said.stdout).toMatch(/Command: \/usr\/bin\/date .*\n[^]*Nothing was changed\.\n$/)
    expect(said.laptop?.ranAsRoot()).toEqual([])
    expect(said.laptop?.practice.laptop.offset).toBe(47.3)
  })

  test('a yes repairs it', async () => {
    const said = await cli(['fix', '--practice'], { answer: true })
    expect(said).toMatchObject({ exit: 0, asked: [expect.any(String)] })
    expect(said.stdout).toContain('Your clock is right again')
  })

  test('no password is spoken of where none is needed', async () => {
    const said = await cli(['fix', '--practice'], { answer: false, description: { ...SLOW, rights: 'root' } })
    expect(said.asked).toEqual(['Repair the clock now? [y/N] '])
  })

  test('nobody is asked where there is nothing to do', async () => {
    const said = await cli(['fix', '--practice=fine'], { answer: false })
    expect(said).toMatchObject({ exit: 0, asked: [] })
    expect(said.stdout).toBe('Your clock is right. Nothing has to be changed.\n')
  })

  test('only the remedy that was asked for runs', async () => {
    const said = await cli(['fix', '--practice', '--yes', '--only', 'step-clock'])
    expect(said.exit).toBe(0)
    expect(said.laptop?.ranAsRoot()).toEqual(['/usr/bin/date -u -s +47.300 seconds'])
  })
})

test('a clock that was set right by something else before the repair ends well', async () => {
  const said = await cli(['fix', '--practice', '--yes', '--json'], {
    description: { ...SLOW, variant: 'timesyncd' },
    prepare: async (laptop) => ({ ...laptop, elevation: async () => {
      await laptop.practice.asRoot.run(['/usr/bin/date', '-u', '-s', '+47.300 seconds'])
      return laptop.elevation
    } }),
  })
  expect([said.exit, document(said)['result']]).toEqual([0, 'overtaken'])
})
