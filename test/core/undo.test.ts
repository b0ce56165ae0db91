import { describe, expect, it } from 'vitest'
import type { RecordedStep, RepairRecord } from '../../main/core/repair-record.ts'
import { hasUndo, planUndo, withoutUndone } from '../../main/core/undo.ts'

const A = ['/usr/bin/systemctl', 'mask', 'chrony.service']
const B = ['/usr/bin/systemctl', 'disable', '--now', 'chrony.service']
const STEPS: readonly RecordedStep[] = [
  { remedy: 'unmask-service', title: 'Allow chrony to start', state: 'done', undo: A },
  { remedy: 'step-clock', title: 'Set the clock', state: 'done', undo: ['/usr/bin/date', '-u', '-s', '-47.300 seconds'] },
  { remedy: 'enable-automatic-time', title: 'Turn automatic time on', state: 'open', undo: B },
  { remedy: 'resync', title: 'Restart chrony', state: 'done' },
]
const record = (steps: readonly RecordedStep[]): RepairRecord => ({ os: 'linux', began: { monotonic: 1 }, ended: false, steps })
const commands = (steps: readonly RecordedStep[], accepts: (command: readonly string[]) => boolean = () => true) => planUndo(record(steps), accepts).steps.map(({ command }) => command)

describe('a repair is taken back', () => {
  it('from its last setting to its first, and never the time of the clock', () => {
    expect(commands(STEPS)).toEqual([B, A])
    expect(planUndo(record(STEPS), () => true)).toMatchObject({ foreign: 0, keepsClock: true })
  })

  it('without steps that were never reached', () => {
    expect(commands(STEPS.map((step) => (step.undo === B ? { ...step, state: 'not-reached' as const } : step)))).toEqual([A])
  })

  it('each setting once', () => expect(commands([...STEPS, ...STEPS])).toEqual([B, A]))

  it('without commands that no remedy made, which are counted', () => {
    const hostile: RecordedStep = { remedy: 'resync', title: 'Restart chrony', state: 'done', undo: ['/bin/sh', '-c', 'id'] }
    const plan = planUndo(record([...STEPS, hostile]), ([program]) => program !== '/bin/sh')
    expect(plan.steps.map(({ command }) => command)).toEqual([B, A])
    expect(plan.foreign).toBe(1)
  })

  it('by steps of which none stops the others', () => {
    for (const step of planUndo(record(STEPS), () => true).steps) expect(step).toMatchObject({ essential: false, needsRights: true })
  })

  it('bit by bit: what is undone is not undone again', () => {
    const left = withoutUndone(record(STEPS), B)
    expect(left.ended).toBe(true)
    expect(commands(left.steps)).toEqual([A])
  })

  it('and a hardware clock that was set is left as it is, like the clock', () => {
    const hardware: RecordedStep = { remedy: 'set-hardware-clock', title: 'Set the hardware clock', state: 'done', undo: ['/usr/sbin/hwclock', '--systohc'] }
    expect(planUndo(record([hardware]), () => true)).toEqual({ steps: [], foreign: 0, keepsClock: true })
    expect(planUndo(record([{ ...hardware, state: 'not-reached' }]), () => true).keepsClock).toBe(false)
    expect(planUndo(record(STEPS.filter(({ remedy }) => remedy !== 'step-clock')), () => true).keepsClock).toBe(false)
  })

  it('on Windows also where the service has stopped already', () => {
    const okExits = (os: RepairRecord['os']) => planUndo({ ...record(STEPS), os }, () => true).steps.map((step) => step.okExits)
    expect([okExits('windows'), okExits('linux')]).toEqual([[[0, 1062], [0, 1062]], [[0], [0]]])
  })

  it('as long as there is a setting to take back', () => {
    expect(hasUndo(record(STEPS))).toBe(true)
    expect(hasUndo(record(STEPS.filter(({ undo }) => undo === undefined)))).toBe(false)
    expect(hasUndo(record(STEPS.filter(({ remedy }) => remedy === 'step-clock')))).toBe(false)
  })
})
