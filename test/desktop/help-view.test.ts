import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOTP, Secret } from 'otpauth'
import { HELP_GROUPS, isHelpPlace } from '../../main/core/help/symptoms.ts'
import { LOCK_OUT_WARNING } from '../../main/core/help/lock-out.ts'
import type { HelpView } from '../../preload/contract.ts'
import { ACCOUNT, practiceSession, type PracticeSession } from './practice-session.ts'

let slow: PracticeSession
beforeAll(async () => {
  slow = await practiceSession('slow')
  await slow.session.check()
})
afterAll(() => slow.session.close())

const help = (): HelpView => slow.view().help
const trueTime = (): number => {
  const { checkup } = slow.session.state()
  if (checkup?.verdict.kind !== 'known') throw new Error('not measured')
  return checkup.checkedAt + checkup.verdict.offset + slow.session.monotonic() - checkup.checkedAtMonotonic
}
const codeAt = (seconds: number): string => HOTP.generate({ secret: Secret.fromBase32(ACCOUNT.key), counter: Math.floor(seconds / 30) })

describe('help', () => {
  test('begins with what people see, leads to the cases of it, and back', () => {
    slow.session.openHelp('start')
    expect(help()).toMatchObject({ title: 'What is going wrong?', choices: expect.arrayContaining([{ place: 'error-text', label: 'I have an error text' }]) })
    expect(help().back).toBeUndefined()
    slow.session.openHelp('codes')
    expect(help()).toMatchObject({ title: 'A code from my authenticator is rejected', back: { place: 'start' } })
    slow.session.openHelp('every-code')
    expect(help()).toMatchObject({ title: 'Every code is rejected, at a sign-in or a VPN', back: { place: 'codes' }, choices: [] })
  })

  test.each(HELP_GROUPS.flatMap(({ ends }) => ends.map(({ id, message }) => [id, message !== undefined] as const)))('%s says what is known, and its message holds the numbers of the last check', (id, hasMessage) => {
    if (!isHelpPlace(id)) throw new Error('no such page')
    slow.session.openHelp(id)
    const { end } = help()
    const [laptop] = end?.clocks ?? []
    expect(`${laptop?.label} ${laptop?.value} ${laptop?.tone}`).toMatch(end?.actions.length === 0 ? /^undefined/ : /^This laptop 47\.\d seconds slow bad$/)
    const numbers = /Laptop: 47\.\d seconds slow \(±\d+ ms\), against 4 time servers, on \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\./
    expect(end?.message ?? '').toMatch(hasMessage ? numbers : /^$/)
    expect(JSON.stringify(help())).not.toMatch(/undefined|NaN|\[object/)
  })

  test('a known error text leads to its end with its words in the message', () => {
    slow.session.readError('2024-03-11 SoapEngine - handler exception: authentication failed for [anna@example.org], invalid TOTP code')
    expect(help()).toMatchObject({ place: 'last-step', readError: { badge: { text: 'Recognised' }, said: 'invalid TOTP code' }, back: { place: 'error-text' } })
    expect(help().end?.message).toMatch(/The error says:\n {2}invalid TOTP code/)
    expect(JSON.stringify(slow.session.state())).not.toMatch(/anna/)
    slow.session.openHelp('codes')
    expect(slow.session.state().help.read).toBeNull()
  })

  test('an unknown one says so, offers the symptoms and a message without names', () => {
    slow.session.readError('Widget 7 refused anna@example.org at login.example.org')
    const { readError, choices, end } = help()
    expect(readError).toMatchObject({ badge: { text: 'Not recognised' }, said: 'Widget 7 refused [name] at [address]' })
    expect(choices.map(({ place }) => place)).toEqual(HELP_GROUPS.map(({ id }) => id))
    expect(end?.message).toContain('Widget 7 refused [name] at [address]')
    expect(JSON.stringify(slow.states)).not.toMatch(/anna/)
  })

  test('the message holds neither the practice key nor a code that was typed', async () => {
    const code = codeAt(trueTime())
    await slow.session.tryCode(code)
    slow.session.openHelp('one-service')
    expect(help().end?.message).toMatch(/Authenticator: between /)
    expect(JSON.stringify(help())).not.toMatch(new RegExp(`${code}|${ACCOUNT.key}`))
  })
})

test('after two codes that would have failed the code test warns of a lock-out, not before', async () => {
  slow.session.restartCodeTest()
  const said = (): readonly string[] => slow.view().codeTest.result?.sentences ?? []
  await slow.session.tryCode(codeAt(trueTime() - 600))
  expect(said()).not.toContain(LOCK_OUT_WARNING)
  await slow.session.tryCode(codeAt(trueTime() - 570))
  expect(said()).toContain(LOCK_OUT_WARNING)
  slow.session.restartCodeTest()
  await slow.session.tryCode(codeAt(trueTime()))
  await slow.session.tryCode(codeAt(trueTime()))
  expect(said()).not.toContain(LOCK_OUT_WARNING)
})
