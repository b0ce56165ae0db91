import type { Clock } from '../core/clock.ts'
import { openManners, type Manners } from './manners.ts'
import { openNameMemory, type NameMemory } from './name-memory.ts'
import type { NtsKeeper } from './nts.ts'
import type { Server } from './server.ts'

/** What outlives one check: addresses, keys and cookies as long as the program runs, refusals on disk. */
export interface Memory {
  readonly names: NameMemory
  /** The time servers that this machine was found to be configured to use; null before its state was read once. */
  readonly servers: () => readonly Server[] | null
  readonly rememberServers: (servers: readonly Server[]) => void
  readonly manners: () => Promise<Manners>
  /** Loaded when first asked for: most checks of the command line need no keys. */
  readonly nts: () => Promise<NtsKeeper>
  readonly close: () => Promise<void>
}

/** The memory of one program that checks this machine. */
export function openMemory(clock: Clock): Memory {
  let keeper: Promise<NtsKeeper> | null = null
  let servers: readonly Server[] | null = null
  return {
    names: openNameMemory(clock.monotonic),
    servers: () => servers,
    rememberServers: (known) => { servers = known },
    manners: () => openManners(clock),
    nts: () => {
      keeper ??= import('./nts.ts').then(({ openNts }) => openNts())
      return keeper
    },
    close: async () => (await keeper)?.close(),
  }
}
