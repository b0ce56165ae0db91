import { allOf, type Xml } from './xml.ts'

/** What an attribute may hold; `required` where it has to be there. */
interface AttributeRule {
  readonly form: RegExp
  readonly required?: true
}

/** A child by its name, the type it has there, and how often it may come. */
type ChildRule = readonly [name: string, type: string, least: number, most: number]

interface TypeRule {
  readonly attributes?: Readonly<Record<string, AttributeRule>>
  /** Children in this order. */
  readonly sequence?: readonly ChildRule[]
  /** Children of these kinds, in any order, so many at least. */
  readonly choice?: { readonly of: Readonly<Record<string, string>>; readonly least: number; readonly most: number }
  /** May hold text, of that length at most. */
  readonly text?: number
}

const ANY = Infinity
const NAME = /^[\p{L}\p{N}_]+$/u
const REFERENCE = /^([\p{L}\p{N}_]+:)?[\p{L}\p{N}_]+$/u
const STRING = /^\$\(string\.[\p{L}\p{N}_]+\)$/u
const PRESENTATION = /^\$\(presentation\.[\p{L}\p{N}_]+\)$/u
const VERSION = /^\d{1,4}\.\d{1,5}$/
/** Neither the hive nor a backslash at an end. */
const KEY = /^(?!HK|\\)[^\\](.*[^\\])?$/
const VALUE_NAME = /^[^\\]{1,255}$/
const UNSIGNED = /^\d{1,10}$/
const BOOLEAN = /^(true|false|0|1)$/
const TEXT = /^[^]*$/

const must = (form: RegExp): AttributeRule => ({ form, required: true })
const may = (form: RegExp): AttributeRule => ({ form })
const schemaNames = { 'xmlns': may(/^http:\/\/schemas\.microsoft\.com\/GroupPolicy\/2006\/07\/PolicyDefinitions$/), 'xmlns:xsd': may(TEXT), 'xmlns:xsi': may(TEXT) }
const ofElement = { id: must(TEXT), clientExtension: may(/^\{[\dA-F-]{36}\}$/i), key: may(KEY), valueName: may(VALUE_NAME) }
const ofControl = { refId: must(TEXT) }

