import { describe, expect, test } from 'vitest'
import { updateWords, type UpdateChannel } from '../../main/core/updates/state.ts'
import { aboutView } from '../../main/desktop/about-view.ts'
import { keepUpdated, type Updater, type Updates } from '../../main/desktop/updates.ts'

const DAY = 24 * 3600

/** A world with one release in it, and hands to move time and everything else. */
function world(given: { readonly channel?: UpdateChannel; readonly offered?: string | null } = {}) {
  const due = new Map<object, { readonly at: number; readonly work: () => void }>()
  const set: { channel: UpdateChannel; busy: boolean; offered: string | null; broken: boolean } = {
    channel: given.channel ?? 'stable', busy: false, offered: given.offered ?? null, broken: false,
  }
  const seen = { looks: [] as string[], opened: 0, fetched: 0, stopped: 0, atEnd: [] as boolean[], errors: 0 }
  let now = 0
  let arrive: (() => void) | null = null
  const updater: Updater = {
    look: async (channel) => {
      seen.looks.push(channel)
      if (set.broken) throw new Error('404')
      return set.offered
    },
    fetch: (stop) => new Promise((resolve, reject) => {
      arrive = () => {
        seen.fetched++
        resolve()
      }
      stop.addEventListener('abort', () => {
        seen.stopped++
        reject(new Error('cancelled'))
      })
    }),
    atEnd: (putInPlace) => { seen.atEnd.push(putInPlace) },
  }
  const updates: Updates = keepUpdated({
    road: { road: 'appimage' }, channel: () => set.channel, busy: () => set.busy,
    later: (seconds, work) => {
      const key = {}
      due.set(key, { at: now + seconds, work })
      return () => { due.delete(key) }
    },
    openUpdater: async () => {
      seen.opened++
      return updater
    },
    onChange: () => {}, onError: () => { seen.errors++ },
  })
  const settle = async (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })
  const pass = async (seconds: number): Promise<void> => {
    const end = now + seconds
    for (;;) {
      const next = [...due].filter(([, { at }]) => at <= end).toSorted(([, a], [, b]) => a.at - b.at)[0]
      if (next === undefined) break
      due.delete(next[0])
      now = next[1].at
      next[1].work()
      await settle()
    }
    now = end
  }
  return { updates, set, seen, pass, arrive: async () => { arrive?.(); await settle() }, settle }
}

describe('a new version', () => {
  test('is fetched, told in one sentence, and put in place at the end', async () => {
    const { updates, seen, pass, arrive } = world({ offered: '1.2.3' })
    await pass(DAY)
    expect(updateWords(updates.state())).toBe('New versions are fetched quietly and put in place when Clock Medic quits.')
    await arrive()
    expect(updateWords(updates.state())).toBe('Version 1.2.3 is ready. It is put in place when Clock Medic quits.')
    updates.end(false)
    expect(seen.atEnd).toEqual([true])
    await pass(7 * DAY)
    expect(seen.looks).toHaveLength(1)
  })

  test('is looked for about twice a day, in the channel that IT chose', async () => {
    const { set, seen, pass } = world({ channel: 'preview' })
    await pass(DAY)
    set.channel = 'stable'
    await pass(DAY)
    expect(seen.looks).toEqual(['preview', 'preview', 'stable', 'stable'])
  })

  test('is never looked for where IT turned updates off, and nothing is loaded for it', async () => {
    const { updates, seen, pass } = world({ channel: 'off', offered: '1.2.3' })
    await pass(30 * DAY)
    expect(seen).toMatchObject({ looks: [], opened: 0 })
    expect(updateWords(updates.state())).toBe('This copy does not look for new versions.')
  })

  test('that is ready is not put in place when IT turned updates off meanwhile, or in the middle of a repair', async () => {
    for (const [channel, repairing] of [['off', false], ['stable', true]] as const) {
      const { updates, set, seen, pass, arrive } = world({ offered: '1.2.3' })
      await pass(DAY)
      await arrive()
      set.channel = channel
      updates.end(repairing)
      expect(seen.atEnd).toEqual([false])
    }
  })
})

describe('a check or a repair', () => {
  test('puts off the look until it is through', async () => {
    const { set, seen, pass } = world()
    set.busy = true
    await pass(DAY)
    expect(seen.looks).toEqual([])
    set.busy = false
    await pass(60)
    expect(seen.looks).toHaveLength(1)
  })

  test('stops a download, which begins again afterwards', async () => {
    const { updates, set, seen, pass, arrive, settle } = world({ offered: '1.2.3' })
    await pass(20 * 60)
    set.busy = true
    updates.busyChanged()
    await settle()
    expect(seen).toMatchObject({ stopped: 1, fetched: 0, errors: 0 })
    set.busy = false
    await pass(60)
    await arrive()
    expect(updates.state()).toMatchObject({ kind: 'ready', version: '1.2.3' })
  })
})

test('a feed that cannot be read is told calmly and tried again', async () => {
  const { updates, set, seen, pass } = world()
  set.broken = true
  await pass(3600)
  expect(updateWords(updates.state())).toBe('The last look for a new version did not work. It is tried again later.')
  expect(seen.errors).toBe(1)
  set.broken = false
  await pass(DAY)
  expect(updates.state()).toEqual({ kind: 'waiting' })
})

test('after the end nothing is looked for', async () => {
  const { updates, seen, pass } = world()
  updates.end(false)
  await pass(DAY)
  expect(seen.looks).toEqual([])
})

test('a copy that others look after says so', () => {
  const updates = keepUpdated({
    road: { none: 'elsewhere' }, channel: () => 'stable', busy: () => false, later: () => { throw new Error('Nothing is to be waited for.') },
    openUpdater: () => { throw new Error('Nothing is to be opened.') }, onChange: () => {}, onError: () => {},
  })
  expect(updateWords(updates.state())).toBe('New versions come the way this one was installed.')
})

test('About tells beforehand that Windows will ask', () => {
  const about = aboutView({ version: '1.0.0', log: null, parts: [], updates: { kind: 'ready', version: '1.2.3', road: 'nsis' } })
  expect(about.updates).toBe('Version 1.2.3 is ready. When Clock Medic quits, Windows asks you whether to put it in place.')
})
