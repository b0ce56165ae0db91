import type { Command, Machine } from '../platform/machine.ts'

/** A method of somebody on the session or the system bus that takes words or a number and gives one value. */
export interface BusCall {
  readonly bus: 'session' | 'system'
  readonly name: string
  readonly path: string
  readonly member: string
  readonly words?: readonly string[]
  readonly number?: number
}

export type BusMachine = Pick<Machine, 'findProgram' | 'run'>

const TIMEOUT = 2

/** Tools that can ask, the quickest first. A few questions are not worth a D-Bus library. */
const TOOLS: readonly ((call: BusCall) => Command)[] = [
  ({ bus, name, path, member, words = [], number }) => [
    '/usr/bin/dbus-send', `--${bus}`, '--print-reply=literal', '--reply-timeout=1500', `--dest=${name}`, path, member,
    ...words.map((word) => `string:${word}`), ...(number === undefined ? [] : [`uint32:${number}`]),
  ],
  ({ bus, name, path, member, words = [], number }) => {
    const method = member.lastIndexOf('.')
    const signature = `${'s'.repeat(words.length)}${number === undefined ? '' : 'u'}`
    return [
      '/usr/bin/busctl', bus === 'session' ? '--user' : '--system', 'call', name, path, member.slice(0, method), member.slice(method + 1),
      ...(signature === '' ? [] : [signature]), ...words, ...(number === undefined ? [] : [String(number)]),
    ]
  },
  ({ bus, name, path, member, words = [], number }) => [
    '/usr/bin/gdbus', 'call', `--${bus}`, '--timeout', '1', '--dest', name, '--object-path', path, '--method', member,
    ...words, ...(number === undefined ? [] : [String(number)]),
  ],
]

/** A property of somebody on a bus. */
export const property = (bus: BusCall['bus'], name: string, path: string, iface: string, prop: string): BusCall =>
  ({ bus, name, path, member: 'org.freedesktop.DBus.Properties.Get', words: [iface, prop] })

/** What the answer says, as the tool prints it; null without a bus, without an answer, or without a tool to ask. */
export async function askBus(machine: BusMachine, call: BusCall): Promise<string | null> {
  for (const command of TOOLS.map((tool) => tool(call))) {
    if ((await machine.findProgram(command[0])) === null) continue
    const { exit, stdout } = await machine.run(command, { timeoutSeconds: TIMEOUT })
    return exit === 0 ? new TextDecoder().decode(stdout) : null
  }
  return null
}

/** Whether the answer is "true". */
export const saysYes = async (machine: BusMachine, call: BusCall): Promise<boolean> => /\btrue\b/.test(await askBus(machine, call) ?? '')
