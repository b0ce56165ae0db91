import { LARGEST_STEP } from '../../main/core/limits.ts'
import { isRemedy, type Step } from '../../main/core/remedy.ts'
import { answerReader, lineOf, outcomeOf, type HelperLine } from '../../main/platform/elevation-answer.ts'
import { HELPER_REMEDIES, readRequest, requestWords } from '../../main/platform/elevation-request.ts'
import { clockNotSetSince, posixScript, readScriptOutput, wasHeldBack } from '../../main/platform/script.ts'
import { claim, claimFigures, claimSentence } from './claims.ts'
import { textTarget } from './text.ts'

const STEPS: readonly Step[] = (['step-clock', 'start-service'] as const).map((remedy, index) => ({
  remedy, title: `Step ${index}`, done: 'Done', why: 'It is needed.', command: index === 0 ? ['/bin/date', '-s', '+47.100 seconds'] : ['/usr/bin/systemctl', 'start', 'chrony.service'],
  needsRights: true, touches: 'the clock', timeoutSeconds: 10, essential: index === 0,
}))

/** One word a line, as the helper's arguments come. */
export const helperRequest = textTarget({
  name: 'helper-request', deepest: 'a request with an offset', seeds: ['step-clock\n--offset=47.100', 'start-service\nresync', 'enable-automatic-time', '', 'set-time-zone', 'step-clock\n--offset=-1.5\nset-hardware-clock'],
  words: [...HELPER_REMEDIES, 'use-working-servers', 'set-time-zone', '--offset=', '--offset=1e3', '--offset=0x10', '--help', '-o', '1234567890.123', '+', '-', '--only=x', '$(reboot)'],
  read: (text) => {
    const words = text === '' ? [] : text.split('\n')
    const request = readRequest(words)
    if (typeof request === 'string') {
      claimSentence(request)
      return 'refused'
    }
    const { remedies, offset } = request
    claim(remedies.length > 0 && new Set(remedies).size === remedies.length && remedies.every((remedy) => (HELPER_REMEDIES as readonly string[]).includes(remedy)), 'The helper is asked for what it must not do.')
    claim(words.every((word) => (remedies as readonly string[]).includes(word) || /^--offset=[+-]?\d{1,10}(\.\d{1,3})?$/.test(word)) && words.length === remedies.length + (offset === undefined ? 0 : 1), 'A word was passed over.')
    claim(offset === undefined || Math.abs(offset) <= LARGEST_STEP, 'The clock would be set too far.')
    const again = readRequest(requestWords(request))
    claim(typeof again !== 'string' && again.remedies.join() === remedies.join() && Math.abs((again.offset ?? 0) - (offset ?? 0)) < 0.0005, 'The same request is read as another.')
    return offset === undefined ? 'a request' : 'a request with an offset'
  },
})

const PLAN = STEPS.map(({ remedy, title, command }) => ({ remedy, title, command }))
const ended = (index: number): HelperLine => ({ kind: 'ended', index, result: { ...PLAN[index] ?? PLAN[0]!, state: 'done', exit: 0, tookSeconds: 0.2, said: '' } })
const SPOKEN: readonly (readonly HelperLine[])[] = [
  [{ kind: 'marker' }, { kind: 'plan', steps: PLAN }, { kind: 'began', index: 0 }, ended(0), { kind: 'began', index: 1 }, ended(1), { kind: 'end', outcome: 'ran' }],
  [{ kind: 'marker' }, { kind: 'end', outcome: 'refused', words: 'The last repair ended a moment ago.' }],
  [{ kind: 'marker' }, { kind: 'plan', steps: PLAN }, { kind: 'began', index: 0 }],
  [{ kind: 'marker' }, { kind: 'end', outcome: 'nothing' }],
]

