import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, string>>
}
interface Job {
  readonly 'needs'?: string
  readonly 'if'?: string
  readonly 'timeout-minutes'?: number
  readonly 'permissions'?: Readonly<Record<string, string>>
  readonly 'strategy'?: { readonly matrix: { readonly include?: readonly Readonly<Record<string, string>>[] } }
  readonly 'steps': readonly Step[]
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>
  readonly jobs: Readonly<Record<string, Job>>
}

const root = path.resolve(import.meta.dirname, '../..')
const { load } = createRequire(import.meta.url)('js-yaml') as { readonly load: (text: string) => unknown }
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
const folder = '.github/workflows'
const workflows = readdirSync(path.join(root, folder)).map((name) => ({ name, text: read(`${folder}/${name}`), workflow: load(read(`${folder}/${name}`)) as Workflow }))
const smoke = readdirSync(path.join(root, 'scripts/smoke'))

/** The one action that is not GitHub's own: the check of OpenSSF Scorecard by its makers. It gets no secret. */
const OF_OTHERS = ['ossf/scorecard-action']

describe.each(workflows)('the workflow $name', ({ workflow, text }) => {
  const jobs = Object.entries(workflow.jobs)
  const steps = jobs.flatMap(([, job]) => job.steps)
  const commands = steps.map(({ run = '' }) => run).join('\n')
  const used = [...text.matchAll(/uses: (\S+)@(\S+)(.*)/g)].map(([, action = '', version = '', note = '']) => ({ action, version, note }))

  it('runs only scripts that are there', () => {
    const named = [...commands.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name)
    expect(named.length > 0 || commands.trim() === '').toBe(true)
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
    expect([...text.matchAll(/(?<=[\s./])scripts\/[\w/.-]+\.\w+/g)].map(([file]) => file).filter((file) => !existsSync(path.join(root, file)))).toEqual([])
  })

  it('may read and no more, but for the job that makes a release of a tag and for findings of analysers', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    const writing = jobs.filter(([, { permissions = {} }]) => Object.entries(permissions).some(([what, how]) => how === 'write' && what !== 'security-events'))
    expect(writing.map(([name, job]) => [name, job.if])).toEqual(Object.hasOwn(workflow.jobs, 'release') ? [['release', 'github.ref_type == \'tag\'']] : [])
  })

  it('takes actions from GitHub, each by its commit with its version beside it', () => {
    expect(used.length).toBe(steps.filter(({ uses }) => uses !== undefined).length)
    expect(used.filter(({ action }) => !/^(actions|github)\/[a-z/-]+$/.test(action) && !OF_OTHERS.includes(action))).toEqual([])
    expect(used.filter(({ version, note }) => !/^[0-9a-f]{40}$/.test(version) || !/^ # v\d+\.\d+\.\d+$/.test(note))).toEqual([])
  })

  it('leaves no right to write behind for what runs after the checkout', () => {
    expect(steps.filter(({ uses = '', with: given = {} }) => uses.startsWith('actions/checkout@') && String(given['persist-credentials']) !== 'false')).toEqual([])
  })

  it('puts nothing that an outsider may write into a command, and runs nothing of theirs with rights', () => {
    expect(commands).not.toContain('${{')
    expect(text).not.toMatch(/pull_request_target|workflow_run|issue_comment/)
  })

  it('waits only for jobs that are there, and for none for ever', () => {
    expect(jobs.flatMap(([, { needs }]) => needs ?? []).filter((name) => !Object.hasOwn(workflow.jobs, name))).toEqual([])
    expect(jobs.filter(([, job]) => job['timeout-minutes'] === undefined)).toEqual([])
  })
})

it('one action has one commit in all workflows', () => {
  const pins = workflows.flatMap(({ text }) => [...text.matchAll(/uses: ([\w-]+\/[\w-]+)[\w/-]*@(.+)/g)].map(([, repository = '', pin = '']) => `${repository} ${pin}`))
  const repositories = [...new Set(pins)].map((pin) => pin.split(' ')[0])
  expect(repositories).toEqual([...new Set(repositories)])
})

describe('a release', () => {
  const release = workflows.find(({ name }) => name === 'release.yml')?.workflow
  const variants = (job: string): readonly Readonly<Record<string, string>>[] => release?.jobs[job]?.strategy?.matrix.include ?? []

  it('is tried on every system that packages are built for', () => {
    expect(new Set(variants('smoke').map(({ packages }) => packages))).toEqual(new Set(variants('build').map(({ name }) => name)))
  })

  it('is tried by every script that was written for it', () => {
    const commands = release?.jobs['smoke']?.steps.map(({ run = '' }) => run).join('\n') ?? ''
    const sources = smoke.map((name) => read(`scripts/smoke/${name}`)).join('\n')
    expect(smoke.filter((name) => !commands.includes(name) && !sources.includes(`. "$(dirname "$0")/${name}"`))).toEqual([])
  })

  it('hands its secrets to the build alone', () => {
    const holding = Object.entries(release?.jobs ?? {}).filter(([, job]) => JSON.stringify(job).includes('secrets.'))
    expect(holding.map(([name]) => name)).toEqual(['build'])
  })
})

describe.runIf(process.platform !== 'win32')('what tries a package', () => {
  it.each(smoke.filter((name) => name.endsWith('.sh')))('can be read by a shell: %s', (name) => {
    expect(() => execFileSync('/bin/sh', ['-n', path.join(root, 'scripts/smoke', name)])).not.toThrow()
  })
})