/** The parts of PolicyDefinitions.xsd, PolicyDefinitionFiles.xsd and BaseTypes.xsd (MS-GPREG sections 7.1 to 7.3) that a template like ours can need. */
const TYPES: Readonly<Record<string, TypeRule>> = {
  PolicyDefinitions: {
    attributes: { ...schemaNames, revision: must(VERSION), schemaVersion: must(VERSION) },
    sequence: [
      ['policyNamespaces', 'PolicyNamespaces', 1, 1], ['supersededAdm', 'FileReference', 0, ANY], ['resources', 'LocalizationResourceReference', 1, 1],
      ['supportedOn', 'SupportedOnTable', 0, 1], ['categories', 'CategoryList', 0, 1], ['policies', 'PolicyList', 0, 1],
    ],
  },
  PolicyNamespaces: { sequence: [['target', 'PolicyNamespaceAssociation', 1, 1], ['using', 'PolicyNamespaceAssociation', 0, ANY]] },
  PolicyNamespaceAssociation: { attributes: { prefix: must(NAME), namespace: must(TEXT) } },
  FileReference: { attributes: { fileName: must(TEXT) } },
  LocalizationResourceReference: { attributes: { minRequiredRevision: must(VERSION), fallbackCulture: may(TEXT) } },
  SupportedOnTable: { sequence: [['products', 'SupportedProducts', 0, 1], ['definitions', 'SupportedOnDefinitions', 0, 1]] },
  SupportedOnDefinitions: { sequence: [['definition', 'SupportedOnDefinition', 1, ANY]] },
  SupportedOnDefinition: { attributes: { name: must(NAME), displayName: must(STRING) } },
  CategoryList: { sequence: [['category', 'Category', 0, ANY]] },
  Category: { attributes: { name: must(NAME), displayName: must(STRING), explainText: may(STRING) }, sequence: [['parentCategory', 'CategoryReference', 0, 1]] },
  CategoryReference: { attributes: { ref: must(REFERENCE) } },
  PolicyList: { sequence: [['policy', 'PolicyDefinition', 0, ANY]] },
  PolicyDefinition: {
    attributes: {
      name: must(NAME), class: must(/^(User|Machine|Both)$/), displayName: must(STRING), explainText: may(STRING), presentation: may(PRESENTATION),
      key: must(KEY), valueName: may(VALUE_NAME),
    },
    sequence: [
      ['parentCategory', 'CategoryReference', 1, 1], ['supportedOn', 'SupportedOnReference', 1, 1], ['enabledValue', 'Value', 0, 1], ['disabledValue', 'Value', 0, 1],
      ['enabledList', 'ValueList', 0, 1], ['disabledList', 'ValueList', 0, 1], ['elements', 'PolicyElements', 0, 1],
    ],
  },
  SupportedOnReference: { attributes: { ref: must(REFERENCE) } },
  Value: { choice: { of: { delete: 'Empty', decimal: 'DecimalValue', longDecimal: 'DecimalValue', string: 'StringValue' }, least: 1, most: 1 } },
  Empty: {},
  DecimalValue: { attributes: { value: must(UNSIGNED) } },
  StringValue: { text: 255 },
  PolicyElements: {
    choice: { of: { boolean: 'BooleanElement', decimal: 'DecimalElement', text: 'TextElement', enum: 'EnumerationElement', list: 'ListElement' }, least: 1, most: ANY },
  },
  BooleanElement: { attributes: ofElement, sequence: [['trueValue', 'Value', 0, 1], ['falseValue', 'Value', 0, 1]] },
  DecimalElement: { attributes: { ...ofElement, required: may(BOOLEAN), minValue: may(UNSIGNED), maxValue: may(UNSIGNED), storeAsText: may(BOOLEAN), soft: may(BOOLEAN) } },
  TextElement: { attributes: { ...ofElement, required: may(BOOLEAN), maxLength: may(UNSIGNED), expandable: may(BOOLEAN), soft: may(BOOLEAN) } },
  EnumerationElement: { attributes: { ...ofElement, required: may(BOOLEAN) }, sequence: [['item', 'EnumerationItem', 0, ANY]] },
  EnumerationItem: { attributes: { displayName: must(STRING) }, sequence: [['value', 'Value', 1, 1], ['valueList', 'ValueList', 0, 1]] },
  ListElement: {
    attributes: { id: must(TEXT), clientExtension: may(TEXT), key: may(KEY), valuePrefix: may(TEXT), additive: may(BOOLEAN), expandable: may(BOOLEAN), explicitValue: may(BOOLEAN) },
  },
  PolicyDefinitionResources: {
    attributes: { ...schemaNames, revision: must(VERSION), schemaVersion: must(VERSION) },
    sequence: [['displayName', 'String', 1, 1], ['description', 'String', 1, 1], ['resources', 'Localization', 1, 1]],
  },
  Localization: { sequence: [['stringTable', 'StringTable', 0, 1], ['presentationTable', 'PresentationTable', 0, 1]] },
  StringTable: { sequence: [['string', 'LocalizedString', 1, ANY]] },
  LocalizedString: { attributes: { id: must(NAME) }, text: ANY },
  PresentationTable: { sequence: [['presentation', 'PolicyPresentation', 1, ANY]] },
  PolicyPresentation: {
    attributes: { id: must(NAME) },
    choice: { of: { text: 'String', decimalTextBox: 'DecimalTextBox', textBox: 'TextBox', checkBox: 'CheckBox', dropdownList: 'DropdownList', listBox: 'ListBox' }, least: 1, most: ANY },
  },
  DecimalTextBox: { attributes: { ...ofControl, defaultValue: may(UNSIGNED), spin: may(BOOLEAN), spinStep: may(UNSIGNED) }, text: ANY },
  TextBox: { attributes: ofControl, sequence: [['label', 'String', 1, 1], ['defaultValue', 'String', 0, 1]] },
  CheckBox: { attributes: { ...ofControl, defaultChecked: may(BOOLEAN) }, text: ANY },
  DropdownList: { attributes: { ...ofControl, noSort: may(BOOLEAN), defaultItem: may(UNSIGNED) }, text: ANY },
  ListBox: { attributes: ofControl, text: ANY },
  String: { text: ANY },
}

/** Which control can show an element of policy. */
const CONTROLS: Readonly<Record<string, readonly string[]>> = {
  boolean: ['checkBox'], decimal: ['decimalTextBox'], text: ['textBox', 'decimalTextBox'], enum: ['dropdownList'], list: ['listBox'],
}

/** What breaks Microsoft's rules in a template and its words: one sentence each. */
export function admxBreaches(admx: Xml, adml: Xml): readonly string[] {
  return [
    ...(admx.name === 'policyDefinitions' ? typeBreaches(admx, 'PolicyDefinitions') : ['The template is no policyDefinitions.']),
    ...(adml.name === 'policyDefinitionResources' ? typeBreaches(adml, 'PolicyDefinitionResources') : ['The words are no policyDefinitionResources.']),
    ...referenceBreaches(admx, adml),
  ]
}

