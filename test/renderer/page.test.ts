import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const RENDERER = join(import.meta.dirname, '..', '..', 'renderer')
const html = readFileSync(join(RENDERER, 'index.html'), 'utf8')

describe('the page of the window', () => {
  it('allows nothing but its own scripts, styles, images and fonts', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? ''
    expect(policy.split('; ')).toEqual([
      "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
      "connect-src 'self'", "base-uri 'none'", "form-action 'none'",
    ])
  })

  it('has nothing inline that this policy would block', () => {
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/)
  })

  it('reaches for nothing outside the window: every import is its own, Preact, uPlot or the contract', () => {
    const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
    expect(files.length).toBeGreaterThan(10)
    const foreign = files.flatMap((file) =>
      Array.from(readFileSync(join(RENDERER, file), 'utf8').matchAll(/from '([^']+)'/g), ([, source = '']) => source)
        .filter((source) => !/^preact(\/hooks)?$|^uplot$|^(\.\.\/)+preload\/contract\.ts$/.test(source) &&
          !join(RENDERER, file, '..', source).startsWith(RENDERER))
        .map((source) => `${file}: ${source}`))
    expect(foreign).toEqual([])
  })
})
