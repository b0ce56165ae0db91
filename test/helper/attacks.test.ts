import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process'
import { chmodSync, closeSync, constants, existsSync, lstatSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, symlinkSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lineWriter } from '../../main/helper/line-writer.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const ASSETS = path.join(ROOT, 'assets/helper')
const isRoot = process.getuid?.() === 0
/** The sources run as they are from Node 22.18 on. */
const runsSources = process.features.typescript !== false && process.features.typescript !== undefined
const works = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args, { stdio: 'ignore' }).status === 0
const onLinux = process.platform === 'linux'
/** What is started here may never set this machine's clock. */
const TIMELESS = isRoot ? ['/usr/bin/setpriv', '--bounding-set=-sys_time', '--inh-caps=-sys_time'] : []
const canBeSafe = onLinux && (!isRoot || works('/usr/bin/setpriv', '--bounding-set=-sys_time', '--inh-caps=-sys_time', 'true'))

let folder = ''
beforeEach(() => { folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-helper-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The wrapper as IT's script makes it, around a program of the test. */
function wrapper(program: string): string {
  const file = path.join(folder, 'clock-medic-helper')
  writeFileSync(file, readFileSync(path.join(ASSETS, 'clock-medic-helper.in'), 'utf8').replace('@PROGRAM@', program), { mode: 0o755 })
  return file
}

/** The wrapper around a program that only tells how it was started. */
function probe(): string {
  const file = path.join(folder, 'probe.sh')
  writeFileSync(file, 'pwd; umask; ulimit -t; ulimit -f; readlink /proc/self/fd/0; echo "words:$#"; for word in "$@"; do echo "[$word]"; done; echo env; env | sort\n')
  return wrapper(`/bin/sh '${file}'`)
}

const REAL = `'${process.execPath}' '${path.join(ROOT, 'main/cli/main.ts')}'`
type Env = Readonly<Record<string, string>>

function start(file: string, words: readonly string[], env: Env = {}, before: readonly string[] = TIMELESS): SpawnSyncReturns<string> {
  const [program = file, ...rest] = [...before, file, ...words]
  return spawnSync(program, rest, { encoding: 'utf8', cwd: folder, env: { PATH: process.env['PATH'] ?? '', ...env }, timeout: 20_000 })
}
const lastLine = ({ stdout }: SpawnSyncReturns<string>): unknown => JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
const REFUSED = { end: 'refused', words: expect.stringContaining('Nothing was changed.') }

describe.skipIf(!canBeSafe)('attacks on the wrapper (needs Linux, and setpriv where the tests run as root)', () => {
  test.each<readonly string[]>([
    [], ['--version'], ['--no-sandbox', 'resync'], ['resync', '--inspect=0.0.0.0'], ['resync', '--renderer-cmd-prefix=/tmp/x'], ['-e', 'process.exit(7)'], ['--offset=5', '-r'],
    ['resync;id'], ['resync id'], ['$(id)'], ['`id`'], ['resync\nid'], ['../resync'], ['/bin/sh'], ['RESYNC'], [''], ['resync', ''], ['rés'], ['--offset='], ['--offset=1e5', 'resync'], ['--offset=$(id)', 'resync'],
    ['--offset=1\n2', 'resync'], Array.from({ length: 13 }, () => 'resync'), Array.from({ length: 5000 }, () => 'resync'), ['a'.repeat(100_000), '--x'],
  ])('words that are no remedies start no program: %j', (...words) => {
    const run = start(probe(), words)
    expect(lastLine(run)).toEqual(REFUSED)
    expect(run.stdout).not.toContain('words:')
    expect(run.status).toBe(64)
  })

  test('the environment of the caller does not get through', () => {
    const evil: Env = {
      NODE_OPTIONS: '--require /tmp/evil.cjs', BASH_ENV: '/tmp/evil', ENV: '/tmp/evil', LD_LIBRARY_PATH: '/tmp', HOME: '/tmp', XDG_STATE_HOME: '/tmp', http_proxy: 'http://203.0.113.1',
      IFS: 'e', LC_ALL: 'tr_TR.UTF-8', ELECTRON_RUN_AS_NODE: '1', PATH: `${folder}:/usr/bin:/bin`, 'BASH_FUNC_cd%%': '() { id; }', PKEXEC_UID: '0; id', TZ: ':/etc/shadow',
    }
    writeFileSync(path.join(folder, 'env'), '#!/bin/sh\necho evil\n', { mode: 0o755 })
    const env = start(probe(), ['resync'], evil).stdout.split('env\n')[1]?.trimEnd().split('\n')
    expect(env?.filter((line) => !/^(PWD|OLDPWD|SHLVL|_)=/.test(line))).toEqual(['LC_ALL=C', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin'])
    expect(start(probe(), ['resync'], { PKEXEC_UID: '1000' }).stdout).toContain('PKEXEC_UID=1000\n')
  })

  test('folder, input, mask and limits are not the caller\'s', () => {
    const [cwd, umask, cpu, size, input, count, first, ...rest] = start('/bin/sh', ['-c', 'umask 000; ulimit -S -t 3; ulimit -S -f 8; exec "$0" "$@"', probe(), 'resync', '--offset=-47.300'])
      .stdout.split('\n')
    expect([cwd, umask, input, count, first, rest[0], rest[1]]).toEqual(['/', '0022', '/dev/null', 'words:3', '[helper]', '[resync]', '[--offset=-47.300]'])
    expect([cpu, size]).not.toContain('3')
    expect(size).not.toBe('8')
  })
})

describe.skipIf(!canBeSafe || !runsSources)('attacks on the helper itself (needs Linux, Node 22.18, and setpriv where the tests run as root)', () => {
  test('words that the wrapper cannot judge are refused by the program, which says so in its own lines', () => {
    for (const words of [['reboot'], ['use-working-servers', 'resync'], ['resync', '--offset=1.2.3']]) {
      const run = start(wrapper(REAL), words)
      expect(run.stdout).toMatch(/^\{"clockMedicHelper":1\}\n/)
      expect(lastLine(run)).toEqual(REFUSED)
      // Without root it is not even read.
      expect(run.status).toBe(isRoot ? 64 : 1)
    }
  }, 30_000)

  test('code that waits in the folder or the environment of the caller is not run', () => {
    const told = path.join(folder, 'told')
    writeFileSync(path.join(folder, 'evil.cjs'), `require('node:fs').writeFileSync(${JSON.stringify(told)}, '')`)
    writeFileSync(path.join(folder, 'package.json'), '{"imports":{"#x":"./evil.cjs"}}')
    expect(lastLine(start(wrapper(REAL), ['reboot'], { NODE_OPTIONS: `--require ${folder}/evil.cjs`, NODE_PATH: folder }))).toEqual(REFUSED)
    expect(existsSync(told)).toBe(false)
  })

  const canBecomeNobody = isRoot && works('/usr/bin/setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '/bin/sh', '-c', `test -r '${path.join(ROOT, 'main/cli/main.ts')}' && test -x '${process.execPath}'`)
  test.skipIf(isRoot && !canBecomeNobody)('started by an ordinary user, directly or as another user by pkexec, it refuses what it would do as root', () => {
    chmodSync(folder, 0o755)
    const run = start(wrapper(REAL), ['step-clock', 'resync', '--offset=47.300'], {}, isRoot ? ['/usr/bin/setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [])
    expect(lastLine(run)).toEqual({ end: 'refused', words: 'The helper has to be started by the system with the rights of root. Nothing was changed.' })
    expect(run.status).toBe(1)
  })

  test('a caller who goes away at once does not trip it', async () => {
    const child = spawn('/usr/bin/env', [...TIMELESS, wrapper(REAL), 'reboot'], { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' })
    child.stdout.destroy()
    const exit = await new Promise((resolve) => { child.on('close', resolve) })
    expect(exit).toBe(isRoot ? 64 : 1)
  })
})

/** Writes until the pipe is full, and tells how much that was. */
function fill(pipe: number): number {
  for (let filled = 0; ;) {
    try {
      filled += writeSync(pipe, Buffer.alloc(4096))
    } catch {
      return filled
    }
  }
}

test.skipIf(!onLinux || !works('mkfifo', '--version'))('a caller who never reads does not hold up a repair (needs mkfifo)', async () => {
  const pipe = path.join(folder, 'pipe')
  spawnSync('mkfifo', [pipe])
  const filler = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK)
  const filled = fill(filler)
  const end = openSync(pipe, constants.O_RDWR)
  const { say, flushed } = lineWriter(end)
  say('first')
  say('second')
  expect(filled).toBeGreaterThan(0)
  const all = Buffer.alloc(filled)
  readSync(filler, all)
  await flushed()
  expect(all.subarray(0, readSync(filler, all)).toString()).toBe('first\nsecond\n')
  for (const each of [filler, end]) closeSync(each)
})

describe.skipIf(!onLinux || !isRoot)('the script that IT runs (needs root on Linux)', () => {
  const HELPER = 'usr/libexec/clock-medic/clock-medic-helper'
  const install = (...words: readonly string[]): SpawnSyncReturns<string> =>
    spawnSync('/bin/sh', [path.join(ASSETS, 'install-linux.sh'), ...words], { encoding: 'utf8', env: { DESTDIR: path.join(folder, 'root'), PATH: '/nowhere' } })
  const at = (file: string): string => path.join(folder, 'root', file)
  const RULES = 'etc/polkit-1/rules.d/50-clock-medic.rules'
  const POLICY = 'usr/share/polkit-1/actions/org.clockmedic.helper.policy'
  const modes = (): readonly string[] => [HELPER, POLICY, RULES].map((file) => (existsSync(at(file)) ? `${lstatSync(at(file)).uid} ${(lstatSync(at(file)).mode & 0o7777).toString(8)}` : 'absent'))

  test('gives everything to root alone, asks for a password unless told otherwise, and takes all of it away again', () => {
    expect(install('--program', '/usr/bin/env').status).toBe(0)
    expect(modes()).toEqual(['0 755', '0 644', 'absent'])
    expect(install('--program', '/usr/bin/env', '--allow-group', 'daemon').status).toBe(0)
    expect(install('--program', '/usr/bin/env', '--allow-group', 'daemon').status).toBe(0)
    expect(modes()).toEqual(['0 755', '0 644', '0 644'])
    expect(install('--program', '/usr/bin/env').status).toBe(0)
    expect(modes()).toEqual(['0 755', '0 644', 'absent'])
    expect(install('--uninstall').status).toBe(0)
    expect(modes()).toEqual(['absent', 'absent', 'absent'])
  })

  test('takes no program that others can change, and no words for its name', () => {
    const mine = path.join(folder, 'program')
    writeFileSync(mine, '', { mode: 0o755 })
    for (const [program, why] of [
      [mine, 'can be written by others'], [`/usr/bin/env ${mine}`, 'can be written by others'], ['/nowhere/at/all', 'is not there'], ['/usr/bin/env /etc/$(id)', 'characters that are not taken'],
      ['/usr/bin/"env', 'characters that are not taken'], ['', 'there'], ['/etc', 'not'],
    ] as const) {
      const { status, stderr } = install('--program', program)
      expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(why) })
    }
    expect(existsSync(at(HELPER))).toBe(false)
  })

  test.each(['nobody-has-this', 'a b', '$(id)', '\'); polkit.addRule(//', '-x'])('takes no group that there is not: %s', (group) => {
    expect(install('--program', '/usr/bin/env', '--allow-group', group).status).toBe(1)
    expect(modes()).toEqual(['absent', 'absent', 'absent'])
  })

  test('follows no link that waits where it writes', () => {
    const victim = path.join(folder, 'victim')
    writeFileSync(victim, 'untouched')
    for (const file of [HELPER, POLICY]) {
      mkdirSync(path.dirname(at(file)), { recursive: true })
      symlinkSync(victim, at(file))
    }
    expect(install('--program', '/usr/bin/env').status).toBe(0)
    expect(readFileSync(victim, 'utf8')).toBe('untouched')
    expect(modes()).toEqual(['0 755', '0 644', 'absent'])
  })
})
