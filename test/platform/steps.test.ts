import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Machine } from '../../main/platform/machine.ts'
import { runCommand } from '../../main/platform/runner.ts'
import { resultOf, runSteps } from '../../main/platform/steps.ts'
import { scriptedMachine, type Reply } from '../fakes/scripted-machine.ts'
import { aStep } from './a-step.ts'

const A = aStep(['/bin/a'])
const B = aStep(['/bin/b', 'with words'])
const C = aStep(['/bin/c'])
const OPTIONAL = { ...B, essential: false }

async function run(steps: readonly typeof A[], replies: readonly Reply[]) {
  const events: string[] = []
  // The scripted machine throws at a command that is not expected, and at one that never came.
  const machine = scriptedMachine({ commands: replies.map((reply, index) => [steps[index]?.command.join(' ') ?? '', reply]) })
  const results = await runSteps(machine, steps, (event) => events.push(`${event.kind} ${event.index}`))
  machine.finish()
  return { states: results.map(({ state }) => state), said: results.map(({ said }) => said), exits: results.map(({ exit }) => exit), events }
}

describe('runSteps', () => {
  test('runs one after the other and tells of each', async () => {
    expect(await run([A, B, C], [{}, {}, {}])).toEqual({
      states: ['done', 'done', 'done'], said: ['', '', ''], exits: [0, 0, 0],
      events: ['step-started 0', 'step-ended 0', 'step-started 1', 'step-ended 1', 'step-started 2', 'step-ended 2'],
    })
  })

  test.each<[string, Reply, string, string]>([
    ['that fails', { exit: 1, stderr: '\nFailed to start it.\nSee the log.\n' }, 'failed', 'Failed to start it.'],
    ['that fails and complains on standard output', { exit: 5, stdout: 'No such unit.\n' }, 'failed', 'No such unit.'],
    ['that fails in colour and without a word more', { exit: 1, stderr: '\u001B[1;31mNo\u0007\u001B[0m' }, 'failed', 'No'],
    ['that does not end', 'timed-out', 'timed-out', ''],
    ['that is not there', 'missing', 'failed', 'the program is not there'],
  ])('a step %s ends the run, and the rest is never reached', async (_, reply, state, said) => {
    expect(await run([A, B, C], [{}, reply])).toMatchObject({
      states: ['done', state, 'not-reached'], said: ['', said, ''], events: ['step-started 0', 'step-ended 0', 'step-started 1', 'step-ended 1'],
    })
  })

  test('a step that others do not depend on may fail', async () => {
    expect(await run([A, OPTIONAL, C], [{}, { exit: 1 }, {}])).toMatchObject({ states: ['done', 'failed', 'done'] })
  })

  test.skipIf(!existsSync('/usr/bin/tee'))('hands a command the lines it reads, and nothing to one that reads none (needs tee)', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const [written, empty] = [path.join(folder, 'written'), path.join(folder, 'empty')]
    const machine: Machine = { ...scriptedMachine({}), run: runCommand }
    const steps = [aStep(['/usr/bin/tee', written], { input: ['[Time]', 'NTP=a.example b.example'] }), aStep(['/usr/bin/tee', empty])]
    expect((await runSteps(machine, steps, () => {})).map(({ state }) => state)).toEqual(['done', 'done'])
    expect(readFileSync(written, 'utf8')).toBe('[Time]\nNTP=a.example b.example\n')
    expect(readFileSync(empty, 'utf8')).toBe('')
  })

  test('no steps run nothing', async () => {
    expect(await run([], [])).toMatchObject({ states: [], events: [] })
  })
})

describe('resultOf', () => {
  const ended = { missing: false, timedOut: false, stdout: new Uint8Array(), stderr: new Uint8Array(), tookSeconds: 0.5 }

  test('knows exit codes that mean success for one program only', () => {
    const step = { ...A, okExits: [0, 1056] }
    expect(resultOf(step, { ...ended, exit: 1056 })).toMatchObject({ state: 'done', exit: 1056, tookSeconds: 0.5 })
    expect(resultOf(A, { ...ended, exit: 1056 }).state).toBe('failed')
    expect(resultOf({ ...A, okExits: [1056] }, { ...ended, exit: 0 }).state).toBe('failed')
  })

  test('a program that was ended by a signal has failed', () => {
    expect(resultOf(A, { ...ended, exit: null }).state).toBe('failed')
  })

  test('what was said stays short, whatever it was', () => {
    const noise = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7) % 256 || 1)
    const { said } = resultOf(A, { ...ended, exit: 1, stderr: noise })
    expect(said.length).toBeLessThanOrEqual(200)
    expect(said).not.toMatch(/[\u0000-\u001F\u007F]/)
  })
})
