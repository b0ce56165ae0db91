import { createSocket, type Socket } from 'node:dgram'

/** A UDP socket to talk to this address, which is not looked up again: Node would spend milliseconds on telling that it is one. */
export function openUdp(address: string): Socket {
  const family = address.includes(':') ? 6 : 4
  return createSocket({ type: `udp${family}`, lookup: (given, _options, found) => found(null, given, family) })
}
