import { REMEDIES } from '../../main/core/remedy.ts'
import type { PolicyKeys, PolicyShape } from '../../main/core/policy/schema.ts'

/** A policy file for Linux with every key of the schema at its example. */
export const policyExample = (keys: PolicyKeys): string => document(Object.fromEntries(Object.entries(keys).map(([key, { example }]) => [key, example])))

/** The JSON Schema of that file. */
export function policySchema(keys: PolicyKeys): string {
  return document({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Policy of Clock Medic',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      ...Object.fromEntries(Object.entries(keys).map(([key, { title, text, usual, example, shape }]) =>
        [key, { title, description: `${text} Without it: ${usual}.`, ...schemaOf(shape), examples: [example] }])),
    },
    additionalProperties: false,
  })
}

function schemaOf(shape: PolicyShape): Readonly<Record<string, unknown>> {
  switch (shape.kind) {
    case 'switch': return { type: 'boolean' }
    case 'number': return { type: 'integer', minimum: shape.least, maximum: shape.most }
    case 'choice': return { enum: shape.choices.map(({ value }) => value) }
    case 'text': return { type: 'string', minLength: 1, maxLength: shape.longest }
    case 'list': return { type: 'array', maxItems: shape.most, items: shape.of === 'remedy' ? { enum: REMEDIES } : { type: 'string', minLength: 1, maxLength: 300 } }
    case 'services': return { type: 'array', maxItems: 200, items: SERVICE }
  }
}

/** As `readServices` takes it. */
const SERVICE = {
  type: 'object',
  properties: {
    id: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,63}$' },
    name: { type: 'string', minLength: 1, maxLength: 300 },
    kind: { enum: ['totp', 'time-limit'] },
    window: { type: 'integer', minimum: 0, maximum: 20 },
    period: { type: 'integer', minimum: 5, maximum: 600 },
    limit: { type: 'integer', minimum: 1, maximum: 86_400 },
    troubleFrom: { type: 'integer', minimum: 1, maximum: 86_400 },
    source: { type: 'string', minLength: 1, maxLength: 300 },
    checked: { type: 'string' },
    confirmed: { type: 'boolean' },
    note: { type: 'string', minLength: 1, maxLength: 300 },
    page: { type: 'string' },
  },
  required: ['id', 'name', 'kind'],
} as const

const document = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