function typeBreaches(xml: Xml, type: string): readonly string[] {
  const { attributes = {}, sequence = [], choice, text } = TYPES[type] ?? {}
  const at = `<${xml.name}>`
  const wrong: string[] = []
  for (const [name, value] of Object.entries(xml.attributes)) {
    const rule = attributes[name]
    if (rule === undefined) wrong.push(`${at} has no attribute ${name}.`)
    else if (!rule.form.test(value)) wrong.push(`${at}: ${name}="${value}" is not of the right form.`)
  }
  for (const [name, { required }] of Object.entries(attributes)) if (required === true && xml.attributes[name] === undefined) wrong.push(`${at} lacks ${name}.`)
  if (text === undefined && xml.children.length === 0 && xml.text.trim() !== '') wrong.push(`${at} holds no text.`)
  if (text !== undefined && xml.text.length > text) wrong.push(`${at} holds more than ${text} characters.`)
  if (choice !== undefined) {
    const { of, least, most } = choice
    if (xml.children.length < least || xml.children.length > most) wrong.push(`${at} has ${xml.children.length} children.`)
    return [...wrong, ...xml.children.flatMap((child) => (of[child.name] === undefined ? [`${at} cannot hold <${child.name}>.`] : typeBreaches(child, of[child.name] ?? '')))]
  }
  let next = 0
  for (const [name, childType, least, most] of sequence) {
    const begin = next
    while (xml.children[next]?.name === name) wrong.push(...typeBreaches(xml.children[next++] as Xml, childType))
    if (next - begin < least || next - begin > most) wrong.push(`${at} has ${next - begin} times <${name}>.`)
  }
  return next < xml.children.length ? [...wrong, `${at} cannot hold <${xml.children[next]?.name}> there.`] : wrong
}

/** Everything that is named has to be there, once. */
function referenceBreaches(admx: Xml, adml: Xml): readonly string[] {
  const wrong: string[] = []
  const ids = (xml: Xml, element: string, attribute: string): ReadonlySet<string> => {
    const all = allOf(xml, element).flatMap(({ attributes }) => attributes[attribute] ?? [])
    for (const id of all.filter((each, index) => all.indexOf(each) !== index)) wrong.push(`${element} ${id} is there twice.`)
    return new Set(all)
  }
  const tables = adml.children.find(({ name }) => name === 'resources')
  const [table] = tables === undefined ? [] : allOf(tables, 'stringTable')
  const strings = table === undefined ? new Set<string>() : ids(table, 'string', 'id')
  const categories = ids(admx, 'category', 'name')
  const supported = ids(admx, 'definition', 'name')
  ids(admx, 'policy', 'name')
  for (const [, id = ''] of JSON.stringify(admx).matchAll(/\$\(string\.([^)]+)\)/g)) if (!strings.has(id)) wrong.push(`String ${id} is missing.`)
  const presentations = new Map(allOf(adml, 'presentation').map((each) => [each.attributes['id'], each]))
  for (const policy of allOf(admx, 'policy')) {
    const { name = '', presentation = '', valueName } = policy.attributes
    const child = (of: string): Xml | undefined => policy.children.find((each) => each.name === of)
    if (!categories.has(child('parentCategory')?.attributes['ref'] ?? '')) wrong.push(`${name}: its category is missing.`)
    if (!supported.has(child('supportedOn')?.attributes['ref'] ?? '')) wrong.push(`${name}: what it is supported on is missing.`)
    const elements = child('elements')?.children ?? []
    if (elements.length === 0 && valueName === undefined) wrong.push(`${name} sets nothing.`)
    if (child('enabledValue') !== undefined && valueName === undefined) wrong.push(`${name} has a value without a name.`)
    const controls = presentation === '' ? [] : presentations.get(/^\$\(presentation\.(.+)\)$/.exec(presentation)?.[1])?.children
    if (controls === undefined) wrong.push(`${name}: its presentation is missing.`)
    for (const element of elements) {
      const shown = controls?.filter(({ attributes }) => attributes['refId'] === element.attributes['id']) ?? []
      if (shown.length !== 1 || CONTROLS[element.name]?.includes(shown[0]?.name ?? '') !== true) wrong.push(`${name}: no control shows its ${element.name}.`)
      if (element.name !== 'list' && element.attributes['valueName'] === undefined) wrong.push(`${name}: its ${element.name} has no name of a value.`)
      const { minValue = '0', maxValue = '9999' } = element.attributes
      const usual = Number(shown[0]?.attributes['defaultValue'] ?? minValue)
      if (element.name === 'decimal' && (usual < Number(minValue) || usual > Number(maxValue))) wrong.push(`${name} begins with a number out of its range.`)
    }
  }
  return wrong
}
