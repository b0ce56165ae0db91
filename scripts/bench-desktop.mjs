// `npm run bench:desktop -- [--rounds 9] [--idle 300] [--write FILE]`: Clock Medic against a bare Electron app with one tray
// icon, in turns on the same screen: start, memory, window, processor time at rest. Linux only; not part of `npm test`.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openTrayHost } from '../test/e2e/tray-host.ts'
import { right, startNtpServer } from '../test/fakes/ntp-server.ts'
import { reportOf } from './bench-desktop/report.ts'
import { processorTimeOf } from './bench-desktop/processes.ts'
import { end, live, start } from './bench-desktop/run.ts'
import { openScreen } from './bench-desktop/screen.ts'

const root = path.dirname(import.meta.dirname)
const INSIDE = '--inside'

/** Runs this script again on a session bus of its own. */
function goInside(args) {
  const { status } = spawnSync('dbus-run-session', ['--', process.execPath, import.meta.filename, INSIDE, ...args], { stdio: 'inherit', cwd: root })
  return status ?? 1
}

/** A screen of its own whose pixels can be read. */
async function openDisplay(folder) {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-fbdir', folder, '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const number = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.stdio[3].once('data', (text) => resolve(String(text).trim()))
  })
  const file = path.join(folder, 'Xvfb_screen0')
  while (!existsSync(file)) await wait(20)
  return { display: `:${number}`, file, close: () => child.kill() }
}

async function measure(values) {
  const [rounds, idleSeconds] = [Number(values.rounds), Number(values.idle)]
  if (!(rounds >= 1) || !(idleSeconds >= 0)) throw new Error('--rounds wants a number from 1, --idle one from 0.')
  const folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-bench-'))
  const display = await openDisplay(folder)
  const host = await openTrayHost()
  const screen = openScreen(display.file)
  const servers = await Promise.all([0, 1, 2].map(() => startNtpServer(right)))
  try {
    const electron = createRequire(import.meta.url)('electron')
    const bare = path.join(folder, 'bare')
    cpSync(path.join(import.meta.dirname, 'bench-desktop', 'bare'), bare, { recursive: true })
    cpSync(path.join(root, 'assets', 'tray', 'fine.png'), path.join(bare, 'icon.png'))
    const settings = path.join(folder, 'config', 'Clock Medic')
    mkdirSync(settings, { recursive: true })
    writeFileSync(path.join(settings, 'settings.json'), JSON.stringify({ version: 1, welcomed: true, servers: servers.map(({ port }) => `127.0.0.1:${port}`) }))
    const environment = { DISPLAY: display.display, XDG_CONFIG_HOME: path.join(folder, 'config') }
    const candidates = [
      { name: 'bare', folder: bare, args: [], environment },
      { name: 'clock-medic', folder: root, args: ['--hidden'], environment },
    ]
    const lives = { 'bare': [], 'clock-medic': [] }
    const before = loadavg()[0]
    // The first round fills caches and counts for nobody.
    for (let round = 0; round <= rounds; round++) {
      for (const candidate of candidates) {
        const life = await live(electron, candidate, host, screen)
        if (round > 0) lives[candidate.name].push(life)
        if (values.verbose) console.log(candidate.name, JSON.stringify(life))
      }
    }
    const idle = idleSeconds === 0 ? null : await rest(electron, candidates, host, idleSeconds)
    const { text, kept } = reportOf({ bare: lives['bare'], own: lives['clock-medic'], idle })
    console.log(text)
    console.log(`\nLoad of the machine: ${before.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after.`)
    if (values.write !== undefined) writeFileSync(values.write, `${text}\n`)
    return kept ? 0 : 1
  } finally {
    screen.close()
    host.close()
    display.close()
    await Promise.all(servers.map((server) => server.close()))
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Both at once, so that whatever else the machine does touches both alike. */
async function rest(electron, candidates, host, seconds) {
  const running = []
  for (const candidate of candidates) running.push(await start(electron, candidate, host))
  try {
    await wait(15_000)
    const used = () => running.map(({ child }) => processorTimeOf(child.pid))
    const before = used()
    await wait(seconds * 1000)
    const [bare, own] = used().map((value, index) => value - before[index])
    return { bare, own, seconds }
  } finally {
    await Promise.all(running.map(({ child }) => end(child)))
  }
}

const args = process.argv.slice(2)
if (args[0] === INSIDE) {
  try {
    const { values } = parseArgs({
      args: args.slice(1),
      options: { rounds: { type: 'string', default: '9' }, idle: { type: 'string', default: '300' }, write: { type: 'string' }, verbose: { type: 'boolean', default: false } },
    })
    process.exitCode = await measure(values)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 2
  }
} else {
  process.exitCode = goInside(args)
}
