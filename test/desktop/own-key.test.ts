import { describe, expect, test } from 'vitest'
import { HELD_FOR, openKeyKeeper, takeKey, type KeyKeeper } from '../../main/desktop/own-key.ts'

const KEY = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A keeper with a timer that a test moves on. */
function keeper(): { readonly keeper: KeyKeeper; readonly pass: (seconds: number) => void; readonly late: () => number } {
  let now = 0
  let late = 0
  const due = new Map<number, () => void>()
  const opened = openKeyKeeper((seconds, work) => {
    const at = now + seconds
    due.set(at, work)
    return () => { due.delete(at) }
  }, () => { late++ })
  return {
    keeper: opened, late: () => late,
    pass: (seconds) => {
      now += seconds
      for (const [at, work] of due) {
        if (at > now) continue
        due.delete(at)
        work()
      }
    },
  }
}

const taken = (): Parameters<KeyKeeper['keep']>[0] => {
  const read = takeKey(bytesOf(KEY))
  if ('wrong' in read) throw new Error(read.wrong)
  return read.key
}

describe('a key of the user\'s own', () => {
  test('is gone after two minutes, and the session is told', () => {
    const { keeper: one, pass, late } = keeper()
    one.keep(taken())
    pass(HELD_FOR - 1)
    expect(one.key()?.secret).toBe(KEY)
    pass(1)
    expect(one.key()).toBeNull()
    expect(late()).toBe(1)
  })

  test('that takes the place of another has two minutes of its own', () => {
    const { keeper: one, pass, late } = keeper()
    one.keep(taken())
    pass(HELD_FOR - 1)
    one.keep(taken())
    pass(HELD_FOR - 1)
    expect(one.key()?.secret).toBe(KEY)
    expect(late()).toBe(0)
  })

  test('that was dropped is not brought back by time', () => {
    const { keeper: one, pass, late } = keeper()
    one.keep(taken())
    one.forget()
    pass(HELD_FOR * 2)
    expect(one.key()).toBeNull()
    expect(late()).toBe(0)
  })

  test('is wiped where it came from, and so is what was no key', () => {
    for (const text of [KEY, 'otpauth://totp/a?secret=x', 'nonsense!']) {
      const bytes = bytesOf(text)
      takeKey(bytes)
      expect(bytes.every((byte) => byte === 0)).toBe(true)
    }
  })

  test('keeps what makes its codes and not the names of account and service', () => {
    expect(takeKey(bytesOf(`otpauth://totp/Example:somebody@example.com?secret=${KEY}&issuer=Example&digits=8&period=60&algorithm=SHA256`)))
      .toEqual({ key: { secret: KEY, digits: 8, period: 60, algorithm: 'SHA256' } })
  })

  test('is not what JavaScript remembers of its last search', () => {
    takeKey(bytesOf(`otpauth://totp/Example?secret=${KEY}`))
    expect((RegExp as unknown as Record<string, string>)['$_']).not.toContain('JBSW')
  })
})
