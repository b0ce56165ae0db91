import { describe, expect, test } from 'vitest'
import { diagnose } from '../../../main/core/diagnose.ts'
import { makePlan, type Plan } from '../../../main/core/plan.ts'
import type { KnownVerdict } from '../../../main/core/verdict.ts'
import { createWindowsPlatform } from '../../../main/platform/windows/index.ts'
import { scriptedMachine } from '../../fakes/scripted-machine.ts'
import { DOMAIN_MEMBER, DOMAIN_MEMBER_AWAY, windowsPc, type WindowsPc } from './laptops.ts'

const windows = createWindowsPlatform()

/** What would be done on this PC with its clock `offset` seconds slow. */
const planFor = async (pc: WindowsPc, offset: number): Promise<Plan> => {
  const state = await windows.readState(scriptedMachine(windowsPc(pc)))
  const level = Math.abs(offset) < 15 ? 'ok' : 'critical'
  const verdict: KnownVerdict = { kind: 'known', level, offset, uncertainty: 0.01, method: 'ntp', authenticated: false, sources: [] }
  return makePlan(diagnose(state, verdict), windows.remedies, { state, offset })
}

/** The steps by their last word or two, enough to tell them apart. */
const outline = ({ steps }: Plan): readonly string[] =>
  steps.map(({ command }) => (command.join(' ').includes('Set-Date') ? 'set' : command.slice(1).join(' ')))

describe('the repair of a wrong clock', () => {
  test.each<[string, WindowsPc, readonly string[]]>([
    ['a PC as it comes', {}, ['set', 'start w32time', '/resync /rediscover']],
    ['a disabled service', { start: 4 }, ['set', 'config w32time start= demand', 'start w32time', '/resync /rediscover']],
    ['a stopped automatic service', { start: 2 }, ['set', 'start w32time', '/resync /rediscover']],
    ['automatic time off', { sc: 'running', parameters: { NtpServer: ['REG_SZ', 'ntp.example.org'], Type: ['REG_SZ', 'NoSync'] } },
      ['set', '/config /syncfromflags:manual /update', '/resync /rediscover']],
    ['a service that is not registered', { sc: 'missing', dsregcmd: 'missing' }, ['/register', 'config w32time start= demand', 'set']],
    ['a domain member', DOMAIN_MEMBER, ['/resync /rediscover']],
    ['a domain member far from its network', DOMAIN_MEMBER_AWAY, ['set']],
  ])('%s: set first, for a service that corrects it before would make it wrong twice over', async (_, pc, steps) => {
    expect(outline(await planFor(pc, 47.3))).toEqual(steps)
  })

  test.each<[string, WindowsPc]>([['as it comes', {}], ['in a domain', DOMAIN_MEMBER]])(
    'a PC with the right time, %s, needs nothing', async (_, pc) => {
      const plan = await planFor(pc, 0.02)
      expect(plan.steps).toEqual([])
      expect(plan.impossible).toEqual([])
    })
})
