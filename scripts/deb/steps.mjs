// What is done with the package in the fresh Debian, in the order of its life there.
import fuses from '@electron/fuses'
import { getConfig } from 'app-builder-lib/out/util/config/config.js'
import { copyFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { must, output } from './report.mjs'
import { USER } from './machine.mjs'
import { startTimeServers } from './time-servers.mjs'

const ROOT = path.resolve(import.meta.dirname, '../..')
const PACKAGE = 'clock-medic'
const PROGRAM = '/opt/Clock Medic/clock-medic'
const DEB = '/root/clock-medic.deb'
const POLICY = '/etc/clock-medic/policy.json'
const AUTOSTART = '/etc/xdg/autostart/clock-medic.desktop'
const SETTINGS = `/home/${USER}/.config/Clock Medic/settings.json`
const HELPER_FILES = ['/usr/libexec/clock-medic/clock-medic-helper', '/usr/share/polkit-1/actions/org.clockmedic.helper.policy', '/etc/polkit-1/rules.d/50-clock-medic.rules']
/** What the tests need beside the package: a screen, a bus, a judge of desktop files, and what the package recommends. */
const TOOLS = ['xvfb', 'xauth', 'dbus', 'desktop-file-utils', 'fonts-dejavu-core', 'polkitd']
/** The second word is only talked about. */
const KEPT_POLICY = `${JSON.stringify({ helperGroup: USER, helpText: 'We set "helperGroup": "audio" once.' })}\n`
const KEPT_SETTINGS = { version: 1, language: 'de', startAtLogin: false, welcomed: true }
/** What reads the tray, and where it lies in the Debian. */
const BINDS = { [realpathSync(path.join(ROOT, 'node_modules'))]: '/mnt/node_modules', [path.join(ROOT, 'scripts/deb')]: '/mnt/scripts/deb', [path.join(ROOT, 'test/e2e')]: '/mnt/test/e2e' }
const AGAIN = 5
/** How the binary spells a fuse that is on, and one that is off. */
const FUSE = { on: '1'.charCodeAt(0), off: '0'.charCodeAt(0) }

/** Installs it, with all that Debian alone has to add. Gives the files that were there before. */
export async function installing(machine, report, deb) {
  copyFileSync(deb, machine.file(DEB))
  await report.step('a fresh Debian knows everything that the package needs', async () => {
    output(await machine.run(['apt-get', '-qq', 'update']))
    const planned = output(await machine.run(['apt-get', '-s', 'install', '--no-install-recommends', DEB]))
    return `${planned.match(/^Inst /gm)?.length} packages with it`
  })
  output(await machine.run(['useradd', '--create-home', '--shell', '/bin/bash', USER]))
  // First without ours, so that what it leaves behind later can be told from what its neighbours do.
  const depends = output(await machine.run(['dpkg-deb', '--field', DEB, 'Depends'])).trim()
  output(await machine.run(['apt-get', '-qq', 'satisfy', '--yes', '--no-install-recommends', depends, ...TOOLS], { timeout: 600 }))
  const before = machine.files()
  machine.write(POLICY, KEPT_POLICY)
  await report.step('it installs', async () => {
    const { seconds, ...ran } = await machine.run(['apt-get', '-qq', 'install', '--yes', '--no-install-recommends', DEB])
    output(ran)
    const kibibytes = Number(output(await machine.run(['dpkg-query', '-W', '-f', '${Installed-Size}', PACKAGE])))
    return `${seconds.toFixed(1)} s; ${megabytes(statSync(deb).size)} to download, ${megabytes(kibibytes * 1024)} on disk`
  })
  await report.step('all of it belongs to root, and nobody else can write it', async () => {
    const wrong = [...machine.files()].filter(([file, kind]) => !before.has(file) && !isRootsAlone(file, kind))
    must(wrong.length === 0, wrong.map((each) => each.join(' ')).join(', '))
  })
  await report.step('the fuses are as they were asked for', async () => {
    const { electronFuses } = await getConfig(ROOT, 'electron-builder.yml', null)
    const wire = await fuses.getCurrentFuseWire(machine.file(PROGRAM))
    const wrong = Object.entries(electronFuses).filter(([name, on]) => wire[fuses.FuseV1Options[name[0].toUpperCase() + name.slice(1)]] !== (on ? FUSE.on : FUSE.off))
    must(wrong.length === 0, wrong.map(([name]) => name).join(', '))
  })
  await report.step('its desktop entries are valid', async () => {
    output(await machine.run(['desktop-file-validate', '/usr/share/applications/clock-medic.desktop', AUTOSTART]))
  })
  await report.step('the helper is on for the group that the policy names', async () => {
    for (const file of HELPER_FILES) must(machine.has(file), `${file} is not there`)
    must(machine.read(HELPER_FILES[0]).includes(`'${PROGRAM}' --no-sandbox helper`), 'it runs another program')
    must(machine.read(HELPER_FILES[2]).includes(`isInGroup('${USER}')`), 'it lets in somebody else')
  })
  return before
}

/** Uses the command line and the tray app as people do. */
export async function using(machine, report) {
  const servers = await startTimeServers()
  const check = ['clock-medic', 'check', '--format', 'nagios', ...servers.options]
  try {
    await report.step('the first check, with nothing of it in memory yet, as an ordinary user without a display', async () => {
      writeFileSync('/proc/sys/vm/drop_caches', '3')
      return checked(await machine.run(check, { as: USER }))
    })
    for (const as of ['root', USER]) {
      await report.step(`a check for Nagios as ${as === 'root' ? 'root' : 'an ordinary user'}, again`, async () => {
        const runs = []
        for (let left = AGAIN; left > 0; left--) runs.push(await machine.run(check, { as }))
        runs.forEach(checked)
        return `${runs[0].stdout.trim().split('|')[0]}; ${runs.map(({ seconds }) => seconds).toSorted((a, b) => a - b)[Math.floor(AGAIN / 2)].toFixed(2)} s, the middle of ${AGAIN}`
      })
    }
  } finally {
    servers.stop()
  }
  await report.step('it says so where nothing answers', async () => {
    const { code, stdout } = await machine.run(['clock-medic', 'check', '--format', 'nagios', '--server', '127.0.0.9:9', '--https', 'https://127.0.0.9:9/', '--timeout', '3'], { as: USER })
    must(code === 3 && stdout.startsWith('CLOCK UNKNOWN'), `exit ${code}: ${stdout}`)
  })
  await report.step('wrong usage has its own exit code', async () => {
    const { code } = await machine.run(['clock-medic', 'chekc'])
    must(code === 64, `exit ${code}`)
  })
  await report.step('root gets no window, and is told what to do instead', async () => {
    const { code, stderr } = await machine.run(['clock-medic'])
    must(code === 64 && stderr.includes('clock-medic check'), `exit ${code}: ${stderr}`)
  })
  await report.step('nobody can turn the program into a Node, or look into it', async () => {
    const asNode = await machine.run([PROGRAM, '--no-sandbox', '-e', 'console.log("in")'], { env: { ELECTRON_RUN_AS_NODE: '1' }, as: USER })
    must(asNode.code === 64 && !asNode.stdout.includes('in\n'), `exit ${asNode.code}: ${asNode.stdout}`)
    machine.write('/tmp-of-the-test.cjs', 'console.log("in")\n')
    const withOptions = await machine.run(['clock-medic', '--inspect=0', '--version'], { env: { NODE_OPTIONS: '--require /tmp-of-the-test.cjs' }, as: USER })
    must(!`${withOptions.stdout}${withOptions.stderr}`.match(/^in$|Debugger listening/m), withOptions.stdout + withOptions.stderr)
    output(await machine.run(['rm', '/tmp-of-the-test.cjs']))
  })
  await report.step('the tray app starts under Xvfb as an ordinary user, opens its window in a sandbox, and ends when asked to', async () => {
    const { seconds, menu, processes, exit } = await tray(machine)
    must(menu.at(-1) === 'Quit Clock Medic', menu.join(', '))
    must(processes.every(({ type, sandboxed, seccomp }) => sandboxed && (type !== 'renderer' || seccomp === '2')), JSON.stringify(processes))
    must(exit === 0, `exit ${exit}`)
    return `${seconds.toFixed(2)} s to the icon`
  })
}

/** Puts a newer package over it. */
export async function upgrading(machine, report, deb) {
  copyFileSync(deb, machine.file(DEB))
  machine.write(SETTINGS, JSON.stringify(KEPT_SETTINGS))
  machine.write(AUTOSTART, `${machine.read(AUTOSTART)}OnlyShowIn=GNOME;\n`)
  output(await machine.run(['chown', '-R', `${USER}:`, `/home/${USER}/.config`]))
  const kept = [POLICY, AUTOSTART, SETTINGS, ...HELPER_FILES]
  const before = kept.map((file) => machine.read(file))
  await report.step('an upgrade keeps settings, policy, helper and what IT changed', async () => {
    output(await machine.run(['apt-get', '-qq', 'install', '--yes', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confdef', DEB]))
    must(output(await machine.run(['dpkg-query', '-W', '-f', '${Version}', PACKAGE])) === '999.0.0', 'another version is there')
    const changed = kept.filter((file, index) => machine.read(file) !== before[index])
    must(changed.length === 0, changed.join(', '))
  })
  await report.step('and the settings hold: the tray speaks the language that was chosen', async () => {
    const { menu } = await tray(machine)
    must(menu.at(-1) === 'Clock Medic beenden', menu.join(', '))
  })
  await report.step('a policy without a group leaves the helper as it is', async () => {
    machine.write(POLICY, '{}\n')
    output(await machine.run(['apt-get', '-qq', 'install', '--yes', '--reinstall', '-o', 'Dpkg::Options::=--force-confdef', DEB]))
    must(machine.read(HELPER_FILES[2]).includes(`isInGroup('${USER}')`), 'the rule is another')
  })
  await report.step('a policy that others can write is not followed, and the package installs all the same', async () => {
    machine.write(POLICY, '{ "helperGroup": "audio" }\n')
    output(await machine.run(['chmod', '666', POLICY]))
    const { stderr } = await machine.run(['dpkg-reconfigure', PACKAGE])
    must(stderr.includes(`"${POLICY}" or its folder can be written by others than root`), stderr)
    must(!machine.read(HELPER_FILES[2]).includes('audio'), 'the rule lets in who must not')
  })
}

/** Removes it, and looks for what is left. */
export async function leaving(machine, report, before) {
  await report.step('a removal takes program and helper away and keeps what is configured', async () => {
    output(await machine.run(['apt-get', '-qq', 'remove', '--yes', PACKAGE]))
    const left = ['/opt/Clock Medic', '/usr/bin/clock-medic', '/usr/libexec/clock-medic', ...HELPER_FILES].filter(machine.has)
    must(left.length === 0, left.join(', '))
    for (const file of [POLICY, AUTOSTART, SETTINGS]) must(machine.has(file), `${file} is gone`)
  })
  await report.step('a purge leaves nothing behind but the settings of users', async () => {
    output(await machine.run(['apt-get', '-qq', 'purge', '--yes', PACKAGE]))
    const after = machine.files()
    const differ = [...new Set([...before.keys(), ...after.keys()])].filter((file) => before.get(file) !== after.get(file))
    must(differ.length === 0, differ.map((file) => `${file} (${before.get(file) ?? 'new'})`).join(', '))
    must(machine.has(SETTINGS), 'the settings of the user are gone')
    return `${after.size} files as before`
  })
}

async function tray(machine) {
  const command = ['xvfb-run', '-a', 'dbus-run-session', '--', '/mnt/node_modules/node/bin/node', '/mnt/scripts/deb/tray.mjs', PROGRAM, '--hidden']
  const { stdout, stderr } = await machine.run(command, { as: USER, binds: BINDS })
  const seen = JSON.parse(stdout.trim().split('\n').at(-1) || JSON.stringify({ error: stderr }))
  must(seen.error === undefined, seen.error)
  return seen
}

function checked({ code, stdout, stderr, seconds }) {
  must(code === 0 && /^CLOCK OK[^|]*\| offset=/.test(stdout), `exit ${code}: ${stdout}${stderr}`)
  return `${seconds.toFixed(2)} s`
}

function isRootsAlone(file, kind) {
  const [type, rights, owner] = kind.split(' ')
  const mode = Number.parseInt(rights, 8)
  // Where there are no user namespaces the sandbox starts as root; nothing else does.
  const asRoot = (mode & 0o6000) !== 0 && !file.endsWith('/chrome-sandbox')
  return owner === '0:0' && (type === 'l' || ((mode & 0o022) === 0 && !asRoot))
}

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`
