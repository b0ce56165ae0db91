import { describe, expect, test } from 'vitest'
import { readPolicy } from '../../../main/core/policy/read.ts'
import { windowsTools } from '../../../main/platform/windows/commands.ts'
import { readWindowsPolicy } from '../../../main/platform/windows/policy.ts'
import { LINE_READERS } from '../../../main/sources/line-readers.ts'
import { scriptedMachine, type Reply } from '../../fakes/scripted-machine.ts'

const KEY = 'Software\\Policies\\Clock Medic'
const ABSENT: Reply = { exit: 1, stderr: 'ERROR: The system was unable to find the specified registry key or value.\r\n' }

/** As reg.exe prints it. */
const listing = (hive: string, ...keys: readonly (readonly [below: string, ...values: readonly string[]])[]): Reply => ({
  stdout: keys.map(([below, ...values]) => `\r\n${hive}\\${KEY}${below}\r\n${values.map((value) => `    ${value}\r\n`).join('')}`).join(''),
})

async function read(machine: Reply, user: Reply) {
  const scripted = scriptedMachine({ commands: [[`C:\\Windows\\System32\\reg.exe query HKLM\\${KEY} /s`, machine], [`C:\\Windows\\System32\\reg.exe query HKCU\\${KEY} /s`, user]] })
  const reading = readPolicy(await readWindowsPolicy(scripted, windowsTools()), LINE_READERS)
  scripted.finish()
  return reading
}

describe('policy in the registry', () => {
  test('is read with the kind that each value has in the template', async () => {
    const reading = await read(listing(
      'HKEY_LOCAL_MACHINE',
      ['', 'CriticalSeconds    REG_DWORD    0x2d', 'CodeTest    REG_DWORD    0x0', 'ownkey    REG_DWORD    0x1', 'Language    REG_SZ    de', 'NotifyBeyondSeconds    REG_DWORD    0x0', 'HelpText    REG_SZ    St\\u00f6rung? Ring 4711.'],
      ['\\Servers', '1    REG_SZ    time.example.com', '2    REG_SZ    nts:time.example.org'],
      ['\\Services', '1    REG_SZ    {"id":"intranet","name":"Intranet sign-in","kind":"totp","window":1}'],
    ), ABSENT)
    expect(reading.wrong).toEqual([])
    expect(reading.policy).toMatchObject({
      criticalSeconds: 45, codeTest: false, ownKey: true, language: 'de', notifyBeyondSeconds: 0, helpText: 'Störung? Ring 4711.',
      servers: ['time.example.com', 'nts:time.example.org'], services: [{ id: 'intranet', window: 1, period: 30 }],
    })
  })

  test('of the computer wins over the one of the user', async () => {
    const reading = await read(
      listing('HKEY_LOCAL_MACHINE', ['', 'Language    REG_SZ    de']),
      listing('HKEY_CURRENT_USER', ['', 'Language    REG_SZ    pl', 'StartAtLogin    REG_DWORD    0x1']),
    )
    expect(reading.policy).toEqual({ language: 'de', startAtLogin: true })
    expect(reading.from).toEqual({ language: `HKLM\\${KEY}`, startAtLogin: `HKCU\\${KEY}` })
  })

  test('need not be there', async () => {
    expect(await read(ABSENT, ABSENT)).toEqual({ policy: {}, from: {}, wrong: [], places: [`HKLM\\${KEY}`, `HKCU\\${KEY}`] })
  })

  test('that cannot be used is named value by value', async () => {
    const reading = await read(listing(
      'HKEY_LOCAL_MACHINE',
      ['', '(Standard)    REG_SZ    (Wert nicht festgelegt)', 'CodeTest    REG_DWORD    0x7', 'CriticalSeconds    REG_SZ    30', 'Colour    REG_SZ    blue', 'HelpContact    REG_SZ    B\u0081ro 7', 'Language    REG_SZ    fr'],
      ['\\Services', '1    REG_SZ    Intranet'],
    ), 'timed-out')
    expect(reading.policy).toEqual({ language: 'fr', services: [] })
    expect(reading.wrong.map(({ name, sentence }) => [name, sentence])).toEqual([
      [undefined, 'Letters beyond ASCII cannot be read in HelpContact; write them as in JSON, such as \\u00fc.'],
      ['codeTest', 'It has to be true or false.'],
      ['criticalSeconds', 'It has to be a whole number from 1 to 86400.'],
      ['Colour', 'There is no such setting.'],
      ['services', 'Service 1: it has to be an object with id, name and kind.'],
      [undefined, 'It could not be read, because reg.exe did not answer.'],
    ])
  })
})
