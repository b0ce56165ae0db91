import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** After the start and its first check, and before anybody is likely to open the window. Seconds. */
export const WARM_UP_AFTER = 3

/**
 * Does ahead what the first opening of the window would wait for: messages are compiled, the QR code is drawn, and Node loads
 * what answers the requests of the page. What the start has left behind is given back to the system.
 */
export function warmUp(view: () => unknown): void {
  view()
  void new Response(null)
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  // The usual kind keeps half of the heap for what may come.
  if (typeof collect === 'function') collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
