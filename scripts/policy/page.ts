import { capitalName, type PolicyKeys, type PolicyShape } from '../../main/core/policy/schema.ts'

const BEGIN = '<!-- The table is made by npm run policy. -->'
const END = '<!-- End of the table. -->'

/** The page with its table made anew; the rest of it is written by hand. Throws where the page has no place for a table. */
export function policyPage(page: string, keys: PolicyKeys): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error('The page on policy has no place for its table.')
  return `${page.slice(0, begin)}${BEGIN}\n\n${table(keys)}\n\n${page.slice(end)}`
}

function table(keys: PolicyKeys): string {
  const rows = Object.entries(keys).map(([key, { text, usual, shape, example }]) =>
    `| \`${key}\` | \`${capitalName(key)}\` | ${typeWords(shape)} | ${cell(text)} | ${cell(usual)} | \`${cell(JSON.stringify(example))}\` |`)
  return ['| JSON | registry, profile | value | what it does | without it | example |', '|---|---|---|---|---|---|', ...rows].join('\n')
}

function typeWords(shape: PolicyShape): string {
  switch (shape.kind) {
    case 'switch': return 'true or false'
    case 'number': return `whole number, ${shape.least} to ${shape.most}`
    case 'choice': return shape.choices.map(({ value }) => `\`${value}\``).join(', ')
    case 'text': return `text, up to ${shape.longest} characters`
    case 'list': return `list, up to ${shape.most}`
    case 'services': return 'list of objects'
  }
}

const cell = (text: string): string => text.replaceAll('|', '\\|')
