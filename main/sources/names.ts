import { readFileSync } from 'node:fs'
import { Resolver } from 'node:dns/promises'
import { ipFamily } from '../core/address.ts'
import type { FailureCode } from '../core/source.ts'
import { lastResort } from './last-resort.ts'
import type { NameMemory } from './name-memory.ts'

export type Family = 4 | 6
export type Addresses = readonly string[] | { readonly code: FailureCode }

export interface Names {
  /** The addresses of one family, or why there are none. Never rejects. The same question is asked once only. */
  readonly addresses: (host: string, family: Family) => Promise<Addresses>
  /** Ends every question that is under way. */
  readonly cancel: () => void
}

const HOSTS_FILE = process.platform === 'win32' ? 'C:\\Windows\\System32\\drivers\\etc\\hosts' : '/etc/hosts'

/** A lost question must not cost a second: it is put once more after this, and then by TCP, where it cannot get lost. Seconds. */
const SECOND_TRY = 0.1
const BY_TCP = 0.45
/** A name service that is silent for so long (seconds) is not waited for where there are addresses of last resort. */
const SILENCE = 0.9

const SILENT = { code: 'names-silent' } as const

type Told = { readonly addresses: readonly string[]; readonly ttl: number } | { readonly code: FailureCode }

/**
 * Looks names up with a resolver of its own: `dns.lookup` blocks a thread for up to 10 s and holds up the end of the
 * process (see docs/adr/0003). Addresses and the hosts file need no question. Where the name service fails, the name is
 * asked for without the check of signatures, and at last taken from a table (docs/adr/0006).
 * @param timeoutSeconds how long one question may take
 * @param servers the name servers to ask, as `dns.setServers` takes them; the system's when absent
 * @param memory what earlier checks were told
 */
export function openNames(timeoutSeconds: number, servers?: readonly string[], memory?: NameMemory): Names {
  let opened: readonly Resolver[] | null = null
  let hosts: string | null = null
  let over = false
  const asked = new Map<string, Promise<Addresses>>()
  const closers = new Set<() => void>()

  /** Opened when the first name is not remembered: it takes as long as all else of a check in a running program. */
  const resolvers = (): readonly Resolver[] => {
    opened ??= [SECOND_TRY, BY_TCP].map(() => {
      const resolver = new Resolver({ timeout: timeoutSeconds * 1000, tries: 1 })
      if (servers !== undefined) resolver.setServers(servers)
      return resolver
    })
    return opened
  }

  const byUdp = async (resolver: Resolver, host: string, family: Family): Promise<Told> => {
    try {
      const records = family === 4 ? await resolver.resolve4(host, { ttl: true }) : await resolver.resolve6(host, { ttl: true })
      return { addresses: records.map(({ address }) => address), ttl: Math.min(...records.map(({ ttl }) => ttl)) }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      return code === 'ESERVFAIL' ? unchecked('udp', host, family) : failureOf(code)
    }
  }

  /** Loaded only here: where names are told, nothing of this is needed. */
  const unchecked = async (way: 'udp' | 'tcp', host: string, family: Family): Promise<Told> => {
    const { askUnchecked } = await import('./dns-unchecked.ts')
    const [resolver] = resolvers()
    if (over || resolver === undefined) return SILENT
    const { answer, close } = askUnchecked(resolver.getServers(), host, family, way)
    closers.add(close)
    const addresses = await answer
    closers.delete(close)
    return addresses === null ? SILENT : { addresses, ttl: 0 }
  }

  /** One road after another, the next where the one before is silent for a while or fails; the first that tells anything wins. */
  const ask = (host: string, family: Family): Promise<Told> => new Promise((resolve) => {
    if (over) return resolve(SILENT)
    const roads = [...resolvers().map((resolver) => () => byUdp(resolver, host, family)), () => unchecked('tcp', host, family)]
    let begun = 0
    let silences = 0
    const finish = (found: Told): void => {
      for (const timer of timers) clearTimeout(timer)
      closers.delete(stop)
      resolve(found)
    }
    const begin = (road: number): void => {
      const way = roads[road]
      if (over || road !== begun || way === undefined) return
      begun++
      void way().then((found) => {
        if (!isSilent(found)) return finish(found)
        if (++silences === roads.length || over) finish(found)
        else begin(begun)
      })
    }
    const timers = [SECOND_TRY, BY_TCP].map((after, i) => setTimeout(() => begin(i + 1), after * 1000))
    const stop = (): void => finish(SILENT)
    closers.add(stop)
    begin(0)
  })

  const lookUp = (host: string, family: Family): Promise<Addresses> => {
    hosts ??= readHosts()
    const known = addressesInHosts(hosts, host).filter((address) => ipFamily(address) === family)
    if (known.length > 0) return Promise.resolve(known)
    const remembered = memory?.recall(host, family) ?? null
    if (remembered !== null) return Promise.resolve(remembered)
    const asking = ask(host, family).then((found): Addresses => {
      const answer = 'code' in found ? found : found.addresses
      if (!isSilent(found)) memory?.learn(host, family, answer, 'code' in found ? 0 : found.ttl)
      return answer
    })
    const spare = lastResort(host, family)
    return spare.length === 0 ? asking : orInTime(asking, spare)
  }

  const orInTime = (asking: Promise<Addresses>, spare: readonly string[]): Promise<Addresses> => new Promise((resolve) => {
    const impatience = setTimeout(() => resolve(spare), SILENCE * 1000)
    const stop = (): void => {
      clearTimeout(impatience)
      resolve(SILENT)
    }
    closers.add(stop)
    void asking.then((found) => {
      clearTimeout(impatience)
      closers.delete(stop)
      resolve(isSilent(found) && !over ? spare : found)
    })
  })

  return {
    addresses: (host, family) => {
      const literal = ipFamily(host)
      if (literal !== 0) return Promise.resolve(literal === family ? [host] : [])
      const name = host.toLowerCase().replace(/\.$/, '')
      const key = `${family} ${name}`
      const answer = asked.get(key) ?? lookUp(name, family)
      asked.set(key, answer)
      return answer
    },
    cancel: () => {
      over = true
      for (const close of closers) close()
      closers.clear()
      for (const resolver of opened ?? []) resolver.cancel()
    },
  }
}

/** Read at once: it is small, and a fresh process would wait longer for a thread to read it. */
function readHosts(): string {
  try {
    return readFileSync(HOSTS_FILE, 'utf8')
  } catch {
    return ''
  }
}

const isSilent = (found: Told | Addresses): boolean => 'code' in found && found.code === 'names-silent'

function failureOf(code: string | undefined): Told {
  if (code === 'ENODATA') return { addresses: [], ttl: 0 }
  if (code === 'ENOTFOUND' || code === 'EBADNAME' || code === 'EFORMERR') return { code: 'name-unknown' }
  return SILENT
}

/** The addresses that a hosts file (hosts(5)) gives a name. */
export function addressesInHosts(text: string, host: string): readonly string[] {
  const wanted = host.toLowerCase().replace(/\.$/, '')
  return text.split(/\r?\n/).flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
    return ipFamily(address) !== 0 && names.some((name) => name.toLowerCase() === wanted) ? [address] : []
  })
}
