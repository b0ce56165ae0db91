// Runs inside the Debian of the test, as an ordinary user on a virtual screen: starts the installed app beside a panel with a tray,
// waits for the icon, opens the window, and says what was seen as one line of JSON. tray.mjs PROGRAM [OPTION...]
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { openTrayHost } from '../../test/e2e/tray-host.ts'

const PATIENCE_MS = 60_000
const [program, ...options] = process.argv.slice(2)
const host = await openTrayHost()
const began = performance.now()
const app = spawn(program, options, { stdio: ['ignore', 'ignore', 'pipe'] })
const ended = once(app, 'exit')
let said = ''
app.stderr.setEncoding('utf8').on('data', (text) => { said += text })
const limit = setTimeout(() => {
  console.log(JSON.stringify({ error: `The icon did not come. ${said}` }))
  app.kill('SIGKILL')
  process.exit(1)
}, PATIENCE_MS)

const item = await host.item()
const seconds = (performance.now() - began) / 1000
const menu = (await item.menu()).map(({ label }) => label)
await item.activate()
while (!processes().some(({ type }) => type === 'renderer')) await new Promise((resolve) => { setTimeout(resolve, 50) })
const guarded = processes()
await item.choose(menu.at(-1))
const [exit] = await ended
clearTimeout(limit)
host.close()
console.log(JSON.stringify({ seconds, menu, processes: guarded, exit }))

/** The app's processes and what guards each: 2 is a filter of system calls (proc_pid_status(5), Seccomp). */
function processes() {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'latin1')
      if (!line.startsWith(program)) return []
      const type = /--type=([\w-]+)/.exec(line)?.[1] ?? 'main'
      return [{ type, sandboxed: !line.includes('--no-sandbox'), seccomp: /^Seccomp:\t(\d)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] }]
    } catch {
      // It ended meanwhile.
      return []
    }
  })
}
