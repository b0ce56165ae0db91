/**
 * Gives the lines of what a Windows program printed, read as Latin-1.
 * The console's code page is unknown, but no code page in use hides `:`, `(`, `)`, a digit or a blank inside a
 * two-byte character, so structure and numbers survive; translated words come out garbled and are never judged.
 */
export const consoleLines = (bytes: Uint8Array): readonly string[] =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1').split(/\r\n|\r|\n/)
