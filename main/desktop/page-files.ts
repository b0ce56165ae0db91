import path from 'node:path'
import type { WindowWords } from '../../preload/contract.ts'
import type { Language } from '../core/words/languages.ts'
import { urlOf } from '../core/web-address.ts'

/** Scheme and host under which the window's page is served: no file of this computer is within its reach. */
export const PAGE_SCHEME = 'app'
const PAGE_HOST = 'clock-medic'
export const PAGE_ADDRESS = `${PAGE_SCHEME}://${PAGE_HOST}/index.html`

/**
 * What a page may do, sent with every file of it: the words of renderer/index.html, and what a page cannot say of itself or the
 * builder's own page could not keep to. No text becomes markup or code, and nothing is shown inside another page.
 */
export const CONTENT_POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'",
  "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
].join('; ')

/** The builder's own server while somebody works on the window; never in a packaged app, whose environment may be anybody's. */
export const workshopIn = (packaged: boolean, env: NodeJS.ProcessEnv): string | undefined => (packaged ? undefined : env['ELECTRON_RENDERER_URL'])

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png',
}

export interface PageFile {
  readonly file: string
  readonly type: string
}

/** The file inside `folder` that an address of the page's scheme names, or null: nothing outside it, no other kinds of file. */
export function pageFile(address: string, folder: string): PageFile | null {
  if (!isOwnAddress(address)) return null
  let name: string
  try {
    name = decodeURIComponent(new URL(address).pathname)
  } catch {
    return null
  }
  if (/[\0\\:]/.test(name)) return null
  const file = path.join(folder, name)
  const type = TYPES[path.extname(file)]
  return type === undefined || !file.startsWith(folder + path.sep) ? null : { file, type }
}

/** Tells whether an address belongs to our page; whatever else asks for something is refused. */
export function isOwnAddress(address: string): boolean {
  const url = urlOf(address)
  if (url === null) return false
  const { protocol, host, username, password } = url
  return protocol === `${PAGE_SCHEME}:` && host === PAGE_HOST && username === '' && password === ''
}

/** As the page stands in renderer/index.html; the builder leaves both as they are. */
const EMPTY = { language: '<html lang="en" dir="ltr">', root: '<div id="app"></div>' } as const

/**
 * The page in a language: its direction is right before anything is drawn, and it can speak before its first view.
 * Throws where the page is not the one that this program was built with.
 */
export function pageIn(html: string, { tag, direction }: Pick<Language, 'tag' | 'direction'>, words: WindowWords): string {
  if (!html.includes(EMPTY.language) || !html.includes(EMPTY.root)) throw new Error('The page of the window lacks the places for its language and its words.')
  return html
    .replace(EMPTY.language, () => `<html lang="${tag}" dir="${direction}">`)
    .replace(EMPTY.root, () => `<div id="app" data-words="${attribute(JSON.stringify(words))}"></div>`)
}

const attribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
