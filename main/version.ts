import { readFileSync } from 'node:fs'

declare const BUNDLED_VERSION: string | undefined

/** The version of this program: written in by the bundler, else read from package.json beside the sources. */
export const VERSION: string = typeof BUNDLED_VERSION === 'string'
  ? BUNDLED_VERSION
  : (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version
