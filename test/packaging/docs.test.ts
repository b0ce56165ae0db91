import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const below = (folder: string): readonly string[] => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.split(path.sep).join('/')}`)
const pages = [...readdirSync(root), ...below('docs')].filter((name) => name.endsWith('.md'))

/** What the heading of a section is called in a link, as GitHub does it. */
const anchorsOf = (text: string): readonly string[] => [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'))

describe.each(pages)('%s', (page) => {
  it('leads only to files and sections that are there', () => {
    const text = read(page).replaceAll(/```[^]*?```/g, '')
    const links = [...text.matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g)].map(([, link = '', picture = '']) => link || picture).filter((target) => !/^(https?|mailto):/.test(target))
    const dead = links.filter((target) => {
      const [file = '', section] = target.split('#')
      const whole = file === '' ? page : path.posix.join(path.posix.dirname(page), decodeURIComponent(file))
      if (!existsSync(path.join(root, whole))) return true
      return section !== undefined && whole.endsWith('.md') && !anchorsOf(read(whole)).includes(section)
    })
    expect(dead).toEqual([])
  })
})

describe('the decisions', () => {
  const files = readdirSync(path.join(root, 'docs/adr')).filter((name) => name !== 'README.md').toSorted()
  const rows = [...read('docs/adr/README.md').matchAll(/^\| \[(\d+)\]\(([^)]+)\) \|/gm)].map(([, number, file]) => ({ number: Number(number), file }))

  it('are numbered without a gap, and each stands in the list', () => {
    expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_, index) => index + 1))
    expect(rows).toEqual(files.map((file, index) => ({ number: index + 1, file })))
  })

  it('say their number in their title', () => {
    expect(files.filter((file, index) => !read(`docs/adr/${file}`).startsWith(`# ${index + 1}. `))).toEqual([])
  })
})
