import { encode } from 'uqr'
import { describe, expect, test } from 'vitest'
import { keyInPictures, type Picture } from '../../main/desktop/key-picture.ts'

const KEY = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const ADDRESS = `otpauth://totp/Example:somebody?secret=${KEY}&issuer=Example&digits=8&period=60`

interface Code { readonly text: string; readonly x: number; readonly y: number; readonly module?: number }

/** A screen with QR codes on white paper at these places. */
function screenWith(codes: readonly Code[], width = 1280, height = 720, order: Picture['order'] = 'BGRA'): Picture {
  const pixels = new Uint8Array(width * height * 4).fill(0x50)
  for (const { text, x, y, module = 4 } of codes) {
    const { data } = encode(text, { border: 4, ecc: 'L' })
    for (const [row, modules] of data.entries()) {
      for (const [column, dark] of modules.entries()) {
        for (let line = 0; line < module; line++) pixels.fill(dark ? 0 : 255, ((y + row * module + line) * width + x + column * module) * 4, ((y + row * module + line) * width + x + (column + 1) * module) * 4)
      }
    }
  }
  return { width, pixels, order }
}

describe('the QR code of a key', () => {
  test.each(['RGBA', 'BGRA'] as const)('is found in a picture (%s), and the picture is wiped', async (order) => {
    const picture = screenWith([{ text: ADDRESS, x: 700, y: 300 }], 1280, 720, order)
    expect(await keyInPictures([picture])).toEqual({ key: { secret: KEY, digits: 8, period: 60, algorithm: 'SHA1' } })
    expect(picture.pixels.every((byte) => byte === 0)).toBe(true)
  })

  test('is found beside another QR code and on the second screen', async () => {
    const other = { text: 'https://www.example.com/', x: 20, y: 20 }
    expect(await keyInPictures([screenWith([other, { text: ADDRESS, x: 800, y: 200 }])])).toMatchObject({ key: { secret: KEY } })
    expect(await keyInPictures([screenWith([other]), screenWith([{ text: KEY, x: 100, y: 100 }])])).toMatchObject({ key: { secret: KEY, digits: 6 } })
  })

  test('that is missing, of something else or of no use here is told in a sentence that repeats nothing of it', async () => {
    expect(await keyInPictures([screenWith([])])).toEqual({ wrong: expect.stringMatching(/^No QR code was found there\./) as string })
    expect(await keyInPictures([screenWith([{ text: 'https://www.example.com/secret', x: 100, y: 100 }])])).toEqual({ wrong: expect.stringMatching(/^The QR code there is not the key of an account\./) as string })
    expect(await keyInPictures([screenWith([{ text: ADDRESS.replace('totp', 'hotp'), x: 100, y: 100 }])])).toEqual({ wrong: expect.stringMatching(/counts its codes \(HOTP\)/) as string })
  })
})
