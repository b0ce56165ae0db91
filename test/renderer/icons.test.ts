import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ASSETS = join(import.meta.dirname, '..', '..', 'assets')
const PNG = '89504e470d0a1a0a'

/** Width and height of a PNG image; the colour type 6 means red, green, blue and alpha. */
function png(data: Buffer): { readonly width: number; readonly height: number; readonly colourType: number } {
  expect(data.subarray(0, 8).toString('hex')).toBe(PNG)
  return { width: data.readUInt32BE(16), height: data.readUInt32BE(20), colourType: data.readUInt8(25) }
}

const square = (side: number) => ({ width: side, height: side, colourType: 6 })

describe('icons', () => {
  const states = ['fine', 'warning', 'wrong', 'unknown']
  const names = states.flatMap((state) => [state, `${state}-dark`, `${state}Template`])

  it.each(names)('tray %s exists for both pixel densities', (name) => {
    expect(png(readFileSync(join(ASSETS, 'tray', `${name}.png`)))).toEqual(square(16))
    expect(png(readFileSync(join(ASSETS, 'tray', `${name}@2x.png`)))).toEqual(square(32))
  })

  it.each(['', '-dark', 'Template'])('no two states look the same (%s)', (suffix) => {
    const drawn = new Set(states.map((state) => readFileSync(join(ASSETS, 'tray', `${state}${suffix}.png`), 'base64')))
    expect(drawn.size).toBe(states.length)
  })

  it('the Windows icon holds whole images up to 256 pixels', () => {
    const ico = readFileSync(join(ASSETS, 'icon.ico'))
    const sides = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
      const entry = 6 + 16 * index
      const start = ico.readUInt32LE(entry + 12)
      const image = ico.subarray(start, start + ico.readUInt32LE(entry + 8))
      const side = ico.readUInt8(entry) || 256
      expect(png(image)).toEqual(square(side))
      return side
    })
    expect(sides).toEqual([16, 24, 32, 48, 64, 128, 256])
  })

  it('the macOS icon is one chain of chunks up to 1024 pixels', () => {
    const icns = readFileSync(join(ASSETS, 'icon.icns'))
    expect(icns.toString('ascii', 0, 4)).toBe('icns')
    expect(icns.readUInt32BE(4)).toBe(icns.length)
    const sides: number[] = []
    let at = 8
    while (at < icns.length) {
      const length = icns.readUInt32BE(at + 4)
      sides.push(png(icns.subarray(at + 8, at + length)).width)
      at += length
    }
    expect(at).toBe(icns.length)
    expect(Math.max(...sides)).toBe(1024)
  })
})
