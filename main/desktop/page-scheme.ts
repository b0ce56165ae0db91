import { protocol } from 'electron'
import { PAGE_SCHEME } from './page-files.ts'

/** Has to run before Electron is ready. */
export function announcePageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, codeCache: true } }])
}
