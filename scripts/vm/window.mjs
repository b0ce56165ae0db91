// The way through the real window: Electron, the desktop's password dialog and all that they need, brought into the machine.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../..')
/** A polkit agent with a dialog, and what types into it; the machine has no other network than its time servers. */
const PACKAGES = ['policykit-1-gnome', 'libpolkit-agent-1-0', 'libpolkit-gobject-1-0', 'xdotool', 'libxdo3', 'libxinerama1', 'libxkbcommon0', 'xkb-data']
const APP_NEEDS = ['otpauth', '@noble/hashes', 'sudo-prompt', 'systeminformation']
const TIMEOUT = 600
const PICTURES = '/home/employee/pictures'

/** Brings everything into the machine; the pictures of a run land in `test-results/vm`. */
export async function prepareWindow(vm, installHelper) {
  const folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-vm-'))
  try {
    gather(folder)
    await vm.push(folder, '/opt/window', 'root')
    await vm.push(path.join(ROOT, 'node_modules/electron/dist'), '/opt/electron', 'root')
    const { code, stderr } = await vm.run('chmod 755 /opt/window && dpkg -i --force-depends /opt/window/debs/*.deb && mv /opt/window/app /opt/clock-medic-app', { timeout: TIMEOUT })
    if (code !== 0) throw new Error(`What the window needs could not be installed: ${stderr}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  // Its polkit action gives the dialog the app's name and reason; nobody is allowed without a password.
  await installHelper(vm, '')
}

function gather(folder) {
  const debs = path.join(folder, 'debs')
  mkdirSync(debs)
  execFileSync('apt-get', ['-o', 'APT::Sandbox::User=root', 'download', '-qq', ...PACKAGES], { cwd: debs, stdio: ['ignore', 'ignore', 'inherit'] })
  const app = path.join(folder, 'app')
  for (const part of ['package.json', 'out/main', 'out/preload', 'out/renderer', 'assets', ...APP_NEEDS.map((name) => `node_modules/${name}`)]) {
    const from = path.join(ROOT, part)
    if (existsSync(from)) cpSync(from, path.join(app, part), { recursive: true })
  }
  cpSync(path.join(ROOT, 'node_modules/playwright-core'), path.join(folder, 'playwright-core'), { recursive: true })
  cpSync(path.join(import.meta.dirname, 'in-window.mjs'), path.join(folder, 'in-window.mjs'))
}

/** Runs the repair through the window and gives what the command line would have said. */
export async function fixInWindow(vm, password) {
  const line = `ELECTRON_RUN_AS_NODE=1 /opt/electron/electron /opt/window/in-window.mjs /opt/electron/electron /opt/clock-medic-app /opt/window/playwright-core ${PICTURES} ${password}`
  const ran = await vm.run(line, { where: 'seat', timeout: TIMEOUT })
  const seen = JSON.parse(ran.stdout.trim().split('\n').at(-1) || '{}')
  await keepPictures(vm)
  const repaired = seen.said?.at(-1) === 'Your clock is right again'
  return {
    ...ran,
    stdout: JSON.stringify({ repaired, result: repaired ? 'repaired' : 'failed', explanation: [JSON.stringify(seen)], repairSeconds: seen.seconds, seen }).replace('{', '{\n'),
  }
}

async function keepPictures(vm) {
  const folder = path.join(ROOT, 'test-results/vm')
  mkdirSync(folder, { recursive: true })
  const { stdout } = await vm.run(`tar -C ${PICTURES} -cz --exclude=Xvfb_screen0 . | base64 -w0`, { timeout: TIMEOUT })
  writeFileSync(path.join(folder, 'pictures.tar.gz'), Buffer.from(stdout, 'base64'))
}
