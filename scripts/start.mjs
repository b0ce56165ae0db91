// `npm start` and `npm run demo`: sets up what is missing and opens the app; without a display it checks in the terminal.
import { spawn } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { buildIfStale } from './build-if-stale.mjs'
import { ensureSystemPackages } from './debian-libs.mjs'
import { ensureElectron } from './electron-runtime.mjs'

const root = path.dirname(import.meta.dirname)
const appArguments = process.argv.slice(2)
const practice = appArguments.includes('--practice')

/** Runs a program in this terminal and gives its exit code, 1 when a signal ended it. */
function follow(program, args) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit' })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)
}

function setting(name) {
  try {
    return Number(readFileSync(`/proc/sys/${name}`, 'utf8'))
  } catch {
    return undefined
  }
}

/** Why Chromium's sandbox cannot work for a runtime inside node_modules; undefined where it can. */
function sandboxObstacle(electron) {
  if (process.platform !== 'linux') return undefined
  if (process.getuid?.() === 0) return 'you are root'
  const helper = statSync(path.join(path.dirname(electron), 'chrome-sandbox'), { throwIfNoEntry: false })
  if (helper !== undefined && helper.uid === 0 && (helper.mode & 0o4000) !== 0) return undefined
  const refused =
    setting('kernel/apparmor_restrict_unprivileged_userns') === 1 ||
    setting('kernel/unprivileged_userns_clone') === 0 ||
    setting('user/max_user_namespaces') === 0
  return refused ? 'this system allows it to installed programs only' : undefined
}

async function checkInTerminal() {
  if (practice) console.log('The practice window needs a display, and there is none here; this is the check in the terminal.\n')
  else console.log('There is no display here, so the check runs in the terminal.\n')
  // The verdict is on screen; its exit code would only make npm report an error that is none.
  await follow(process.execPath, ['main/cli/main.ts', 'check', ...(practice ? ['--practice'] : [])])
}

async function openApp() {
  await ensureElectron()
  ensureSystemPackages({ forTests: false })
  buildIfStale()
  const electron = createRequire(import.meta.url)('electron')
  const obstacle = sandboxObstacle(electron)
  if (obstacle !== undefined) console.log(`Starting without Chromium's sandbox, because ${obstacle}.`)
  return follow(electron, [...(obstacle === undefined ? [] : ['--no-sandbox']), '.', ...appArguments])
}

process.chdir(root)
try {
  if (hasDisplay()) process.exitCode = await openApp()
  else await checkInTerminal()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
