import { expect, test } from 'vitest'
import { cli, document } from './terminal.ts'

/** Made up, and a key of nothing. */
const KEY = 'JBSWY3DPEHPK3PXPJBSWY3DP'

const linesOf = (stderr: string): readonly string[] => stderr.trimEnd().split('\n').slice(1)

test('--verbose tells of each source and each program on standard error, and the document stays one', async () => {
  const [quiet, loud] = await Promise.all([cli(['check', '--practice', '--json']), cli(['check', '--practice', '--json', '--verbose'])])
  expect(linesOf(quiet.stderr)).toEqual([])
  expect(document(loud)).toMatchObject({ verdict: document(quiet)['verdict'] })
  const lines = linesOf(loud.stderr)
  expect(lines.filter((line) => !/^\d{4}-\d\d-\d\dT[\d:.]+Z debug (ran|answered|failed|silent) [\x20-\x7E]+$/.test(line))).toEqual([])
  expect(lines.some((line) => /debug ran \/usr\/bin\/timedatectl .*exit=0 took=\d/.test(line))).toBe(true)
  expect(lines.some((line) => /debug answered ntp \S+ .*offset=47\.\d{6} distance=\d/.test(line))).toBe(true)
})

test('--verbose tells of a source that is silent', async () => {
  const { stderr } = await cli(['check', '--practice=udp-blocked', '--verbose'])
  expect(linesOf(stderr).some((line) => / debug silent ntp \S+/.test(line))).toBe(true)
})

test('--verbose does not show a key and codes that were typed', async () => {
  const { stdout, stderr } = await cli(['code', '--practice', '--secret-stdin', '--verbose'], { lines: [KEY, '384517'] })
  expect(stdout).not.toBe('')
  expect(linesOf(stderr).length).toBeGreaterThan(3)
  for (const secret of [KEY, KEY.slice(0, 8), '384517']) expect(stderr).not.toContain(secret)
})
