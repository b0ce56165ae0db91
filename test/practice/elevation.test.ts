import { expect, test } from 'vitest'
import type { Step } from '../../main/core/remedy.ts'
import type { StepResult } from '../../main/platform/machine.ts'
import { createPracticeElevation, type RunSteps } from '../../main/practice/elevation.ts'
import { bench } from './tools.ts'

const STEP: Step = {
  remedy: 'step-clock', title: 'Set the clock', done: 'Set the clock', why: 'It is slow.',
  command: ['/usr/bin/date', '-u', '-s', '+47.000 seconds'], needsRights: true, touches: 'the system clock',
  timeoutSeconds: 10, essential: true,
}

const runSteps: RunSteps<never> = (machine, steps) => Promise.all(steps.map(async (step): Promise<StepResult> => {
  const [path = '', ...args] = step.command
  const { exit, tookSeconds } = await machine.run([path, ...args])
  return { remedy: step.remedy, title: step.title, command: step.command, state: 'done', exit, tookSeconds, said: '' }
}))

test('an administrator who says yes lets the plan run with rights', async () => {
  const { laptop } = bench()
  const elevation = createPracticeElevation(laptop, runSteps)
  const outcome = elevation.run([STEP])
  expect(laptop.offset).toBe(47)
  elevation.grant()
  expect(await outcome).toMatchObject({ kind: 'ran', steps: [{ exit: 0 }] })
  expect(laptop.offset).toBeCloseTo(0, 6)
})

test.each(['refuses', 'asks'] as const)('with an administrator who %s and says no, nothing runs', async (rights) => {
  const { laptop } = bench({ rights })
  const elevation = createPracticeElevation(laptop, runSteps)
  elevation.refuse()
  expect(await elevation.run([STEP])).toMatchObject({ kind: 'refused' })
  expect(laptop.calls).toEqual([])
  expect(laptop.offset).toBe(47)
})

test('nobody has to answer as root, or where the practice grants at once', async () => {
  for (const [rights, options] of [['root', {}], ['asks', { grantsAtOnce: true }]] as const) {
    const { laptop } = bench({ rights })
    expect((await createPracticeElevation(laptop, runSteps, options).run([STEP])).kind).toBe('ran')
  }
})
