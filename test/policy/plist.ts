import { readXml, type Xml } from './xml.ts'

/** Reads a property list whose outermost value is a dictionary (plist(5)). Throws where it is none. */
export function readPlist(text: string): Readonly<Record<string, unknown>> {
  const root = readXml(text)
  const [value, ...rest] = root.children
  if (root.name !== 'plist' || root.attributes['version'] !== '1.0' || value?.name !== 'dict' || rest.length > 0) throw new Error('This is no property list with one dictionary.')
  return dictionary(value)
}

function dictionary({ children }: Xml): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (let at = 0; at < children.length; at += 2) {
    const [key, value] = [children[at], children[at + 1]]
    if (key?.name !== 'key' || value === undefined || value.name === 'key') throw new Error(`A key without a value: ${key?.text}.`)
    if (Object.hasOwn(found, key.text)) throw new Error(`${key.text} is there twice.`)
    found[key.text] = valueOf(value)
  }
  return found
}

function valueOf(xml: Xml): unknown {
  switch (xml.name) {
    case 'dict': return dictionary(xml)
    case 'array': return xml.children.map(valueOf)
    case 'string': return xml.text
    case 'true': return true
    case 'false': return false
    case 'integer': {
      if (!/^[+-]?\d+$/.test(xml.text)) throw new Error(`${xml.text} is no integer.`)
      return Number(xml.text)
    }
    default: throw new Error(`A property list of ours holds no ${xml.name}.`)
  }
}
