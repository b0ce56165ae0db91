import { describe, expect, it } from 'vitest'
import { parseAdjtime } from '../../../main/platform/linux/adjtime.ts'
import { ask } from '../../../main/platform/linux/ask.ts'
import { parseSourcesSilent } from '../../../main/platform/linux/chronyc-sources.ts'
import { parseTracking } from '../../../main/platform/linux/chronyc-tracking.ts'
import { parseUnitLists } from '../../../main/platform/linux/detect.ts'
import { parseChronyConf, parseNetworkdState, parseNtpConf, parseNtpdRsConf, parseOpenntpdConf, parseTimesyncdConf } from '../../../main/platform/linux/ntp-conf.ts'
import { parseDistribution } from '../../../main/platform/linux/os-release.ts'
import { parseSinceEpoch } from '../../../main/platform/linux/rtc.ts'
import { parseSystemctlShow } from '../../../main/platform/linux/systemctl-show.ts'
import { parseTimedatectlShow } from '../../../main/platform/linux/timedatectl-show.ts'
import { hasUdpPort } from '../../../main/platform/linux/udp-ports.ts'
import { load } from '../../captures/load.ts'
import { scriptedMachine, type Reply } from '../../fakes/scripted-machine.ts'

const NO_LIST = { servers: [], nts: [] }

/** Each parser with what it says of a text that tells nothing, and a recorded or real text of its tool. */
const PARSERS: readonly (readonly [name: string, parse: (text: string) => unknown, nothing: unknown, sample: string])[] = [
  ['adjtime', parseAdjtime, 'utc', load('linux/adjtime.rtc-localtime.normal').stdout],
  ['chronyc -c sources', parseSourcesSilent, null, load('linux/chronyc-c-sources.chrony.normal').stdout],
  ['chronyc -c tracking', parseTracking, null, load('linux/chronyc-c-tracking.chrony.normal').stdout],
  ['systemctl show', parseSystemctlShow, [], load('linux/systemctl-show.timesyncd.normal').stdout],
  ['timedatectl show', parseTimedatectlShow, null, load('linux/timedatectl-show.timesyncd.normal').stdout],
  ['os-release', parseDistribution, [], 'ID=debian\nID_LIKE="x y"\n'],
  ['since_epoch', parseSinceEpoch, null, '1795358082\n'],
  ['/proc/net/udp', (text) => hasUdpPort(text, 123), false, '  123: 00000000:007B 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0 0\n'],
  ['timesyncd.conf', (text) => parseTimesyncdConf([text]), { servers: [] }, '[Time]\nNTP=a.example b.example\nFallbackNTP=c.example\n'],
  ['chrony.conf', parseChronyConf, { ...NO_LIST, includes: [], confFolders: [], sourceFolders: [] }, 'pool a.example iburst nts\nsourcedir /etc/chrony/sources.d\n'],
  ['ntp.conf', parseNtpConf, { ...NO_LIST, includes: [] }, 'server a.example iburst nts\nincludefile /etc/ntp.d\n'],
  ['OpenNTPD', parseOpenntpdConf, NO_LIST, 'servers a.example\n'],
  ['ntpd-rs', parseNtpdRsConf, NO_LIST, '[[source]]\nmode = "nts"\naddress = "a.example"\n'],
  ['networkd', parseNetworkdState, [], load('linux/networkd-state.named').stdout],
]

const HOSTILE: readonly (readonly [what: string, text: string])[] = [
  ['nothing', ''], ['blank lines', '\n\n \r\n'], ['NUL and other bytes', '\0\u0001\u001B[2J\uFFFD'],
  ['a complaint in German', 'Verbindung zum Bus gescheitert: Der Rechner ist nicht aktiv\n'], ['a complaint in Chinese', '无法连接到总线:主机已关闭\n'],
  ['a complaint in Russian in another code page', '\uFFFD\uFFFD \uFFFD\uFFFD\uFFFD\uFFFD\n'], ['a very long line', 'x'.repeat(200_000)],
  ['names that objects have by themselves', '__proto__=1\nconstructor=2\n'],
]

describe.each(PARSERS)('%s', (_, parse, nothing, sample) => {
  it.each(HOSTILE)('reads nothing out of %s', (_what, text) => expect(parse(text)).toEqual(nothing))

  it('says something of what the tool really prints', () => expect(parse(sample)).not.toEqual(nothing))

  it('survives being cut off anywhere', () => {
    const shape = (value: unknown): string => value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
    const allowed = new Set([shape(nothing), shape(parse(sample))])
    for (let length = 0; length <= sample.length; length++) expect(allowed).toContain(shape(parse(sample.slice(0, length))))
  })
})

describe('a decimal comma', () => {
  it('in what chrony prints makes no figure of another size', () => {
    const line = load('linux/chronyc-c-tracking.chrony.normal').stdout
    expect(parseTracking(line)).not.toBeNull()
    expect(parseTracking(line.replaceAll('.', ','))).toBeNull()
    expect(parseSourcesSilent(load('linux/chronyc-c-sources.chrony.normal').stdout.replaceAll('.', ','))).toBeNull()
  })

  it('in the hardware clock\'s files is no number', () => {
    expect(parseSinceEpoch('1795358082,5')).toBeNull()
    expect(parseAdjtime('0,001 1 0,0\n1\nLOCAL\n')).toBe('local')
  })
})

it('a line about a source that was cut off never says that all of them are silent', () => {
  const whole = load('linux/chronyc-c-sources.chrony.wrong47-blocked').stdout
  const cuts = Array.from(whole, (_, length) => whole.slice(0, length)).filter((text) => !text.endsWith('\n'))
  expect(new Set(cuts.map(parseSourcesSilent))).toEqual(new Set([null]))
  expect(parseSourcesSilent(whole)).toBe(true)
})

it('no text makes an empty list of units out of comments', () => {
  expect(parseUnitLists(['# nothing\n\n', '', 'a.service\r\n  b.service  \n'])).toEqual(new Set(['a.service', 'b.service']))
})

describe('a tool', () => {
  const said = (reply: Reply) =>
    ask(scriptedMachine({ commands: [['/usr/bin/tool now', reply]] }), ['/usr/bin/tool', 'now'], (text) => text === 'yes' ? true : null, 2)

  it.each([
    ['that is not there', 'missing', 'The program tool is not on this machine.'],
    ['that hangs', 'timed-out', 'tool did not answer within 2 seconds.'],
    ['that complains', { exit: 1, stderr: 'No.\nMore.\n' }, 'tool said: No.'],
    ['that complains at length', { exit: 1, stderr: 'n'.repeat(5000) }, `tool said: ${'n'.repeat(200)}`],
    ['that complains in bytes of another code page', { exit: 1, stderr: new Uint8Array([0xd4, 0xe5]) }, 'tool said: \uFFFD\uFFFD'],
    ['that fails without a word', { exit: 3 }, 'tool gave up without saying why.'],
    ['that prints what nobody knows', { stdout: 'ja' }, 'tool answered in a form that Clock Medic does not know.'],
  ] as const)('%s becomes a sentence', async (_, reply, why) => expect(await said(reply)).toEqual({ kind: 'silent', why }))

  it('that answers gives its value', async () => expect(await said({ stdout: 'yes' })).toEqual({ kind: 'value', value: true }))
})
