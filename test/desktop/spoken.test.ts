import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allServices } from '../../main/core/services/reader.ts'
import { LANGUAGES } from '../../main/core/words/languages.ts'
import { speak } from '../../main/core/words/say.ts'
import type { SessionState } from '../../main/desktop/session-state.ts'
import { trayFace } from '../../main/desktop/face.ts'
import { trayMenu } from '../../main/desktop/tray-menu.ts'
import { viewOf } from '../../main/desktop/view.ts'
import { windowWords } from '../../main/desktop/window-words.ts'
import { messagesIn } from '../../scripts/messages/messages-in.mjs'
import { practiceSession, type PracticeSession } from './practice-session.ts'
import { SETTLED } from './view-context.ts'

const ROOT = new URL('../..', import.meta.url).pathname
const [ENGLISH] = LANGUAGES
if (ENGLISH === undefined) throw new Error('No language is offered.')

/** Every message in marks, so that whatever stands outside of them was never given to a translator. */
const marked = Object.fromEntries(messagesIn(ROOT).messages.map(({ text }) => [text, `⟦${text.split(' || ')[0] ?? ''}⟧`]))

/** Fields that are data: names, addresses, commands, ids, and what only the program reads. */
const DATA = /^(planId|command|undo|name|address|id|place|helpPlace|screen|phase|tone|markerTone|state|qr|typedKey|accountName|authenticator|actions|version|about|tag|direction|kind|shape|value|chosen|language|example)$/
/** Names that are said alike in every language. */
const NAMES = /Clock Medic|systemd-timesyncd|Linux|UTC|Europe\/[A-Z]\w+|NTP|HTTPS|https?:\/\/\S+|[\w-]+\.(?:practice|example)\b/g

/** What is left of a text when all that was said through a catalogue is taken out. */
function unsaid(text: string): string {
  let rest = text
  for (let before = ''; before !== rest;) {
    before = rest
    rest = rest.replaceAll(/⟦[^⟦⟧]*⟧/g, ' ')
  }
  return rest.replaceAll(NAMES, ' ')
}

/** Every text below a value that holds words which no catalogue knows, with its place. */
function unsaidIn(value: unknown, place: string): readonly string[] {
  if (typeof value === 'string') return /\p{L}{3,}/u.test(unsaid(value)) ? [`${place}: ${value}`] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, below]) => (DATA.test(key) ? [] : unsaidIn(below, `${place}.${key}`)))
}

const SCENARIOS = ['slow', 'fine', 'no-network', 'udp-blocked', 'fast-days', 'refused', 'fails', 'stopped', 'masked', 'chrony-stopped', 'none'] as const

/** What the code test and the service's clock say to what nobody should type. */
async function mistype({ session }: PracticeSession): Promise<void> {
  for (const code of ['12', '000000', '123456']) await session.tryCode(code)
  await session.askService('nonsense')
  session.chooseKey('own')
  session.giveKey(new TextEncoder().encode('not a key!'))
}

let states: readonly (readonly [name: string, state: SessionState])[] = []
beforeAll(async () => {
  speak(ENGLISH, marked)
  const all: [string, SessionState][] = []
  for (const scenario of SCENARIOS) {
    const made = await practiceSession(scenario)
    all.push([`${scenario}, at start`, made.session.state()])
    await made.session.check()
    all.push([`${scenario}, checked`, made.session.state()])
    const { checkup } = made.session.state()
    // Nobody waits here for a clock that cannot be measured.
    if (checkup?.verdict.kind === 'known') await made.session.fix(checkup.plan.id)
    if (scenario === 'slow') await mistype(made)
    all.push(...made.states.map((state, index): [string, SessionState] => [`${scenario}, ${index}`, state]))
    await made.session.close()
  }
  states = all
}, 60_000)
afterAll(() => speak(ENGLISH, {}))

const none = (): void => {}

describe('in another language', () => {
  test('the window says nothing in English, whatever the laptop and the moment', () => {
    const found = states.flatMap(([name, state]) => {
      const { clock, details: { summary, sources, setup }, codeTest } = viewOf(state, { ...SETTLED, version: '1.2.3', now: (state.checkup?.checkedAtMonotonic ?? 0) + 300, nextCheckIn: 600 })
      return unsaidIn({ clock: { ...clock, forAdmin: undefined }, details: { summary, sources, setup }, codeTest }, name)
    })
    expect([...new Set(found.map((line) => line.replace(/^[^.]*\./, '')))]).toEqual([])
  })

  test('nor do settings, about and the first screen', () => {
    const [[, state] = []] = states
    if (state === undefined) throw new Error('There is no state.')
    const { settings, locked = new Set(['servers'] as const), ...more } = SETTLED.settings
    const view = viewOf(state, {
      ...SETTLED, version: '1.2.3', now: 0, settings: { ...more, settings: { ...settings, welcomed: false }, locked },
    })
    // Services and languages are called as they call themselves.
    const own = new Set([...LANGUAGES, ...allServices()].map(({ name }) => name))
    const found = [...unsaidIn(view.settings, 'settings'), ...unsaidIn(view.about, 'about'), ...unsaidIn(view.welcome, 'welcome')]
    expect(found.filter((line) => !own.has(line.replace(/^\S+: /, '')))).toEqual([])
  })

  test('nor do its own words and the tray', () => {
    const { stillRejected: { before, link, after }, ...words } = windowWords()
    expect(unsaidIn({ ...words, stillRejected: `${before}${link}${after}` }, 'words')).toEqual([])
    const actions = { check: none, fix: none, undo: none, testCode: none, settings: none, open: none, practice: none, quit: none }
    const found = states.flatMap(([name, state]) => [
      ...unsaidIn(trayFace(state).statement, name),
      ...trayMenu(state, actions).flatMap(({ label }) => unsaidIn(label, name)),
    ])
    expect([...new Set(found)]).toEqual([])
  })
})
