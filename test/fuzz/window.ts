import { encodeQR } from 'qr'
import { readKey } from '../../main/core/code/key.ts'
import { codeAt, searchOf } from '../../main/core/code/codes.ts'
import { isHelpPlace } from '../../main/core/help/symptoms.ts'
import { readCode } from '../../main/core/totp.ts'
import { keyInPictures } from '../../main/desktop/key-picture.ts'
import { takeKey } from '../../main/desktop/own-key.ts'
import { pageFile } from '../../main/desktop/page-files.ts'
import { answersTo, type WindowRequests } from '../../main/desktop/requests.ts'
import type { Random } from '../core/random.ts'
import { claim, claimSentence } from './claims.ts'
import { oneOf } from './engine.ts'
import { anyValue, storyTarget } from './structured.ts'
import { mutatedText, textTarget } from './text.ts'

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const KEYS = [
  `otpauth://totp/Example:jane?secret=${SECRET}&issuer=Example`, `otpauth://totp/x?secret=${SECRET}&digits=8&period=60&algorithm=SHA512`, 'jbsw y3dp ehpk 3pxp', `otpauth://hotp/x?secret=${SECRET}&counter=1`,
  'otpauth-migration://offline?data=CjEK', '123456', 'https://www.example/', `otpauth://totp/x?secret=${SECRET}&amp;period=30`, '',
]
const KEY_WORDS = ['otpauth://totp/', 'hotp', '?secret=', '&digits=', '&period=', '&algorithm=', 'SHA1', 'HmacSHA256', 'SHA-512', '&secret=', 'MFRGGZDF', '=', '%20', '%zz', '&amp;', '０', 'İ', '\u00ad', '-', '1', '8', 'ABCDEFGH234567']

/** A key is one that makes codes; the sentence about one that is none repeats nothing of it. */
export const accountKey = textTarget({
  name: 'otpauth', deepest: 'a key with settings of its own', seeds: KEYS, words: KEY_WORDS,
  read: (text, bytes) => {
    const read = readKey(text)
    if ('wrong' in read) {
      claimSentence(read.wrong)
      claim(!read.wrong.includes(SECRET.slice(0, 8)) && !/jbsw/i.test(read.wrong), 'The key is repeated.')
      return read.wrong.includes('too short') ? 'too short' : 'refused'
    }
    const { secret, digits, period, algorithm, issuer = 'x', label = 'x' } = read.key
    claim(/^[A-Z2-7]{16,2000}$/.test(secret) && [6, 7, 8].includes(digits) && Number.isInteger(period) && period >= 10 && period <= 300, 'The key cannot be.')
    claim(['SHA1', 'SHA256', 'SHA512'].includes(algorithm) && [issuer, label].every((name) => name.length > 0 && name.length <= 100 && !/[\p{Cc}\p{Cf}]/u.test(name)), 'Its names cannot be shown.')
    const given = Uint8Array.from(bytes)
    const taken = takeKey(given)
    claim('key' in taken && !('issuer' in taken.key) && !('label' in taken.key), 'A name is kept beside a key.')
    claim(given.every((byte) => byte === 0), 'The bytes are left as they were.')
    if (secret.length > 200) return 'a long key'
    const code = codeAt(read.key, 1_795_348_800)
    claim(code.length === digits && /^\d+$/.test(code), `${code} is no code.`)
    const step = Math.floor(1_795_348_800 / period)
    claim(searchOf(read.key)(code, step, step).includes(step), 'Its own code is not found.')
    return digits !== 6 || period !== 30 || algorithm !== 'SHA1' ? 'a key with settings of its own' : 'a key'
  },
})

export const typedCode = textTarget({
  name: 'typed-code', deepest: 'a code', seeds: ['123456', '123 456', '１２３４５６', '12345', '1234567', '', 'hello'], words: ['-', ' ', '0', '٣', '९', '1', '\u200b'],
  read: (text) => {
    const outcomes = ([6, 7, 8] as const).map((digits) => {
      const read = readCode(text, digits)
      if ('wrong' in read) claimSentence(read.wrong)
      else claim(new RegExp(`^[0-9]{${digits}}$`).test(read.code), `${read.code} is no code.`)
      return 'code' in read
    })
    return outcomes.includes(true) ? 'a code' : text.trim() === '' ? 'empty' : /\d/.test(text) ? 'digits' : 'refused'
  },
})

