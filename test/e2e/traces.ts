import { Secret } from 'otpauth'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page, Running } from './app.ts'

/** So many characters of a key in a row are no chance. */
const TELLING = 12

/** Every way in which a key may be written down, cut into pieces that are each telling enough. */
export function tracesOf(base32: string): readonly string[] {
  const bytes = Buffer.from(Secret.fromBase32(base32).bytes)
  const written = [base32, base32.toLowerCase(), base32.replaceAll(/.{4}(?=.)/g, '$& '), bytes.toString('hex'), bytes.toString('hex').toUpperCase(), bytes.toString('base64'), bytes.toString('base64url')]
  const pieces = written.flatMap((text) => Array.from({ length: text.length - TELLING + 1 }, (_, from) => text.slice(from, from + TELLING)))
  return [...new Set([...pieces, bytes.toString('latin1'), JSON.stringify(bytes.toString('latin1')).slice(1, -1), [...bytes].join(',')])]
}

const inText = (text: string, traces: readonly string[]): readonly string[] => traces.filter((trace) => text.includes(trace))

/** Traces in text, in bytes of one per character and in UTF-16. */
export function found(bytes: Buffer | string, traces: readonly string[]): readonly string[] {
  if (typeof bytes === 'string') return inText(bytes, traces)
  return [...inText(bytes.toString('latin1'), traces), ...inText(bytes.toString('utf16le'), traces), ...inText(bytes.subarray(1).toString('utf16le'), traces)]
}

/** Traces in the files of a folder, with the file that holds them. */
export async function inFiles(folder: string, traces: readonly string[]): Promise<readonly string[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.join(parentPath, name))
  const hits: string[] = []
  for (const file of files) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0))
    hits.push(...found(bytes, traces).map((trace) => `${path.relative(folder, file)}: ${trace}`))
  }
  return hits
}

/** The heap of the main process, as text. */
export async function mainHeap({ app }: Running): Promise<string> {
  // Removed again before files are searched: it may well hold the key.
  const folder = await mkdtemp(path.join(tmpdir(), 'heap-'))
  try {
    const file = path.join(folder, 'main.heapsnapshot')
    await app.evaluate((_electron, to) => { process.getBuiltinModule('node:v8').writeHeapSnapshot(to) }, file)
    return await readFile(file, 'utf8')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The heap of the window's process, as text. */
export async function windowHeap(page: Page): Promise<string> {
  const client = await page.context().newCDPSession(page)
  const chunks: string[] = []
  client.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => { chunks.push(chunk) })
  await client.send('HeapProfiler.collectGarbage')
  await client.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await client.detach()
  return chunks.join('')
}
