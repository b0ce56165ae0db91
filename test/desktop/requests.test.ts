import { describe, expect, test } from 'vitest'
import { answersTo, type WindowRequests } from '../../main/desktop/requests.ts'
import { CHANNELS, type AppView } from '../../preload/contract.ts'

function recorder(): { readonly answers: ReturnType<typeof answersTo>; readonly done: string[] } {
  const done: string[] = []
  const note = (name: string) => async (value: unknown): Promise<void> => { done.push(`${name} ${String(value)}`) }
  const requests: WindowRequests = {
    view: () => ({ version: '1' }) as AppView,
    check: async () => { done.push('check') },
    restartCodeTest: () => { done.push('restart') },
    fix: note('fix'), tryCode: note('code'), practice: note('practice'), copy: note('copy'),
  }
  return { answers: answersTo(requests), done }
}

describe('what the window may ask', () => {
  test('every call of the contract reaches its answer with its argument', async () => {
    const { answers, done } = recorder()
    const calls: readonly (readonly [string, ...unknown[]])[] = [
      [CHANNELS.check], [CHANNELS.fix, '3-0a1b2c3d'], [CHANNELS.tryCode, '123 456'], [CHANNELS.restartCodeTest], [CHANNELS.practice, true], [CHANNELS.copy, 'report'],
    ]
    for (const [channel, ...args] of calls) await answers.get(channel)?.(args)
    expect(done).toEqual(['check', 'fix 3-0a1b2c3d', 'code 123 456', 'restart', 'practice true', 'copy report'])
  })

  test('there is no answer to anything else', () => {
    const asked = Object.values(CHANNELS).filter((channel) => channel !== CHANNELS.viewChanged && channel !== CHANNELS.showScreen)
    expect([...recorder().answers.keys()].toSorted()).toEqual(asked.toSorted())
  })

  test.each([
    ['an object for a plan', CHANNELS.fix, [{ id: 'x' }]], ['a list for a plan', CHANNELS.fix, [['x']]], ['no plan', CHANNELS.fix, []],
    ['two plans', CHANNELS.fix, ['a', 'b']], ['an endless plan', CHANNELS.fix, ['x'.repeat(101)]],
    ['a number for a code', CHANNELS.tryCode, [123_456]], ['an endless code', CHANNELS.tryCode, ['1'.repeat(21)]],
    ['a word for yes', CHANNELS.practice, ['yes']], ['a path to copy', CHANNELS.copy, ['/etc/passwd']], ['a key of every object', CHANNELS.copy, ['constructor']],
    ['an argument where there is none', CHANNELS.check, ['now']], ['an argument where there is none', CHANNELS.view, [{}]],
  ])('%s is refused and nothing is done', (_what, channel, args) => {
    const { answers, done } = recorder()
    expect(() => answers.get(channel)?.(args)).toThrow(/expected|no argument|Nothing of that name/)
    expect(done).toEqual([])
  })
})
