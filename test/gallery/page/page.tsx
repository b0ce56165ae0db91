import { options, render } from 'preact'
import { App } from '../../../renderer/App.tsx'
import type { AppView, ClockMedicApi, Screen } from '../../../preload/contract.ts'
import type { GalleryLanguage, GalleryPage, GalleryState } from '../shown.ts'
import { overflowing } from './overflowing.ts'

declare global {
  var gallery: GalleryPage
}

const root = document.getElementById('app')
if (root === null) throw new Error('The page has no element with the id "app" to draw in.')

// Effects wait for the next frame, of which a window without a screen may have few.
options.requestAnimationFrame = queueMicrotask

// What counts seconds would look different in every picture.
performance.now = () => 0

/** Answers like the app in this state; everything else that is asked for is done at once, or refused. */
function apiOf({ told, screen, history, refuses }: GalleryState): ClockMedicApi {
  const known: Partial<ClockMedicApi> = {
    view: () => (told === 'nothing-yet' ? new Promise<AppView>(() => {}) : told === 'failure' ? Promise.reject(new Error('failed')) : Promise.resolve(told)),
    history: (span) => (history === undefined ? Promise.reject(new Error('There is no history.')) : Promise.resolve(history[span])),
    onView: () => () => {},
    onScreen: (callback: (screen: Screen) => void) => {
      // The window comes up with its first screen and is then sent to another.
      if (screen !== 'clock') callback(screen)
      return () => {}
    },
  }
  const answer = () => (refuses === true ? Promise.reject(new Error('refused')) : Promise.resolve())
  return new Proxy(known, { get: (target, name) => Reflect.get(target, name) ?? answer }) as ClockMedicApi
}

/** A turn of the event loop, without the least delay that timers have. */
const turn = () => new Promise<void>((resolve) => {
  const { port1, port2 } = new MessageChannel()
  port1.addEventListener('message', () => resolve(), { once: true })
  port1.start()
  port2.postMessage(null)
})

/** Until everything is drawn that follows from what was drawn before: answer, effects of the first drawing, effects of the second. */
const settled = async () => {
  for (let turns = 0; turns < 4; turns++) await turn()
  // What draws the chart is loaded when there is one.
  while (document.querySelector('.history-plot:empty') !== null) await turn()
}

const moreRules = document.head.appendChild(document.createElement('style'))
let shown = 0

let states = new Map<string, GalleryState>()

globalThis.gallery = {
  load: (json) => {
    const { language: { tag, direction }, words, states: all } = JSON.parse(json) as GalleryLanguage
    document.documentElement.lang = tag
    document.documentElement.dir = direction
    root.dataset['words'] = JSON.stringify(words)
    states = new Map(all.map((state) => [state.name, state]))
  },
  show: async (name) => {
    const state = states.get(name)
    if (state === undefined) throw new Error(`There is no state "${name}".`)
    render(null, root)
    render(<App api={apiOf(state)} key={++shown} />, root)
    await settled()
    if (state.click !== undefined) {
      const target = document.querySelector<HTMLElement>(state.click)
      if (target === null) throw new Error(`${state.name} has no ${state.click} to click.`)
      target.focus()
      target.click()
      await settled()
    }
    if (state.unfolded !== undefined) {
      const folds = document.querySelectorAll<HTMLDetailsElement>(state.unfolded)
      if (folds.length === 0) throw new Error(`${state.name} has no ${state.unfolded} to unfold.`)
      for (const fold of folds) fold.open = true
      await settled()
    }
    if (state.click === undefined && document.activeElement instanceof HTMLElement) document.activeElement.blur()
    window.scrollTo(0, 0)
    await document.fonts.ready
  },
  overflowing: () => overflowing(root),
  restyle: (text, css) => {
    document.documentElement.style.fontSize = text === 1 ? '' : `${text * 100}%`
    moreRules.textContent = css
  },
  prepareForPictures: () => { document.documentElement.classList.add('for-pictures') },
}
