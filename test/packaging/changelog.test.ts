import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readChangelog } from './changelog.ts'

const root = path.resolve(import.meta.dirname, '../..')
const text = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8')
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly version: string }

describe('CHANGELOG.md', () => {
  const releases = readChangelog(text)
  const released = releases.filter(({ date }) => date !== undefined)

  it('is in the form of Keep a Changelog, and says so', () => {
    expect(text).toContain('](https://keepachangelog.com/en/1.1.0/)')
    expect(text).toContain('](https://semver.org/')
    expect(releases.flatMap(({ groups }) => [...groups].filter(([, entries]) => entries.length === 0))).toEqual([])
  })

  it('begins with what is not released, then the newest first', () => {
    expect(releases.findIndex(({ date }) => date === undefined)).toBe(0)
    const newestFirst = released.toSorted((a, b) => b.version.localeCompare(a.version, 'en', { numeric: true }))
    expect(released).toEqual(newestFirst)
    expect(released.filter(({ date = '' }, index) => date < (released[index + 1]?.date ?? ''))).toEqual([])
  })

  it('tells of the version that is in package.json once there is a release', () => {
    expect([version, undefined]).toContain(released[0]?.version)
  })

  it('repeats no entry', () => {
    const entries = releases.flatMap(({ groups }) => [...groups.values()].flat())
    expect(entries.length).toBeGreaterThan(10)
    expect(entries.filter((entry, index) => entries.indexOf(entry) !== index)).toEqual([])
  })
})

describe('the check itself', () => {
  const head = '# Changelog\n\nWords.\n\n## [Unreleased]\n\n### Added\n\n- One\n  and more\n'
  it('reads releases with their groups', () => {
    const [next, first] = readChangelog(`${head}\n## [1.0.0] - 2027-01-31\n\n### Fixed\n- Two\n\n[1.0.0]: https://example.test/v1.0.0\n`)
    expect([next?.version, next?.groups.get('Added'), first?.date, first?.groups.get('Fixed')]).toEqual(['Unreleased', ['One'], '2027-01-31', ['Two']])
  })

  it.each([
    ['another title', '# Changes\n'], ['an unknown group', `${head}\n### News\n- x\n`], ['a group that stands twice', `${head}\n### Added\n- x\n`],
    ['a release without a date', `${head}\n## [1.0.0]\n`], ['a date that is none', `${head}\n## [1.0.0] - 2027-02-30\n`], ['a date in another form', `${head}\n## [1.0.0] - 31.1.2027\n`],
    ['an entry outside of a group', '# Changelog\n\n## [Unreleased]\n- x\n'], ['words between the groups', `${head}\nAnd so on.\n`], ['a version without brackets', `${head}\n## 1.0.0 - 2027-01-31\n`],
  ])('refuses %s', (_, changelog) => expect(() => readChangelog(changelog)).toThrow(/^Line \d+: /))
})
