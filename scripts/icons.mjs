/**
 * Draws the icons of the app and of the tray from the SVG files in assets/. Run `node scripts/icons.mjs` after changing
 * one of them, and commit what it writes. Needs `rsvg-convert` (Debian: librsvg2-bin, Homebrew: librsvg).
 */

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ASSETS = join(import.meta.dirname, '..', 'assets')

/** Face and ground (rim and symbol) of each state on a dark panel; the SVG files hold the colours for a light one. */
const ON_DARK = { fine: '#5fd39b', warning: '#f2c14e', wrong: '#ff8a80', unknown: '#c3ccd6' }
const DARK_GROUND = '#12171e'

const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256]

/** Type of each PNG entry of an icns file, with its side in pixels. */
const ICNS_ENTRIES = [
  ['icp4', 16], ['icp5', 32], ['ic11', 32], ['ic12', 64], ['ic07', 128], ['ic13', 256], ['ic08', 256], ['ic14', 512],
  ['ic09', 512], ['ic10', 1024],
]

/** The SVG text as PNG bytes, `side` pixels wide and high. */
function png(svg, side) {
  return execFileSync('rsvg-convert', ['--width', String(side), '--height', String(side)], { input: svg })
}

/** The drawing with a style sheet of its own, which wins over the colours in its attributes. */
function recoloured(svg, { face, ground }) {
  const style = `<style>.face{fill:${face}}.line{stroke:${face}}.ground{fill:${ground}}</style>`
  return svg.replace('</title>', `</title>${style}`)
}

/** Windows icon: a header, one directory entry per image, then the PNG images. */
function ico(images) {
  const header = Buffer.alloc(6 + 16 * images.length)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(images.length, 4)
  let offset = header.length
  images.forEach(({ side, data }, index) => {
    const entry = 6 + 16 * index
    // A byte holds the side, so 256 is written as 0.
    header.writeUInt8(side % 256, entry)
    header.writeUInt8(side % 256, entry + 1)
    header.writeUInt16LE(1, entry + 4)
    header.writeUInt16LE(32, entry + 6)
    header.writeUInt32LE(data.length, entry + 8)
    header.writeUInt32LE(offset, entry + 12)
    offset += data.length
  })
  return Buffer.concat([header, ...images.map(({ data }) => data)])
}

/** macOS icon: a header with the whole length, then chunks of type, length and PNG image. */
function icns(images) {
  const chunk = (type, data) => {
    const head = Buffer.alloc(8)
    head.write(type, 'ascii')
    head.writeUInt32BE(data.length + 8, 4)
    return Buffer.concat([head, data])
  }
  return chunk('icns', Buffer.concat(images.map(({ type, data }) => chunk(type, data))))
}

for (const [state, face] of Object.entries(ON_DARK)) {
  const svg = readFileSync(join(ASSETS, 'tray', `${state}.svg`), 'utf8')
  const variants = {
    [state]: svg,
    [`${state}-dark`]: recoloured(svg, { face, ground: DARK_GROUND }),
    // macOS paints templates itself: only the alpha of black counts.
    [`${state}Template`]: recoloured(svg, { face: '#000', ground: 'none' }),
  }
  for (const [name, drawing] of Object.entries(variants)) {
    writeFileSync(join(ASSETS, 'tray', `${name}.png`), png(drawing, 16))
    writeFileSync(join(ASSETS, 'tray', `${name}@2x.png`), png(drawing, 32))
  }
}

const icon = readFileSync(join(ASSETS, 'icon.svg'), 'utf8')
writeFileSync(join(ASSETS, 'icon.png'), png(icon, 512))
writeFileSync(join(ASSETS, 'icon.ico'), ico(ICO_SIZES.map((side) => ({ side, data: png(icon, side) }))))
writeFileSync(join(ASSETS, 'icon.icns'), icns(ICNS_ENTRIES.map(([type, side]) => ({ type, data: png(icon, side) }))))
