import { describe, expect, test } from 'vitest'
import { ERROR_TEXTS } from '../../../main/core/help/error-texts.ts'
import { endAt, groupAt, HELP_GROUPS, isHelpPlace } from '../../../main/core/help/symptoms.ts'
import { SOURCE_ROWS } from './source-rows.ts'

const ENDS = HELP_GROUPS.flatMap(({ ends }) => ends)

describe('the symptoms', () => {
  test('every row of the source pages is two choices away', () => {
    const missing = SOURCE_ROWS.filter(({ way: [group, end] }) => HELP_GROUPS.find(({ label }) => label === group)?.ends.some(({ label }) => label === end) !== true)
    expect(missing.map(({ row }) => row)).toEqual([])
  })

  test('no two pages share a name, and none is called like the start', () => {
    const names = ['start', 'error-text', ...HELP_GROUPS.map(({ id }) => id), ...ENDS.map(({ id }) => id)]
    expect(names.length).toBe(new Set(names).size)
    expect(names.every((name) => isHelpPlace(name))).toBe(true)
    expect(['', 'nowhere', '__proto__', 'constructor'].some((name) => isHelpPlace(name))).toBe(false)
  })

  test('no end is a dead end: it leads on or holds a message', () => {
    expect(ENDS.filter(({ actions = [], message }) => actions.length === 0 && message === undefined).map(({ id }) => id)).toEqual([])
    expect(ENDS.filter(({ outcome, actions = [] }) => outcome === 'fix' && !actions.includes('check')).map(({ id }) => id)).toEqual([])
    expect(ENDS.filter(({ outcome, actions = [] }) => outcome === 'find' && actions.length === 0).map(({ id }) => id)).toEqual([])
  })

  test('nobody is told to enrol again before the clocks are proven right, except where the key itself is gone', () => {
    const advises = ENDS.filter(({ sentences, message }) => /enrol(?: me)? (?:again|a new)|new key|reset the enrolment/.test([...sentences, ...message?.asks ?? []].join(' ')))
    expect(advises.map(({ id }) => id)).toEqual(['lost-phone', 'new-phone'])
    expect(endAt('still-rejected')?.end.onceProven?.sentences.join(' ')).toMatch(/enrol again/)
  })

  test('every message says what it is about and asks for something', () => {
    const messages = ENDS.flatMap(({ id, message, onceProven }) => [message, onceProven?.message].flatMap((each) => (each === undefined ? [] : [[id, each] as const])))
    expect(messages.filter(([, { subject, asks }]) => !/^[A-Z].*[^.]$/.test(subject) || asks.length === 0 || asks.some((ask) => !/^[A-Z].*\.$/.test(ask))).map(([id]) => id)).toEqual([])
  })

  test('an administrator gets commands that can be typed in this order', () => {
    const commandsAt = (place: string) => endAt(place)?.end.message?.commands?.map(({ commands }) => commands)
    expect(commandsAt('server-clock')).toEqual([
      [
        'timedatectl status',
        '# with systemd-timesyncd:', 'systemctl enable --now systemd-timesyncd', 'systemctl restart systemd-timesyncd',
        '# with chrony (the unit is called chrony on Debian and Ubuntu):', 'systemctl enable --now chronyd', 'systemctl restart chronyd', 'chronyc tracking',
        '# when the clock is right, so that the next start begins right:', 'hwclock --systohc',
      ],
      ['sc.exe start w32time', 'w32tm /resync /rediscover', 'w32tm /query /status'],
    ])
    expect(commandsAt('appliance-time')).toEqual([[
      'sc.exe start w32time', 'w32tm /config /manualpeerlist:"time.windows.com,0x8" /syncfromflags:manual /update', 'w32tm /resync /rediscover', 'w32tm /query /status',
    ]])
  })

  test('who enables a time service is told that this alone does not step the clock', () => {
    const enabling = ENDS.filter(({ message }) => message?.commands?.some(({ commands }) => commands.some((line) => line.includes('enable --now'))))
    expect(enabling.length).toBeGreaterThan(0)
    for (const { message } of enabling) expect(message?.commands?.flatMap(({ commands }) => commands)).toEqual(expect.arrayContaining(['systemctl restart systemd-timesyncd', 'systemctl restart chronyd']))
  })

  test('a stopped Windows service is started before it is asked to synchronise', () => {
    const blocks = ENDS.flatMap(({ message }) => message?.commands ?? []).map(({ commands }) => commands).filter((lines) => lines.some((line) => line.includes('/resync')))
    expect(blocks.length).toBeGreaterThan(0)
    for (const lines of blocks) expect(lines.indexOf('sc.exe start w32time')).toBe(0)
  })

  test('every known error text leads to an end', () => {
    expect(ERROR_TEXTS.filter(({ end }) => endAt(end) === undefined)).toEqual([])
    expect(groupAt('every-code')).toBeUndefined()
  })
})
