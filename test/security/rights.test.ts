import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { AppUpdater } from 'electron-updater'
import { afterEach, describe, expect, test } from 'vitest'
import { adapt } from '../../main/desktop/electron-updater.ts'
import { sessionAnswers } from '../../main/desktop/session-answers.ts'
import { answerReader, lineOf } from '../../main/platform/elevation-answer.ts'
import { linuxScript } from '../../main/platform/elevation.ts'
import { wasHeldBack } from '../../main/platform/script.ts'
import { practiceSession, type PracticeSession } from '../desktop/practice-session.ts'
import { scriptedMachine } from '../fakes/scripted-machine.ts'
import { aStep } from '../platform/a-step.ts'

describe.skipIf(process.platform !== 'linux')('what runs with rights on Linux, after a password dialog that may have been open for minutes', () => {
  const step = [aStep(['/bin/echo', 'the clock'], { remedy: 'step-clock' })]
  const runAfter = async (procStat: string, steps = step): Promise<string> => {
    const script = await linuxScript(scriptedMachine({ programs: ['/bin/cat'], files: { '/proc/stat': procStat } }), steps)
    return spawnSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).stdout
  }

  test('leaves a clock alone that was set meanwhile', async () => {
    const now = readFileSync('/proc/stat', 'utf8')
    const held = await runAfter(now.replace(/^btime \d+$/m, 'btime 1000000000'))
    expect([wasHeldBack(held), held.includes('the clock')]).toEqual([true, false])
    const ran = await runAfter(now)
    expect([wasHeldBack(ran), ran.includes('the clock')]).toEqual([false, true])
  })

  test('does not wait for that where no step sets the clock', async () => {
    expect(wasHeldBack(await runAfter('btime 1000000000\n', [aStep(['/bin/echo', 'a service'])]))).toBe(false)
  })
})

describe('who speaks before the helper has named itself', () => {
  test('is not heard, whatever it says, and changes nothing of what the helper says later', () => {
    const reader = answerReader()
    const plan = lineOf({ kind: 'plan', steps: [aStep(['/bin/a'])] })
    expect(reader.take(plan)).toBeNull()
    expect(reader.take(lineOf({ kind: 'end', outcome: 'ran' }))).toBeNull()
    expect(reader.answer()).toEqual({ marked: false, steps: [] })
    expect(reader.take(lineOf({ kind: 'marker' }))).toEqual({ kind: 'marker' })
    expect(reader.answer()).toEqual({ marked: true, steps: [] })
    expect(reader.take(plan)?.kind).toBe('plan')
  })
})

describe('what the helper says', () => {
  test.each([
    '{"plan":[{"remedy":"reboot","title":"x","command":["/bin/a"]}]}', '{"plan":[{"remedy":"constructor","title":"x","command":["/bin/a"]}]}', '{"plan":[{"remedy":"resync","title":7,"command":[]}]}',
    '{"plan":[{"remedy":"resync","title":"x","command":["/bin/a",7]}]}', '{"plan":[null]}', '{"plan":7}', `{"plan":[${Array.from({ length: 41 }, () => '{"remedy":"resync","title":"x","command":[]}').join()}]}`,
  ])('is no plan where it does not fit, even as the first one (%#)', (line) => {
    const reader = answerReader()
    reader.take(lineOf({ kind: 'marker' }))
    expect(reader.take(line)).toBeNull()
    expect(reader.answer().steps).toEqual([])
  })

  test('is heard up to a number of lines that no repair needs', () => {
    const reader = answerReader()
    reader.take(lineOf({ kind: 'marker' }))
    for (let i = 0; i < 300; i++) reader.take('{"began":7}')
    expect(reader.take(lineOf({ kind: 'end', outcome: 'ran' }))).toBeNull()
    expect(reader.answer().end).toBeUndefined()
  })
})

describe('policy that comes while a key is asked for', () => {
  let practice: PracticeSession | null = null
  afterEach(async () => { await practice?.session.close() })

  test('takes no key any more, typed or in a picture', async () => {
    practice = await practiceSession('fine')
    const { session } = practice
    const allowed = sessionAnswers(() => session, () => ({}))
    const forbidden = sessionAnswers(() => session, () => ({ ownKey: false }))
    const key = (): Uint8Array => new TextEncoder().encode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
    allowed.chooseKey('own')
    expect(session.state().codeTest.key.kind).toBe('wanted')
    const bytes = key()
    forbidden.giveKey(bytes)
    expect(session.state().codeTest.key.kind).toBe('wanted')
    expect(bytes.every((byte) => byte === 0)).toBe(true)
    const pixels = new Uint8Array(16).fill(1)
    await forbidden.giveKeyPictures([{ width: 2, pixels, order: 'RGBA' }])
    await forbidden.readKeyFromScreen()
    expect(session.state().codeTest.key).toEqual({ kind: 'wanted', wrong: null })
    expect(pixels.every((byte) => byte === 0)).toBe(true)
    allowed.giveKey(key())
    expect(session.state().codeTest.key.kind).toBe('own')
  })
})

test('the updater is kept to its promises: nothing by itself, nothing older, nothing by parts, no installer from the web', () => {
  const updater = { on: () => updater } as unknown as AppUpdater
  adapt(updater, { installationId: async () => 'x' })
  expect(updater).toMatchObject({ autoDownload: false, disableWebInstaller: true, disableDifferentialDownload: true })
})
