import { networkInterfaces } from 'node:os'
import type { Clock } from '../core/clock.ts'
import { isHeldOff, isKissCode, mayAsk, refused, settled, type Now, type Place, type Refusal } from '../core/manners.ts'
import { readRefusals, stateFolder, writeRefusals } from './manners-store.ts'
import { networkIdentity, type Interfaces } from './network-identity.ts'

/** What a survey knows of servers that do not want to be asked now. Addresses are as in `Source.address`. */
export interface Manners {
  /** Whether this address asked to be left alone on this network. */
  readonly heldOff: (address: string) => boolean
  /** Whether it was asked a moment ago, by this survey or another of this program. */
  readonly justAsked: (address: string) => boolean
  readonly asked: (address: string) => void
  /** It answered with this kiss code. */
  readonly refused: (address: string, code: string) => void
  /** Keeps what was learnt, with the offset (true time minus local clock, seconds) where it is known. Never rejects. */
  readonly save: (offset?: number) => Promise<void>
}

/** When each address was asked last, by each clock that counts for this program. */
const askedBy = new WeakMap<Clock, Map<string, number>>()
/** What could not be kept in a folder is at least known to this program. */
const unsaved = new Map<string, readonly Refusal[]>()

interface Heard {
  readonly place: Place
  readonly code: string
  /** By the clock that is never set. */
  readonly monotonic: number
}

/** Manners for one survey: what was kept in the folder, and this machine's network as it is now. Never rejects. */
export async function openManners(clock: Clock, folder: string = stateFolder(), interfaces: () => Interfaces = networkInterfaces): Promise<Manners> {
  const kept = (): readonly Refusal[] => unsaved.get(folder) ?? readRefusals(folder) ?? []
  let refusals = kept()
  const heard: Heard[] = []
  const asked = recentlyAsked(clock)
  // Reading the local clock takes up to 1 ms, so it is read once and only where there is something to compare.
  const localMinusMonotonic = once(() => clock.wall() - clock.monotonic())
  const identities = { 4: once(() => networkIdentity(interfaces(), 4)), 6: once(() => networkIdentity(interfaces(), 6)) }
  const placeOf = (address: string): Place => ({ network: identities[address.includes(':') ? 6 : 4](), address })
  const now = (): Now => {
    const local = localMinusMonotonic() + clock.monotonic()
    return { at: local, local }
  }

  const learnt = (offset: number): readonly Refusal[] => {
    const wall = clock.wall()
    const monotonic = clock.monotonic()
    const at = (moment: number): Now => ({ at: wall - (monotonic - moment) + offset, local: wall - (monotonic - moment) })
    // Read again: another run of this program may have written meanwhile.
    return heard.reduce((list, { place, code, monotonic: moment }) => refused(list, place, code, at(moment)), settled(kept(), at(monotonic)))
  }
  return {
    heldOff: (address) => heard.some(({ place }) => place.address === address)
      || (refusals.some((refusal) => refusal.address === address && refusal.network === placeOf(address).network) && isHeldOff(refusals, placeOf(address), now())),
    justAsked: (address) => !mayAsk(asked.get(address), clock.monotonic()),
    asked: (address) => void asked.set(address, clock.monotonic()),
    refused: (address, code) => {
      if (isKissCode(code)) heard.push({ place: placeOf(address), code, monotonic: clock.monotonic() })
    },
    save: async (offset = 0) => {
      if (heard.length === 0 && refusals.length === 0) return
      const before = kept()
      refusals = learnt(offset)
      heard.length = 0
      if (JSON.stringify(refusals) === JSON.stringify(before) && !unsaved.has(folder)) return
      unsaved.set(folder, refusals)
      // Where the home cannot be written, what was learnt ends with this program.
      await writeRefusals(folder, refusals).then(() => unsaved.delete(folder), () => {})
    },
  }
}

function recentlyAsked(clock: Clock): Map<string, number> {
  const known = askedBy.get(clock)
  if (known === undefined) {
    const fresh = new Map<string, number>()
    askedBy.set(clock, fresh)
    return fresh
  }
  const now = clock.monotonic()
  for (const [address, at] of known) if (mayAsk(at, now)) known.delete(address)
  return known
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined
  return () => (found ??= { value: find() }).value
}
