import { deflateSync } from 'node:zlib'
import { pngFile } from '../png.ts'

/** Rows of pixels, four bytes each: blue, green, red and one that is not used. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

/** Two pixels are alike when no colour in them differs by more; what draws letters rounds differently from machine to machine. */
const ALIKE = 48
/** So many pixels in a million may differ. */
const MAY_DIFFER = 300

/**
 * What is different in a picture, as a sentence; null where nothing worth a word is.
 * @param kept with the colours that `smallPng` left
 */
export function difference(kept: Bitmap, taken: Bitmap): string | null {
  if (kept.width !== taken.width || kept.height !== taken.height) return `It was ${kept.width} × ${kept.height} pixels and is ${taken.width} × ${taken.height}.`
  let different = 0
  for (let at = 0; at < kept.bytes.length; at += 4) {
    const far = [0, 1, 2].some((colour) => Math.abs((kept.bytes[at + colour] ?? 0) - (taken.bytes[at + colour] ?? 0)) > ALIKE)
    if (far) different++
  }
  const pixels = kept.width * kept.height
  return different * 1e6 > pixels * MAY_DIFFER ? `${different} of its ${pixels} pixels differ.` : null
}

/** The most colours that one byte can name, and how many of them are kept as they are: those of areas. */
const PALETTE = 256
const EXACT = 48

/** A PNG file of a bitmap (W3C PNG, sections 5 and 11) of a fraction of the usual size: the commonest colours are kept, the others rounded. */
export function smallPng({ width, height, bytes }: Bitmap): Buffer {
  const pixels = Uint32Array.from({ length: width * height }, (_, pixel) => (bytes[pixel * 4 + 2] ?? 0) << 16 | (bytes[pixel * 4 + 1] ?? 0) << 8 | (bytes[pixel * 4] ?? 0))
  const colours = commonest(pixels)
  const palette = [...new Set(colours.map((colour, rank) => (rank < EXACT ? colour : rounded(colour))))].slice(0, PALETTE)
  const places = new Map(colours.map((colour) => [colour, nearest(palette, colour)]))
  const lines = Buffer.alloc((width + 1) * height)
  for (const [pixel, colour] of pixels.entries()) lines[Math.floor(pixel / width) + pixel + 1] = places.get(colour) ?? 0
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits of a palette; the usual compression, filter and order.
  header.set([8, 3, 0, 0, 0], 8)
  return pngFile(['IHDR', header], ['PLTE', Buffer.from(palette.flatMap(partsOf))], ['IDAT', deflateSync(lines, { level: 9 })])
}

/** All colours, those of most pixels first. */
function commonest(pixels: Uint32Array): readonly number[] {
  const counts = new Map<number, number>()
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([colour]) => colour)
}

/** To one of 16 levels of red, green and blue. */
const rounded = (colour: number): number => partsOf(colour).reduce((all, part) => all << 8 | Math.round(part / 17) * 17, 0)

const partsOf = (colour: number): readonly [number, number, number] => [colour >> 16, colour >> 8 & 255, colour & 255]

/** The place of the colour of a palette that differs least. */
function nearest(palette: readonly number[], colour: number): number {
  const [red, green, blue] = partsOf(colour)
  let best = 0
  let least = Infinity
  for (const [place, known] of palette.entries()) {
    const [r, g, b] = partsOf(known)
    const far = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2
    if (far < least) [best, least] = [place, far]
  }
  return best
}
