import type { Clock, Machine } from '../platform/machine.ts'
import type { LaptopDescription, LaptopNetwork } from './description.ts'
import { PracticeLaptop } from './laptop.ts'
import { SCENARIOS } from './scenarios.ts'
import { startTimeServer } from './time-server.ts'

export type { LaptopDescription } from './description.ts'
export { createPracticeElevation, type PracticeElevation } from './elevation.ts'
export { PracticeLaptop } from './laptop.ts'
export { isScenario, SCENARIOS, type ScenarioName } from './scenarios.ts'

export interface PracticeServer {
  /** The name to show; nothing answers to it outside the practice. */
  readonly name: string
  readonly host: string
  readonly port: number
}

export interface Practice {
  readonly laptop: PracticeLaptop
  readonly machine: Machine
  readonly asRoot: Machine
  /** Real time servers on loopback that give the practice's true time, and those of its configuration that are gone. */
  readonly servers: readonly PracticeServer[]
  /** Opens or cuts the way between the laptop and these servers. */
  readonly setNetwork: (network: LaptopNetwork) => Promise<void>
  readonly close: () => Promise<void>
}

export interface PracticeOptions {
  /** Clocks to build on; the host's own when absent. They are only read. */
  readonly host?: Clock
  /** Commands take as long as on a real laptop, so that progress can be seen. */
  readonly lifelike?: boolean
}

const SERVER_NAMES = [1, 2, 3, 4].map((number) => `practice-${number}.example`)

/** The clocks of this machine, in seconds. */
const hostClock: Clock = {
  wall: () => Date.now() / 1000,
  monotonic: () => performance.now() / 1000,
}

const wait = (seconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, seconds * 1000) })

/** Starts a practice laptop (automatic time off and 47.3 s slow unless told otherwise) and the time servers it asks. */
export async function createPracticeLaptop(
  description: LaptopDescription = SCENARIOS.slow.laptop, options: PracticeOptions = {},
): Promise<Practice> {
  const laptop = new PracticeLaptop(
    { servers: SERVER_NAMES, ...description },
    { host: options.host ?? hostClock, ...(options.lifelike === true ? { wait } : {}) },
  )
  const servers = await Promise.all(SERVER_NAMES.map((name) => startTimeServer(name, laptop.trueTime)))
  const goneNames = description.faults?.includes('servers-gone') === true ? description.servers ?? [] : []
  const gone = await Promise.all(goneNames.map((name) => startTimeServer(name, laptop.trueTime)))
  await Promise.all(gone.map((server) => server.setNetwork('no-network')))
  const all = [...servers, ...gone]
  const setNetwork = async (network: LaptopNetwork): Promise<void> => {
    laptop.setNetwork(network)
    await Promise.all(servers.map((server) => server.setNetwork(network)))
  }
  await setNetwork(description.network)
  return {
    laptop,
    machine: laptop.machine,
    asRoot: laptop.asRoot,
    servers: all.map(({ name, host, port }) => ({ name, host, port })),
    setNetwork,
    close: async () => { await Promise.all(all.map((server) => server.close())) },
  }
}