export const pageAddress = textTarget({
  name: 'page-file', deepest: 'a file', seeds: ['app://clock-medic/index.html', 'app://clock-medic/assets/index.js', 'app://clock-medic/../../etc/passwd', 'file:///etc/passwd', 'app://evil/index.html', 'app://user@clock-medic/index.html', 'app://clock-medic/'],
  words: ['%2e%2e', '%2f', '..', '/', '\\', '%00', '%5c', 'index.html', '.js', 'app:', '//', '?x', '#y', ':', 'C:'],
  read: (text) => {
    const found = pageFile(text, '/opt/app/renderer')
    if (found === null) return text.startsWith('app://clock-medic/') ? 'nothing there' : 'refused'
    claim(found.file.startsWith('/opt/app/renderer/') && !found.file.split('/').includes('..') && !/[\0\\]/.test(found.file), () => `${found.file} lies outside.`)
    claim(/^(text|image)\//.test(found.type), 'It is another kind of file.')
    return text.includes('%') ? 'a file, written otherwise' : 'a file'
  },
})

/** What a window that is not ours any more may send: values of any kind, such as only a program can make. */
function anything(random: Random): unknown {
  const traps: readonly (() => unknown)[] = [
    () => undefined, () => Symbol('x'), () => 10n, () => () => {}, () => new Date(Number.NaN), () => new Map([['a', 1]]), () => new Error('x'), () => Number.NaN, () => Infinity, () => new Float64Array(4), () => new ArrayBuffer(8),
    () => new Uint8Array(random.whole(0, 9000)), () => Object.create(null), () => new String('report'), () => Object.assign(['day'], { extra: 1 }), () => 'x'.repeat(random.whole(0, 30_000)), () => Array.from({ length: 2000 }, () => 'x'),
    () => ({ get length() { throw new Error('Nobody should look here.') } }), () => new Proxy({}, { get: () => { throw new Error('Nobody should look here.') } }), () => ({ toString: () => 'report', valueOf: () => 1 }), () => new Uint8ClampedArray(16),
    () => Object.defineProperty(new Uint8Array(16), 'length', { value: 1e9 }), () => ({ __proto__: Uint8Array.prototype, length: 3 }), () => [['a']], () => [1, 'a'],
  ]
  return random.whole(0, 2) === 0 ? oneOf(traps, random)() : anyValue(random, [...NAMES, 'time.example'])
}

const NAMES = ['report', 'admin-steps', 'practice-key', 'help-message', 'own', 'practice', 'day', 'month', 'log', 'licences', 'report-fault', 'servers', 'language', 'home', 'a'.repeat(100), '123456']

/** What may come through for each call, told apart from the product. */
const SOUND: Readonly<Record<string, (args: readonly unknown[]) => boolean>> = {
  fix: ([id]) => isText(id, 100), tryCode: ([code]) => isText(code, 20), chooseAuthenticator: ([id]) => isText(id, 64), chooseKey: ([which]) => which === 'own' || which === 'practice',
  giveKey: ([bytes]) => bytes instanceof Uint8Array && Uint8Array.prototype.slice.call(bytes).length <= 8000,
  giveKeyPictures: ([pictures]) => Array.isArray(pictures) && pictures.length <= 1 && pictures.every(({ width, pixels }) => width > 0 && width <= 4000 && pixels instanceof Uint8Array && Uint8Array.prototype.slice.call(pixels).length % (4 * width) === 0),
  pickService: ([id, on]) => isText(id, 64) && typeof on === 'boolean', askService: ([address]) => isText(address, 2000), practice: ([on]) => typeof on === 'boolean', openHelp: ([place]) => typeof place === 'string' && isHelpPlace(place),
  readError: ([text]) => isText(text, 20_000), copy: ([what]) => ['report', 'admin-steps', 'practice-key', 'help-message'].includes(String(what)) && typeof what === 'string', nameAddresses: ([on]) => typeof on === 'boolean',
  history: ([span]) => span === 'day' || span === 'month', changeSetting: ([name, value]) => isText(name, 64) && isPlain(value), finishWelcome: ([on]) => typeof on === 'boolean', openPlace: ([place]) => typeof place === 'string' && ['log', 'licences', 'report-fault'].includes(place),
}
const isText = (value: unknown, longest: number): boolean => typeof value === 'string' && value.length <= longest
const isPlain = (value: unknown): boolean => value === null || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)) || isText(value, 2000) || (Array.isArray(value) && value.length <= 1000 && value.every((each) => isText(each, 2000)))

