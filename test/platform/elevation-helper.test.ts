import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Step } from '../../main/core/remedy.ts'
import { ENGLISH, LANGUAGES } from '../../main/core/words/languages.ts'
import { speak } from '../../main/core/words/say.ts'
import { chooseElevation, type Asking } from '../../main/platform/elevation.ts'
import { HELPER_ACTION, LINUX_HELPER, runThroughHelper } from '../../main/platform/elevation-linux-helper.ts'
import type { Elevation, StepProgress } from '../../main/platform/elevation-types.ts'
import type { Machine, RunOutcome } from '../../main/platform/machine.ts'
import { scriptedMachine, type Reply, type ScriptedMachine } from '../fakes/scripted-machine.ts'
import { aStep } from './a-step.ts'

const STEP = aStep(['/usr/bin/date', '-u', '-s', '+47.300 seconds'], { remedy: 'step-clock', title: 'Set the clock' })
const RESTART = aStep(['/usr/bin/systemctl', 'restart', 'chrony.service'])

describe('the helper of IT on Linux', () => {
  const STAT = `/usr/bin/stat -c %u %a %F / /usr /usr/libexec /usr/libexec/clock-medic ${LINUX_HELPER}`
  const SOUND = ['0 755 directory', '0 755 directory', '0 755 directory', '0 755 directory', '0 755 regular file']
  const PKCHECK = `/usr/bin/pkcheck --action-id ${HELPER_ACTION} --process 4242,778899,1000`
  const files = {
    '/proc/self/stat': `4242 (a) b (c) S 1 4242 4242 0 -1 4194304 0 0 0 0 1 2 3 4 20 0 7 0 778899 12345 67 ${'0 '.repeat(30)}\n`,
    '/proc/self/status': 'Name:\tnode\nUid:\t1000\t1000\t1000\t1000\n',
  }
  const installed = (stat: readonly string[], pkcheck?: Reply): ScriptedMachine => scriptedMachine({
    programs: [LINUX_HELPER, '/usr/bin/pkexec', '/usr/bin/stat'], files,
    commands: [[STAT, { stdout: `${stat.join('\n')}\n` }], ...(pkcheck === undefined ? [] : [[PKCHECK, pkcheck] as const])],
  })
  const asks = async (machine: Machine, asking: Asking): Promise<Elevation['asks']> => (await chooseElevation(machine, asking, 'linux')).asks

  test('asks nobody where polkit says that nobody has to be asked', async () => {
    for (const asking of ['desktop', 'terminal', 'nobody'] as const) {
      const machine = installed(SOUND, { exit: 0 })
      expect(await asks(machine, asking)).toBeNull()
      machine.finish()
    }
  })

  test.each<readonly [string, Reply]>([['asks for a password', { exit: 2 }], ['refuses', { exit: 1 }], ['does not know the action', { exit: 127 }], ['is not there', 'missing'], ['hangs', 'timed-out']])(
    'leaves the question where polkit %s', async (_, pkcheck) => {
      expect(await asks(installed(SOUND, pkcheck), 'desktop')).toBe('administrator')
      expect(await asks(installed(SOUND, pkcheck), 'terminal')).toBe('password')
    })

  test.each<readonly [string, readonly string[]]>([
    ['belongs to a user', SOUND.with(4, '1000 755 regular file')], ['can be written by its group', SOUND.with(4, '0 775 regular file')], ['can be written by all', SOUND.with(4, '0 757 regular file')],
    ['is a link', SOUND.with(4, '0 777 symbolic link')], ['lies in a user\'s folder', SOUND.with(3, '1000 755 directory')], ['lies where all can write', SOUND.with(2, '0 1777 directory')],
    ['cannot be looked at', []], ['is described in other words', SOUND.with(4, '0 755 fichier')],
  ])('is left alone when it %s', async (_, stat) => {
    const machine = installed(stat)
    expect(await asks(machine, 'desktop')).toBe('administrator')
    machine.finish()
  })

  test('is not asked to take a repair back: it knows remedies only', async () => {
    const elevation = await chooseElevation(installed(SOUND, { exit: 0 }), 'nobody', 'linux')
    expect(await elevation.run([STEP], () => {}, 'undo')).toMatchObject({ kind: 'no-way-to-ask' })
  })

  test('is not asked for what stays with an administrator', async () => {
    const elevation = await chooseElevation(installed(SOUND, { exit: 0 }), 'nobody', 'linux')
    expect(await elevation.run([aStep(['/bin/a'], { remedy: 'set-time-zone' })], () => {})).toMatchObject({ kind: 'no-way-to-ask', words: expect.stringContaining('nothing was changed') })
  })
})

