/** The longest side of a picture that is handed on; a QR code needs no more. */
const LONGEST_SIDE = 2000

export interface Pixels {
  readonly width: number
  /** RGBA, row by row. */
  readonly pixels: Uint8Array
}

/** The pixels of a picture file, made smaller where it is large. A width of 0 where it is no picture that Chromium can read. */
export async function pixelsOf(file: Blob): Promise<Pixels> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (bitmap === null) return { width: 0, pixels: new Uint8Array() }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height))
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale))) as [number, number]
  const canvas = new OffscreenCanvas(width, height)
  const drawing = canvas.getContext('2d', { willReadFrequently: true })
  if (drawing === null) return { width: 0, pixels: new Uint8Array() }
  // What is see-through is meant to be seen on paper.
  drawing.fillStyle = 'white'
  drawing.fillRect(0, 0, width, height)
  drawing.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  const { data } = drawing.getImageData(0, 0, width, height)
  drawing.clearRect(0, 0, width, height)
  return { width, pixels: new Uint8Array(data.buffer) }
}

/** The picture among pasted or dropped things, if there is one. */
export const pictureIn = (things: DataTransfer | null): File | undefined => Array.from(things?.files ?? []).find(({ type }) => type.startsWith('image/'))
