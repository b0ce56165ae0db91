import { openUdp } from './udp.ts'

/** Documentation addresses (RFC 5737, RFC 3849): connecting a UDP socket to them asks the kernel for a route and sends nothing. */
const ANYWHERE = { 4: '192.0.2.1', 6: '2001:db8::1' } as const

/** Tells whether this machine has a way out for an address family, without sending a packet. */
export function hasRoute(family: 4 | 6): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = openUdp(ANYWHERE[family])
    const answer = (has: boolean): void => {
      socket.removeAllListeners()
      socket.close()
      resolve(has)
    }
    socket.once('error', () => answer(false))
    socket.once('connect', () => answer(true))
    // Given a callback, Node would hand it the error instead of telling the listener.
    socket.connect(9, ANYWHERE[family])
  })
}
