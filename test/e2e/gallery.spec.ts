import { expect, test } from '@playwright/test'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { LANGUAGES } from '../../main/core/words/languages.ts'
import { fileOf, folderOf, KEPT, KEPT_VIEWS, keptChromium, keptFiles, pictured } from '../gallery/kept.ts'
import { openGallery, RESULTS, type Fault, type Gallery } from '../gallery/open.ts'
import { difference } from '../gallery/picture.ts'
import { statesIn } from '../gallery/states.ts'

/** Each test walks through all states, and a busy machine takes its time. */
const PATIENCE = 300_000
/** The narrowest window, and the one that opens; in pixels. */
const NARROW = 320
const USUAL = 400

let gallery: Gallery
test.beforeAll(async () => {
  test.setTimeout(PATIENCE)
  gallery = await openGallery()
})
test.afterAll(async () => {
  await gallery.close()
})
test.beforeEach(() => test.setTimeout(PATIENCE))
test.afterEach(() => expect(gallery.problems).toEqual([]))

const listed = (faults: readonly Fault[]): readonly string[] => faults.map(([name, fault]) => `${name}: ${fault}`)

for (const tag of ['en', 'ar'] as const) {
  test(`axe finds nothing on any screen and state, light and dark (${tag})`, async () => {
    const language = await statesIn(tag)
    await gallery.speak(language)
    expect(listed(await gallery.axe(language.states, 'light'))).toEqual([])
    expect(listed(await gallery.axe(pictured(language.states), 'dark'))).toEqual([])
  })
}

for (const { tag, name } of LANGUAGES) {
  test(`nothing is cut off and nothing lies on something else (${name})`, async () => {
    const language = await statesIn(tag)
    await gallery.speak(language)
    expect(listed(await gallery.overflow(language.states, NARROW)), `${NARROW} px`).toEqual([])
    expect(listed(await gallery.overflow(pictured(language.states), USUAL)), `${USUAL} px`).toEqual([])
  })
}

for (const tag of ['de', 'ar'] as const) {
  test(`text of double size fits (${tag})`, async () => {
    const language = await statesIn(tag)
    await gallery.speak(language)
    expect(listed(await gallery.overflow(pictured(language.states), USUAL, { text: 2 }))).toEqual([])
  })
}

test.describe('the check itself', () => {
  for (const [what, css, fault] of [
    ['a card that is too wide', '.card { inline-size: 30rem }', /^The page is \d+ px wide/],
    ['a badge that is cut off', '.badge { inline-size: 3rem; overflow: hidden; white-space: nowrap }', /^<span class="badge.* is cut off at its side/],
    ['words that leave their button', '.button { inline-size: 3rem !important; padding: 0; white-space: nowrap }', /^<button .* stands out of/],
    ['a statement that lies on what follows', '.statement { block-size: 1rem }', / lies on /],
  ] as const) {
    test(`sees ${what}`, async () => {
      const language = await statesIn('en')
      await gallery.speak(language)
      const wrong = language.states.filter(({ name }) => name === 'clock/wrong-slow-47-seconds')
      const faults = await gallery.overflow(wrong, USUAL, { css })
      expect(faults.map(([, sentence]) => sentence)).toContainEqual(expect.stringMatching(fault))
    })
  }
})

// The last ones: what makes pictures comparable changes the page for good.
for (const view of KEPT_VIEWS) {
  test(`every screen looks as it was accepted (${folderOf(view)})`, async () => {
    const chromium = keptChromium()
    test.skip(chromium !== gallery.chromium, `The kept pictures were drawn by Chromium ${chromium}, and this is ${gallery.chromium}.`)
    test.skip(process.platform !== 'linux', 'Other systems draw letters in another way.')
    const language = await statesIn(view.tag)
    await gallery.speak(language)
    const states = pictured(language.states)
    const faults: Fault[] = []
    for (const state of states) {
      const kept = path.join(KEPT, folderOf(view), fileOf(state))
      const taken = await gallery.picture(state, view.look)
      const fault = existsSync(kept) ? difference(await gallery.bitmapOf(readFileSync(kept)), await gallery.bitmapOf(taken)) : 'There is no picture of it yet.'
      if (fault === null) continue
      const found = path.join(RESULTS, 'different', folderOf(view), fileOf(state))
      mkdirSync(path.dirname(found), { recursive: true })
      writeFileSync(found, taken)
      faults.push([state.name, fault])
    }
    const files = states.map(fileOf)
    faults.push(...keptFiles(view).filter((file) => !files.includes(file)).map((file): Fault => [file, 'There is no such state any more.']))
    expect(listed(faults), 'Look at test-results/gallery/different. What is meant so is accepted by "npm run gallery -- --accept".').toEqual([])
  })
}
