/** Gives the lines of what a macOS program printed, as UTF-8 and without the blanks around them; no empty ones. */
export const consoleLines = (bytes: Uint8Array): readonly string[] =>
  new TextDecoder().decode(bytes).split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== '')
