import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { offeredBy } from '../../main/core/policy/effect.ts'
import type { Policy } from '../../main/core/policy/schema.ts'
import { readServices } from '../../main/core/services/reader.ts'
import type { Remedy } from '../../main/core/remedy.ts'
import { ENGLISH } from '../../main/core/words/languages.ts'
import { say, speak, spokenLanguage } from '../../main/core/words/say.ts'
import { repairsByItself } from '../../main/desktop/by-itself.ts'
import { openPreferences, type Preferences } from '../../main/desktop/preferences.ts'
import { sessionAnswers } from '../../main/desktop/session-answers.ts'
import { settingsView } from '../../main/desktop/settings-view.ts'
import { trayMenu } from '../../main/desktop/tray-menu.ts'
import { viewOf } from '../../main/desktop/view.ts'
import { practiceSession, type PracticeSession } from './practice-session.ts'
import { SETTLED } from './view-context.ts'

const LOCK = 'Set by your organisation'
const [OWN] = readServices([{ id: 'intranet', name: 'Our intranet', kind: 'totp', window: 1 }]).services
if (OWN === undefined) throw new Error('There is no service.')

describe('settings under policy', () => {
  let folder: string
  let policy: Policy
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'clock-medic-policy-'))
    policy = {}
  })
  afterEach(async () => {
    speak(ENGLISH, {})
    await rm(folder, { recursive: true, force: true })
  })

  const file = (): string => path.join(folder, 'settings.json')
  // An app that is not installed never starts at login, so the tests change nothing of this computer.
  const open = (): Promise<Preferences> =>
    openPreferences({ file: file(), app: { isPackaged: false, setLoginItemSettings: () => {} }, systemLanguages: ['en-GB'], readPolicy: async () => ({ policy }) })
  const locks = (preferences: Preferences) =>
    settingsView(preferences.context()).groups.flatMap(({ items }) => items).filter(({ lock }) => lock === LOCK).map(({ name }) => name)

  test('are those of policy, shown as set by the organisation, and cannot be changed or set back', async () => {
    await writeFile(file(), JSON.stringify({ version: 1, checkEveryMinutes: 15, servers: ['192.0.2.1'] }))
    policy = { checkEveryMinutes: 240, servers: ['time.example.com'], notifyBeyondSeconds: 0 }
    const preferences = await open()
    expect(preferences.settings()).toMatchObject({ checkEveryMinutes: 240, servers: ['time.example.com'], notifyBeyondSeconds: null })
    expect(locks(preferences)).toEqual(['checkEveryMinutes', 'notifyBeyondSeconds', 'servers'])
    await preferences.change('checkEveryMinutes', 15)
    await preferences.change('servers', [])
    await preferences.reset()
    await preferences.settled()
    expect(preferences.settings()).toMatchObject({ checkEveryMinutes: 240, servers: ['time.example.com'] })
  })

  test('keep what the user chose, so that it holds again when policy goes', async () => {
    await writeFile(file(), JSON.stringify({ version: 1, checkEveryMinutes: 15 }))
    policy = { checkEveryMinutes: 240 }
    const preferences = await open()
    await preferences.change('checkEveryMinutes', 60)
    await preferences.change('keepRunning', false)
    await preferences.settled()
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({ checkEveryMinutes: 15, keepRunning: false })
    const heard: (readonly string[])[] = []
    preferences.onChange((changed) => heard.push(changed))
    policy = {}
    await preferences.refreshPolicy()
    expect(preferences.settings().checkEveryMinutes).toBe(15)
    expect(heard).toEqual([['checkEveryMinutes']])
    expect(locks(preferences)).toEqual([])
  })

  test('speak the language of policy, from the start and when it changes', async () => {
    policy = { language: 'de' }
    const preferences = await open()
    expect([spokenLanguage().tag, say('Settings || name of a screen')]).toEqual(['de', 'Einstellungen'])
    policy = { language: 'system' }
    await preferences.refreshPolicy()
    expect(spokenLanguage().tag).toBe('en')
  })

  test('tell when the services of the organisation change', async () => {
    const preferences = await open()
    const heard: (readonly string[])[] = []
    preferences.onChange((changed) => heard.push(changed))
    policy = { services: [OWN] }
    await preferences.refreshPolicy()
    await preferences.refreshPolicy()
    expect(heard).toEqual([['services']])
    expect(preferences.policy().services).toEqual([OWN])
  })
})