describe.skipIf(process.platform === 'win32')('what comes back from pkexec (needs /bin/sh)', () => {
  let folder = ''
  beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-pkexec-')) })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  async function through(script: string, progress: StepProgress[] = [], steps: readonly Step[] = [STEP, RESTART]): Promise<RunOutcome | null> {
    const file = path.join(folder, 'pkexec.sh')
    writeFileSync(file, script)
    return runThroughHelper(['/bin/sh', file], steps, (each) => progress.push(each))
  }
  const PLAN = JSON.stringify({ plan: [{ remedy: 'step-clock', title: 'Set the clock', command: ['/usr/bin/date', '-u', '-s', '+47.312 seconds'] }] })
  const said = (...lines: readonly string[]): string => lines.map((line) => `printf '%s\\n' '${line}'`).join('\n')

  test('is told step by step', async () => {
    const progress: StepProgress[] = []
    const ended = '{"ended":0,"state":"done","exit":0,"tookSeconds":0.1,"said":""}'
    const outcome = await through(`[ "$*" = 'step-clock resync --offset=47.300' ] || exit 9\n${said('{"clockMedicHelper":1}', PLAN, '{"began":0}', ended, '{"end":"ran"}')}`, progress)
    expect(outcome).toMatchObject({ kind: 'ran', steps: [{ remedy: 'step-clock', state: 'done' }, { remedy: 'resync', state: 'not-reached' }] })
    expect(progress.map(({ kind, index }) => [kind, index])).toEqual([['step-started', 0], ['step-ended', 0]])
  })

  describe('in another language, of which the helper knows nothing', () => {
    const BUSY = 'Another repair is running on this computer, so nothing was changed. Try again in a minute.'
    const german = LANGUAGES.find(({ tag }) => tag === 'de') ?? ENGLISH
    beforeEach(() => speak(german, { [BUSY]: 'Es läuft schon eine Reparatur.' }))
    afterEach(() => speak(ENGLISH, {}))

    test('its steps are told under the titles that were shown', async () => {
      const progress: StepProgress[] = []
      const ended = '{"ended":0,"state":"done","exit":0,"tookSeconds":0.1,"said":""}'
      const script = said('{"clockMedicHelper":1}', PLAN, '{"began":0}', ended, '{"end":"ran"}')
      const outcome = await through(script, progress, [{ ...STEP, title: 'Die Uhr stellen' }, RESTART])
      expect(outcome).toMatchObject({ kind: 'ran', steps: [{ title: 'Die Uhr stellen', state: 'done' }, { remedy: 'resync', state: 'not-reached' }] })
      expect(progress).toMatchObject([{ kind: 'step-started', index: 0 }, { kind: 'step-ended', index: 0, result: { title: 'Die Uhr stellen' } }])
    })

    test.each([[BUSY, 'Es läuft schon eine Reparatur.'], ['Not now.', 'Not now.']])('its refusal is said anew where it is a known one: %s', async (words, shown) => {
      expect(await through(said('{"clockMedicHelper":1}', JSON.stringify({ end: 'refused', words })))).toEqual({ kind: 'refused', words: shown })
    })
  })

  test.each<readonly [string, string, RunOutcome['kind'] | null]>([
    ['a dialog that was closed', 'exit 126', 'refused'],
    ['a wrong password', 'echo "Error executing command as another user: Not authorized" >&2; exit 127', 'refused'],
    ['no agent', 'echo "Error executing command as another user: No authentication agent found." >&2; exit 127', null],
    ['no program', 'echo "Error accessing /usr/libexec/nothere: No such file or directory" >&2; exit 127', null],
    ['no polkit', 'echo "Error getting authority: Error initializing authority" >&2; exit 127', null],
    ['a helper that only coughs', 'echo "Segmentation fault"; exit 139', null],
    ['a helper that was killed at the start', `${said('{"clockMedicHelper":1}')}; kill -9 $$`, 'unanswered'],
    ['a helper that was killed half way', `${said('{"clockMedicHelper":1}', PLAN, '{"began":0}')}; kill -9 $$`, 'ran'],
    ['the refusal of the helper', said('{"clockMedicHelper":1}', '{"end":"refused","words":"Not now."}'), 'refused'],
    ['an endless line', 'head -c 3000000 /dev/zero', null],
  ])('%s', async (_, script, kind) => {
    expect((await through(script))?.kind ?? null).toBe(kind)
  })

  test('pkexec that is not there leads to another road', async () => {
    expect(await runThroughHelper([path.join(folder, 'none')], [STEP], () => {})).toBeNull()
  })

  test('a shell that pkexec would refuse is not passed on', async () => {
    const outcome = await through(`if [ "\${SHELL+set}" = set ]; then exit 126; fi; ${said('{"clockMedicHelper":1}', '{"end":"refused","words":"Got here."}')}`)
    expect(outcome).toEqual({ kind: 'refused', words: 'Got here.' })
  })
})

