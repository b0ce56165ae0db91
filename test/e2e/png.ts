import { deflateSync } from 'node:zlib'
import { pngFile } from '../png.ts'

/** A PNG file of dark and light modules, so many pixels each (W3C PNG, sections 5 and 11). */
export function pngOf(rows: readonly (readonly boolean[])[], module: number): Buffer {
  const side = rows.length * module
  const lines = rows.flatMap((row) => Array<Buffer>(module).fill(Buffer.from([0, ...row.flatMap((dark) => Array<number>(module).fill(dark ? 0 : 255))])))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  // Eight bits of grey; the usual compression, filter and order.
  header.set([8, 0, 0, 0, 0], 8)
  return pngFile(['IHDR', header], ['IDAT', deflateSync(Buffer.concat(lines))])
}
