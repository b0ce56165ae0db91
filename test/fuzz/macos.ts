import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { readProxyAddress } from '../../main/core/proxy.ts'
import type { Machine } from '../../main/platform/machine.ts'
import { readFacts } from '../../main/platform/macos/facts.ts'
import { parseScutilProxy } from '../../main/platform/macos/proxy.ts'
import { parseSntp } from '../../main/platform/macos/sntp.ts'
import { macosState } from '../../main/platform/macos/state.ts'
import { parseUsingNetworkTime } from '../../main/platform/macos/systemsetup.ts'
import { claim, claimAskable, claimLine } from './claims.ts'
import { machineThatPrints } from './machine.ts'
import { textTarget } from './text.ts'

const FOLDER = path.join(import.meta.dirname, '../captures/macos')
const captures = (part: string): readonly string[] => readdirSync(FOLDER).filter((name) => name.startsWith(part)).map((name) => readFileSync(path.join(FOLDER, name), 'utf8'))
const linesOf = (text: string): readonly string[] => text.split(/[\r\n]+/).map((line) => line.trim()).filter((line) => line !== '')

export const sntp = textTarget({
  name: 'sntp', deepest: 'a result', seeds: captures('sntp'), words: ['+0.065427 +/- 0.006500 time.apple.com 17.253.38.35', '+/-', '+0.1', '-3.250000', 's1', 'no-leap', '1e9', 'sntp 4.2.8p10'],
  read: (_text, bytes) => {
    claim(parseSntp(bytes, 1) === undefined && parseSntp(bytes, null) === undefined, 'A failure is taken for a result.')
    const result = parseSntp(bytes, 0)
    if (result === undefined) return bytes.length === 0 ? 'empty' : 'refused'
    const last = linesOf(new TextDecoder().decode(bytes)).at(-1) ?? ''
    claim(Math.abs(result.offset) < 1e13 && result.uncertainty >= 0 && result.uncertainty < 1e13, 'A figure is no number.')
    claim(last.includes(`${result.host} ${result.address}`) && /[+-]\d+\.\d+ \+\/- \d+\.\d+ /.test(last), 'A result was made up.')
    return result.uncertainty > 1000 ? 'a result that says nothing' : 'a result'
  },
})

export const systemsetup = textTarget({
  name: 'systemsetup', deepest: 'on', seeds: captures('systemsetup'), words: ['Network Time: On', 'Network Time: Off', 'On', 'Off', 'setUsingNetworkTime: On', ':'],
  read: (text, bytes) => {
    const on = parseUsingNetworkTime(bytes)
    if (on !== undefined) claim(linesOf(text.replace(/^\uFEFF/, '')).includes(`Network Time: ${on ? 'On' : 'Off'}`), 'Automatic time is said to be on, or off, without a word of it.')
    return on === undefined ? text.includes('Network Time') ? 'unclear' : 'not told' : on ? 'on' : 'off'
  },
})

export const scutilProxy = textTarget({
  name: 'scutil-proxy', deepest: 'a proxy', seeds: captures('scutil'), words: ['HTTPSEnable : 1', 'HTTPSProxy : ', 'HTTPSPort : 8443', '<array> {', '<dictionary> {', '}', 'ExceptionsList', '0 : *.local', '::1', 'ExcludeSimpleHostnames : 1', '__SCOPED__ : <dictionary> {'],
  read: (text, bytes) => {
    const { https, bypass } = parseScutilProxy(bytes)
    if (https === undefined) {
      claim(bypass.length === 0, 'Exceptions of no proxy.')
      return text.includes('HTTPSProxy') ? 'none, though one is named' : 'none'
    }
    claim(text.includes('HTTPSEnable : 1') && text.includes('HTTPSProxy : '), 'A proxy was made up.')
    return readProxyAddress(https) === null ? 'a proxy that cannot be used' : 'a proxy'
  },
})

const PARTS = ['ntp.conf', 'localtime', 'timed', 'enforced', 'profile server', 'profile zone', 'automatic zone', 'network time'] as const

/** What each of them gives, in this order; `exit N` in front is the exit code. */
function machineOf(text: string): Machine {
  const parts = new Map(text.split('\n---\n').map((part, index) => [PARTS[index] ?? '', part]))
  const of = (name: string): string => parts.get(name) ?? ''
  const printed = (name: string): ReturnType<Machine['run']> => {
    const [, exit = '0', rest = ''] = /^(?:exit (\d{1,3})\n)?([^]*)$/.exec(of(name)) ?? []
    return machineThatPrints(new TextEncoder().encode(rest), { exit: Number(exit) }).run(['/x'])
  }
  return {
    ...machineThatPrints(new Uint8Array()),
    readText: async () => of('ntp.conf'),
    readLink: async () => of('localtime'),
    run: async ([program, ...args]) => {
      const line = args.join(' ')
      if (program.endsWith('launchctl')) return printed('timed')
      if (program.endsWith('defaults')) return printed('automatic zone')
      if (program.endsWith('systemsetup')) return printed('network time')
      return printed(line.includes('TMAutomaticTimeOnlyEnabled') ? 'enforced' : line.includes('timeServer') ? 'profile server' : 'profile zone')
    },
  }
}

export const macosFacts = textTarget({
  name: 'macos-state', deepest: 'managed',
  seeds: [
    ['server time.apple.com\n', '/var/db/timezone/zoneinfo/Europe/Prague', 'exit 0\nsystem/com.apple.timed = {', 'false', 'undefined', 'undefined', '1', 'Network Time: On'],
    ['server time.apple.com\n', '/var/db/timezone/zoneinfo/UTC', 'exit 113\n', 'true', 'time.corp.example', 'Europe/Berlin', 'exit 1\n', 'You need administrator access'],
    ['', '', 'exit 1\n', 'exit 1\n', 'exit 1\n', 'exit 1\n', '0', 'Network Time: Off'],
  ].map((parts) => parts.join('\n---\n')),
  words: ['true', 'false', 'undefined', 'null', 'exit 0\n', 'exit 113\n', '-x', '$(id)', '127.0.0.1', 'localhost', '/zoneinfo/', '\n---\n', 'Network Time: On'],
  read: async (text) => {
    const state = macosState(await readFacts(machineOf(text)))
    for (const server of state.servers) claimAskableHere(server, text)
    for (const { what, why } of state.unreadable) {
      claimLine(what)
      claimLine(why)
    }
    claim(state.timeZone === undefined || /^[\w/+-]+$/.test(state.timeZone), 'A zone has odd letters.')
    if (state.automaticTime === true) claim(text.includes('Network Time: On'), 'Automatic time is said to be on without a word of it.')
    return state.managed ? 'managed' : state.automaticTime === undefined ? 'not known' : state.automaticTime ? 'automatic' : 'by hand'
  },
})

function claimAskableHere(server: string, text: string): void {
  claim(text.includes(server), 'A server was made up.')
  if (/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(server)) claimAskable(server)
}

export const MACOS = [sntp, systemsetup, scutilProxy, macosFacts]
