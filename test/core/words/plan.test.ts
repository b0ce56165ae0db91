import { expect, test } from 'vitest'
import type { Plan } from '../../../main/core/plan.ts'
import type { Step } from '../../../main/core/remedy.ts'
import { commandsText, planText } from '../../../main/core/words/plan.ts'
import { shellWords } from '../../../main/core/words/shell.ts'

const step = (more: Partial<Step> = {}): Step => ({
  remedy: 'step-clock', title: 'Set the clock', done: 'Set the clock', why: 'It is 47.3 s slow.', command: ['/usr/bin/date', '--set', '@5 s'],
  needsRights: true, touches: 'The clock', timeoutSeconds: 10, essential: true, ...more,
})
const plan = (steps: readonly Step[], reasons: readonly string[] = []): Plan =>
  ({ id: 'x', steps, impossible: reasons.map((reason) => ({ remedy: 'set-time-zone', reason })) })

test('a plan shows each step with its reason, its exact command, what it changes and how to take it back', () => {
  expect(planText(plan([step(), step({ title: 'Turn automatic time on', undo: ['/usr/bin/timedatectl', 'set-ntp', 'false'] })], ['Nobody knows the zone.']))).toBe([
    '1. Set the clock',
    '   Why:     It is 47.3 s slow.',
    '   Command: /usr/bin/date --set \'@5 s\'',
    '   Changes: The clock',
    '2. Turn automatic time on',
    '   Why:     It is 47.3 s slow.',
    '   Command: /usr/bin/date --set \'@5 s\'',
    '   Changes: The clock',
    '   Undo:    /usr/bin/timedatectl set-ntp false',
    'Nobody knows the zone.',
  ].join('\n'))
})

test('a plan without a step says so, and why nothing can be done', () => {
  expect([planText(plan([])), planText(plan([], ['Nobody knows the zone.']))]).toEqual(['Nothing has to be changed.', 'Nothing has to be changed.\nNobody knows the zone.'])
})

test('an administrator gets the commands as they would be typed', () => {
  expect(commandsText(plan([step(), step({ command: ['/bin/true'] })]))).toBe('  sudo /usr/bin/date --set \'@5 s\'\n  sudo /bin/true')
})

test.each([
  ['a', 'a'], ['a b', '\'a b\''], ['', '\'\''], ['it\'s', String.raw`'it'\''s'`], ['$(reboot)', '\'$(reboot)\''], ['a;b', '\'a;b\''], ['x\n', '\'x\n\''], ['~/x', '\'~/x\''], ['+5%@:,./-=_', '+5%@:,./-=_'],
])('%j is typed in a shell as %s', (word, typed) => expect(shellWords([word, word])).toBe(`${typed} ${typed}`))
