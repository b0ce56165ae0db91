import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { serversOfVendor } from '../../main/platform/linux/os-release.ts'
import { VENDOR_SERVER as APPLE } from '../../main/platform/macos/commands.ts'
import { VENDOR_SERVER as MICROSOFT } from '../../main/platform/windows/commands.ts'
import { lastResort } from '../../main/sources/last-resort.ts'
import { DEFAULT_NTS_SERVERS, DEFAULT_SERVERS, DEFAULT_WEBSITES, hostOf, NTP_PORT, NTS_PORT } from '../../main/sources/server.ts'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const pages = readdirSync(path.join(root, 'docs/it')).filter((name) => name.endsWith('.md'))
const firewall = read('docs/it/firewall.md')

/** What stands in backticks. */
const named = (text: string): readonly string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name)
/** The row of the first table that begins with these words. */
const row = (beginning: string): string => firewall.split('\n').find((line) => line.startsWith(`| ${beginning}`)) ?? ''

describe('the page for the firewall', () => {
  it('names the time servers that are asked by default, and their port', () => {
    expect(named(row('time | each check | `'))).toEqual(DEFAULT_SERVERS.map(({ host }) => host))
    expect(row('time | each check | `')).toContain(`UDP ${NTP_PORT} |`)
  })

  it('names those that are asked for authenticated time', () => {
    expect(named(row('time that proves'))).toEqual(DEFAULT_NTS_SERVERS.map(({ host }) => host))
    expect(row('time that proves')).toContain(`TCP ${NTS_PORT}`)
  })

  it('names the websites', () => {
    expect(named(row('time from websites'))).toEqual(DEFAULT_WEBSITES.map((address) => hostOf(new URL(address))))
  })

  it('names the page that shows a sign-in page', () => {
    const [, probe = ''] = /PROBE = new URL\('http:\/\/([^/']+)/.exec(read('main/sources/portal.ts')) ?? []
    expect(named(row('is a sign-in page'))).toEqual([probe])
  })

  it('names every address that is asked where names cannot be told', () => {
    const addresses = DEFAULT_SERVERS.flatMap(({ host }) => [...lastResort(host, 4), ...lastResort(host, 6)])
    expect(new Set(named(row('time without names')))).toEqual(new Set(addresses))
  })

  it('names the servers of each system\'s maker', () => {
    const distributions = ['ubuntu', 'debian', 'fedora', 'rhel', 'centos', 'almalinux', 'rocky', 'arch', 'opensuse', 'gentoo', 'alpine', 'another']
    const servers = [APPLE, MICROSOFT, ...distributions.flatMap((name) => serversOfVendor([name]))]
    const table = firewall.slice(firewall.indexOf('Of the system\'s maker:'))
    const zones = named(table.split('\n').find((line) => line.startsWith('| Fedora')) ?? '')
    const said = [...named(table), ...zones.flatMap((zone) => ['0', '3'].map((number) => `${number}.${zone}.pool.ntp.org`))]
    // Of four that differ by a number only the first and the last are written out.
    expect(servers.filter((server) => !/^[12]\./.test(server) && !said.includes(server))).toEqual([])
  })
})

describe.each(pages)('docs/it/%s', (name) => {
  const text = read(`docs/it/${name}`)

  it('leads nowhere that is not there', () => {
    const links = [...text.matchAll(/\]\(([^)#\s]+)\)/g)].map(([, target = '']) => target).filter((target) => !target.includes('://'))
    expect(links.filter((target) => !existsSync(path.join(root, 'docs/it', target)))).toEqual([])
  })

  it('names only scripts of the project that are there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
    const asked = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script)
    expect(asked.filter((script) => !Object.hasOwn(scripts, script))).toEqual([])
  })

  it('names only files of the package that are there', () => {
    const files = [...text.matchAll(/resources[\\/](fleet|helper|policy)[\\/]([\w-]+\.\w+)/gi)].map(([, folder = '', file = '']) => `assets/${folder}/${file}`)
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([])
  })
})

describe('the index', () => {
  it('leads to every page', () => {
    const index = read('docs/it/README.md')
    expect(pages.filter((name) => name !== 'README.md' && !index.includes(`(${name})`))).toEqual([])
  })

  it('names packages as electron-builder does', () => {
    expect(read('electron-builder.yml')).toContain('artifactName: ${name}-${version}-${os}-${arch}.${ext}')
    const files = pages.flatMap((name) => [...read(`docs/it/${name}`).matchAll(/clock-medic-[\w.]+-\w+-\w+\.(?:deb|rpm|exe|msi|pkg|dmg|AppImage|tar\.gz)/g)].map(([file]) => file))
    const right = /^clock-medic-(VERSION|\d+\.\d+\.\d+)-(linux-(amd64|arm64)\.deb|linux-(x86_64|aarch64)\.rpm|linux-(x86_64|arm64)\.AppImage|linux-(x64|arm64)\.tar\.gz|win-(x64|arm64)\.exe|win-x64\.msi|mac-universal\.(pkg|dmg))$/
    expect(files.length).toBeGreaterThan(10)
    expect(files.filter((file) => !right.test(file))).toEqual([])
  })
})
