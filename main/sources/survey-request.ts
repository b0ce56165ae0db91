import type { Clock } from '../core/clock.ts'
import type { Quorum } from '../core/judge.ts'
import type { Limits } from '../core/limits.ts'
import type { Observation } from '../core/sample.ts'
import type { Manners } from './manners.ts'
import type { NameMemory } from './name-memory.ts'
import type { Names } from './names.ts'
import type { NtsKeeper } from './nts.ts'
import type { ProxyFor } from './proxy.ts'
import type { Server } from './server.ts'

export interface SurveyRequest {
  /** Servers in the order they become known: the machine's own may take a moment to read. */
  readonly ntp: readonly (readonly Server[] | Promise<readonly Server[]>)[]
  readonly websites: readonly URL[]
  readonly clock: Clock
  readonly limits: Limits
  readonly quorum: Quorum
  /** The survey ends by then, in seconds. */
  readonly deadline: number
  /** Where only websites answer, go on asking until the uncertainty is below this, in seconds. */
  readonly precision?: number
  /** Take some seconds more to be as exact as the network allows. */
  readonly fine?: boolean
  readonly nts?: AuthenticatedRequest
  /** The first packet to a time server has left. */
  readonly onPacket?: () => void
  readonly onObservation?: (observation: Observation) => void
  /** Who tells addresses; a resolver of its own when absent. */
  readonly names?: Names
  /** The user's web proxy; none when absent. */
  readonly proxy?: ProxyFor
  /** What earlier checks of this program learnt of names. */
  readonly nameMemory?: NameMemory
  /** Who asked to be left alone. */
  readonly manners?: Manners
}

export interface AuthenticatedRequest {
  readonly servers: readonly Server[] | Promise<readonly Server[]>
  /** Loaded only where somebody is to be asked: TLS and AES cost more than a whole check. */
  readonly keeper: () => Promise<NtsKeeper>
  /** How long the end of the check waits for keys to be agreed on, in seconds. */
  readonly patience: number
}
