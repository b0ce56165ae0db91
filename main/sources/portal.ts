import http from 'node:http'
import type { Names } from './names.ts'

/** Pages that answer 204 and nothing else when nobody stands in the way; browsers use them for the same question. */
const PROBE = { host: 'connectivitycheck.gstatic.com', path: '/generate_204' } as const

/**
 * Finds out whether a sign-in page stands between this machine and the internet: plain HTTP on purpose, for that is
 * what such pages catch. Calls back once at most, with true only when the answer was somebody else's.
 * Gives a function that ends the question.
 */
export function askPortal(names: Names, answered: (found: boolean) => void): () => void {
  let request: http.ClientRequest | null = null
  let over = false
  void names.addresses(PROBE.host, 4).then((found) => {
    const address = 'code' in found ? undefined : found[0]
    if (over || address === undefined) return
    request = http.request({ method: 'GET', host: address, path: PROBE.path, headers: { Host: PROBE.host }, agent: false })
    request.on('response', ({ statusCode = 0 }) => {
      request?.destroy()
      if (!over) answered(statusCode === 511 || (statusCode >= 200 && statusCode < 400 && statusCode !== 204))
    })
    request.on('error', () => {})
    request.end()
  })
  return () => {
    over = true
    request?.destroy()
  }
}
