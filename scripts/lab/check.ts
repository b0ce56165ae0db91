import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { evaluate, readDocument, type CheckDocument, type Judged } from './evaluate.ts'
import { expectedIn } from './expected.ts'
import { environmentIn } from './lab.ts'

export interface Place {
  readonly lab: string
  /** Where this run keeps what it writes. */
  readonly folder: string
  readonly cli: string
}

export interface Run extends Judged {
  readonly network: string
  readonly seed: number
  readonly document?: CheckDocument
  /** What the check printed, kept where there was a problem. */
  readonly file?: string
}

/** One check with everything around it; a lab that is not down by then hangs. Milliseconds. */
const HANGS_AFTER = 60_000
/** First line: the truth. */
const TELL_TRUTH = 'echo "$CLOCK_LAB_OFFSET"; exec "$@"'

/** One check in a new process that remembers nothing, in a new lab of this network and seed. */
export async function checkIn(place: Place, network: string, seed: number): Promise<Run> {
  const home = mkdtempSync(path.join(place.folder, 'home-'))
  const { stdout, stderr } = await runLab(place, network, seed, home)
  rmSync(home, { recursive: true, force: true })
  const newline = stdout.indexOf('\n')
  const text = stdout.slice(newline + 1)
  const document = readDocument(text)
  const judged: Judged = document === null || newline === -1
    ? { outcome: 'failed', problems: [{ kind: 'other', words: `no result: ${stderr.trim().split('\n').at(-1) ?? ''}` }] }
    : evaluate(document, Number(stdout.slice(0, newline)), expectedIn(network))
  const run = { network, seed, ...judged, ...(document === null ? {} : { document }) }
  if (judged.outcome !== 'failed') return run
  const file = path.join(place.folder, `${network}-${seed}.json`)
  writeFileSync(file, document === null ? `${stdout}\n${stderr}` : text)
  return { ...run, file }
}

function runLab({ lab, cli }: Place, network: string, seed: number, home: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const command = ['run', network, '--seed', String(seed), '--', '/bin/sh', '-c', TELL_TRUTH, 'sh', process.execPath, cli, 'check', '--json']
  return new Promise((resolve) => {
    // The exit code is the verdict's, so it is no error of the lab's.
    execFile(lab, command, { env: environmentIn(home), timeout: HANGS_AFTER, cwd: home }, (_, stdout, stderr) => resolve({ stdout, stderr }))
  })
}
