import { describe, expect, test } from 'vitest'
import { readPolicy } from '../../../main/core/policy/read.ts'
import { readMacPolicy } from '../../../main/platform/macos/policy.ts'
import { LINE_READERS } from '../../../main/sources/line-readers.ts'
import { scriptedMachine, type Script } from '../../fakes/scripted-machine.ts'

const MANAGED = '/Library/Managed Preferences'
const FILE = 'org.clockmedic.app.plist'
const command = (folder: string): string => `/usr/bin/plutil -convert json -o - ${folder}/${FILE}`

async function read(script: Script, user = 'anna') {
  const machine = scriptedMachine(script)
  const reading = readPolicy(await readMacPolicy(machine, user), LINE_READERS)
  machine.finish()
  return reading
}

describe('managed preferences of a Mac', () => {
  test('are read with their own spelling, for the Mac before the user', async () => {
    const reading = await read({
      folders: { [MANAGED]: [FILE], [`${MANAGED}/anna`]: [FILE] },
      commands: [
        [command(MANAGED), { stdout: '{"Servers":["time.example.com"],"CodeTest":false,"Language":"de","PayloadUUID":"1"}' }],
        [command(`${MANAGED}/anna`), { stdout: '{"Language":"pl","StartAtLogin":true}' }],
      ],
    })
    expect(reading).toEqual({
      policy: { servers: ['time.example.com'], codeTest: false, language: 'de', startAtLogin: true }, wrong: [],
      from: { servers: `${MANAGED}/${FILE}`, codeTest: `${MANAGED}/${FILE}`, language: `${MANAGED}/${FILE}`, startAtLogin: `${MANAGED}/anna/${FILE}` },
      places: [`${MANAGED}/${FILE}`, `${MANAGED}/anna/${FILE}`],
    })
  })

  test('need not be there, and no program is started to find that out', async () => {
    expect((await read({})).policy).toEqual({})
  })

  test('are told where they cannot be read', async () => {
    const reading = await read({ folders: { [MANAGED]: [FILE] }, commands: [[command(MANAGED), { exit: 1, stderr: 'invalid object in plist for destination format\n' }]] })
    expect(reading.wrong).toEqual([{ where: `${MANAGED}/${FILE}`, sentence: 'It could not be read as a property list that JSON can hold, so nothing of it is used.' }])
  })

  test('of a name that would lead elsewhere are not looked for', async () => {
    expect((await read({}, '../anna')).places).toEqual([`${MANAGED}/${FILE}`])
    expect((await read({}, '..')).places).toEqual([`${MANAGED}/${FILE}`])
  })
})
