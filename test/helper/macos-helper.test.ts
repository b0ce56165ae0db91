import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HELPER_SAYS } from '../../main/platform/elevation-helper-words.ts'
import { askOverSocket } from '../../main/platform/elevation-macos-helper.ts'
import { aStep } from '../platform/a-step.ts'

const SOURCE = readFileSync(path.join(import.meta.dirname, '../../assets/helper/org.clockmedic.helper.sh'), 'utf8')
const TOOLS = ['/usr/bin/id', '/usr/bin/sntp', '/usr/sbin/systemsetup', '/usr/bin/logger'] as const

let folder = ''
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-mac-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const tool = (name: string): string => path.join(folder, name)
const log = (): readonly string[] => (existsSync(tool('log')) ? readFileSync(tool('log'), 'utf8').trimEnd().split('\n') : [])

/** The helper with its tools replaced by ones that note how they were called; its pause left out. */
function helper(uid: number, ntpConf = 'server time.apple.com\n'): string {
  for (const name of ['sntp', 'systemsetup', 'logger']) writeFileSync(tool(name), `#!/bin/sh\necho ${name} "$@" >>'${tool('log')}'\n`, { mode: 0o755 })
  writeFileSync(tool('id'), `#!/bin/sh\necho ${uid}\n`, { mode: 0o755 })
  writeFileSync(tool('ntp.conf'), ntpConf)
  let text = SOURCE.replaceAll('/etc/ntp.conf', `'${tool('ntp.conf')}'`).replaceAll('/var/run/', `${folder}/`).replace('/bin/sleep 10', ':')
  for (const name of TOOLS) text = text.replaceAll(name, tool(path.basename(name)))
  // Left as they are in the plan, where they are only words.
  const file = tool('helper.sh')
  writeFileSync(file, text)
  return file
}

/** What the caller hears who sends this line. */
function answer(line: string | Buffer, file = helper(0)): readonly Readonly<Record<string, unknown>>[] {
  const { stdout } = spawnSync('/bin/sh', [file], { input: line, encoding: 'utf8', timeout: 20_000 })
  return stdout.trimEnd().split('\n').map((each) => JSON.parse(each) as Record<string, unknown>)
}

describe.skipIf(process.platform === 'win32')('the helper of a Mac (needs /bin/sh)', () => {
  test('runs fixed commands for names of remedies, logs it, and answers as the other helper does', () => {
    const lines = answer('enable-automatic-time step-clock resync set-hardware-clock\n')
    expect(lines[0]).toEqual({ clockMedicHelper: 1 })
    expect(lines.filter((line) => 'ended' in line).map(({ state }) => state)).toEqual(['done', 'done'])
    expect(lines.at(-1)).toEqual({ end: 'ran' })
    expect(log()).toEqual([
      'logger -t clock-medic -p auth.notice A repair was asked for.', 'systemsetup -setusingnetworktime on', 'sntp -sS -t 5 -n 2 time.apple.com',
      'logger -t clock-medic -p auth.notice The repair has ended.',
    ])
  })

  test.each([
    '', '\n', 'set-hardware-clock\n', 'resync; reboot\n', 'resync $(reboot)\n', 'resync `reboot`\n', 'resync *\n', 'resync /?i?\n', 'resync\0reboot\n', 'RESYNC\n', 'resync 47.3\n', 'resync --offset=1\n',
    'use-working-servers\n', 'set-time-zone\n', '"\n', '\\n\n', `${'x'.repeat(100_000)}\n`, `${'resync '.repeat(40)}\n`, Buffer.from([0xff, 0xfe, 0x00, 0x0a]),
  ])('refuses %j and runs nothing', (line) => {
    expect(answer(line).at(-1)).toEqual({ end: 'refused', words: expect.stringContaining('Nothing was changed.') })
    expect(log()).toEqual([])
  })

  test('refuses to work without root', () => {
    expect(answer('resync\n', helper(501)).at(-1)).toMatchObject({ end: 'refused' })
    expect(log()).toEqual([])
  })

  test.each([
    ['server ntp.example.net iburst\n', 'ntp.example.net'], ['# none\nserver 192.0.2.1\n', '192.0.2.1'], ['server -x\n', 'time.apple.com'], ['server a;reboot\n', 'time.apple.com'],
    ['server $(reboot)\n', 'time.apple.com'], ['', 'time.apple.com'],
  ])('asks the server that the Mac is set to, where that is a plain name: %j', (conf, server) => {
    answer('resync\n', helper(0, conf))
    expect(log()).toContain(`sntp -sS -t 5 -n 2 ${server}`)
  })

  test('lets one repair run at a time, and does not mind the lock of one that was killed', () => {
    const file = helper(0)
    const lock = path.join(folder, 'org.clockmedic.helper.lock')
    mkdirSync(lock)
    writeFileSync(path.join(lock, 'pid'), String(process.pid))
    expect(answer('resync\n', file).at(-1)).toMatchObject({ end: 'refused', words: HELPER_SAYS.tooSoonOnMac })
    expect(SOURCE).toContain(`refuse '${HELPER_SAYS.busyOnMac.replace(' Nothing was changed.', '')}'`)
    writeFileSync(path.join(lock, 'pid'), '4194999')
    expect(answer('resync\n', file).at(-1)).toEqual({ end: 'ran' })
    expect(existsSync(lock)).toBe(false)
  })

  test('says so when a command fails', () => {
    const file = helper(0)
    writeFileSync(tool('sntp'), '#!/bin/sh\nexit 3\n', { mode: 0o755 })
    expect(answer('resync\n', file)).toContainEqual({ ended: 0, state: 'failed', exit: 3, tookSeconds: 0, said: '' })
  })
})

describe.skipIf(process.platform === 'win32')('its caller (needs sockets with a path)', () => {
  const servers: Server[] = []
  afterEach(() => { for (const server of servers.splice(0)) server.close() })

  /** A socket on which this is said, whatever was heard. */
  async function socket(answers: string, heard: string[] = []): Promise<string> {
    const file = path.join(folder, 'sock')
    const server = createServer({ allowHalfOpen: true }, (connection) => {
      connection.on('data', (chunk) => heard.push(chunk.toString()))
      connection.on('end', () => connection.end(answers))
      connection.on('error', () => {})
    })
    servers.push(server)
    await new Promise<void>((resolve) => { server.listen(file, resolve) })
    return file
  }

  const STEPS = [aStep(['/usr/bin/sntp'], { remedy: 'step-clock' }), aStep(['/usr/bin/sntp'])]

  test('sends names and nothing else', async () => {
    const heard: string[] = []
    const said = '{"clockMedicHelper":1}\n{"plan":[{"remedy":"resync","title":"Set the clock","command":["/usr/bin/sntp"]}]}\n{"ended":0,"state":"done","exit":0,"tookSeconds":0,"said":""}\n{"end":"ran"}\n'
    const outcome = await askOverSocket(await socket(said, heard), STEPS)
    expect(heard.join('')).toBe('step-clock resync\n')
    expect(outcome).toMatchObject({ kind: 'ran', steps: [{ remedy: 'resync', state: 'done' }, { remedy: 'step-clock', state: 'not-reached' }] })
  })

  test.each([['nobody who listens', null], ['somebody else', 'HTTP/1.1 400\n\n'], ['silence', '']])('takes another road where there is %s', async (_, said) => {
    expect(await askOverSocket(said === null ? path.join(folder, 'none') : await socket(said), STEPS)).toBeNull()
  })
})