/** Without its marker nothing counts; each result is one of a planned step; words fit a screen. */
export const helperAnswer = textTarget({
  name: 'helper-answer', deepest: 'every step done', seeds: [...SPOKEN.map((lines) => lines.map(lineOf).join('\n')), 'polkit-agent: hello\n'],
  words: ['{"clockMedicHelper":1}', '{"plan":[]}', '{"began":0}', '{"ended":1,"state":"done","exit":0,"tookSeconds":1,"said":""}', '{"end":"ran"}', '"done"', '"failed"', '1e999', '-1', '\\u001b[2J', '__proto__', 'null', '\n'],
  read: (text) => {
    const reader = answerReader()
    const taken = text.split('\n').map((line) => reader.take(line))
    const { marked, steps, end } = reader.answer()
    claim(marked === taken.some((line) => line?.kind === 'marker') && (!marked || text.includes('"clockMedicHelper"')), 'It spoke, or not, and is said not to have, or to have.')
    claim(marked || (steps.length === 0 && end === undefined), 'Somebody else is taken for the helper.')
    claim(steps.length <= 40 && steps.every(({ remedy }) => isRemedy(remedy)), 'A step is none.')
    claimFigures(steps)
    for (const { title, command, said } of steps) for (const shown of [title, said, ...command].filter((each) => each !== '')) claim(shown.length <= 300 && !/[\x00-\x1f\x7f]/.test(shown), 'A step cannot be shown.')
    if (!marked) return 'nobody spoke'
    const outcome = outcomeOf(STEPS, { marked, steps, ...(end === undefined ? {} : { end }) })
    if (outcome.kind !== 'ran') {
      // Words of the helper may be few, never of another kind.
      claim(outcome.words.length <= 400 && !/[\x00-\x1f\x7f]/.test(outcome.words), 'Its words cannot be shown.')
      return outcome.kind
    }
    for (const { state, remedy } of outcome.steps) if (state === 'done') claim(text.includes('"done"') && text.includes(remedy), 'A step is said to be done without a word of it.')
    return outcome.steps.every(({ state }) => state === 'done') ? 'every step done' : 'some steps'
  },
})

const MARK = 'CLOCK-MEDIC-STEP'
const PRINTED = [
  `${MARK} 0 began\n100.10 50\n${MARK} 0 done\n100.30 51\n${MARK} 1 began\n100.30 51\nFailed to start.\n${MARK} 1 failed\n100.90 52\n`, `${MARK} held back\n`, `${MARK} 0 began\rno line end${MARK} 0 done\r`, '',
]

export const scriptOutput = textTarget({
  name: 'script-output', deepest: 'all done', seeds: [...PRINTED, `${MARK} 0 began\n1 1\n${MARK} 0 done\n2 2\n${MARK} 1 began\n3 3\n${MARK} 1 done\n4 4\n`], words: [MARK, `${MARK} 0 done`, `${MARK} 1 began`, `${MARK} held back`, ' failed', '1e400', '\x1b[31m'],
  read: (text) => {
    const results = readScriptOutput(STEPS, text)
    claim(results.length === STEPS.length, 'A step was lost.')
    claimFigures(results)
    for (const [index, { state, said, tookSeconds }] of results.entries()) {
      claim(state !== 'done' || (text.includes(`${MARK} ${index} done`) && text.includes(`${MARK} ${index} began`)), 'A step is said to be done without a word of it.')
      claim(tookSeconds >= 0 && said.length <= 200 && !/[\x00-\x1f\x7f]/.test(said), 'What it said cannot be shown.')
    }
    if (wasHeldBack(text)) return 'held back'
    return results.every(({ state }) => state === 'done') ? 'all done' : results.every(({ state }) => state === 'not-reached') ? 'nothing heard' : 'some'
  },
})

/** The script itself: whatever a step holds, no word of it gets out of its quotes. One word a line. */
export const scriptWords = textTarget({
  name: 'script-words', deepest: 'one word each', seeds: ['/bin/date\n-s\n+47 seconds', '/usr/bin/tee\n/etc/x', 'it\'s\n$(id)\n`id`', 'btime 1795000000\ncpu 1'], words: ['\'', '"', '\\', '$(id)', '`', ';', '&&', '\n', '!', 'btime 123456', '*'],
  read: (text) => {
    const since = clockNotSetSince(text)
    claim(since === undefined || since.slice(0, 3).join(' ') === '/bin/grep -q -x', 'The condition is another command.')
    const words = text.split('\n')
    if (text.includes('\0') || words.some((word) => word.includes('\r'))) return 'no words of a command'
    const line = posixScript([{ ...STEPS[0]!, command: words }])
    const { rest, open } = outside(line)
    claim(!open && !/[$`!*]/.test(rest), () => `A word gets out of its quotes: ${line}`)
    return since === undefined ? 'one word each' : 'one word each, with a condition'
  },
})

/** What stands outside of single quotes, as a POSIX shell reads a line, and whether a quote is left open. */
function outside(line: string): { readonly rest: string; readonly open: boolean } {
  let [rest, quoted] = ['', false]
  for (let at = 0; at < line.length; at++) {
    if (!quoted && line[at] === '\\') at++
    else if (line[at] === '\'') quoted = !quoted
    else if (!quoted) rest += line[at]
  }
  return { rest, open: quoted }
}

export const HELPER = [helperRequest, helperAnswer, scriptOutput, scriptWords]
