import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../renderer/styles/tokens.css', import.meta.url), 'utf8')
const [usual = '', more = '', forced = ''] = css.split(/@media[^{]*\{/)

/** Light and dark colour of a token, as a part of the style sheet gives them. */
function token(name: string, part = usual): readonly [string, string] {
  const match = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(part)
  if (match?.[1] === undefined || match[2] === undefined) throw new Error(`tokens.css has no colour pair --${name}`)
  return [match[1], match[2]]
}

/** Relative luminance, 0 (black) to 1 (white): WCAG 2.2, definition of the term. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const GROUNDS = ['page', 'card', 'field']
const TEXTS = ['text', 'quiet', 'accent', 'good', 'warning', 'bad']
const onGrounds = TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const))
const onPills = (['good', 'warning', 'bad'] as const).map((tone) => [tone, `${tone}-soft`] as const)

describe('colours', () => {
  it.each([
    ...onGrounds, ...onPills, ['quiet', 'neutral-soft'], ['on-accent', 'accent'], ['on-accent', 'accent-strong'],
    ['accent-strong', 'card'],
  ] as const)('%s on %s can be read in light and dark (4.5 to 1, WCAG 2.2 AA)', (text, ground) => {
    for (const theme of [0, 1] as const) expect(contrast(token(text)[theme], token(ground)[theme])).toBeGreaterThan(4.5)
  })

  it.each([
    ['edge', 'card'], ['edge', 'field'], ['text', 'good-band'], ['good', 'good-band'], ['warning', 'warning-band'],
    ['warning', 'good-band'], ['bad', 'bad-band'], ['bad', 'warning-band'],
  ] as const)('%s stands out from %s: field borders and the marker (3 to 1)', (line, ground) => {
    for (const theme of [0, 1] as const) expect(contrast(token(line)[theme], token(ground)[theme])).toBeGreaterThan(3)
  })

  it.each([...onGrounds, ...onPills, ['quiet', 'neutral-soft'], ['on-accent', 'accent'], ['on-accent', 'accent-strong'], ['edge', 'card']] as const)(
    '%s on %s can be read by who asked for more contrast (7 to 1, WCAG 2.2 AAA)', (text, ground) => {
      for (const theme of [0, 1] as const) expect(contrast(token(text, more)[theme], token(ground, more)[theme])).toBeGreaterThan(7)
    })

  it('the marker stands out from the bands with more contrast, too (3 to 1)', () => {
    for (const [marker, band] of [['good', 'good-band'], ['warning', 'warning-band'], ['warning', 'good-band'], ['bad', 'bad-band'], ['bad', 'warning-band']] as const) {
      for (const theme of [0, 1] as const) expect(contrast(token(marker, more)[theme], token(band)[theme])).toBeGreaterThan(3)
    }
  })

  it('none of ours is left where the user chose the colours', () => {
    const names = (part: string) => Array.from(part.matchAll(/(--[a-z-]+): (?:light-dark|[A-Z])/g), ([, name]) => name)
    expect(names(forced)).toEqual(names(usual))
  })
})
