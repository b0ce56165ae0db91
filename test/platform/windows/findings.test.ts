import { describe, expect, test } from 'vitest'
import { diagnose } from '../../../main/core/diagnose.ts'
import { workingServers } from '../../../main/core/diagnose/servers.ts'
import type { FindingId } from '../../../main/core/finding.ts'
import { makePlan } from '../../../main/core/plan.ts'
import type { JudgedSource, KnownVerdict } from '../../../main/core/verdict.ts'
import { createWindowsPlatform } from '../../../main/platform/windows/index.ts'
import { scriptedMachine } from '../../fakes/scripted-machine.ts'
import { DOMAIN_MEMBER_AWAY, netstat, windowsPc, type WindowsPc } from './laptops.ts'

const windows = createWindowsPlatform()
const stateOf = (pc: WindowsPc) => windows.readState(scriptedMachine(windowsPc(pc)))

const source = (name: string, rest: Partial<JudgedSource> = {}): JudgedSource =>
  ({ name, address: '192.0.2.1', kind: 'ntp', status: 'truechimer', reason: 'agrees', ...rest })

const verdictOf = (offset: number, sources: readonly JudgedSource[] = []): KnownVerdict =>
  ({ kind: 'known', level: Math.abs(offset) < 15 ? 'ok' : 'critical', offset, uncertainty: 0.01, method: 'ntp', authenticated: false, sources })

describe('what is found on a Windows PC', () => {
  test.each<[string, WindowsPc, number, FindingId]>([
    ['the service is gone', { sc: 'missing', dsregcmd: 'missing' }, 0.1, 'service-unregistered'],
    ['its time client is off', { sc: 'running', w32tm: 'en-status-verbose-local-cmos', providers: { NtpClient: { Enabled: ['REG_DWORD', '0x0'] } } }, 0.1, 'automatic-time-off'],
    ['it starts on demand only', {}, 47.3, 'service-on-demand'],
    ['its port is taken', { sc: 'running', w32tm: 'en-status-verbose-free-running', netstat: { stdout: netstat(4711) } }, 47.3, 'source-port-taken'],
    ['a day off, and 15 hours are its limit', {}, 86_400, 'beyond-correction-limit'],
    ['a day fast, and 15 hours are its limit', {}, -86_400, 'beyond-correction-limit'],
    ['it believes to be in step', { sc: 'running', w32tm: 'zh-status-verbose' }, 47.3, 'believes-synchronised'],
    ['the domain is far away', DOMAIN_MEMBER_AWAY, 0.1, 'domain-controller-away'],
    ['another client runs', { clients: ['NetTimeSvc'] }, 47.3, 'other-client'],
    ['the time is guessed from TLS', { config: { UtilizeSslTimeData: ['REG_DWORD', '0x1'] } }, 6_000_000, 'secure-time-seeding'],
    ['an hour off as after a wrong zone', { zoneService: 4 }, 3600, 'wrong-zone'],
    ['an hour off, and the zone is not chosen automatically', { zoneService: 4 }, 3600, 'automatic-zone-off'],
    ['a guest', { sc: 'running', w32tm: 'en-status-verbose-vmic' }, 47.3, 'virtual-machine'],
    ['under policy', { policy: { Config: { MaxPosPhaseCorrection: ['REG_DWORD', '0x2a300'] } } }, 0.1, 'managed'],
  ])('%s', async (_, pc, offset, id) => {
    expect(diagnose(await stateOf(pc), verdictOf(offset)).map((finding) => finding.id)).toContain(id)
  })

  test('nothing on a PC as it comes whose clock is right', async () => {
    expect(diagnose(await stateOf({}), verdictOf(0.02))).toEqual([])
  })
})

describe('configured servers that fail are replaced', () => {
  const answering = [source('a.example'), source('b.example')]

  test.each<[string, Partial<JudgedSource>]>([['silent', { status: 'unreachable', code: 'no-answer' }], ['wrong', { status: 'falseticker' }]])(
    'a running service that follows one that is %s: the clock is set before it hears of others', async (_, rest) => {
      const state = await stateOf({ sc: 'running', w32tm: 'de-status-synced' })
      const verdict = verdictOf(47.3, [source('time.windows.com', rest), ...answering])
      const context = { state, offset: verdict.offset, udpBlocked: false, workingServers: workingServers(state, verdict) }
      const { steps } = makePlan(diagnose(state, verdict), windows.remedies, context)
      expect(steps.map(({ command }) => (command.join(' ').includes('Set-Date') ? 'set' : command.slice(1).join(' ')))).toEqual([
        '/config /manualpeerlist:a.example,0x8 b.example,0x8 /syncfromflags:manual', 'set', '/config /update', '/resync /rediscover',
      ])
    })
})
