import { capitalName, type PolicyKey, type PolicyKeys, type PolicyShape } from '../../main/core/policy/schema.ts'
import { POLICY_KEY } from '../../main/platform/windows/policy.ts'
import { escaped, indented } from './xml.ts'

const SCHEMA = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" revision="1.0" schemaVersion="1.0" xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"'
const FIRST_LINE = '<?xml version="1.0" encoding="utf-8"?>'
const SUPPORTED = 'SUPPORTED_ClockMedic'
const CATEGORY = 'ClockMedic'

const nameOf = (key: string): string => capitalName(key)
const choiceId = (key: string, value: string | number): string => `${nameOf(key)}_${String(value).replaceAll(/\W/g, '_')}`

/** The template of Group Policy: which values of the registry hold what. It follows PolicyDefinitions.xsd. */
export function admx(keys: PolicyKeys): string {
  return [
    FIRST_LINE,
    `<policyDefinitions ${SCHEMA}>`,
    '  <policyNamespaces>',
    '    <target prefix="clockmedic" namespace="ClockMedic.Policies" />',
    '  </policyNamespaces>',
    '  <resources minRequiredRevision="1.0" />',
    '  <supportedOn>',
    '    <definitions>',
    `      <definition name="${SUPPORTED}" displayName="$(string.${SUPPORTED})" />`,
    '    </definitions>',
    '  </supportedOn>',
    '  <categories>',
    `    <category name="${CATEGORY}" displayName="$(string.${CATEGORY})" />`,
    '  </categories>',
    '  <policies>',
    ...indented(Object.entries(keys).flatMap(([key, { shape }]) => policy(key, shape)), 2),
    '  </policies>',
    '</policyDefinitions>',
    '',
  ].join('\n')
}

function policy(key: string, shape: PolicyShape): readonly string[] {
  const name = nameOf(key)
  const shown = shape.kind === 'switch' ? '' : ` presentation="$(presentation.${name})"`
  const value = shape.kind === 'switch' ? ` valueName="${name}"` : ''
  return [
    `<policy name="${name}" class="Both" displayName="$(string.${name})" explainText="$(string.${name}_Explain)"${shown} key="${escaped(POLICY_KEY)}"${value}>`,
    `  <parentCategory ref="${CATEGORY}" />`,
    `  <supportedOn ref="${SUPPORTED}" />`,
    ...indented(shape.kind === 'switch' ? switchValues() : ['<elements>', ...indented(element(key, shape)), '</elements>']),
    '</policy>',
  ]
}

const switchValues = (): readonly string[] => ['<enabledValue>', '  <decimal value="1" />', '</enabledValue>', '<disabledValue>', '  <decimal value="0" />', '</disabledValue>']

function element(key: string, shape: Exclude<PolicyShape, { readonly kind: 'switch' }>): readonly string[] {
  const name = nameOf(key)
  const attributes = `id="${name}" valueName="${name}" required="true"`
  switch (shape.kind) {
    case 'number': return [`<decimal ${attributes} minValue="${shape.least}" maxValue="${shape.most}" />`]
    case 'text': return [`<text ${attributes} maxLength="${shape.longest}" />`]
    case 'choice': return [
      `<enum ${attributes}>`,
      ...indented(shape.choices.flatMap(({ value }) => [
        `<item displayName="$(string.${choiceId(key, value)})">`,
        '  <value>',
        typeof value === 'number' ? `    <decimal value="${value}" />` : `    <string>${escaped(value)}</string>`,
        '  </value>',
        '</item>',
      ])),
      '</enum>',
    ]
    // An empty prefix names the values 1, 2, 3 and so on, in a key of their own.
    case 'list': case 'services': return [`<list id="${name}" key="${escaped(`${POLICY_KEY}\\${name}`)}" valuePrefix="" />`]
  }
}

/** The words of the template in English. */
export function adml(keys: PolicyKeys): string {
  const entries = Object.entries(keys)
  const strings: readonly (readonly [id: string, text: string])[] = [
    [CATEGORY, 'Clock Medic'],
    [SUPPORTED, 'Windows 10 and later, with Clock Medic'],
    ...entries.flatMap(([key, entry]) => [
      [nameOf(key), entry.title] as const,
      [`${nameOf(key)}_Explain`, explanation(entry)] as const,
      ...(entry.shape.kind === 'choice' ? entry.shape.choices.map(({ value, label }) => [choiceId(key, value), label] as const) : []),
    ]),
  ]
  return [
    FIRST_LINE,
    `<policyDefinitionResources ${SCHEMA}>`,
    '  <displayName>Clock Medic</displayName>',
    '  <description>What an organisation decides about Clock Medic.</description>',
    '  <resources>',
    '    <stringTable>',
    ...strings.map(([id, text]) => `      <string id="${id}">${escaped(text)}</string>`),
    '    </stringTable>',
    '    <presentationTable>',
    ...indented(entries.flatMap(([key, entry]) => presentation(nameOf(key), entry)), 3),
    '    </presentationTable>',
    '  </resources>',
    '</policyDefinitionResources>',
    '',
  ].join('\n')
}

function explanation({ text, usual, shape, example }: PolicyKey): string {
  const lines = [text, `Not configured: ${usual}.`]
  if (shape.kind === 'services') lines.push(`One service a line, as JSON: ${JSON.stringify(Array.isArray(example) ? example[0] : example)}`)
  if (shape.kind === 'text') lines.push('Letters beyond ASCII are written as in JSON, such as \\u00fc.')
  return lines.join('\n\n')
}

function presentation(id: string, { shape, title, example }: PolicyKey): readonly string[] {
  return shape.kind === 'switch' ? [] : [`<presentation id="${id}">`, `  ${control(id, escaped(title), shape, example)}`, '</presentation>']
}

function control(id: string, label: string, shape: Exclude<PolicyShape, { readonly kind: 'switch' }>, example: unknown): string {
  switch (shape.kind) {
    case 'number': return `<decimalTextBox refId="${id}" defaultValue="${Number(example)}">${label}</decimalTextBox>`
    case 'text': return `<textBox refId="${id}"><label>${label}</label></textBox>`
    case 'choice': return `<dropdownList refId="${id}" noSort="true" defaultItem="0">${label}</dropdownList>`
    case 'list': case 'services': return `<listBox refId="${id}">${label}</listBox>`
  }
}
