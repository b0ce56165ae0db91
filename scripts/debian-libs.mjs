// On Linux, finds which system packages Electron and the tests need and lack. Root gets them installed, others are told how.
import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * @typedef {object} Need
 * @property {string} package  Debian's name
 * @property {string} [newer]  the name since the 64-bit time_t transition (Debian 13, Ubuntu 24.04)
 * @property {string} [library]  the shared library that shows it is there
 * @property {string} [program]  the program that shows it is there
 * @property {string} [folder]  the folder that must hold something
 * @property {boolean} vital  nothing starts without it
 * @property {boolean} testsOnly
 */

/** @type {readonly Need[]} */
const NEEDS = [
  { package: 'libgtk-3-0', newer: 'libgtk-3-0t64', library: 'libgtk-3.so.0', vital: true, testsOnly: false },
  { package: 'libnss3', library: 'libnss3.so', vital: true, testsOnly: false },
  { package: 'libasound2', newer: 'libasound2t64', library: 'libasound.so.2', vital: true, testsOnly: false },
  { package: 'libgbm1', library: 'libgbm.so.1', vital: true, testsOnly: false },
  { package: 'libnotify4', library: 'libnotify.so.4', vital: false, testsOnly: false },
  { package: 'fonts-dejavu-core', folder: '/usr/share/fonts', vital: false, testsOnly: false },
  { package: 'xvfb', program: 'xvfb-run', vital: true, testsOnly: true },
  { package: 'xauth', program: 'xauth', vital: true, testsOnly: true },
  { package: 'dbus', program: 'dbus-run-session', vital: true, testsOnly: true },
  { package: 'libplist-utils', program: 'plistutil', vital: false, testsOnly: true },
]

const PROGRAM_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin']

/** Gives what a program prints, or '' where it is missing or fails. */
function output(program, ...args) {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: cleanEnvironment() })
  } catch {
    return ''
  }
}

function cleanEnvironment() {
  return { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' }
}

/** Full path of a program, also of those outside an ordinary user's PATH. */
export function programPath(name) {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...PROGRAM_FOLDERS]
  return folders
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

function isPresent(need, knownLibraries) {
  if (need.program !== undefined) return programPath(need.program) !== undefined
  if (need.folder !== undefined) return existsSync(need.folder) && readdirSync(need.folder).length > 0
  return knownLibraries.includes(`\t${need.library} `)
}

/** The package's name on this release: the newer one where apt knows it. */
function packageName(need) {
  return need.newer !== undefined && output('apt-cache', 'show', '--no-all-versions', need.newer) !== '' ? need.newer : need.package
}

/** Whether apt has read the package lists, which a fresh container has not. */
function aptKnowsPackages() {
  return output('apt-cache', 'show', '--no-all-versions', 'libnss3') !== ''
}

/** Runs apt-get without a word; what it says matters only when it fails, and is then in the error. */
export function aptGet(...args) {
  const result = spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: cleanEnvironment(),
  })
  if (result.status === 0) return
  const complaints = (result.stderr ?? '').split('\n').filter((line) => line.startsWith('E: '))
  throw new Error(`apt-get ${args[0]} failed. ${complaints.join(' ')}`.trim())
}

/** Installs what is missing; package lists that have aged out are read anew once. */
function install(missing) {
  const names = () => missing.map(packageName)
  const add = () => aptGet('install', '-y', '--no-install-recommends', ...names())
  if (!aptKnowsPackages()) aptGet('update')
  console.log(`Installing the system packages that are missing: ${names().join(' ')}`)
  try {
    add()
  } catch {
    aptGet('update')
    add()
  }
}

/** Libraries that the Electron binary asks for and the loader cannot find, on any distribution. */
function unresolvedLibraries() {
  const electronFolder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const binary = path.join(electronFolder, 'dist/electron')
  if (!existsSync(binary)) return []
  return [...output('ldd', binary).matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1])
}

function ensureOnDebian(forTests) {
  const libraries = output(programPath('ldconfig') ?? 'ldconfig', '-p')
  const missing = NEEDS.filter((need) => (forTests || !need.testsOnly) && !isPresent(need, libraries))
  if (missing.length === 0) return
  if (process.getuid?.() === 0) {
    install(missing)
    return
  }
  const line = `sudo apt-get install -y ${missing.map(packageName).join(' ')}`
  if (missing.some((need) => need.vital)) throw new Error(`Some system packages are missing. Please run:\n${line}`)
  console.log(`Some system packages are missing, it works better with them: ${line}`)
}

function ensureElsewhere(forTests) {
  const programs = forTests ? NEEDS.filter((need) => need.program !== undefined && !isPresent(need, '')) : []
  const lacking = [...unresolvedLibraries(), ...programs.map((need) => need.program)]
  if (lacking.length > 0) {
    throw new Error(`Please install what provides these with your package manager: ${lacking.join(' ')}`)
  }
}

/**
 * Makes sure that the system packages are there. Throws an error with a sentence for the user where something vital is
 * missing and cannot be installed from here.
 * @param {{ forTests: boolean }} options  forTests adds what a run without a screen needs
 */
export function ensureSystemPackages({ forTests }) {
  if (process.platform !== 'linux') return
  if (programPath('apt-get') === undefined) ensureElsewhere(forTests)
  else ensureOnDebian(forTests)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    ensureSystemPackages({ forTests: process.argv.includes('--tests') })
    console.log('All system packages are there.')
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
