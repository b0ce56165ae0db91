/** One heading of the second rank with what stands below it. */
export interface Release {
  readonly version: string
  /** As 2027-01-31; absent for what is not released. */
  readonly date?: string
  readonly groups: ReadonlyMap<string, readonly string[]>
}

const GROUPS: readonly string[] = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']
const HEADING = /^## \[(?:(Unreleased)|(\d+\.\d+\.\d+(?:-[\w.]+)?))\](?: - (\d{4}-\d\d-\d\d)(?: \[YANKED\])?)?$/

/** Reads a changelog in the form of Keep a Changelog 1.1.0. Throws a sentence with the line for what is not in that form. */
export function readChangelog(text: string): readonly Release[] {
  const [title, ...lines] = text.split('\n')
  if (title !== '# Changelog') throw new Error('Line 1: the title is "# Changelog".')
  const releases: { version: string; date?: string; groups: Map<string, string[]> }[] = []
  let entries: string[] | null = null
  for (const [index, line] of lines.entries()) {
    const wrong = (why: string): Error => new Error(`Line ${index + 2}: ${why}`)
    const release = releases.at(-1)
    if (line.startsWith('## ')) {
      const [, unreleased, version = unreleased, date] = HEADING.exec(line) ?? []
      if (version === undefined) throw wrong('a release is "## [1.2.3] - 2027-01-31" or "## [Unreleased]".')
      if ((date === undefined) !== (unreleased !== undefined)) throw wrong('what is released has a date, and nothing else has.')
      if (date !== undefined && new Date(date).toISOString().slice(0, 10) !== date) throw wrong(`${date} is no day.`)
      releases.push({ version, ...(date === undefined ? {} : { date }), groups: new Map() })
      entries = null
    } else if (line.startsWith('### ')) {
      const group = line.slice(4)
      if (!GROUPS.includes(group)) throw wrong(`"${group}" is none of ${GROUPS.join(', ')}.`)
      if (release === undefined || release.groups.has(group)) throw wrong(`"${group}" stands twice or before any release.`)
      entries = []
      release.groups.set(group, entries)
    } else if (line.startsWith('- ')) {
      if (entries === null) throw wrong('an entry belongs to a group.')
      entries.push(line.slice(2))
    } else if (line !== '' && release !== undefined && !/^\[[^\]]+\]: https:/.test(line) && !(line.startsWith('  ') && entries !== null && entries.length > 0)) {
      throw wrong('below a release there are groups with entries only.')
    }
  }
  return releases
}
