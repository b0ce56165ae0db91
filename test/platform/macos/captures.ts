import { readFileSync } from 'node:fs'

/** The recorded output of that name, as bytes. */
export const capture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../captures/macos/${name}.txt`, import.meta.url)))

export const textOf = (name: string): string => new TextDecoder().decode(capture(name))
