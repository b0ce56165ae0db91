import { describe, expect, it } from 'vitest'
import { messagesOf } from '../../scripts/messages/messages-in.mjs'

const IMPORT = 'import { msg, say } from \'../core/words/say.ts\'\n'
const texts = (code: string) => messagesOf('a.ts', IMPORT + code).messages.map(({ text }) => text)
const faults = (code: string) => messagesOf('a.ts', IMPORT + code).faults

describe('messages are found', () => {
  it.each<[string, string, readonly string[]]>([
    ['in quotation marks of each kind', 'say(\'a\'); say("b"); msg(`c`)', ['a', 'b', 'c']],
    ['with values, and over several lines', 'say(\n  \'{count} steps\',\n  { count },\n)', ['{count} steps']],
    ['with what a backslash means', String.raw`say('your phone\'s'); say("a\u2026\n")`, ['your phone\'s', 'a…\n']],
    ['inside a template and behind it', 'const a = `${say(\'one\')} ${ { b: `${say(\'two\')}}` } } say(\'no\')`; say(\'three\')', ['one', 'two', 'three']],
    ['behind an address, a comment in quotation marks and a pattern', 'const a = \'https://a\'; const b = "/*"; const c = /[\'"`/]/; say(\'found\')', ['found']],
    ['in the values of another', 'say(\'{a}\', { a: say(\'b\') })', ['{a}', 'b']],
    ['but not in comments', '// say(\'a\')\n/* msg(\'b\') isn\'t */ say(\'c\')', ['c']],
    ['but not as words of somebody else', 'it.say(\'a\'); essay(\'b\'); const c = "say(\'d\')"', []],
  ])('%s', (_where, code, found) => {
    expect(texts(code)).toEqual(found)
    expect(faults(code)).toEqual([])
  })

  it('but not where another function has the name', () => expect(messagesOf('a.ts', 'say(\'a\' + b)')).toEqual({ messages: [], faults: [] }))

  it('with their place', () => expect(messagesOf('main/a.ts', `${IMPORT}\nsay('a')`).messages).toEqual([{ text: 'a', file: 'main/a.ts', line: 3 }]))
})

describe('a message that cannot be listed is a fault', () => {
  it.each(['say(\'a\' + b)', 'say(`a ${b}`)', 'say(b ? \'c\' : \'d\')', 'msg(\'a\' + \'b\')', 'say(a + \'b\', { c })'])('%s', (code) => expect(faults(code)).toHaveLength(1))

  it.each(['say(TABLE[x])', 'say(TABLE[\'x\'], { a })', 'say(advice, words)', 'export function say(message: string): string {}'])('but a message from a table is none: %s', (code) => expect(faults(code)).toEqual([]))
})
