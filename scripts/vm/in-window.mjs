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
const AGENTS = ['/usr/lib/policykit-1-gnome/polkit-gnome-authentication-agent-1']

const { _electron } = (await import(pathToFileURL(path.join(playwright, 'index.js')).href)).default
mkdirSync(pictures, { recursive: true })
process.env.DISPLAY = DISPLAY
const display = spawn('Xvfb', [DISPLAY, '-screen', '0', '1000x800x24', '-fbdir', pictures], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true })
await until(() => run('xdotool', ['getdisplaygeometry']).then(() => true, () => false), 'the display')
const agent = spawn(AGENTS[0], { stdio: 'ignore', detached: true })

const said = []
const opened = await _electron.launch({ executablePath: electron, args: [app], cwd: app, timeout: PATIENCE_MS, env: { ...process.env, DISPLAY } })
try {
  const page = await opened.firstWindow({ timeout: PATIENCE_MS })
  page.setDefaultTimeout(PATIENCE_MS)
  const statement = page.getByRole('heading', { level: 1 })
  const fix = page.getByRole('button', { name: 'Fix my clock' })
  await fix.waitFor()
  said.push(await statement.textContent())
  const findings = await page.getByRole('heading', { level: 2 }).allTextContents()
  keep('wrong')
  const clicked = process.hrtime.bigint()
  await fix.click()
  const dialog = await windowOf('polkit-gnome-authentication-agent-1')
  said.push(await statement.textContent())
  keep('asked')
  await run('xdotool', ['windowfocus', dialog])
  await run('xdotool', ['type', '--delay', '60', password])
  const typed = process.hrtime.bigint()
  await run('xdotool', ['key', 'Return'])
  await page.getByRole('heading', { name: 'What was done' }).waitFor()
  const ended = process.hrtime.bigint()
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
  for (const child of [agent, display]) process.kill(-child.pid)
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
  return Number(to - from) / 1e9
}