describe('the window under policy', () => {
  let practice: PracticeSession
  const view = (policy: Policy) => viewOf(practice.session.state(), { ...SETTLED, version: '1.2.3', now: practice.session.monotonic(), policy })
  afterEach(() => practice.session.close())

  const HELP: Policy = { helpText: 'Ask the desk.', helpContact: 'desk@example.com' }
  const SAID = 'Your organisation says: Ask the desk. desk@example.com'

  test('says who helps where nothing here can repair the clock, and nowhere else', async () => {
    practice = await practiceSession('slow', (laptop) => ({ ...laptop, get options() { return { ...laptop.options, only: offeredBy({ remediesOffered: [] }) ?? [] } } }))
    await practice.session.check()
    expect(view({}).clock).toMatchObject({ phase: 'wrong' })
    expect(view(HELP).clock.fix).toBeUndefined()
    expect(view(HELP).clock.next?.at(-1)).toBe(SAID)
    practice.session.openHelp('start')
    expect(JSON.stringify(view(HELP).help)).not.toContain(SAID)
    practice.session.openHelp('server-clock')
    expect(view(HELP).help.end?.message).toBeDefined()
    expect(view(HELP).help.end?.sentences.at(-1)).toBe(SAID)
  })

  test('offers the repair without a word on help where it can repair', async () => {
    practice = await practiceSession('slow')
    await practice.session.check()
    expect(view(HELP).clock).toEqual(view({}).clock)
    expect(view(HELP).clock.fix).toBeDefined()
  })

  test('has no way to a code test that is turned off, and does nothing for a window that asks all the same', async () => {
    practice = await practiceSession('fine')
    await practice.session.check()
    const off: Policy = { codeTest: false }
    expect([view({}).clock.offersCodeTest, view(off).clock.offersCodeTest]).toEqual([true, false])
    expect([view({}).noCodeTest, view(off).noCodeTest]).toEqual([undefined, true])
    practice.session.openHelp('registration-code')
    expect([view({}).help.end?.actions, view(off).help.end?.actions]).toEqual([['check', 'code'], ['check']])
    const labels = (hasCodeTest: boolean) => trayMenu(practice.session.state(), NO_ACTIONS, hasCodeTest).map(({ label }) => label)
    expect([labels(true).includes('Test a code…'), labels(false).includes('Test a code…')]).toEqual([true, false])
    await sessionAnswers(() => practice.session, () => off).tryCode('123456')
    expect(practice.session.state().codeTest.verdict).toBeNull()
  })

  test('takes no key of the user\'s own where that is turned off, and wipes one that comes', async () => {
    practice = await practiceSession('fine')
    const answers = sessionAnswers(() => practice.session, () => ({ ownKey: false }))
    const bytes = new TextEncoder().encode('JBSWY3DPEHPK3PXP')
    answers.chooseKey('own')
    answers.giveKey(bytes)
    expect(practice.session.state().codeTest.key.kind).toBe('practice')
    expect([...bytes].every((byte) => byte === 0)).toBe(true)
    expect([view({}).codeTest.noOwnKey, view({ ownKey: false }).codeTest.noOwnKey]).toEqual([undefined, true])
  })

  test('lists the services of the organisation, and they can be picked', async () => {
    practice = await practiceSession('fine')
    const listed = () => view({}).codeTest.services.choices.find(({ id }) => id === 'intranet')
    practice.session.pickService('intranet', true)
    expect([listed(), practice.session.state().service.picked]).toEqual([undefined, ['other']])
    practice.session.addServices([OWN])
    practice.session.pickService('intranet', true)
    expect(listed()).toMatchObject({ name: 'Our intranet', picked: true })
    const inSettings = (policy: Policy) => JSON.stringify(view(policy).settings).includes('Our intranet')
    expect([inSettings({}), inSettings({ services: [OWN] })]).toEqual([false, true])
  })
})

describe('a repair by itself', () => {
  let practice: PracticeSession
  afterEach(() => practice.session.close())

  const ALL: readonly Remedy[] = ['step-clock', 'enable-automatic-time', 'start-service', 'resync', 'set-hardware-clock']
  const asking = (asks: 'administrator' | null) =>
    practiceSession('slow', (laptop) => ({ ...laptop, elevation: { ...laptop.elevation, asks } }))

  test('runs where policy lets every step run so and nobody is asked', async () => {
    practice = await asking(null)
    await practice.session.check({ quiet: true })
    await repairsByItself({ session: practice.session, allowed: () => ALL, practising: () => false })()
    expect(practice.session.state().repair?.result).toBe('repaired')
  })

  test.each<[what: string, asks: 'administrator' | null, allowed: readonly Remedy[], practising: boolean]>([
    ['a password would be asked for', 'administrator', ALL, false],
    ['one of its steps is not among the remedies', null, ['step-clock'], false],
    ['policy says nothing', null, [], false],
    ['the user practises', null, ALL, true],
  ])('does not run where %s', async (_, asks, allowed, practising) => {
    practice = await asking(asks)
    await practice.session.check({ quiet: true })
    await repairsByItself({ session: practice.session, allowed: () => allowed, practising: () => practising })()
    expect(practice.session.state()).toMatchObject({ activity: { kind: 'idle' }, repair: null })
    expect(practice.states.some(({ activity }) => activity.kind === 'repairing')).toBe(false)
  })

  test('is not tried again and again', async () => {
    practice = await asking(null)
    await practice.session.check({ quiet: true })
    const tried: string[] = []
    const byItself = repairsByItself({ session: { ...practice.session, fix: async (id) => { tried.push(id) } }, allowed: () => ALL, practising: () => false })
    await byItself()
    await byItself()
    expect(tried).toHaveLength(1)
  })
})

const nothing = (): void => {}
const NO_ACTIONS = { check: nothing, fix: nothing, undo: nothing, testCode: nothing, settings: nothing, open: nothing, practice: nothing, quit: nothing }
