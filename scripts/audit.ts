// Known weaknesses of what is installed, against the answers in docs/audit-answers.json: npm audit --json | node scripts/audit.ts
// Ends with 1 where one is not answered, where an answer has run out or is not needed any more, or where npm could not ask.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'

/** Why a weakness does not hurt here, and until when that is believed. */
export interface Answer {
  /** As the database of advisories calls it: GHSA-… */
  readonly advisory: string
  readonly package: string
  readonly why: string
  /** The last day of the answer, as 2027-01-31. */
  readonly until: string
}

interface Advisory {
  readonly name: string
  readonly title: string
  readonly url: string
  readonly severity: string
  readonly range: string
}

/** What of npm's document matters here; a package that is only affected by another one names that one. */
interface Audit {
  readonly auditReportVersion?: number
  readonly message?: string
  readonly vulnerabilities?: Readonly<Record<string, { readonly via: readonly (Advisory | string)[] }>>
}

/**
 * What is wrong, one sentence each; empty where all is well.
 * @param today as 2027-01-31
 */
export function auditProblems(audit: Audit, answers: readonly Answer[], today: string): readonly string[] {
  const { auditReportVersion, message, vulnerabilities } = audit
  // An answer that cannot be read must never count as "no weakness".
  if (auditReportVersion !== 2 || vulnerabilities === undefined) return [`npm gave no list of weaknesses${message === undefined ? '' : `: ${message}`}.`]
  const known = Object.values(vulnerabilities).flatMap(({ via }) => via.filter((each) => typeof each === 'object'))
  const advisories = new Map(known.map((each) => [`${idOf(each.url)} ${each.name}`, each]))
  const answered = new Set(answers.filter(({ until }) => until >= today).map(keyOf))
  return [
    ...[...advisories].filter(([key]) => !answered.has(key)).map(([, { name, range, severity, title, url }]) => `${name} ${range} (${severity}): ${title}. ${url}`),
    ...answers.filter((answer) => answer.until < today && advisories.has(keyOf(answer))).map(({ advisory, until }) => `The answer to ${advisory} ended on ${until}.`),
    ...answers.filter((answer) => !advisories.has(keyOf(answer))).map(({ advisory, package: name }) => `${advisory} does not concern ${name} any more: its answer can go.`),
  ]
}

const keyOf = ({ advisory, package: name }: Answer): string => `${advisory} ${name}`
const idOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1)

if (import.meta.main) {
  const answers = JSON.parse(readFileSync(path.join(path.dirname(import.meta.dirname), 'docs', 'audit-answers.json'), 'utf8')) as readonly Answer[]
  const problems = auditProblems(JSON.parse(await text(process.stdin)) as Audit, answers, new Date().toISOString().slice(0, 10))
  for (const problem of problems) console.error(problem)
  if (problems.length === 0) console.log(`No weakness is known that is not answered (${answers.length} answered).`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
