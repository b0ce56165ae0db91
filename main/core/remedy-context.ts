import type { ClockState } from './clock-state.ts'
import { workingServers } from './diagnose/servers.ts'
import type { RemedyContext } from './remedy.ts'
import type { Verdict } from './verdict.ts'

/** What the remedies go by: the state, and of the measurement what they may build on. `timeZone` is the one the user named. */
export const contextFrom = (state: ClockState, verdict: Verdict, timeZone?: string): RemedyContext => ({
  state,
  ...(verdict.kind === 'known' ? { offset: verdict.offset, udpBlocked: verdict.method === 'https-date', workingServers: workingServers(state, verdict) } : {}),
  ...(timeZone === undefined ? {} : { timeZone }),
})
