import { describe, expect, it, vi } from 'vitest'
import { right } from '../fakes/ntp-server.ts'
import { codes, known, openServers, surveyOf, verdictOf } from './bench.ts'

// A machine without any network cannot be had in a test without rights; what its kernel would say can.
vi.mock('../../main/sources/route.ts', () => ({ hasRoute: () => Promise.resolve(false) }))

const start = openServers()

describe('a laptop without any network', () => {
  it('says so at once, and looks up no name', async () => {
    const survey = await surveyOf([{ host: 'time.example', port: 123 }, { host: 'other.example', port: 123 }], { websites: [new URL('https://www.example.com/')] })
    expect(codes(survey)).toEqual({ 'time.example': 'no-route', 'other.example': 'no-route', 'www.example.com': 'no-route' })
    expect(verdictOf(survey)).toMatchObject({ kind: 'unknown', reason: 'no-network' })
  })

  it('still reaches servers on itself: the practice works everywhere', async () => {
    expect(known(verdictOf(await surveyOf(await start(right, right, right)))).level).toBe('critical')
  })
})
