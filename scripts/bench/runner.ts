// Runs inside one of the lab's networks: `runner.ts ROUNDS PEERS CLI`. Writes one measurement as JSON a line.
import { readFileSync } from 'node:fs'
import { openApp } from './app-client.ts'
import { HTPDATE, ntpPeers, peerEnvironment, webPeers, type Peer } from './peers.ts'
import { APP, FINE, FINE_IN_TIME, LEAST, PROCESS, THIRD, type Measurement } from './measurement.ts'
import { roundTrips } from './round-trips.ts'
import { timed } from './run.ts'
import { median } from './statistics.ts'

type Outcome = Omit<Measurement, 'tool'> | null

interface Contender {
  readonly tool: string
  readonly run: () => Promise<Outcome>
}

interface Truth {
  readonly scenario: string
  readonly offset: number
  readonly nodes: readonly { readonly ntp: string | null; readonly link: { readonly up: readonly [number, number]; readonly down: readonly [number, number] } }[]
}

const [rounds = '', peers = '', cli = ''] = process.argv.slice(2)
const { CLOCK_LAB_TRUTH = '', CLOCK_LAB_NTP = '', CLOCK_LAB_WEB = '' } = process.env
const truth = JSON.parse(readFileSync(CLOCK_LAB_TRUTH, 'utf8')) as Truth
const servers = CLOCK_LAB_NTP.split(',')
const peerEnv = peerEnvironment(peers)
const app = await openApp()
const htpdateTook: number[] = []

const outcome = (seconds: number, offset: number | null | undefined, uncertainty?: number): Outcome => ({
  seconds,
  ...(offset === null || offset === undefined ? {} : { error: Math.abs(offset - truth.offset) }),
  ...(uncertainty === undefined ? {} : { uncertainty }),
})

const peer = ({ tool, command, read }: Peer): Contender => ({
  tool,
  run: async () => {
    const ran = await timed(command, peerEnv)
    if (ran === null) return null
    if (tool === HTPDATE) htpdateTook.push(ran.seconds)
    return outcome(ran.seconds, read(ran.stdout + ran.stderr))
  },
})

const inApp = (tool: string, way: () => string): Contender => ({
  tool,
  run: async () => {
    const measured = await app.measure(way())
    return measured === null ? null : outcome(measured.seconds, measured.offset, measured.uncertainty)
  },
})

const newProcess: Contender = {
  tool: PROCESS,
  run: async () => {
    const ran = await timed([process.execPath, cli, 'check', '--json'], process.env)
    if (ran === null) return null
    const { offsetSeconds, uncertaintySeconds } = documentIn(ran.stdout)
    return outcome(ran.seconds, offsetSeconds, uncertaintySeconds)
  },
}

const thirdFastest: Contender = {
  tool: THIRD,
  run: async () => ({ seconds: (await roundTrips(servers.slice(0, 4))).toSorted((a, b) => a - b)[2] ?? Infinity }),
}

function documentIn(text: string): { readonly offsetSeconds?: number; readonly uncertaintySeconds?: number } {
  try {
    return JSON.parse(text) as ReturnType<typeof documentIn>
  } catch {
    return {}
  }
}

const ours = [inApp(APP, () => 'quick'), inApp(FINE, () => 'fine'), newProcess]
const blocked = truth.scenario === 'blocked'
const contenders = blocked
  ? [...webPeers(CLOCK_LAB_WEB.split(',')).map(peer), ...ours, inApp(FINE_IN_TIME, () => `fine ${median(htpdateTook).toFixed(3)}`)]
  : [...ntpPeers(servers).map(peer), ...ours, thirdFastest]

const write = (one: Measurement): void => { console.log(JSON.stringify(one)) }

/** What is read from whole seconds must not share their phase. */
const randomMoment = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, blocked ? Math.random() * 1000 : 0) })

const leastDelay = Math.min(...truth.nodes.filter(({ ntp }) => ntp !== null).map(({ link }) => link.up[0] + link.down[0])) / 1000
write({ tool: LEAST, seconds: leastDelay / 2 })
// Its time is needed as a deadline before the first round is over.
if (blocked) await contenders[0]?.run()
for (let round = 0; round < Number(rounds); round++) {
  console.error(`${truth.scenario}: round ${round + 1} of ${rounds}`)
  const first = round % contenders.length
  for (const { tool, run } of [...contenders.slice(first), ...contenders.slice(0, first)]) {
    await randomMoment()
    write({ tool, ...((await run()) ?? { seconds: Infinity }) })
  }
}
app.close()
process.exit()
