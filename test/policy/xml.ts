/** An element of XML as plain data. */
export interface Xml {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Xml[]
  readonly text: string
}

const NAME = /[A-Za-z_][\w.:-]*/y
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*"([^"<]*)"/y
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'' }

/**
 * Reads XML as far as templates and property lists need it: a declaration, a document type, elements, attributes in double
 * quotes, text and the five entities. Throws where it is not well-formed, and where it holds anything else.
 */
export function readXml(text: string): Xml {
  const prolog = /^<\?xml version="1\.0" encoding="utf-8"\?>\s*(<!DOCTYPE [^<>[\]]+>\s*)?/i.exec(text)
  if (prolog === null) throw new Error('This does not begin as XML does.')
  if (/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/.test(text)) throw new Error('This holds a character that XML cannot hold.')
  const { element, end } = elementAt(text, prolog[0].length)
  if (text.slice(end).trim() !== '') throw new Error('Something follows the last element.')
  return element
}

/** All elements of that name, at any depth. */
export const allOf = (xml: Xml, name: string): readonly Xml[] => [...(xml.name === name ? [xml] : []), ...xml.children.flatMap((child) => allOf(child, name))]

function elementAt(text: string, start: number): { readonly element: Xml; readonly end: number } {
  const name = text[start] === '<' ? matched(NAME, text, start + 1)?.[0] : undefined
  if (name === undefined) throw new Error(`An element is expected at "${text.slice(start, start + 30)}".`)
  let at = start + 1 + name.length
  const attributes: Record<string, string> = {}
  for (let found = matched(ATTRIBUTE, text, at); found !== null; found = matched(ATTRIBUTE, text, at)) {
    const [all, key = '', value = ''] = found
    if (Object.hasOwn(attributes, key)) throw new Error(`<${name}> has ${key} twice.`)
    attributes[key] = unescaped(value)
    at += all.length
  }
  const [opened, empty] = matched(/\s*(\/)?>/y, text, at) ?? []
  if (opened === undefined) throw new Error(`<${name}> does not end.`)
  at += opened.length
  if (empty !== undefined) return { element: { name, attributes, children: [], text: '' }, end: at }
  const children: Xml[] = []
  let words = ''
  for (;;) {
    const next = text.indexOf('<', at)
    if (next < 0) throw new Error(`<${name}> is not closed.`)
    words += unescaped(text.slice(at, next))
    const close = matched(/<\/([^>]*)>/y, text, next)
    if (close !== null) {
      if (close[1]?.trimEnd() !== name) throw new Error(`<${name}> is closed by </${close[1]}>.`)
      return { element: { name, attributes, children, text: words }, end: next + close[0].length }
    }
    const child = elementAt(text, next)
    children.push(child.element)
    at = child.end
  }
}

function matched(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const unescaped = (text: string): string => text.replaceAll(/&([^;&]*);?/g, (all, name: string) => {
  const found = all.endsWith(';') ? ENTITIES[name] : undefined
  if (found === undefined) throw new Error(`"${all}" is no entity.`)
  return found
})
