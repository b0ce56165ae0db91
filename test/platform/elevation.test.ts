import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { diagnose } from '../../main/core/diagnose.ts'
import { makePlan } from '../../main/core/plan.ts'
import type { Step } from '../../main/core/remedy.ts'
import { chooseElevation, type Asking } from '../../main/platform/elevation.ts'
import type { Command, CommandResult, Machine, RunOutcome } from '../../main/platform/machine.ts'
import { powershellScript } from '../../main/platform/script.ts'
import { createWindowsPlatform } from '../../main/platform/windows/index.ts'
import { scriptedMachine } from '../fakes/scripted-machine.ts'
import { aStep } from './a-step.ts'
import { windowsPc } from './windows/laptops.ts'

const OSES = ['linux', 'darwin', 'win32'] as const
const A = aStep(['/bin/a'])
const B = aStep(['/bin/b'])
const C = aStep(['/bin/c'])

const ENDED: CommandResult = { exit: 0, missing: false, timedOut: false, stdout: new Uint8Array(), stderr: new Uint8Array(), tookSeconds: 1 }
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A machine on which only the road to the rights is taken, with what came of it. */
function machine(reply: (command: Command) => Partial<CommandResult>): Machine & { readonly commands: readonly Command[] } {
  const commands: Command[] = []
  return {
    ...scriptedMachine({}), commands,
    run: async (command) => {
      commands.push(command)
      return { ...ENDED, ...reply(command) }
    },
  }
}

const run = async (on: Machine, os: NodeJS.Platform, steps: readonly Step[] = [A, B, C], asking: Asking = 'desktop'): Promise<RunOutcome> =>
  (await chooseElevation(on, asking, os)).run(steps, () => {})
const states = (outcome: RunOutcome): readonly string[] | string => (outcome.kind === 'ran' ? outcome.steps.map(({ state }) => state) : outcome.kind)

describe('who is asked', () => {
  test.each(OSES)('nobody, where the program has the rights already (%s)', async (os) => {
    const root = scriptedMachine({ isRoot: true, commands: [['/bin/a', {}], ['/bin/b', { exit: 1 }]] })
    const elevation = await chooseElevation(root, 'nobody', os)
    expect(elevation.asks).toBeNull()
    const events: string[] = []
    expect(states(await elevation.run([A, B, C], ({ kind, index }) => events.push(`${kind} ${index}`)))).toEqual(['done', 'failed', 'not-reached'])
    expect(events).toEqual(['step-started 0', 'step-ended 0', 'step-started 1', 'step-ended 1'])
    root.finish()
  })

  test.each(OSES)('nobody, where nobody is there: nothing runs, in a sentence (%s)', async (os) => {
    const elevation = await chooseElevation(scriptedMachine({}), 'nobody', os)
    expect(elevation.asks).not.toBeNull()
    expect(await elevation.run([A], () => {})).toEqual({ kind: 'no-way-to-ask', words: expect.stringMatching(/^Nobody can be asked .*nothing was changed\.$/) })
  })

  test.each<[NodeJS.Platform, Asking, string]>([
    ['linux', 'terminal', 'password'], ['linux', 'desktop', 'administrator'], ['darwin', 'terminal', 'administrator'], ['darwin', 'desktop', 'administrator'],
    ['win32', 'terminal', 'administrator'], ['win32', 'desktop', 'administrator'],
  ])('on %s in a %s: %s', async (os, asking, who) => {
    expect((await chooseElevation(scriptedMachine({}), asking, os)).asks).toBe(who)
  })

  test('the Linux dialog is never handed a step that its shell line would change', async () => {
    expect(await run(scriptedMachine({}), 'linux', [A, aStep(['/bin/b', '$(reboot)'])])).toEqual({ kind: 'no-way-to-ask', words: expect.stringMatching(/safely\.$/) })
  })
})

