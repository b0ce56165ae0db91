import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { CONTENT_POLICY, isOwnAddress, PAGE_ADDRESS, workshopIn } from '../../main/desktop/page-files.ts'
import { isFromPage } from '../../main/desktop/requests.ts'

describe('a message to the main process', () => {
  const page = { url: PAGE_ADDRESS }

  test('counts from our own page', () => {
    expect(isFromPage({ senderFrame: page, sender: { mainFrame: page } }, isOwnAddress)).toBe(true)
  })

  test('does not count from a frame, not even of our own address, from another page, or from one that is gone', () => {
    const elsewhere = { url: 'https://example.com/' }
    expect(isFromPage({ senderFrame: { url: PAGE_ADDRESS }, sender: { mainFrame: page } }, isOwnAddress)).toBe(false)
    expect(isFromPage({ senderFrame: { url: PAGE_ADDRESS }, sender: { mainFrame: elsewhere } }, isOwnAddress)).toBe(false)
    expect(isFromPage({ senderFrame: elsewhere, sender: { mainFrame: elsewhere } }, isOwnAddress)).toBe(false)
    expect(isFromPage({ senderFrame: null, sender: { mainFrame: page } }, isOwnAddress)).toBe(false)
  })
})

describe('the page', () => {
  test('comes from the builder in a checkout alone: in a packaged app a variable of the environment moves nothing', () => {
    const env = { ELECTRON_RENDERER_URL: 'http://127.0.0.1:5173' }
    expect(workshopIn(false, env)).toBe('http://127.0.0.1:5173')
    expect(workshopIn(true, env)).toBeUndefined()
    expect(workshopIn(false, {})).toBeUndefined()
  })

  test('is sent with a policy that holds every word of its own, and nothing that loosens one', () => {
    const html = readFileSync(path.join(import.meta.dirname, '../../renderer/index.html'), 'utf8')
    const own = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1]?.split('; ') ?? []
    const sent = CONTENT_POLICY.split('; ')
    expect(own.length).toBeGreaterThan(7)
    expect(sent).toEqual(expect.arrayContaining(own))
    expect(sent.filter((directive) => !own.includes(directive))).toEqual(["frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"])
  })
})
