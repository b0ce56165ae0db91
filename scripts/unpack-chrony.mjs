// Unpacks Debian's chrony for the tests of authenticated time. It is never installed: its package would start a service
// that sets the clock, and remove the one that is there.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { aptGet, programPath } from './debian-libs.mjs'

const folder = path.join(import.meta.dirname, '..', 'node_modules', '.cache', 'clock-medic', 'chrony')

/** Downloads chrony and those of its libraries that this machine lacks. */
function download(archives) {
  mkdirSync(path.join(archives, 'partial'), { recursive: true })
  aptGet('install', '-y', '--no-install-recommends', '--download-only', '-o', `Dir::Cache::archives=${archives}`, '-o', 'Debug::NoLocking=1', 'chrony')
}

/** Makes sure that chronyd lies unpacked in node_modules/.cache; without it those tests say that they were left out. */
export function unpackChrony() {
  if (process.platform !== 'linux' || programPath('apt-get') === undefined) return
  if (existsSync(path.join(folder, 'usr/sbin/chronyd')) || programPath('chronyd') !== undefined) return
  const fresh = `${folder}.new`
  const archives = `${folder}.archives`
  try {
    try {
      download(archives)
    } catch {
      aptGet('update')
      download(archives)
    }
    for (const name of readdirSync(archives).filter((file) => /^(chrony|lib[^/]*)_.*\.deb$/.test(file))) {
      execFileSync('dpkg-deb', ['-x', path.join(archives, name), fresh], { stdio: 'ignore' })
    }
    rmSync(folder, { recursive: true, force: true })
    renameSync(fresh, folder)
  } catch (error) {
    console.log(`chrony could not be unpacked, so the tests against it are left out. ${error instanceof Error ? error.message : ''}`)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    rmSync(archives, { recursive: true, force: true })
  }
}
