import { crc32, deflateSync } from 'node:zlib'

/** A PNG file of dark and light modules, so many pixels each (W3C PNG, sections 5 and 11). */
export function pngOf(rows: readonly (readonly boolean[])[], module: number): Buffer {
  const side = rows.length * module
  const lines = rows.flatMap((row) => Array<Buffer>(module).fill(Buffer.from([0, ...row.flatMap((dark) => Array<number>(module).fill(dark ? 0 : 255))])))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  // Eight bits of grey; the usual compression, filter and order.
  header.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(lines))), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
