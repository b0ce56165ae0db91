import { createSocket } from 'node:dgram'

/** So long an answer is waited for, in milliseconds. */
const PATIENCE = 2000
/** An empty question: version 4, mode 3 (RFC 5905 section 7.3). */
const QUESTION = Buffer.alloc(48)
QUESTION[0] = 0x23

/** Round trips in seconds of one packet to each IPv4 address, all sent at once; Infinity where nothing came back. */
export const roundTrips = (addresses: readonly string[]): Promise<readonly number[]> => Promise.all(addresses.map((address) => roundTrip(address)))

function roundTrip(address: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    const end = (seconds: number): void => {
      clearTimeout(timer)
      socket.close()
      resolve(seconds)
    }
    const timer = setTimeout(() => end(Infinity), PATIENCE)
    socket.on('error', () => end(Infinity))
    socket.connect(123, address, () => {
      const sent = process.hrtime.bigint()
      socket.once('message', () => end(Number(process.hrtime.bigint() - sent) / 1e9))
      socket.send(QUESTION)
    })
  })
}
