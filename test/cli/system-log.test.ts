import { describe, expect, test } from 'vitest'
import { checkUp } from '../../main/checkup.ts'
import { logEntry, writeSystemLog } from '../../main/cli/system-log.ts'
import type { Checkup } from '../../main/core/checkup.ts'
import type { CommandResult, Machine, RunOptions } from '../../main/platform/machine.ts'
import { SCENARIOS } from '../../main/practice/index.ts'
import { laptopsOf, readLaptop } from '../laptops/laptop.ts'
import { lookAt } from '../laptops/look.ts'
import { fakeHost } from '../practice/fake-host.ts'
import { openLaptop } from '../repair/open-laptop.ts'

interface Ran {
  readonly command: readonly string[]
  readonly input: readonly string[] | undefined
}

/** A machine with these programs and folders, and what it ran. */
function machineWith(programs: readonly string[], folders: Readonly<Record<string, readonly string[]>>, answer: Partial<CommandResult> = {}): { readonly machine: Machine; readonly ran: Ran[] } {
  const ran: Ran[] = []
  const machine: Machine = {
    clock: fakeHost().clock, isRoot: false,
    run: async (command, options: RunOptions = {}) => {
      ran.push({ command, input: options.input })
      return { exit: 0, missing: false, timedOut: false, stdout: new Uint8Array(), stderr: new Uint8Array(), tookSeconds: 0.01, ...answer }
    },
    readText: async () => null, readLink: async () => null,
    list: async (folder) => folders[folder] ?? [],
    findProgram: async (...paths) => paths.find((path) => programs.includes(path)) ?? null,
  }
  return { machine, ran }
}

async function look(scenario: keyof typeof SCENARIOS): Promise<Checkup> {
  const laptop = await openLaptop(SCENARIOS[scenario].laptop)
  const checkup = await checkUp(laptop, laptop.options)
  await laptop.close()
  return checkup
}

const LOGGER = ['/usr/bin/logger']
const JOURNAL = { '/run/systemd/journal': ['socket', 'stdout'], '/dev': ['log', 'null'] }
const SYSLOG = { '/dev': ['log', 'null'] }

describe('--log on Linux', () => {
  test('gives journald the line with its weight and the figures in fields of their own', async () => {
    const { machine, ran } = machineWith(LOGGER, JOURNAL)
    expect(await writeSystemLog('linux', machine, await look('slow'))).toBeNull()
    expect(ran).toEqual([{ command: ['/usr/bin/logger', '--journald'], input: [
      expect.stringMatching(/^MESSAGE=Your clock is 47\.3 seconds slow \(.*\)\.$/), 'PRIORITY=3', 'SYSLOG_IDENTIFIER=clock-medic', 'CLOCK_MEDIC_VERDICT=critical',
      expect.stringMatching(/^CLOCK_MEDIC_OFFSET_SECONDS=47\.\d{6}$/), expect.stringMatching(/^CLOCK_MEDIC_UNCERTAINTY_SECONDS=0\.\d{6}$/),
    ] }])
  })

  test('leaves the figures out where there are none', async () => {
    const { machine, ran } = machineWith(LOGGER, JOURNAL)
    await writeSystemLog('linux', machine, await look('no-network'))
    expect(ran[0]?.input?.slice(1)).toEqual(['PRIORITY=5', 'SYSLOG_IDENTIFIER=clock-medic', 'CLOCK_MEDIC_VERDICT=unknown'])
  })

  test('gives any other system log one line', async () => {
    const { machine, ran } = machineWith(['/bin/logger'], SYSLOG)
    expect(await writeSystemLog('linux', machine, await look('fine'))).toBeNull()
    expect(ran).toEqual([{ command: ['/bin/logger', '-t', 'clock-medic', '-p', 'user.info', '--', expect.stringMatching(/^Your clock is right \(.*\)\.$/)], input: undefined }])
  })

  test.each([
    ['no logger', [], JOURNAL, 'the program "logger" is not installed.'],
    ['no log', LOGGER, { '/dev': ['null'] }, 'no system log is running.'],
  ] as const)('with %s says so and runs nothing', async (_, programs, folders, why) => {
    const { machine, ran } = machineWith(programs, folders)
    expect(await writeSystemLog('linux', machine, await look('fine'))).toBe(`Nothing was written to the log of this system: ${why}`)
    expect(ran).toEqual([])
  })

  test.each([
    [{ exit: 1 }, 'its program ended with 1.'], [{ exit: null, timedOut: true }, 'it did not answer.'], [{ exit: null, missing: true }, '/usr/bin/logger is not there.'],
  ])('that does not take the line is told: %j', async (answer, why) => {
    expect(await writeSystemLog('linux', machineWith(LOGGER, SYSLOG, answer).machine, await look('fine'))).toContain(why)
  })
})

describe('--log elsewhere', () => {
  const { machine } = machineWith([], {})
  const commandOn = async (os: 'macos' | 'windows', scenario: keyof typeof SCENARIOS, systemRoot?: string) => {
    const entry = await logEntry(os, machine, await look(scenario), systemRoot)
    return 'wrong' in entry ? entry.wrong : entry.command
  }

  test.each([['fine', 'user.notice'], ['slow', 'user.err'], ['no-network', 'user.notice']] as const)('macOS: %s is %s, which it keeps', async (scenario, priority) => {
    expect(await commandOn('macos', scenario)).toEqual(['/usr/bin/logger', '-t', 'clock-medic', '-p', priority, '--', expect.any(String)])
  })

  test.each([['fine', 'INFORMATION', '100'], ['slow', 'ERROR', '102'], ['no-network', 'INFORMATION', '103']] as const)('Windows: %s is %s %s', async (scenario, type, id) => {
    expect(await commandOn('windows', scenario, 'D:\\Win')).toEqual(['D:\\Win\\System32\\eventcreate.exe', '/L', 'APPLICATION', '/T', type, '/SO', 'Clock Medic', '/ID', id, '/D', expect.any(String)])
  })

  test('Windows: a user without rights is told who may write', async () => {
    expect(await writeSystemLog('windows', machineWith([], {}, { exit: 1 }).machine, await look('fine'))).toContain('only an administrator or SYSTEM may write to it.')
  })
})

test('no line holds a line break or the name of a server, on any laptop of the collection', async () => {
  for (const system of ['linux', 'macos', 'windows'] as const) for (const name of laptopsOf(system)) {
    const { machine: data, measured } = readLaptop(name)
    const checkup = await lookAt(system, data, measured)
    const entry = await logEntry(system, machineWith(LOGGER, JOURNAL).machine, checkup)
    const lines = 'wrong' in entry ? [] : [...entry.command, ...entry.input ?? []]
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) expect(`${name}: ${line}`).not.toMatch(/[\r\n]/)
    for (const server of checkup.state.servers) expect([name, ...lines].join(' ')).not.toContain(server)
  }
})
