import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'

export const DOCUMENTS = ['check', 'plan', 'fix', 'status', 'undo', 'facts', 'report'] as const
export type DocumentName = (typeof DOCUMENTS)[number]

type Schema = Readonly<Record<string, unknown>>

const FOLDER = path.join(import.meta.dirname, '..', '..', 'docs', 'schemas')
const read = (name: DocumentName): Schema => JSON.parse(readFileSync(path.join(FOLDER, `${name}.v1.schema.json`), 'utf8')) as Schema

/** Parts that others are made of by `allOf`: those say what else there may be. */
const COMPOSED = new Set(['verdict', 'checkup'])
const PARTS = new Set(['allOf', 'if', 'then', 'else'])

/** The same schema, which lets no field pass that it does not name: the published one does, so that fields may be added. */
function strict(schema: unknown, inside = false): unknown {
  if (Array.isArray(schema)) return schema.map((each) => strict(each, inside))
  if (typeof schema !== 'object' || schema === null) return schema
  const { additionalProperties: _, ...given } = schema as Schema
  const entries = Object.entries(given).map(([key, value]) => {
    // Names of fields and of definitions are no keywords.
    if (key === 'properties' || key === '$defs') return [key, Object.fromEntries(Object.entries(value as Schema).map(([name, each]) => [name, strict(each, key === '$defs' && COMPOSED.has(name))]))]
    return [key, key === 'const' || key === 'enum' ? value : strict(value, PARTS.has(key))]
  })
  const closed = !inside && ('properties' in given || 'allOf' in given || '$ref' in given)
  return { ...Object.fromEntries(entries), ...(closed ? { unevaluatedProperties: false } : {}) }
}

function compile(change: (schema: Schema) => Schema): ReadonlyMap<DocumentName, ValidateFunction> {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false })
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  for (const name of DOCUMENTS) ajv.addSchema(change(read(name)))
  return new Map(DOCUMENTS.map((name) => {
    const validate = ajv.getSchema(`${name}.v1.schema.json`)
    if (validate === undefined) throw new Error(`There is no schema ${name}.`)
    return [name, validate]
  }))
}

const published = compile((schema) => schema)
const closed = compile((schema) => strict(schema) as Schema)

const errorsOf = (validators: ReadonlyMap<DocumentName, ValidateFunction>, name: DocumentName, document: unknown): readonly string[] => {
  const validate = validators.get(name)
  if (validate === undefined || validate(document)) return []
  return (validate.errors ?? []).map(({ instancePath, message, params }: ErrorObject) => `${instancePath}: ${message} ${JSON.stringify(params)}`)
}

/** What the published schema has against a document. */
export const breaches = (name: DocumentName, document: unknown): readonly string[] => errorsOf(published, name, document)

/** The same, and every field that the schema does not name. */
export const breachesAndStrangers = (name: DocumentName, document: unknown): readonly string[] => [...breaches(name, document), ...errorsOf(closed, name, document)]
