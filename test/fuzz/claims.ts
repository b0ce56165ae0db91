import { isIP } from 'node:net'

/** Throws with these words unless it is so. */
export function claim(holds: boolean, words: string | (() => string)): asserts holds {
  if (!holds) throw new Error(typeof words === 'string' ? words : words())
}

/** What goes to a screen is one line of at most so many characters, none of which turns or hides others. */
export function claimLine(text: string, most = 600): void {
  claim(text.length > 0 && text.length <= most && !/[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u.test(text), () => `This is no line for a screen: ${JSON.stringify(text.slice(0, 700))}`)
}

/** What says why something was refused is a sentence. */
export function claimSentence(text: string, most = 600): void {
  claimLine(text, most)
  claim(/^["“\p{Lu}-]/u.test(text) && /[.!?]$/.test(text), () => `This is no sentence: ${text}`)
}

/** The figures in these values, however deep, are numbers. */
export function claimFigures(value: unknown): void {
  if (typeof value === 'number') claim(Number.isFinite(value), 'A figure is no number.')
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) claimFigures(inner)
}

/** Nobody can be asked for the time at such a place: it stands for this machine, for many, or for nobody. */
export function claimAskable(host: string): void {
  const family = isIP(host)
  claim(family !== 0 || (host.length <= 253 && [...host].every((sign) => /[\w.-]/.test(sign)) && !host.startsWith('-') && !host.startsWith('.')), () => `"${host}" is no host.`)
  if (family === 4) claim(!host.startsWith('127.') && !host.startsWith('0.') && Number(host.split('.')[0]) < 224, () => `${host} is this machine, or many.`)
  if (family === 6) claim(host !== '::1' && host !== '::' && !/^ff/i.test(host), () => `${host} is this machine, or many.`)
  if (family === 0) claim(!/^localhost\.?$/i.test(host) && !/(^|\.)\d+\.?$/.test(host), () => `"${host}" is this machine, or a number.`)
}
