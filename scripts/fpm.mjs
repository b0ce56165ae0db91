#!/usr/bin/env node
// Stands in for fpm, which electron-builder downloads and which no registry of packages has: it understands the arguments that
// electron-builder passes for deb and rpm, and calls dpkg-deb or rpmbuild. CUSTOM_FPM_PATH names it (scripts/package-linux.mjs).
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const FLAGS = new Set(['--force', '--debug'])
/** What dpkg-deb calls the compressions of fpm. */
const COMPRESSIONS = { gz: 'gzip', zst: 'zstd', xz: 'xz', none: 'none' }
const SCRIPTS = { '--before-install': 'preinst', '--after-install': 'postinst', '--before-remove': 'prerm', '--after-remove': 'postrm' }
const RPM_SECTIONS = { '--before-install': 'pre', '--after-install': 'post', '--before-remove': 'preun', '--after-remove': 'postun' }
/** rpmbuild's words for the two processors. */
const RPM_PROCESSORS = { amd64: 'x86_64', x86_64: 'x86_64', arm64: 'aarch64', aarch64: 'aarch64' }

const { options, copies } = readArguments(process.argv.slice(2))
const one = (name) => options.get(name)?.at(-1)
const all = (name) => options.get(name) ?? []
const [summary, ...description] = (one('--description') ?? one('--name')).split('\n').map((line) => line.trim()).filter((line) => line !== '')

const folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-fpm-'))
try {
  const tree = path.join(folder, 'tree')
  gather(tree)
  if (one('-t') === 'deb') makeDeb(tree)
  else if (one('-t') === 'rpm') makeRpm(tree)
  else throw new Error(`"${one('-t')}" is not made here; there are deb and rpm.`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function readArguments(words) {
  const given = new Map()
  const mapped = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    const cut = word.indexOf('=')
    if (FLAGS.has(word)) continue
    if (!word.startsWith('-')) {
      mapped.push([word.slice(0, word.lastIndexOf('=')), word.slice(word.lastIndexOf('=') + 1)])
      continue
    }
    const inOne = word.startsWith('--') && cut !== -1
    const name = inOne ? word.slice(0, cut) : word
    given.set(name, [...(given.get(name) ?? []), inOne ? word.slice(cut + 1) : words[++at]])
  }
  return { options: given, copies: mapped }
}

/** The files as they will lie in the package, each with plain rights. */
function gather(tree) {
  for (const [from, to] of copies) {
    const place = path.join(tree, to.endsWith('/') && !from.endsWith('/') ? to + path.basename(from) : to)
    mkdirSync(path.dirname(place), { recursive: true })
    cpSync(from, place, { recursive: true, verbatimSymlinks: true })
  }
  for (const file of [tree, ...filesIn(tree).map((each) => path.join(tree, each))]) {
    const stats = lstatSync(file)
    if (!stats.isSymbolicLink()) chmodSync(file, stats.isDirectory() || (stats.mode & 0o111) !== 0 ? 0o755 : 0o644)
  }
}

function filesIn(tree) {
  return readdirSync(tree, { recursive: true, encoding: 'utf8' })
}

function makeDeb(tree) {
  const kibibytes = execFileSync('du', ['-sk', tree], { encoding: 'utf8' }).split('\t')[0]
  const control = path.join(tree, 'DEBIAN')
  mkdirSync(control)
  // dpkg-deb refuses a folder that others may not read, as a strict umask makes it.
  chmodSync(control, 0o755)
  const fields = {
    'Package': one('--name'), 'Version': one('--version'), 'Architecture': one('--architecture'), 'Maintainer': one('--maintainer'),
    'Installed-Size': kibibytes, 'Depends': all('-d').join(', '), 'Recommends': all('--deb-recommends').join(', '),
    'Section': one('--category') ?? 'utils', 'Priority': one('--deb-priority'), 'Homepage': one('--url'), 'Description': summary,
  }
  const lines = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '').map(([name, value]) => `${name}: ${value}`)
  writeFileSync(path.join(control, 'control'), `${[...lines, ...description.map((line) => ` ${line}`)].join('\n')}\n`)
  for (const [option, name] of Object.entries(SCRIPTS)) {
    const script = one(option)
    if (script === undefined) continue
    copyFileSync(script, path.join(control, name))
    chmodSync(path.join(control, name), 0o755)
  }
  if (all('--config-files').length > 0) writeFileSync(path.join(control, 'conffiles'), `${all('--config-files').join('\n')}\n`)
  for (const name of ['control', 'conffiles'].filter((each) => existsSync(path.join(control, each)))) chmodSync(path.join(control, name), 0o644)
  const compression = COMPRESSIONS[one('--deb-compression')] ?? 'xz'
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', `-Z${compression}`, tree, one('--package')], { stdio: ['ignore', 'ignore', 'inherit'] })
}

function makeRpm(tree) {
  const listed = filesIn(tree).flatMap((file) => {
    const isFolder = lstatSync(path.join(tree, file)).isDirectory()
    // Folders outside of /opt belong to the system.
    if (isFolder) return file.startsWith('opt/') ? [`%dir "/${file}"`] : []
    return [`${all('--config-files').includes(`/${file}`) ? '%config(noreplace) ' : ''}"/${file}"`]
  })
  const scripts = Object.entries(RPM_SECTIONS).filter(([option]) => one(option) !== undefined).map(([option, name]) => `%${name}\n${readFileSync(one(option), 'utf8')}\n`)
  const spec = [
    `Name: ${one('--name')}`, `Version: ${one('--version').replaceAll('-', '~')}`, 'Release: 1', `Summary: ${one('--rpm-summary') ?? summary}`,
    `License: ${one('--license') ?? 'unknown'}`, `URL: ${one('--url')}`, `Packager: ${one('--maintainer')}`, 'AutoReqProv: no', ...all('-d').map((name) => `Requires: ${name}`),
    '%description', description.join('\n') || summary, '%install', `cp -a ${tree}/. %{buildroot}/`, ...scripts, '%files', '%defattr(-,root,root,-)', ...listed, '',
  ]
  writeFileSync(path.join(folder, 'package.spec'), spec.join('\n'))
  const settings = { _topdir: path.join(folder, 'top'), __os_install_post: '%{nil}', _build_id_links: 'none', debug_package: '%{nil}', _binary_payload: 'w1T0.xzdio' }
  const defines = Object.entries(settings).flatMap(([name, value]) => ['--define', `${name} ${value}`])
  execFileSync('rpmbuild', ['-bb', '--quiet', ...defines, '--target', RPM_PROCESSORS[one('--architecture')], path.join(folder, 'package.spec')], { stdio: ['ignore', 'ignore', 'inherit'] })
  const made = filesIn(path.join(folder, 'top/RPMS')).find((file) => file.endsWith('.rpm'))
  copyFileSync(path.join(folder, 'top/RPMS', made), one('--package'))
}
