import { readAgreement, type ReadAgreement } from '../../main/core/nts/key-exchange.ts'
import { claim } from './claims.ts'
import { joined, oneOf, type FuzzTarget } from './engine.ts'
import { ntsRecords } from './nts-records.ts'

/** Longer answers are not read on (16,384 bytes and one record's head). */
const MOST = 16_384 + 4

/**
 * An answer that comes in pieces is read as the whole one is: nothing is agreed on before its end, what is said once stays, and
 * one without an end is given up. Input: how long each of four pieces is, one byte each, how often the answer comes, then the answer.
 */
export const ntsStream: FuzzTarget = {
  name: 'nts-stream',
  deepest: 'agreement in pieces',
  seeds: ntsRecords.seeds.map((seed) => joined(Uint8Array.of(1, 7, 90, 3, 1), seed)),
  make: (random) => {
    const answer = ntsRecords.make?.(random) ?? oneOf(ntsRecords.seeds, random)
    return joined(random.bytes(4), Uint8Array.of(random.whole(0, 31) === 0 ? 255 : 1), answer)
  },
  run: (input) => {
    const answer = input.subarray(5)
    const whole = joined(...Array.from({ length: input[4] ?? 1 }, () => answer))
    const expected = readAgreement(whole)
    let [at, piece] = [0, 0]
    let said: ReadAgreement = { kind: 'incomplete' }
    while (at < whole.length && said.kind === 'incomplete') {
      // Pieces of one byte for a long answer would only take long.
      at = Math.min(whole.length, at + Math.max(1, input[piece++ % 4] ?? 0) + Math.floor(whole.length / 12))
      said = readAgreement(whole.subarray(0, at))
      claim(said.kind !== 'incomplete' || at <= MOST, 'It waits for the end of what has none.')
    }
    claim(said.kind === expected.kind, () => `In pieces it is ${said.kind}, as a whole ${expected.kind}.`)
    if (said.kind === 'refused') claim(expected.kind === 'refused' && said.detail === expected.detail, 'In pieces it is refused for another reason.')
    if (said.kind !== 'agreement' || expected.kind !== 'agreement') return said.kind === 'refused' && said.detail === 'too long' ? 'too long' : said.kind
    claim(JSON.stringify(said.agreement) === JSON.stringify(expected.agreement), 'In pieces it is another agreement.')
    return piece > 1 ? 'agreement in pieces' : 'agreement at once'
  },
}
