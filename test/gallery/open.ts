import { _electron, type Page } from '@playwright/test'
import preact from '@preact/preset-vite'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { build } from 'vite'
import type { Bitmap } from './picture.ts'
import type { GalleryLanguage, GalleryPage, GalleryState } from './shown.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** Page and pictures of the gallery go here. */
export const RESULTS = path.join(ROOT, 'test-results/gallery')

/** WCAG 2.2, levels A and AA. */
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] as const
/** Rules that look at colours; nothing else differs between light and dark. */
const AXE_COLOURS = ['color-contrast', 'link-in-text-block'] as const
/** So high that nothing floats above something else, in pixels. */
const ALL_OF_IT = 4000

export type Look = 'light' | 'dark'

/** Something that is wrong with a state: its name and a sentence. */
export type Fault = readonly [name: string, fault: string]

export interface Gallery {
  /** The major version of Chromium that draws. */
  readonly chromium: number
  /** From now on the states are those of this language. */
  readonly speak: (language: GalleryLanguage) => Promise<void>
  /** What axe finds wrong; in dark only where colours are concerned. */
  readonly axe: (states: readonly GalleryState[], look: Look) => Promise<readonly Fault[]>
  /** What does not fit in a window of this width in pixels, with text of so many times its usual size and further rules of style. */
  readonly overflow: (states: readonly GalleryState[], width: number, more?: { readonly text?: number; readonly css?: string }) => Promise<readonly Fault[]>
  /** A picture of the whole page as a PNG file; nothing else may be done with the page after that. */
  readonly picture: (state: GalleryState, look: Look) => Promise<Buffer>
  /** What a PNG file shows. */
  readonly bitmapOf: (png: Buffer) => Promise<Bitmap>
  readonly close: () => Promise<void>
  /** What the page complained about so far. */
  readonly problems: readonly string[]
}

/** Builds the page of the gallery and opens it in Electron. */
export async function openGallery(): Promise<Gallery> {
  const outDir = path.join(RESULTS, 'page')
  await build({
    root: path.join(import.meta.dirname, 'page'), configFile: false, base: './', logLevel: 'error', plugins: [preact()],
    build: { outDir, emptyOutDir: true, target: 'chrome130', minify: false, assetsInlineLimit: 0 },
  })
  const app = await _electron.launch({
    cwd: ROOT,
    args: ['--force-device-scale-factor=1', '--disable-lcd-text', '--font-render-hinting=none', path.join(import.meta.dirname, 'window.mjs'), path.join(outDir, 'index.html')],
  })
  const page = app.windows()[0] ?? await app.waitForEvent('window')
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  await page.waitForFunction('globalThis.gallery !== undefined')
  await page.evaluate(await axeSource())
  const version = await app.evaluate(() => process.versions['chrome'] ?? '')

  const bitmapOf = (png: Buffer): Promise<Bitmap> => app.evaluate(({ nativeImage }, base64) => {
    const image = nativeImage.createFromBuffer(Buffer.from(base64, 'base64'))
    return { ...image.getSize(), base64: image.toBitmap().toString('base64') }
  }, png.toString('base64')).then(({ width, height, base64 }) => ({ width, height, bytes: Buffer.from(base64, 'base64') }))

  return {
    chromium: Number(version.split('.')[0]), problems,
    // As text: Playwright walks through objects value by value.
    speak: (language) => page.evaluate((json) => gallery.load(json), JSON.stringify(language)),
    axe: async (states, look) => {
      await dress(page, look, { width: 400, height: ALL_OF_IT })
      return page.evaluate(async ([shown, rules]) => {
        const found: Fault[] = []
        for (const name of shown) {
          await gallery.show(name)
          const { violations } = await axe.run({ resultTypes: ['violations'], runOnly: rules })
          for (const { id, nodes } of violations) for (const { target } of nodes) found.push([name, `${id}: ${target.join(' ')}`])
        }
        return found
      }, [namesOf(states), look === 'light' ? AXE_TAGS : AXE_COLOURS] as const)
    },
    overflow: async (states, width, { text = 1, css = '' } = {}) => {
      await dress(page, 'light', { width, height: 720 })
      return page.evaluate(async ([shown, size, rules]) => {
        const found: Fault[] = []
        gallery.restyle(size, rules)
        for (const name of shown) {
          await gallery.show(name)
          for (const fault of gallery.overflowing()) found.push([name, fault])
        }
        gallery.restyle(1, '')
        return found
      }, [namesOf(states), text, css] as const)
    },
    picture: async ({ name }, look) => {
      // Short, so that pictures of short screens are short.
      await dress(page, look, { width: 400, height: 400 })
      await page.evaluate(async (given) => {
        gallery.prepareForPictures()
        await gallery.show(given)
      }, name)
      return page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' })
    },
    bitmapOf,
    close: () => app.close(),
  }
}

const namesOf = (states: readonly GalleryState[]): readonly string[] => states.map(({ name }) => name)

async function dress(page: Page, colorScheme: Look, size: { readonly width: number; readonly height: number }): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize(size)
}

/** The axe that Playwright's own builder would put into the page each time anew. */
async function axeSource(): Promise<string> {
  const builder = createRequire(import.meta.url).resolve('@axe-core/playwright')
  return readFile(createRequire(builder).resolve('axe-core/axe.min.js'), 'utf8')
}

// What functions that run in the page find there.
declare const gallery: GalleryPage
declare const axe: {
  readonly run: (options: object) => Promise<{ readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly target: readonly string[] }[] }[] }>
}
