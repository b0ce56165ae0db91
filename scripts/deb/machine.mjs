// A fresh Debian in a folder, and what can be done with it. Needs root and mmdebstrap; what is downloaded comes from Debian's servers.
import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const RELEASE = 'bookworm'
const ENTER = path.join(import.meta.dirname, 'enter.sh')
/** Nothing of the caller's environment goes in. */
const ENVIRONMENT = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' }
export const USER = 'employee'

/** What is missing on this computer for such a Debian; empty where nothing is. */
export function missingForMachine() {
  const programs = ['/usr/bin/mmdebstrap', '/usr/bin/unshare', '/usr/bin/setpriv', '/usr/bin/tar'].filter((program) => !existsSync(program))
  return [...(process.getuid() === 0 ? [] : ['the rights of root']), ...programs]
}

/**
 * Unpacks a minimal Debian into a temporary folder.
 * @param {string} base a tar of it, which is made and kept where it is missing
 */
export function openMachine(base) {
  if (!existsSync(base)) {
    mkdirSync(path.dirname(base), { recursive: true })
    execFileSync('/usr/bin/mmdebstrap', ['--quiet', '--variant=minbase', '--mode=root', RELEASE, base], { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-debian-'))
  const root = path.join(folder, 'root')
  mkdirSync(root)
  execFileSync('/usr/bin/tar', ['-xf', base, '-C', root, '--exclude=./dev/*'])
  copyFileSync('/etc/resolv.conf', path.join(root, 'etc/resolv.conf'))
  writeFileSync(path.join(root, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  return {
    /** A path inside, seen from outside. */
    file: (inside) => path.join(root, inside),
    read: (inside) => readFileSync(path.join(root, inside), 'utf8'),
    has: (inside) => existsSync(path.join(root, inside)),
    write: (inside, text, mode = 0o644) => {
      mkdirSync(path.dirname(path.join(root, inside)), { recursive: true })
      writeFileSync(path.join(root, inside), text, { mode })
    },
    run: (command, options = {}) => runInside(root, command, options),
    files: () => filesOf(root),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/**
 * Runs a command inside and ends everything that it left running. Gives what it printed, its exit code and how long it took in
 * seconds, of which entering costs about a hundredth.
 */
function runInside(root, command, { as = 'root', env = {}, binds = {}, timeout = 300 }) {
  const person = as === 'root' ? [] : ['setpriv', `--reuid=${as}`, `--regid=${as}`, '--init-groups']
  const home = as === 'root' ? '/root' : `/home/${as}`
  const variables = Object.entries({ ...ENVIRONMENT, HOME: home, USER: as, ...env }).map(([name, value]) => `${name}=${value}`)
  const lines = Object.entries(binds).map(([from, to]) => `${from}:${to}`).join('\n')
  return new Promise((resolve) => {
    const words = ['--mount', '--pid', '--ipc', '--uts', '--fork', '--kill-child', '/bin/sh', ENTER, root, lines, 'env', '-i', '-C', home, ...variables, ...person, ...command]
    const began = performance.now()
    const child = spawn('/usr/bin/unshare', words, { stdio: ['ignore', 'pipe', 'pipe'] })
    const limit = setTimeout(() => child.kill('SIGKILL'), timeout * 1000)
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => { stdout += text })
    child.stderr.setEncoding('utf8').on('data', (text) => { stderr += text })
    child.on('close', (code) => {
      clearTimeout(limit)
      resolve({ code, stdout, stderr, seconds: (performance.now() - began) / 1000 })
    })
  })
}

/**
 * What the package manager keeps for itself, homes of users, and where this test puts its own. dpkg takes an empty /opt away with
 * the last package that was in it.
 */
const NOT_COUNTED = /^(?:(?:home|mnt|root|var\/(?:lib\/(?:dpkg|apt)|cache|log)|etc\/ld\.so\.cache)(?:\/|$)|opt$)/

/** Every other file: its kind, rights, owner and target by its path, and for settings their content. */
function filesOf(root) {
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 }
  const found = execFileSync('/usr/bin/find', ['.', '-xdev', '-printf', String.raw`%P\t%y %m %U:%G %l\n`], options).trimEnd().split('\n').map((line) => line.split('\t'))
  const files = new Map(found.filter(([file]) => !NOT_COUNTED.test(file)))
  const sums = execFileSync('/usr/bin/find', ['etc', '-xdev', '-type', 'f', '-exec', '/usr/bin/sha256sum', '{}', '+'], options).trimEnd().split('\n')
  for (const [sum, file] of sums.map((line) => line.split('  '))) if (files.has(file)) files.set(file, `${files.get(file)} ${sum}`)
  return files
}
