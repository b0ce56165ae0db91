import { afterEach, describe, expect, test } from 'vitest'
import type { Checkup } from '../../main/core/checkup.ts'
import { ENGLISH, LANGUAGES, type Language } from '../../main/core/words/languages.ts'
import { speak, type Catalogue } from '../../main/core/words/say.ts'
import { laptopsOf, readLaptop, SYSTEMS, type Laptop } from '../laptops/laptop.ts'
import { lookAt } from '../laptops/look.ts'

const LAPTOPS = SYSTEMS.flatMap(laptopsOf).map((name) => [name, readLaptop(name)] as const)
/** The one whose sentences have marks around what is put into them. */
const ARABIC: Language = LANGUAGES.find(({ direction }) => direction === 'rtl') ?? ENGLISH
/** Has every message there is, between brackets. */
const BRACKETED: Catalogue = new Proxy({}, { get: (_, message) => `[${String(message).split(' || ')[0]}]` })
const SAID = /^\[[^[\]]+\]( \[[^[\]]+\])*$/
/** Values may hold values. */
const withoutValues = (text: string): string => {
  const less = text.replaceAll(/\u2068[^\u2068\u2069]*\u2069/g, '…')
  return less === text ? text : withoutValues(less)
}

afterEach(() => speak(ENGLISH, {}))

const look = ({ system, machine, measured, zone }: Laptop): Promise<Checkup> => lookAt(system, machine, measured, zone)

describe.each(LAPTOPS)('in another language %s', (_, laptop) => {
  test('is repaired by the same commands, which no word has any say in', async () => {
    const { plan } = await look(laptop)
    speak(ARABIC, BRACKETED)
    const inArabic = (await look(laptop)).plan
    expect(inArabic.id).toBe(plan.id)
    expect(inArabic.steps.map(({ command, input, undo }) => ({ command, input, undo }))).toEqual(plan.steps.map(({ command, input, undo }) => ({ command, input, undo })))
  })

  test('has not a word of English in what is shown', async () => {
    speak(ARABIC, BRACKETED)
    const { plan, state } = await look(laptop)
    const words = [
      ...plan.steps.flatMap(({ title, done, why, touches }) => [title, done, why, touches]),
      ...plan.impossible.map(({ reason }) => reason),
      ...state.unreadable.flatMap(({ what, why }) => [what, why]),
      ...(state.managedBy === undefined ? [] : [state.managedBy]),
    ]
    expect(words.map(withoutValues).filter((text) => !SAID.test(text))).toEqual([])
  })
})
