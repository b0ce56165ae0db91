import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { checkUp } from '../../main/checkup.ts'
import { recordText, type RepairRecord } from '../../main/core/repair-record.ts'
import type { RunOutcome } from '../../main/platform/machine.ts'
import { SCENARIOS, type ScenarioName } from '../../main/practice/index.ts'
import { repair } from '../../main/repair.ts'
import { proposeUndo, undo } from '../../main/repair-undo.ts'
import { openLaptop, SLOW, type TestLaptop } from './open-laptop.ts'
import { startedIn, stateFolder } from './state-folder.ts'

const opened: TestLaptop[] = []
afterEach(async () => {
  for (const laptop of opened.splice(0)) await laptop.close()
})

async function repairedLaptop(name: ScenarioName): Promise<TestLaptop> {
  const laptop = await openLaptop(SCENARIOS[name].laptop)
  opened.push(laptop)
  const program = startedIn(stateFolder(), laptop)
  await repair(program, await checkUp(program, program.options), program.options)
  return program
}

const startupOf = async ({ machine, platform }: TestLaptop): Promise<readonly (readonly [string, boolean])[]> =>
  (await platform.readState(machine)).services.map(({ startup, running }) => [startup, running] as const)

/** The commands that ran with rights since so many. */
const ranSince = (laptop: TestLaptop, count: number): readonly string[] => laptop.ranAsRoot().slice(count)

describe('the last repair is taken back', () => {
  test.each<[ScenarioName, readonly string[]]>([
    ['slow', ['/usr/bin/systemctl disable --now systemd-timesyncd.service']],
    ['masked', ['/usr/bin/systemctl disable --now systemd-timesyncd.service', '/usr/bin/systemctl mask systemd-timesyncd.service']],
    ['chrony-stopped', ['/usr/bin/systemctl disable --now chrony.service']],
    ['stopped', ['/usr/bin/systemctl stop systemd-timesyncd.service']],
  ])('of "%s", the last setting first, and the clock stays right', async (name, commands) => {
    const laptop = await repairedLaptop(name)
    const { lastRepair } = laptop.options
    const count = laptop.ranAsRoot().length
    const proposal = await proposeUndo(laptop, lastRepair)
    expect(ranSince(laptop, count)).toEqual([])
    const report = await undo(laptop, proposal, lastRepair)
    expect(ranSince(laptop, count)).toEqual(commands)
    expect(report).toMatchObject({ result: 'undone', explanation: ['The clock itself is not set back.'] })
    expect(report.state?.services[0]?.running).toBe(false)
    expect(Math.abs(laptop.practice.laptop.offset)).toBeLessThan(0.5)
  })

  test('so that the service is as it was, by what the machine says', async () => {
    const before = await openLaptop(SLOW)
    opened.push(before)
    const laptop = await repairedLaptop('slow')
    expect(await startupOf(laptop)).not.toEqual(await startupOf(before))
    await undo(laptop, await proposeUndo(laptop, laptop.options.lastRepair), laptop.options.lastRepair)
    expect(await startupOf(laptop)).toEqual(await startupOf(before))
  })

  test('by a road that knows it is no repair, which a helper would take for the remedy itself', async () => {
    const laptop = await repairedLaptop('slow')
    const purposes: unknown[] = []
    const watched: TestLaptop = { ...laptop, elevation: { asks: null, run: async (steps, onProgress, purpose) => {
      purposes.push(purpose)
      return laptop.elevation.run(steps, onProgress)
    } } }
    await undo(watched, await proposeUndo(laptop, laptop.options.lastRepair), laptop.options.lastRepair)
    expect(purposes).toEqual(['undo'])
  })

  test('once: an undo is not undone', async () => {
    const laptop = await repairedLaptop('slow')
    const { lastRepair } = laptop.options
    await undo(laptop, await proposeUndo(laptop, lastRepair), lastRepair)
    const count = laptop.ranAsRoot().length
    const again = await proposeUndo(laptop, lastRepair)
    expect(again).toEqual({ kind: 'none', words: ['There is no repair to undo.'] })
    expect(await undo(laptop, again, lastRepair)).toMatchObject({ result: 'nothing-to-undo', steps: [] })
    expect(ranSince(laptop, count)).toEqual([])
  })

  test('as far as it went where it was cut short, and nothing is half done then', async () => {
    const laptop = await openLaptop(SCENARIOS.masked.laptop)
    opened.push(laptop)
    const program = startedIn(stateFolder(), laptop)
    const seen = await checkUp(program, program.options)
    await new Promise<void>((end) => {
      void repair({ ...program, elevation: { asks: 'administrator', run: async (steps, onProgress) => {
        await laptop.elevation.run(steps.slice(0, 1), onProgress)
        end()
        return new Promise(() => {})
      } } }, seen, program.options)
    })
    const proposal = await proposeUndo(program, program.options.lastRepair)
    expect(await undo(program, proposal, program.options.lastRepair)).toMatchObject({ result: 'undone' })
    expect(await startupOf(program)).toEqual([['masked', false]])
    expect((await checkUp(program, program.options)).state).not.toHaveProperty('halfDone')
  })
})