describe('the task of IT on Windows', () => {
  const INSTALLED = { 'C:\\Program Files\\Clock Medic Helper\\repair-task.xml': '<Task/>' }
  const setBy = (seconds: string) => aStep(['powershell.exe', '-Command', `Set-Date -Adjust ([TimeSpan]::FromSeconds(${seconds}))`], { remedy: 'step-clock' })

  /** A PC whose PowerShell ends with this code. */
  function pc(exit: number): { readonly machine: Machine; readonly ran: string[] } {
    const ran: string[] = []
    const machine: Machine = { ...scriptedMachine({ files: INSTALLED }), run: async (command) => {
      ran.push(Buffer.from(command.at(-1) ?? '', 'base64').toString('utf16le'))
      return { exit, missing: false, timedOut: false, stdout: new Uint8Array(), stderr: new Uint8Array(), tookSeconds: 1 }
    } }
    return { machine, ran }
  }
  const run = async (machine: Machine, steps: Parameters<Elevation['run']>[0]): Promise<RunOutcome> => (await chooseElevation(machine, 'desktop', 'win32')).run(steps, () => {})

  test('is started by name, takes nothing along, and counts for what it does', async () => {
    const { machine, ran } = pc(0)
    expect((await chooseElevation(machine, 'desktop', 'win32')).asks).toBeNull()
    expect(await run(machine, [setBy('47.300'), RESTART])).toMatchObject({ kind: 'ran', steps: [{ state: 'not-reached' }, { state: 'done' }] })
    expect(ran).toEqual([expect.stringContaining('GetFolder(\'\\Clock Medic\').GetTask(\'Repair\')')])
    expect(ran[0]).not.toContain('47')
  })

  test('that cannot be started leaves the prompt', async () => {
    const { machine, ran } = pc(224)
    await run(machine, [RESTART])
    expect(ran).toHaveLength(2)
    expect(ran[1]).toContain('-Verb RunAs')
  })

  test.each([['-259200.250'], ['54001.000']])('is not asked to set a clock by %s s, which Windows Time would not do', async (seconds) => {
    const { machine, ran } = pc(0)
    await run(machine, [setBy(seconds), RESTART])
    expect(ran.map((script) => script.includes('-Verb RunAs'))).toEqual([true])
  })

  test('that does not end promises nothing', async () => {
    expect((await run(pc(225).machine, [RESTART])).kind).toBe('unanswered')
  })
})
