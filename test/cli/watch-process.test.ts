import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { breachesAndStrangers } from './schemas.ts'

const MAIN = path.join(import.meta.dirname, '..', '..', 'main', 'cli', 'main.ts')
const runsSources = process.features.typescript !== false && process.features.typescript !== undefined

const start = (...argv: readonly string[]): ChildProcessWithoutNullStreams => spawn(process.execPath, [MAIN, 'check', ...argv])

/** Reads so many lines, then does `act`; gives the lines and how the process ended. */
async function after(lines: number, child: ChildProcessWithoutNullStreams, act: () => void): Promise<{ readonly lines: readonly string[]; readonly exit: number | null; readonly signal: NodeJS.Signals | null }> {
  const seen: string[] = []
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  for await (const line of createInterface({ input: child.stdout })) {
    seen.push(line)
    if (seen.length === lines) act()
  }
  const [exit, signal] = await ended
  return { lines: seen, exit, signal }
}

// Windows ends a process by these signals without asking it.
describe.skipIf(!runsSources || process.platform === 'win32')('--watch as a process (needs Node 22.18, not Windows)', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('prints one document per line and ends by %s with the code of the last verdict', async (name) => {
    const child = start('--practice', '--watch', '1', '--json')
    const { lines, exit, signal } = await after(2, child, () => child.kill(name))
    expect({ exit, signal }).toEqual({ exit: 2, signal: null })
    for (const line of lines) expect(breachesAndStrangers('check', JSON.parse(line))).toEqual([])
    const [first = 0, second = 0] = lines.map((line) => Date.parse((JSON.parse(line) as { checkedAt: string }).checkedAt))
    expect(second).toBeGreaterThan(first)
  }, 20_000)

  test('ends when nobody reads any more', () => {
    const { status, stdout } = spawnSync('/bin/sh', ['-c', '"$0" "$1" check --practice=fine --watch 1 --json 2>/dev/null | head -n 1', process.execPath, MAIN], { encoding: 'utf8', timeout: 20_000 })
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'ok' })
  }, 25_000)
})
