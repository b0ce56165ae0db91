import { readServer, readWebsite, type Server } from './server.ts'

/** Whom settings or policy name, each line as the user or IT wrote it. */
export interface SourceNames {
  readonly servers?: readonly string[]
  readonly websites?: readonly string[]
}

export interface NamedSources {
  readonly servers?: readonly Server[]
  readonly websites?: readonly URL[]
}

/** Those of them that can be asked; absent where nobody is named, which stands for the usual ones. */
export function namedSources({ servers = [], websites = [] }: SourceNames): NamedSources {
  const named = servers.map(readServer).flatMap((server) => ('wrong' in server ? [] : [server]))
  const pages = websites.map(readWebsite).flatMap((page) => ('wrong' in page ? [] : [page]))
  return { ...(named.length === 0 ? {} : { servers: named }), ...(pages.length === 0 ? {} : { websites: pages }) }
}
