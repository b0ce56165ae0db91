// Takes a picture of every state and writes one page with all of them: `npm run gallery`. `-- --accept` keeps those that tests compare.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { LanguageTag } from '../../main/core/words/languages.ts'
import { fileOf, folderOf, KEPT, KEPT_CHROMIUM, KEPT_VIEWS, pictured, type View } from './kept.ts'
import { openGallery, RESULTS, type Gallery } from './open.ts'
import { smallPng } from './picture.ts'
import type { GalleryState } from './shown.ts'
import { statesIn } from './states.ts'

const SHOWN_VIEWS: readonly View[] = (['en', 'ar'] as const satisfies readonly LanguageTag[]).flatMap((tag) => [{ tag, look: 'light' } as const, { tag, look: 'dark' } as const])

/** Takes pictures of states of a view into its folder. `small` ones have fewer colours. */
async function take(gallery: Gallery, view: View, into: string, choose: (states: readonly GalleryState[]) => readonly GalleryState[], small: boolean): Promise<readonly GalleryState[]> {
  const folder = path.join(into, folderOf(view))
  mkdirSync(folder, { recursive: true })
  const language = await statesIn(view.tag)
  const states = choose(language.states)
  await gallery.speak(language)
  for (const state of states) {
    const png = await gallery.picture(state, view.look)
    writeFileSync(path.join(folder, fileOf(state)), small ? smallPng(await gallery.bitmapOf(png)) : png)
  }
  return states
}

async function accept(gallery: Gallery): Promise<void> {
  rmSync(KEPT, { recursive: true, force: true })
  for (const view of KEPT_VIEWS) await take(gallery, view, KEPT, pictured, true)
  writeFileSync(KEPT_CHROMIUM, `${gallery.chromium}\n`)
  console.log(`The pictures in ${path.relative(process.cwd(), KEPT)} are what the tests compare with from now on.`)
}

async function show(gallery: Gallery): Promise<void> {
  let states: readonly GalleryState[] = []
  for (const view of SHOWN_VIEWS) states = await take(gallery, view, RESULTS, (all) => all, false)
  const sheet = path.join(RESULTS, 'index.html')
  writeFileSync(sheet, sheetOf(states))
  console.log(`${states.length} states in ${SHOWN_VIEWS.length} looks are in ${path.relative(process.cwd(), sheet)}`)
}

function sheetOf(states: readonly GalleryState[]): string {
  const views = SHOWN_VIEWS.map(folderOf)
  const screenOf = ({ name }: GalleryState): string => name.split('/')[0] ?? ''
  const screens = [...new Set(states.map(screenOf))]
  const choices = views.map((view) => `<label><input type="checkbox" id="${view}"${view === views[0] ? ' checked' : ''}> ${view}</label>`)
  const figure = (state: GalleryState) =>
    `<figure id="${state.name}">${views.map((view) => `<img class="${view}" src="${view}/${fileOf(state)}" alt="${state.name}, ${view}" loading="lazy">`).join('')}<figcaption>${state.name}</figcaption></figure>`
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Every screen and state of Clock Medic</title>
<style>
  body { margin: 1rem; font-family: system-ui, sans-serif; background: #c9ced6; color: #16202c; }
  header { position: sticky; top: 0; padding: 0.5rem 0; background: inherit; display: flex; gap: 1rem; }
  section { display: flex; flex-wrap: wrap; align-items: start; gap: 1.5rem; }
  figure { margin: 0; display: flex; flex-wrap: wrap; align-items: start; gap: 0.25rem; }
  figcaption { flex-basis: 100%; }
${views.map((view) => `  body:not(:has(#${view}:checked)) .${view} { display: none; }`).join('\n')}
</style>
<header>${choices.join('')}</header>
${screens.map((screen) => `<h2>${screen}</h2>\n<section>\n${states.filter((state) => screenOf(state) === screen).map(figure).join('\n')}\n</section>`).join('\n')}
</html>
`
}

const gallery = await openGallery()
try {
  await (process.argv.includes('--accept') ? accept(gallery) : show(gallery))
} finally {
  await gallery.close()
}
