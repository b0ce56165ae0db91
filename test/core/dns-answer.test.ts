import { describe, expect, test } from 'vitest'
import { readAnswer, type DnsQuestion } from '../../main/core/dns-answer.ts'

const ID = 0x1234
const A: DnsQuestion = { type: 'A', name: 'time.example' }
const AAAA: DnsQuestion = { type: 'AAAA', name: 'time.example' }
const [ALIAS, IPV4, IPV6, IN, CH] = [5, 1, 28, 1, 3]

const two = (number: number): readonly number[] => [number >> 8, number & 0xff]
const label = (text: string): readonly number[] => [text.length, ...Buffer.from(text, 'latin1')]
const name = (text: string): readonly number[] => [...text.split('.').flatMap(label), 0]
/** To a name that stands at this byte. */
const pointer = (at: number): readonly number[] => two(0xc0_00 + at)
/** Where the name of the question stands in every answer. */
const ASKED = pointer(12)

interface Wire { readonly id?: number, readonly flags?: number, readonly questions?: number, readonly asked?: readonly number[], readonly type?: number, readonly kind?: number, readonly count?: number }
const record = (owner: readonly number[], type: number, data: readonly number[], kind = IN): readonly number[] => [...owner, ...two(type), ...two(kind), 0, 0, 0, 60, ...two(data.length), ...data]
const answer = (records: readonly (readonly number[])[], { id = ID, flags = 0x81_80, questions = 1, asked = name('time.example'), type = IPV4, kind = IN, count = records.length }: Wire = {}): Uint8Array =>
  Uint8Array.from([...two(id), ...two(flags), ...two(questions), ...two(count), 0, 0, 0, 0, ...asked, ...two(type), ...two(kind), ...records.flat()])

const ONE = record(ASKED, IPV4, [192, 0, 2, 1])
const read = (bytes: Uint8Array, question = A) => readAnswer(bytes, ID, question)

describe('the answer of a name server', () => {
  test('gives the addresses of the name, in their order', () => {
    expect(read(answer([ONE, record(name('TIME.Example'), IPV4, [192, 0, 2, 255])]))).toEqual(['192.0.2.1', '192.0.2.255'])
    const six = [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x1f]
    expect(read(answer([record(ASKED, IPV6, six)], { type: IPV6 }), AAAA)).toEqual(['2001:db8::1f'])
    expect(read(answer([]))).toEqual([])
    expect(readAnswer(answer([ONE]), ID, { type: 'A', name: 'Time.EXAMPLE' })).toEqual(['192.0.2.1'])
  })

  test('follows aliases, in whatever order they come', () => {
    const [first, second] = [record(ASKED, ALIAS, name('pool.example')), record(name('Pool.example'), ALIAS, name('a.pool.example'))]
    const last = record(name('a.pool.example'), IPV4, [192, 0, 2, 7])
    for (const records of [[first, second, last], [last, second, first]]) expect(read(answer(records))).toEqual(['192.0.2.7'])
    expect(read(answer([second, last]))).toEqual([])
  })

  test('takes nothing of other names, other kinds and other networks', () => {
    expect(read(answer([record(name('other.example'), IPV4, [192, 0, 2, 9]), record(ASKED, IPV6, Array.from({ length: 16 }, () => 1)), record(ASKED, IPV4, [192, 0, 2, 9], CH), ONE]))).toEqual(['192.0.2.1'])
  })

  test('tells nothing where it is an error or cut short', () => {
    expect([0x81_83, 0x81_82, 0x83_80, 0x81_8f].map((flags) => read(answer([ONE], { flags })))).toEqual([null, null, null, null])
  })

  test.each<[string, Uint8Array]>([
    ['of another number', answer([ONE], { id: ID + 1 })],
    ['that is a question', answer([ONE], { flags: 0x01_00 })],
    ['to no question', answer([ONE], { questions: 0 })],
    ['to two questions', answer([ONE], { questions: 2 })],
    ['to another name', answer([ONE], { asked: name('time.examples') })],
    ['to another kind of question', answer([ONE], { type: IPV6 })],
    ['of another network', answer([ONE], { kind: CH })],
    ['with an address that is too short', answer([record(ASKED, IPV4, [192, 0, 2])])],
    ['with an address that is too long', answer([ONE, record(ASKED, IPV4, [192, 0, 2, 1, 1])])],
    ['that promises one more record', answer([ONE], { count: 2 })],
    ['that is cut off in a record nobody asked for', answer([ONE, record(ASKED, 16, [5, 1, 2, 3, 4, 5])]).subarray(0, -2)],
    ['that is cut off in a record', answer([ONE]).subarray(0, -1)],
    ['that is cut off in its head', answer([ONE]).subarray(0, 11)],
    ['of nothing', new Uint8Array()],
    ['with a name that leads to itself', answer([record(pointer(12 + 14 + 4), IPV4, [192, 0, 2, 1])])],
    ['with a name that leads on to what follows', answer([record(pointer(60), IPV4, [192, 0, 2, 1]), ONE, ONE])],
    ['with a label longer than there are', answer([record([64, ...Buffer.from('x'.repeat(64)), 0], IPV4, [192, 0, 2, 1])])],
    ['with a name longer than there are', answer([record(name(Array.from({ length: 5 }, () => 'x'.repeat(50)).join('.').concat('.y')), IPV4, [192, 0, 2, 1])])],
  ])('%s is foreign', (_what, bytes) => expect(read(bytes)).toBe('foreign'))

  test('may hold names as long as there are, and labels as well', () => {
    const long = Array.from({ length: 4 }, () => 'x'.repeat(63)).join('.').slice(0, 254)
    expect(readAnswer(answer([record(ASKED, IPV4, [192, 0, 2, 1])], { asked: name(long) }), ID, { type: 'A', name: long })).toEqual(['192.0.2.1'])
  })

  test('is read wherever it lies in memory, and with the end of a name further to the front', () => {
    const bytes = answer([record([...label('a'), ...ASKED], IPV4, [192, 0, 2, 9]), record([...label('time'), ...pointer(12 + 5)], IPV4, [192, 0, 2, 1])])
    const shifted = new Uint8Array(bytes.length + 7)
    shifted.set(bytes, 5)
    expect(read(shifted.subarray(5, 5 + bytes.length))).toEqual(['192.0.2.1'])
  })

  test('takes a dot inside a label for no end of it', () => {
    expect(read(answer([record([...label('time.example'), 0], IPV4, [192, 0, 2, 9]), ONE]))).toEqual(['192.0.2.1'])
  })
})