describe('macOS', () => {
  /** The shell script in the AppleScript that osascript was given. */
  const scriptIn = (command: Command | undefined): string => /^do shell script "((?:[^"\\]|\\["\\])*)"/.exec(command?.[2] ?? '')?.[1]?.replaceAll(/\\(["\\])/g, '$1') ?? ''

  test.skipIf(process.platform === 'win32')('one dialog for all steps, with what the script really says (needs /bin/sh)', async () => {
    const steps = [aStep(['/usr/bin/printf', 'it\'s "fine" \\ $HOME']), aStep(['/bin/ls', '/nowhere/at/all']), C]
    const mac = machine((command) => ({ stdout: spawnSync('/bin/sh', ['-c', scriptIn(command)]).stdout }))
    const outcome = await run(mac, 'darwin', steps)
    expect(mac.commands.map(([path, option]) => [path, option])).toEqual([['/usr/bin/osascript', '-e']])
    expect(states(outcome)).toEqual(['done', 'failed', 'not-reached'])
  })

  test.each([
    ['Cancel', { exit: 1, stderr: bytes('0:116: execution error: User canceled. (-128)\n') }],
    ['Cancel in Spanish', { exit: 1, stderr: bytes('0:116: execution error: Se canceló la acción. (-128)\n') }],
    ['a wrong password', { exit: 1, stderr: bytes('0:78: execution error: (-60007)\n') }],
  ])('%s is a refusal', async (_, reply) => {
    expect(await run(machine(() => reply), 'darwin')).toEqual({ kind: 'refused', words: 'The permission was not given, so nothing was changed.' })
  })

  test('a dialog that nobody answers, or a step that hangs behind it, promises nothing about what was changed', async () => {
    expect(await run(machine(() => ({ exit: null, timedOut: true })), 'darwin')).toEqual({ kind: 'unanswered', words: expect.stringContaining('not known whether anything was changed') })
  })

  test.each([['another error', { exit: 1, stderr: bytes('execution error: (-1728)\n') }], ['no osascript', { exit: null, missing: true }]])('%s is no refusal', async (_, reply) => {
    expect((await run(machine(() => reply), 'darwin')).kind).toBe('no-way-to-ask')
  })

  test('steps that ran count, however the script ended', async () => {
    const stdout = bytes('CLOCK-MEDIC-STEP 0 began\nCLOCK-MEDIC-STEP 0 done\nCLOCK-MEDIC-STEP 1 began\n')
    expect(states(await run(machine(() => ({ exit: null, timedOut: true, stdout })), 'darwin'))).toEqual(['done', 'failed', 'not-reached'])
  })
})

describe('Windows', () => {
  const decode = (encoded: string | undefined): string => Buffer.from(encoded ?? '', 'base64').toString('utf16le')

  test('one prompt for a PowerShell that gets the whole script encoded, and no file is written', async () => {
    const pc = machine(() => ({}))
    await run(pc, 'win32')
    expect(pc.commands).toHaveLength(1)
    const [path = '', ...args] = pc.commands[0] ?? []
    expect(path).toMatch(/^[A-Z]:\\.*\\System32\\WindowsPowerShell\\v1\.0\\powershell\.exe$/i)
    expect(args.slice(0, -1)).toEqual(['-NoProfile', '-NonInteractive', '-EncodedCommand'])
    const outer = decode(args.at(-1))
    expect(outer).toContain('-Verb RunAs')
    expect(decode(/'-EncodedCommand','([^']+)'/.exec(outer)?.[1])).toBe(powershellScript([A, B, C]))
  })

  test.each<[number | null, readonly string[] | string]>([
    [0, ['done', 'done', 'done']],
    [100, ['failed', 'not-reached', 'not-reached']],
    [101, ['done', 'failed', 'not-reached']],
    [102, ['done', 'done', 'failed']],
    [103, ['failed', 'not-reached', 'not-reached']],
    [1, ['failed', 'not-reached', 'not-reached']],
    [223, 'refused'],
    [224, 'no-way-to-ask'],
    [null, 'no-way-to-ask'],
  ])('exit code %s means %j', async (exit, expected) => {
    expect(states(await run(machine(() => ({ exit })), 'win32'))).toEqual(expected)
  })

  test('a prompt that nobody answers, or a step that hangs behind it, promises nothing about what was changed', async () => {
    expect(await run(machine(() => ({ exit: null, timedOut: true })), 'win32')).toEqual({ kind: 'unanswered', words: expect.stringContaining('not known whether anything was changed') })
  })

  test('the command line of the longest repair stays below what Windows allows', async () => {
    const windows = createWindowsPlatform()
    const state = await windows.readState(scriptedMachine(windowsPc({ start: 4, parameters: { NtpServer: ['REG_SZ', ''], Type: ['REG_SZ', 'NoSync'] } })))
    const findings = diagnose(state, { kind: 'known', level: 'critical', offset: -259_200.25, uncertainty: 0.01, method: 'ntp', authenticated: false, sources: [] })
    const { steps } = makePlan(findings, windows.remedies, { state, offset: -259_200.25 })
    expect(steps.length).toBeGreaterThan(2)
    const pc = machine(() => ({}))
    await run(pc, 'win32', steps)
    expect(pc.commands[0]?.join(' ').length).toBeLessThan(32_000)
  })
})
