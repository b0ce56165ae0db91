import { decodeQRBatch } from 'qr/decode.js'
import type { KeyOrWrong } from '../core/code/key.ts'
import { msg, say } from '../core/words/say.ts'
import { takeKey } from './own-key.ts'

/** Pixels of a picture, four bytes each, row by row. */
export interface Picture {
  readonly width: number
  readonly pixels: Uint8Array
  readonly order: 'RGBA' | 'BGRA'
}

/** A large screen takes up to half a second; the search lets other work go on meanwhile. Milliseconds. */
const PATIENCE = 3000
const NONE = msg('No QR code was found there. It has to be sharp, as large as possible and with its light edge around it.')
const NOT_ONE = msg('The QR code there is not the key of an account. Show the one that the service gave when the authenticator was set up.')

/** Looks for the QR code of a key in pictures and wipes them. Gives the first that is a key, else what is wrong. */
export async function keyInPictures(pictures: readonly Picture[]): Promise<KeyOrWrong> {
  let wrong = say(NONE)
  try {
    for (const { width, pixels, order } of pictures) {
      const height = pixels.length / 4 / width
      const [found = []] = await decodeQRBatch([{ width, height, data: pixels }], { format: order, timeLimit: PATIENCE })
      for (const text of found.filter((each) => typeof each === 'string')) {
        const isAddress = /^otpauth/i.test(text)
        const read = takeKey(new TextEncoder().encode(text))
        if ('key' in read) return read
        wrong = isAddress ? read.wrong : say(NOT_ONE)
      }
    }
  } finally {
    for (const { pixels } of pictures) pixels.fill(0)
  }
  return { wrong }
}
