import { closeSync, openSync, readSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** Every so many rows and columns a pixel is looked at. */
const GRID = 6
const BYTES_PER_PIXEL = 4
/** How much of the pixels that a window changes must look as they will in the end. */
const PAINTED = 0.97

interface Frame {
  /** Seconds since the watch began. */
  readonly at: number
  readonly pixels: Uint32Array
}

export interface Screen {
  /** Watches for so many seconds and gives when the picture looked as it does at their end; null where nothing changed. */
  readonly painted: (act: () => Promise<void>, seconds: number) => Promise<number | null>
  readonly close: () => void
}

/** The screen of an Xvfb that was started with `-fbdir`, as it is in memory (X Window Dump, XWDFile.h). */
export function openScreen(file: string): Screen {
  const handle = openSync(file, 'r')
  const header = Buffer.alloc(100)
  readSync(handle, header, 0, header.length, 0)
  const field = (index: number): number => header.readUInt32BE(index * 4)
  const [headerSize, width, height, bytesPerLine, colours] = [field(0), field(4), field(5), field(12), field(19)]
  const start = headerSize + colours * 12

  const look = (): Uint32Array => {
    const row = Buffer.alloc(bytesPerLine)
    const columns = Math.floor(width / GRID)
    const pixels = new Uint32Array(columns * Math.floor(height / GRID))
    for (let y = 0; y < Math.floor(height / GRID); y++) {
      readSync(handle, row, 0, bytesPerLine, start + y * GRID * bytesPerLine)
      for (let x = 0; x < columns; x++) pixels[y * columns + x] = row.readUInt32LE(x * GRID * BYTES_PER_PIXEL)
    }
    return pixels
  }
  return {
    painted: async (act, seconds) => {
      const before = look()
      const frames: Frame[] = []
      const began = performance.now()
      await act()
      for (let now = 0; now < seconds; now = (performance.now() - began) / 1000) {
        const pixels = look()
        if (frames.length === 0 || differ(pixels, frames.at(-1)?.pixels ?? before) > 0) frames.push({ at: now, pixels })
        await wait(3)
      }
      const after = look()
      const changed = differ(after, before)
      return changed === 0 ? null : frames.find(({ pixels }) => differ(pixels, after) <= changed * (1 - PAINTED))?.at ?? null
    },
    close: () => closeSync(handle),
  }
}

const differ = (some: Uint32Array, others: Uint32Array): number => some.reduce((count, pixel, index) => count + (pixel === others[index] ? 0 : 1), 0)