describe('where it cannot be taken back', () => {
  test('since nothing was repaired yet, that is said', async () => {
    const laptop = await openLaptop(SLOW)
    opened.push(laptop)
    const program = startedIn(stateFolder(), laptop)
    for (const each of [program, laptop]) expect(await proposeUndo(each, each.options.lastRepair)).toEqual({ kind: 'none', words: ['There is no repair to undo.'] })
  })

  test('since no setting was changed, that is said', async () => {
    const laptop = await repairedLaptop('none')
    expect(await proposeUndo(laptop, laptop.options.lastRepair)).toEqual({ kind: 'none', words: [expect.stringContaining('changed no setting')] })
  })

  test.each<[string, RunOutcome, string]>([
    ['nobody allows it', { kind: 'refused', words: 'No.' }, 'refused'],
    ['nobody can be asked', { kind: 'no-way-to-ask', words: 'Nobody is there.' }, 'refused'],
    ['nobody answers', { kind: 'unanswered', words: 'No answer came.' }, 'cannot-tell'],
  ])('since %s, it can be tried again', async (_what, outcome, result) => {
    const laptop = await repairedLaptop('slow')
    const { lastRepair } = laptop.options
    const count = laptop.ranAsRoot().length
    const refusing: TestLaptop = { ...laptop, elevation: { asks: 'administrator', run: async () => outcome } }
    const report = await undo(refusing, await proposeUndo(laptop, lastRepair), lastRepair)
    expect(report).toMatchObject({ result, steps: [], explanation: ['words' in outcome ? outcome.words : ''] })
    expect(ranSince(laptop, count)).toEqual([])
    expect(await undo(laptop, await proposeUndo(laptop, lastRepair), lastRepair)).toMatchObject({ result: 'undone' })
  })

  test('since one command fails, the others are done and this one can be tried again', async () => {
    const laptop = await repairedLaptop('masked')
    const { lastRepair } = laptop.options
    const failing: TestLaptop = { ...laptop, elevation: { asks: 'administrator', run: async (steps, onProgress) => {
      const [first, ...others] = steps
      const outcome = await laptop.elevation.run(others, onProgress)
      if (first === undefined || outcome.kind !== 'ran') return outcome
      const { remedy, title, command } = first
      return { kind: 'ran', steps: [{ remedy, title, command, state: 'failed', exit: 1, tookSeconds: 0, said: 'No.' }, ...outcome.steps] }
    } } }
    const report = await undo(failing, await proposeUndo(laptop, lastRepair), lastRepair)
    expect(report.result).toBe('failed')
    expect(report.explanation[0]).toBe('"Take back: Turn automatic time on" did not work: No.')
    const left = await proposeUndo(laptop, lastRepair)
    expect(left.kind === 'steps' ? left.steps.map(({ command }) => command.join(' ')) : []).toEqual(['/usr/bin/systemctl disable --now systemd-timesyncd.service'])
  })

  const foreign = (os: RepairRecord['os'], ...undos: readonly (readonly string[])[]): RepairRecord => ({
    os, began: { monotonic: 1 }, ended: true, steps: undos.map((command) => ({ remedy: 'start-service', title: 'Start chrony', state: 'done', undo: command })),
  })
  async function withFile(text: string): Promise<TestLaptop> {
    const laptop = await openLaptop(SLOW)
    opened.push(laptop)
    const folder = stateFolder()
    writeFileSync(path.join(folder, 'last-repair.json'), text)
    return startedIn(folder, laptop)
  }

  test('since the record was not written by a repair, none of its commands runs', async () => {
    const laptop = await withFile(recordText(foreign('linux', ['/bin/sh', '-c', 'id'], ['/usr/bin/rm', '-rf', '/'])))
    const proposal = await proposeUndo(laptop, laptop.options.lastRepair)
    expect(proposal).toMatchObject({ kind: 'unusable', words: [expect.stringContaining('left out'), expect.any(String)] })
    expect(await undo(laptop, proposal, laptop.options.lastRepair)).toMatchObject({ result: 'failed', steps: [] })
    expect(laptop.ranAsRoot()).toEqual([])
  })

  test('as a whole, what a repair could have done is still taken back, and the rest is named', async () => {
    const laptop = await withFile(recordText(foreign('linux', ['/usr/bin/systemctl', 'stop', 'systemd-timesyncd.service'], ['/bin/sh', '-c', 'id'])))
    const proposal = await proposeUndo(laptop, laptop.options.lastRepair)
    expect(proposal).toMatchObject({ kind: 'steps', words: [expect.stringContaining('left out')] })
    await undo(laptop, proposal, laptop.options.lastRepair)
    expect(laptop.ranAsRoot()).toEqual(['/usr/bin/systemctl stop systemd-timesyncd.service'])
  })

  test.each([{ managed: true }, { domainMember: true }])('where %j holds by now, settings stay and a service may still be stopped', async (more) => {
    const laptop = await withFile(recordText(foreign('linux', ['/usr/bin/timedatectl', 'set-timezone', 'Asia/Tokyo'], ['/usr/bin/systemctl', 'stop', 'systemd-timesyncd.service'])))
    const { platform } = laptop
    const owned: TestLaptop = { ...laptop, platform: { ...platform, readState: async (machine) => ({ ...await platform.readState(machine), ...more }) } }
    const proposal = await proposeUndo(owned, laptop.options.lastRepair)
    expect(proposal.kind === 'steps' ? proposal.steps.map(({ command }) => command.join(' ')) : []).toEqual(['/usr/bin/systemctl stop systemd-timesyncd.service'])
    expect(proposal.words).toEqual([expect.stringContaining('Your organisation decides')])
  })

  test('without the service reading it: a file of servers that is taken away is followed by a restart', async () => {
    const laptop = await openLaptop(SCENARIOS.fine.laptop)
    opened.push(laptop)
    const folder = stateFolder()
    const undoFile = ['/usr/bin/rm', '-f', '/etc/systemd/timesyncd.conf.d/90-clock-medic.conf']
    const servers: RepairRecord = { os: 'linux', began: { monotonic: 1 }, ended: true, steps: [{ remedy: 'use-working-servers', title: 'Name time servers that work', state: 'done', undo: undoFile }] }
    writeFileSync(path.join(folder, 'last-repair.json'), recordText(servers))
    const proposal = await proposeUndo(laptop, startedIn(folder, laptop).options.lastRepair)
    expect(proposal.kind === 'steps' ? proposal.steps.map(({ command }) => command) : []).toEqual([undoFile, ['/usr/bin/systemctl', 'restart', 'systemd-timesyncd.service']])
  })

  test.each([['damaged', '{'], ['of another system', recordText(foreign('windows', ['C:\\Windows\\System32\\sc.exe', 'stop', 'w32time']))]])('since the record is %s, that is said', async (_what, text) => {
    const laptop = await withFile(text)
    expect(await proposeUndo(laptop, laptop.options.lastRepair)).toMatchObject({ kind: 'unusable' })
  })
})
