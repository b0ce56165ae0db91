import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readStart } from '../../main/desktop/start.ts'

const root = path.resolve(import.meta.dirname, '../..')
const asset = (name: string): string => readFileSync(path.join(root, 'assets', name), 'utf8')
const folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-packaging-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A script that answers with its own arguments. */
function echoing(name: string): string {
  const file = path.join(folder, name)
  writeFileSync(file, '#!/bin/sh\nprintf "%s\\n" "$@"\n')
  chmodSync(file, 0o755)
  return file
}

describe.skipIf(process.platform !== 'linux')('the scripts of the packages', () => {
  const scripts = ['linux/clock-medic', 'linux/after-install.sh', 'linux/before-remove.sh', 'linux/after-remove.sh', 'helper/install-linux.sh', 'mac/clock-medic', 'mac/uninstall.sh', 'mac/pkg/postinstall']
  test.each(scripts)('%s can be read by any shell', (name) => {
    expect(spawnSync('/bin/sh', ['-n', path.join(root, 'assets', name)], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  })

  test.each(['linux/after-install.sh', 'linux/after-remove.sh'])('%s holds no name that electron-builder would not fill in', (name) => {
    expect([...asset(name).matchAll(/\$\{([a-zA-Z]+)\}/g)].map(([, macro]) => macro).filter((macro) => macro !== 'executable' && macro !== 'sanitizedProductName')).toEqual([])
  })

  test.each(['upgrade', 'failed-upgrade', 'abort-install', '1'])('an upgrade (%s) removes nothing', (word) => {
    for (const name of ['linux/before-remove.sh', 'linux/after-remove.sh']) {
      // No program is in reach, so the first one that is tried would be complained of.
      const { status, stderr } = spawnSync('/bin/sh', [path.join(root, 'assets', name), word], { env: { PATH: '/nowhere' }, encoding: 'utf8' })
      expect([status, stderr]).toEqual([0, ''])
    }
  })
})

describe.skipIf(process.platform !== 'linux')('the command on the PATH', () => {
  const program = echoing('program')
  const wrapper = path.join(folder, 'clock-medic')
  writeFileSync(wrapper, asset('linux/clock-medic').replace('/opt/Clock Medic/clock-medic', program))
  const run = (words: readonly string[], uid: number) => {
    const bin = path.join(folder, `bin-${uid}`)
    mkdirSync(bin, { recursive: true })
    writeFileSync(path.join(bin, 'id'), `#!/bin/sh\necho ${uid}\n`, { mode: 0o755 })
    return spawnSync('/bin/sh', [wrapper, ...words], { encoding: 'utf8', env: { PATH: bin } })
  }

  test.each([
    [['check']], [['--version']], [['-h']], [['--practice', 'check', '--json']], [['']], [['check', 'two words', '$HOME', '*']], [['--help', '--hidden']], [['-x', '--', 'y']],
  ])('goes without the sandbox for %j, as the app takes it for a command', (words) => {
    expect(readStart([program, ...words], true).kind).toBe('command-line')
    for (const uid of [0, 1000]) expect(run(words, uid).stdout).toBe(`--no-sandbox\n${words.join('\n')}\n`)
  })

  test.each([[[]], [['--hidden']], [['--practice=slow']], [['--hidden', '--practice']]])('keeps the sandbox for %j, as the app opens its own pages', (words) => {
    expect(readStart([program, ...words], true).kind).toBe('app')
    expect(run(words, 1000).stdout.trim()).toBe(words.join('\n'))
    const asRoot = run(words, 0)
    expect([asRoot.status, asRoot.stdout]).toEqual([64, ''])
    expect(asRoot.stderr).toContain('clock-medic check')
  })
})

test('the start with the session names the installed program, and a user can override it by an entry of the same name', () => {
  const entry = asset('linux/clock-medic-autostart.desktop')
  expect(entry).toContain('\nTryExec=/opt/Clock Medic/clock-medic\n')
  expect(entry).toContain('\nExec="/opt/Clock Medic/clock-medic" --hidden\n')
  expect(readFileSync(path.join(root, 'electron-builder.yml'), 'utf8')).toContain('=/etc/xdg/autostart/clock-medic.desktop')
  expect(readFileSync(path.join(root, 'main/desktop/login-start.ts'), 'utf8')).toContain('const ENTRY = \'clock-medic.desktop\'')
})