/** Every call of the window with arguments of any kind: what does not fit throws, and what comes through is of the kind that the call is for. */
export const windowCalls = storyTarget({
  name: 'window-calls', deepest: 'came through with what it is for',
  run: (random) => {
    let through: readonly [name: string, args: readonly unknown[]] | null = null
    const requests = new Proxy({}, { get: (_target, name) => (...args: readonly unknown[]) => { through = [String(name), args] } }) as WindowRequests
    const [, answer] = oneOf([...answersTo(requests)], random)
    const args = random.whole(0, 3) === 0 ? [oneOf(NAMES, random), random.whole(0, 1) === 0 ? oneOf(NAMES, random) : random.whole(0, 1) === 0].slice(0, random.whole(1, 2))
      : random.whole(0, 7) === 0 ? [random.whole(0, 6), new Uint8Array(4 * random.whole(0, 60))] : Array.from({ length: random.whole(0, 3) }, () => anything(random))
    try {
      answer(args)
    } catch (error) {
      claim(through === null, 'It is refused after it came through.')
      claim(error instanceof Error && error.message.length < 100, 'It is refused in no words.')
      return /expected|takes no|nothing of that|no page/.test(error.message) ? 'refused' : 'refused by the value itself'
    }
    if (through === null) return 'nothing came through'
    const [name, passed] = through as readonly [string, readonly unknown[]]
    const sound = SOUND[name]
    claim(sound === undefined ? passed.length === 0 : sound(passed), () => `${name} is given ${passed.map((value) => typeof value).join()}`)
    return passed.length === 0 ? 'came through' : 'came through with what it is for'
  },
})

const QUIET = 2
const TEXTS = [KEYS[0] ?? '', KEYS[1] ?? '', 'https://www.example/', `otpauth://totp/x?secret=${SECRET}`, 'otpauth://totp/x?secret=123']

/** QR codes drawn, then spoilt: a key that comes out is the one that was drawn, and the pixels are gone. */
export const keyPicture = storyTarget({
  name: 'key-picture', deepest: 'the key',
  run: async (random) => {
    const drawn = random.whole(0, 2) === 0 ? mutatedText(oneOf(TEXTS, random), random, KEY_WORDS, TEXTS).slice(0, 80) : oneOf(TEXTS, random)
    const pixels = random.whole(0, 9) === 0 ? random.bytes(4 * 24 * 24) : drawnIn(drawn, random)
    const side = Math.sqrt(pixels.length / 4)
    const width = random.whole(0, 19) === 0 ? random.whole(1, 60) : side
    const read = await keyInPictures([{ width, pixels, order: random.whole(0, 1) === 0 ? 'RGBA' : 'BGRA' }])
    claim(pixels.every((byte) => byte === 0), 'The pixels are left as they were.')
    if ('wrong' in read) {
      claimSentence(read.wrong)
      return read.wrong.startsWith('No QR code') ? 'nothing found' : 'no key'
    }
    const expected = readKey(drawn)
    claim('key' in expected && expected.key.secret === read.key.secret && expected.key.period === read.key.period, 'Another key comes out than was drawn.')
    return 'the key'
  },
})

function drawnIn(text: string, random: Random): Uint8Array {
  const modules = encodeQR(text === '' ? 'x' : text, 'raw', { border: QUIET })
  const scale = random.whole(2, 3)
  const side = modules.length * scale
  const pixels = new Uint8Array(4 * side * side)
  for (let at = 0; at < side * side; at++) {
    const dark = modules[Math.floor(at / side / scale)]?.[Math.floor((at % side) / scale)] === true
    pixels.fill(dark ? 0 : 255, 4 * at, 4 * at + 3)
    pixels[4 * at + 3] = 255
  }
  for (let spots = random.whole(0, 2) * random.whole(0, 40); spots > 0; spots--) pixels[random.whole(0, pixels.length - 1)] = random.whole(0, 255)
  return pixels
}

export const WINDOW = [accountKey, typedCode, pageAddress, windowCalls, keyPicture]
