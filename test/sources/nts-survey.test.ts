import { afterAll, describe, expect, it } from 'vitest'
import type { Server } from '../../main/sources/server.ts'
import type { NtsKeeper } from '../../main/sources/nts.ts'
import type { Survey } from '../../main/core/verdict.ts'
import { CA, openWorkshop, SERVER } from '../fakes/certificates.ts'
import { lies, right, type Behaviour } from '../fakes/ntp-server.ts'
import { chronyd, startChrony } from '../fakes/nts-chrony.ts'
import { clockOff, FOREVER, known, openServers, surveyOf, verdictOf } from './bench.ts'
import { keeperFor, openThings } from './nts-bench.ts'

const workshop = openWorkshop()
afterAll(() => workshop.close())
const root = workshop.make({ subject: 'A root', extensions: CA, days: 3650 })
const good = workshop.make({ subject: 'time', by: root, extensions: SERVER('IP:127.0.0.1') })

const keep = openThings()
const start = openServers()

/** A survey of plain servers and of a real chronyd that proves who it is. */
async function surveyWith(keeper: NtsKeeper, ...plain: readonly Behaviour[]): Promise<Survey> {
  const chrony = keep(await startChrony(good, '127.0.0.1'))
  const server: Server = { host: '127.0.0.1', port: chrony.ntsPort, nts: true }
  return surveyOf(await start(...plain), {
    clock: clockOff(0), deadline: plain.includes(right) ? FOREVER : 2, nts: { servers: [server], keeper: async () => keeper, patience: FOREVER },
  })
}

describe.skipIf(chronyd === null)('a check with an authenticated server (needs chronyd)', () => {
  it('waits for it where it may, and says so when it agrees', async () => {
    const verdict = known(verdictOf(await surveyWith(keep(keeperFor(root)), right, right, right)))
    expect(verdict).toMatchObject({ authenticated: true, method: 'ntp', level: 'ok' })
    expect(verdict.sources.filter(({ kind }) => kind === 'nts')).toMatchObject([{ status: 'truechimer' }])
  })

  it('does not state a forged time, however many agree on it', async () => {
    expect(verdictOf(await surveyWith(keep(keeperFor(root)), lies(3600), lies(3600), lies(3600), lies(3600)))).toMatchObject({ kind: 'unknown', reason: 'sources-disagree' })
  })

  it('goes on without it where it cannot prove who it is', async () => {
    const stranger = workshop.make({ subject: 'Another root', extensions: CA })
    const survey = await surveyWith(keep(keeperFor(stranger)), right, right, right)
    expect(known(verdictOf(survey))).toMatchObject({ authenticated: false })
    expect(survey.failures).toMatchObject([{ kind: 'nts', code: 'certificate' }])
  })
})
