import { write } from 'node:fs'

/** So long the last line may take to be read, in seconds. */
const READ_WITHIN = 2

/**
 * Writes lines one after another and never waits for whoever reads them: `process.stdout` would hold up the whole program,
 * half way through a repair, where a pipe is full. A reader that is gone is no trouble either.
 */
export function lineWriter(fd: number): { readonly say: (line: string) => void; readonly flushed: () => Promise<void> } {
  let last = Promise.resolve()
  return {
    say: (line) => {
      last = last.then(() => new Promise<void>((resolve) => { write(fd, `${line}\n`, () => resolve()) }))
    },
    flushed: async () => {
      // A write that nobody takes would hold up even the end of this process; all that was to be done is done.
      const limit = setTimeout(() => process.kill(process.pid, 'SIGKILL'), READ_WITHIN * 1000)
      await last
      clearTimeout(limit)
    },
  }
}
