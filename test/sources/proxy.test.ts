import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { proxyFinder, systemProxy } from '../../main/sources/proxy.ts'

const PAGE = new URL('https://www.example.com/')
const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY', 'no_proxy', 'NO_PROXY']

const before = new Map(VARIABLES.map((name) => [name, process.env[name]]))
const forget = (): void => VARIABLES.forEach((name) => delete process.env[name])
beforeEach(forget)
afterEach(() => {
  forget()
  for (const [name, value] of before) if (value !== undefined) process.env[name] = value
})

/** Where a page is asked by this environment, on a system that is set to another proxy. */
async function wayBy(environment: Readonly<Record<string, string>>, url = PAGE): Promise<unknown> {
  Object.assign(process.env, environment)
  const road = await proxyFinder(systemProxy(() => Promise.resolve({ https: 'system.example:8080', bypass: ['*.corp.example'] })))(url)
  return road instanceof URL ? road.href : road
}

describe('the way to a website', () => {
  it.each<[Readonly<Record<string, string>>, string]>([
    [{ https_proxy: 'http://proxy.example:3128' }, 'http://proxy.example:3128/'], [{ HTTPS_PROXY: 'https://proxy.example' }, 'https://proxy.example/'],
    [{ all_proxy: 'http://proxy.example:3128' }, 'http://proxy.example:3128/'], [{ https_proxy: 'http://first.example', HTTPS_PROXY: 'http://second.example' }, 'http://first.example/'],
    [{ HTTPS_PROXY: 'http://first.example', ALL_PROXY: 'http://second.example' }, 'http://first.example/'], [{ HTTPS_PROXY: 'proxy.example:3128' }, 'http://proxy.example:3128/'],
    [{ https_proxy: 'http://proxy.example', no_proxy: 'other.example, .corp.example' }, 'http://proxy.example/'],
  ])('leads through the proxy of the environment: %j', async (environment, proxy) => expect(await wayBy(environment)).toBe(proxy))

  it.each(['www.example.com', '*', '.example.com', 'other.example www.example.com:443'])('is direct where the environment makes an exception: %s', async (exceptions) => {
    expect(await wayBy({ https_proxy: 'http://proxy.example', NO_PROXY: exceptions })).toBeNull()
  })

  it('leads through the proxy of the system where the environment names none for https', async () => {
    expect(await wayBy({})).toBe('http://system.example:8080/')
    expect(await wayBy({ http_proxy: 'http://plain.example' })).toBe('http://system.example:8080/')
    expect(await wayBy({}, new URL('https://intranet.corp.example/'))).toBeNull()
  })

  it('is told to be unknown by the name of the setting, never by what stands in it', async () => {
    expect(await wayBy({ HTTPS_PROXY: 'socks5://user:secret@proxy.example' })).toEqual({ wrong: 'HTTPS_PROXY' })
    expect(await wayBy({ https_proxy: 'http://user:secret@' })).toEqual({ wrong: 'https_proxy' })
    expect(await systemProxy(() => Promise.resolve({ https: 'a b', bypass: [] }))(PAGE)).toEqual({ wrong: 'system settings' })
  })

  it('is direct where no proxy is set or the settings cannot be read', async () => {
    expect(await systemProxy(() => Promise.resolve({ bypass: [] }))(PAGE)).toBeNull()
    expect(await systemProxy(() => Promise.reject(new Error('unreadable')))(PAGE)).toBeNull()
  })

  it('asks the system once, and only where it counts', async () => {
    let reads = 0
    const find = proxyFinder(systemProxy(() => {
      reads++
      return Promise.resolve({ https: 'system.example:8080', bypass: [] })
    }))
    process.env['https_proxy'] = 'http://proxy.example'
    await find(PAGE)
    expect(reads).toBe(0)
    delete process.env['https_proxy']
    await Promise.all([find(PAGE), find(PAGE)])
    expect(reads).toBe(1)
  })
})
