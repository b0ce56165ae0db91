// A folder with the fleet tools of Debian, unpacked and not installed, and practice laptops as programs that the tools can run.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const ROOT = path.join(import.meta.dirname, '..', '..')
const MAIN = path.join(ROOT, 'main', 'cli', 'main.ts')

const PACKAGES = ['prometheus', 'prometheus-node-exporter', 'nagios4-core', 'icinga2-bin', 'icinga2-common', 'ansible-core',
  'libboost-context1.74.0', 'libboost-coroutine1.74.0', 'libboost-thread1.74.0', 'python3-jinja2', 'python3-markupsafe', 'python3-packaging', 'python3-resolvelib', 'python3-yaml']

/** Makes a workshop; `tools` is the root that the packages were unpacked below. Downloads about 30 MB unless CLOCK_MEDIC_FLEET names a folder that has them. */
export function openWorkshop() {
  const folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-fleet-'))
  const kept = process.env.CLOCK_MEDIC_FLEET
  const debs = kept === undefined ? path.join(folder, 'debs') : path.resolve(kept)
  mkdirSync(debs, { recursive: true })
  for (const name of PACKAGES.filter((each) => !readdirSync(debs).some((file) => file.startsWith(`${each}_`)))) {
    execFileSync('apt-get', ['download', name], { cwd: debs, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  const tools = path.join(folder, 'tools')
  for (const file of readdirSync(debs).filter((name) => name.endsWith('.deb'))) execFileSync('dpkg-deb', ['-x', path.join(debs, file), tools])
  return { folder, tools, close: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A program that is the command line of a practice laptop. Its word of warning on standard error is left out, which no real laptop has. */
export function practiceProgram({ folder }, scenario) {
  const file = path.join(folder, `clock-medic-${scenario}`)
  if (!existsSync(file)) {
    writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@" --practice=${scenario} 2>/dev/null\n`)
    chmodSync(file, 0o755)
  }
  return file
}

/** A file of assets/fleet with a practice laptop's program in place of the installed one. */
export function asset(workshop, name, scenario) {
  return readFileSync(path.join(ROOT, 'assets', 'fleet', name), 'utf8').replaceAll(/\/usr\/(local\/)?bin\/clock-medic/g, practiceProgram(workshop, scenario))
}

/** Writes a file below the workshop and gives its path. */
export function put({ folder }, name, text, mode = 0o644) {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
  chmodSync(file, mode)
  return file
}

/** Runs a tool to its end; gives exit code and output. */
export function run(command, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', timeout: 60_000, ...options })
  return { exit: status, stdout: stdout ?? '', stderr: stderr ?? '' }
}

/** Starts a tool that goes on; `end` ends it and its children. */
export function begin(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore'], detached: true, ...options })
  const closed = new Promise((resolve) => { child.on('close', resolve); child.on('error', resolve) })
  const { pid } = child
  /** All of its group, where it was started at all. */
  const signalAll = (signal) => {
    try { if (pid !== undefined) process.kill(-pid, signal) } catch { /* It has ended. */ }
  }
  return { pid, closed, end: async (signal = 'SIGTERM') => {
    signalAll(signal)
    const late = setTimeout(() => signalAll('SIGKILL'), 5000)
    const exit = await closed
    clearTimeout(late)
    return exit
  } }
}

/** Asks until an answer comes that is not null, for at most so many seconds. */
export async function until(ask, seconds = 30) {
  for (const end = performance.now() + seconds * 1000; performance.now() < end;) {
    const answer = await ask()
    if (answer !== null) return answer
    await new Promise((resolve) => { setTimeout(resolve, 200) })
  }
  throw new Error(`Nothing came within ${seconds} s.`)
}

/** A port on loopback that nobody uses right now. */
export const freePort = () => new Promise((resolve) => {
  const server = createServer()
  server.listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)) })
})
