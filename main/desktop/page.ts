import { app, protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { isOwnAddress, PAGE_ADDRESS, PAGE_SCHEME, pageFile } from './page-files.ts'

/** The builder's own server while somebody works on the window; never in a packaged app. */
const WORKSHOP = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']

/** Where the window finds its page. */
export const pageAddress = (): string => WORKSHOP ?? PAGE_ADDRESS

/** Tells whether an address is our page. */
export function isOwnPage(address: string): boolean {
  if (isOwnAddress(address)) return true
  return WORKSHOP !== undefined && URL.canParse(address) && new URL(address).origin === new URL(WORKSHOP).origin
}

/** Has to run before Electron is ready. */
export function announcePageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges: { standard: true, secure: true } }])
}

/** Serves the built page out of `folder`. */
export function servePage(folder: string): void {
  protocol.handle(PAGE_SCHEME, async ({ url, method }) => {
    const found = method === 'GET' ? pageFile(url, folder) : null
    const bytes = found === null ? null : await readFile(found.file).catch(() => null)
    if (found === null || bytes === null) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': found.type, 'X-Content-Type-Options': 'nosniff' } })
  })
}
