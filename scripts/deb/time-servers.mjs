// Time servers on addresses of the loopback device that give this computer's own time: a check has something to agree with, and no
// packet leaves the machine.
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** Names count once each, so every server has an address of its own. */
const ADDRESSES = ['127.0.0.11', '127.0.0.12', '127.0.0.13']
const PACKET_BYTES = 48
/** From 1900 to 1970, in seconds. */
const ERA = 2_208_988_800

/** Starts them; gives the options that name them, and how to stop them. */
export async function startTimeServers() {
  const sockets = await Promise.all(ADDRESSES.map(async (address) => {
    const socket = createSocket('udp4')
    socket.on('message', (question, from) => {
      if (question.length >= PACKET_BYTES) socket.send(answerTo(question), from.port, from.address)
    })
    socket.bind(0, address)
    await once(socket, 'listening')
    return socket
  }))
  return {
    options: sockets.flatMap((socket) => ['--server', `${socket.address().address}:${socket.address().port}`]),
    stop: () => sockets.forEach((socket) => socket.close()),
  }
}

/** An answer of a server of stratum 2 (RFC 5905, figure 8). */
function answerTo(question) {
  const answer = Buffer.alloc(PACKET_BYTES)
  answer.writeUInt8((question.readUInt8(0) & 0b0011_1000) | 4, 0)
  answer.writeUInt8(2, 1)
  answer.writeInt8(6, 2)
  answer.writeInt8(-20, 3)
  // Half a millisecond to the server above, and a millisecond of doubt, in units of 2^-16 s.
  answer.writeUInt32BE(33, 4)
  answer.writeUInt32BE(66, 8)
  answer.writeUInt32BE(0xC0_00_02_01, 12)
  writeTime(answer, 16, Date.now() / 1000 - 16)
  question.copy(answer, 24, 40, 48)
  writeTime(answer, 32, (performance.timeOrigin + performance.now()) / 1000)
  writeTime(answer, 40, (performance.timeOrigin + performance.now()) / 1000)
  return answer
}

function writeTime(packet, at, seconds) {
  packet.writeUInt32BE((Math.floor(seconds) + ERA) % 2 ** 32, at)
  packet.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), at + 4)
}
