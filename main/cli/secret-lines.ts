import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { ReadStream } from 'node:tty'

/** Swallows what a terminal would show of what is typed. */
const unseen = (): Writable => new Writable({ write: (_bytes, _encoding, done) => done() })

/**
 * The lines of standard input, each as it comes. At a terminal one line is asked for, and what is typed or pasted there is
 * neither shown nor kept for the arrow keys.
 * @param hint shows a line to who sits there
 */
export async function* secretLines(input: ReadStream | NodeJS.ReadableStream, hint: (text: string) => void): AsyncGenerator<string> {
  const atTerminal = 'isTTY' in input && input.isTTY
  const lines = createInterface({ input, output: unseen(), terminal: atTerminal, historySize: 0 })
  if (atTerminal) hint('Paste the key, then press Enter. It is not shown.')
  try {
    for await (const line of lines) {
      yield line
      if (atTerminal) return
    }
  } finally {
    lines.close()
  }
}
