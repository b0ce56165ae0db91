import { rejectedWords } from '../../main/cli/otlp.ts'
import { readPortalAnswer } from '../../main/sources/portal.ts'
import { claim, claimLine } from './claims.ts'
import { jsonTarget } from './structured.ts'
import { textTarget } from './text.ts'

const AT = 1_795_348_800
const DATE = 'Sun, 22 Nov 2026 12:00:37 GMT'

/** A hint comes from the page itself and from no cache, and says what the page said. Input: status, seconds until the answer, age, date; one a line. */
export const portalAnswer = textTarget({
  name: 'portal-answer',
  deepest: 'hint',
  seeds: [`204\n0.05\n\n${DATE}`, `204\n1\n0\n${DATE}`, `204\n0.05\n12\n${DATE}`, `302\n0.05\n\n${DATE}`, `200\n0.2\n\n`, `511\n0.2\n\n${DATE}`, `404\n0.1\n\n${DATE}`, `204\n9\n\n${DATE}`],
  words: ['204', '200', '302', '511', '0.05', '5, 5', '1', 'GMT', 'Sun, 22 Nov 2026', 'Thu, 01 Jan 1970 00:00:00 GMT', '23:59:60'],
  read: (text) => {
    const [status = '', elapsed = '', age = '', date = ''] = text.split('\n')
    const statusCode = /^\d{3}$/.test(status) ? Number(status) : undefined
    const answer = readPortalAnswer('probe.example', { ...(statusCode === undefined ? {} : { statusCode }), headers: { ...(age === '' ? {} : { age }), ...(date === '' ? {} : { date }) } }, AT, Number(elapsed))
    const isPage = statusCode === 511 || (statusCode !== 204 && /^[23]\d\d$/.test(status))
    claim((answer.kind === 'portal') === isPage, () => `Status ${status} is taken for ${answer.kind}.`)
    if (answer.kind !== 'hint') return answer.kind
    const { offset, uncertainty } = answer.hint
    claim(statusCode === 204 && !/^\s*0*[1-9]/.test(age), 'A copy, or another page, gives a hint.')
    claim(Number.isFinite(offset) && uncertainty > 0.5 && uncertainty <= 3.1, 'The hint has no figures.')
    const said = Date.parse(date.replace(':60 GMT', ':59 GMT')) / 1000
    claim(Math.abs(AT + offset - said) <= uncertainty + 1.5, () => `${date} is read as ${AT + offset}.`)
    return 'hint'
  },
})

/** What a receiver answers is success, or one printable sentence where it says that it refused figures. */
export const otlpAnswer = jsonTarget({
  name: 'otlp-answer',
  deepest: 'rejected, with words',
  seeds: [{}, { partialSuccess: {} }, { partialSuccess: { rejectedDataPoints: '3', errorMessage: 'too old' } }, { partialSuccess: { rejectedDataPoints: 2 } }, { partialSuccess: { rejectedDataPoints: '0', errorMessage: 'be careful' } }],
  words: ['partialSuccess', 'rejectedDataPoints', 'errorMessage', '1', '99999999999999999999', '\x1b[2J', 'x'.repeat(500)],
  read: (text) => {
    const words = rejectedWords(text, new URL('http://receiver.example:4318/v1/metrics'))
    if (words === null) return 'success'
    claimLine(words, 300)
    claim(/^receiver\.example:4318 took the figures but for \d{1,20} of them(: .+)?\.$/.test(words), () => `How many were refused? ${words}`)
    claim(/[1-9]/.test(text), 'Nothing was refused.')
    return words.includes(': ') ? 'rejected, with words' : 'rejected'
  },
})
