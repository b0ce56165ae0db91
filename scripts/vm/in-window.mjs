// Runs inside the virtual machine, in the local session of an ordinary user: opens the app, clicks "Fix my clock", types the
// administrator's password into the desktop's own dialog and reads the proof. Prints one JSON document.
// in-window.mjs ELECTRON APP PLAYWRIGHT PICTURES PASSWORD
import { execFile, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const [electron, app, playwright, pictures, password] = process.argv.slice(2)
const run = promisify(execFile)
/** An emulated machine is slow: each wait ends as soon as what it waits for is there. */
const PATIENCE_MS = 180_000
const DISPLAY = ':7'
const AGENT = '/usr/lib/policykit-1-gnome/polkit-gnome-authentication-agent-1'

const { _electron } = (await import(pathToFileURL(path.join(playwright, 'index.js')).href)).default
mkdirSync(pictures, { recursive: true })
process.env.DISPLAY = DISPLAY
// Set to run this file; the app itself is not to be run as Node.
delete process.env.ELECTRON_RUN_AS_NODE
const display = spawn('Xvfb', [DISPLAY, '-screen', '0', '1000x800x24', '-fbdir', pictures], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true })
await until(() => run('xdotool', ['getdisplaygeometry']).then(() => true, () => false), 'the display')
const agent = spawn(AGENT, { stdio: 'ignore', detached: true })

const said = []
const opened = await _electron.launch({ executablePath: electron, args: [app], cwd: app, timeout: PATIENCE_MS, env: process.env })
try {
  const page = await opened.firstWindow({ timeout: PATIENCE_MS })
  page.setDefaultTimeout(PATIENCE_MS)
  const statement = page.getByRole('heading', { level: 1 })
  const fix = page.getByRole('button', { name: 'Fix my clock' })
  // Right after its start an emulated machine is too busy to hear from anybody, and a person would try again.
  const again = page.getByRole('button', { name: 'Check again' })
  await until(async () => {
    if (await again.isVisible()) await again.click()
    return fix.isVisible()
  }, 'the offer to repair')
  said.push(await statement.textContent())
  const findings = await page.getByRole('heading', { level: 2 }).allTextContents()
  keep('wrong')
  const clicked = performance.now()
  await fix.click()
  const dialog = await windowOf('polkit-gnome-authentication-agent-1')
  said.push(await statement.textContent())
  await run('xdotool', ['windowfocus', dialog])
  await run('xdotool', ['type', '--delay', '60', password])
  keep('asked')
  const typed = performance.now()
  await run('xdotool', ['key', 'Return'])
  await page.getByRole('heading', { name: 'What was done' }).waitFor()
  const ended = performance.now()
  said.push(await statement.textContent())
  keep('proven')
  const terms = await page.getByRole('term').allTextContents()
  const facts = await page.getByRole('definition').allTextContents()
  console.log(JSON.stringify({
    said, findings, facts: Object.fromEntries(terms.map((term, index) => [term, facts[index]])),
    done: await page.getByRole('listitem').allTextContents(),
    secondsToDialog: secondsBetween(clicked, typed), seconds: secondsBetween(typed, ended),
  }))
} catch (error) {
  keep('failed')
  console.log(JSON.stringify({ said, error: String(error) }))
  process.exitCode = 1
} finally {
  await opened.close().catch(() => {})
  for (const { pid } of [agent, display]) if (pid !== undefined) process.kill(-pid)
}

/** The screen as it is, as an X window dump. */
function keep(name) {
  copyFileSync(path.join(pictures, 'Xvfb_screen0'), path.join(pictures, `${name}.xwd`))
}

async function windowOf(program) {
  let found = ''
  await until(async () => {
    const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--class', program]).catch(() => ({ stdout: '' }))
    found = stdout.trim().split('\n').at(-1)
    return found !== ''
  }, 'the password dialog')
  return found
}

async function until(met, what) {
  const end = Date.now() + PATIENCE_MS
  while (!await met()) {
    if (Date.now() > end) throw new Error(`${what} did not come`)
    await new Promise((resolve) => { setTimeout(resolve, 200) })
  }
}

function secondsBetween(from, to) {
  return (to - from) / 1000
}
