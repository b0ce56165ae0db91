import { app, protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { urlOf } from '../core/web-address.ts'
import { spokenLanguage } from '../core/words/say.ts'
import { CONTENT_POLICY, isOwnAddress, PAGE_ADDRESS, PAGE_SCHEME, pageFile, pageIn, workshopIn } from './page-files.ts'
import { windowWords } from './window-words.ts'

const WORKSHOP = workshopIn(app.isPackaged, process.env)

/** Whether the page comes from the builder, which needs a connection to it. */
export const isWorkshop = WORKSHOP !== undefined

/** Where the window finds its page. */
export const pageAddress = (): string => WORKSHOP ?? PAGE_ADDRESS

/** Tells whether an address is our page. */
export function isOwnPage(address: string): boolean {
  if (isOwnAddress(address)) return true
  return WORKSHOP !== undefined && urlOf(address)?.origin === new URL(WORKSHOP).origin
}

/** Serves the built page out of `folder`, in the language that is spoken when it is asked for. */
export function servePage(folder: string): void {
  protocol.handle(PAGE_SCHEME, async ({ url, method }) => {
    const found = method === 'GET' ? pageFile(url, folder) : null
    const bytes = found === null ? null : await readFile(found.file).catch(() => null)
    if (found === null || bytes === null) return new Response(null, { status: 404 })
    const body = found.file.endsWith('.html') ? pageIn(bytes.toString('utf8'), spokenLanguage(), windowWords()) : new Uint8Array(bytes)
    return new Response(body, { headers: { 'Content-Type': found.type, 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': CONTENT_POLICY } })
  })
}
