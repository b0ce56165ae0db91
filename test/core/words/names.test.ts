import { afterEach, expect, test } from 'vitest'
import { SERVICES } from '../../../main/core/services/data.ts'
import { failureWords } from '../../../main/core/words/failures.ts'
import { ENGLISH } from '../../../main/core/words/languages.ts'
import { speak } from '../../../main/core/words/say.ts'
import { serviceName } from '../../../main/core/words/services.ts'

const GERMAN = { tag: 'de', name: 'Deutsch', direction: 'ltr' } as const

afterEach(() => speak(ENGLISH, {}))

test('a service of the list is named in the language of the reader, one of one\'s own as it was named', () => {
  speak(GERMAN, { 'Another service with one-time codes': 'Ein anderer Dienst', 'fine': 'gut' })
  expect([serviceName(SERVICES[0]!), serviceName({ name: 'fine' })]).toEqual(['Ein anderer Dienst', 'fine'])
})

test('what a source said stands in its sentence, which keeps all but its last full stop', () => {
  speak(GERMAN, { 'Asked not to be used.': 'Bat z. B. um Ruhe.', 'Did not answer.': '応答がありません。' })
  expect([failureWords({ code: 'kiss-of-death', detail: 'RATE' }), failureWords({ code: 'no-answer', detail: '3 s' })]).toEqual(['Bat z. B. um Ruhe (RATE).', '応答がありません (3 s).'])
})
