import { readFile } from 'node:fs/promises'
import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { FailureCode } from '../core/source.ts'

export type Family = 4 | 6
export type Addresses = readonly string[] | { readonly code: FailureCode }

export interface Names {
  /** The addresses of one family, or why there are none. Never rejects. */
  readonly addresses: (host: string, family: Family) => Promise<Addresses>
  /** Ends every question that is under way. */
  readonly cancel: () => void
}

const HOSTS_FILE = process.platform === 'win32' ? 'C:\\Windows\\System32\\drivers\\etc\\hosts' : '/etc/hosts'

/**
 * Looks names up with a resolver of its own: `dns.lookup` blocks a thread for up to 10 s and holds up the end of the
 * process (see docs/adr/0003). Addresses and the hosts file need no question.
 */
export function openNames(timeoutSeconds: number): Names {
  const resolver = new Resolver({ timeout: timeoutSeconds * 1000, tries: 2 })
  let hosts: Promise<string> | null = null
  const asked = new Map<string, Promise<Addresses>>()
  const lookUp = async (host: string, family: Family): Promise<Addresses> => {
    hosts ??= readFile(HOSTS_FILE, 'utf8').catch(() => '')
    const known = addressesInHosts(await hosts, host).filter((address) => isIP(address) === family)
    if (known.length > 0) return known
    try {
      return family === 4 ? await resolver.resolve4(host) : await resolver.resolve6(host)
    } catch (error) {
      return failureOf((error as NodeJS.ErrnoException).code)
    }
  }
  return {
    addresses: async (host, family) => {
      const literal = isIP(host)
      if (literal !== 0) return literal === family ? [host] : []
      const key = `${family} ${host}`
      const answer = asked.get(key) ?? lookUp(host, family)
      asked.set(key, answer)
      return answer
    },
    cancel: () => resolver.cancel(),
  }
}

function failureOf(code: string | undefined): Addresses {
  if (code === 'ENODATA') return []
  if (code === 'ENOTFOUND' || code === 'EBADNAME' || code === 'EFORMERR') return { code: 'name-unknown' }
  return { code: 'names-silent' }
}

/** The addresses that a hosts file (hosts(5)) gives a name. */
export function addressesInHosts(text: string, host: string): readonly string[] {
  const wanted = host.toLowerCase().replace(/\.$/, '')
  return text.split(/\r?\n/).flatMap((line) => {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().split(/\s+/)
    return isIP(address) !== 0 && names.some((name) => name.toLowerCase() === wanted) ? [address] : []
  })
}
