import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

interface Field {
  readonly type: string
  readonly id?: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly validations?: { readonly required: boolean }
}
interface Form {
  readonly name: string
  readonly description: string
  readonly body: readonly Field[]
}

const root = path.resolve(import.meta.dirname, '../..')
const { load } = createRequire(import.meta.url)('js-yaml') as { readonly load: (text: string) => unknown }
const folder = path.join(root, '.github/ISSUE_TEMPLATE')
const form = (name: string): Form => load(readFileSync(path.join(folder, name), 'utf8')) as Form
const names = readdirSync(folder).filter((name) => name !== 'config.yml')

describe.each(names)('the form %s', (name) => {
  const { body, ...head } = form(name)

  it('has what GitHub asks of a form; one mistake and nobody sees it', () => {
    expect([typeof head.name, typeof head.description, body.length > 0]).toEqual(['string', 'string', true])
    const fields = body.filter(({ type }) => type !== 'markdown')
    expect(body.filter(({ type }) => !['markdown', 'input', 'textarea'].includes(type))).toEqual([])
    expect(fields.filter(({ id = '', attributes }) => !/^[a-z-]+$/.test(id) || typeof attributes['label'] !== 'string')).toEqual([])
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length)
  })
})

describe('what is wrong with a clock', () => {
  it.each(['bug.yml', 'wrong-verdict.yml'])('is told with the report, which holds no names: %s', (name) => {
    const field = form(name).body.find(({ id }) => id === 'report')
    expect(field?.validations?.required).toBe(true)
    expect(String(field?.attributes['description'])).toContain('`clock-medic report`')
  })
})
