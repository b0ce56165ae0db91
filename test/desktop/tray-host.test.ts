import { describe, expect, test } from 'vitest'
import { hasTrayHost } from '../../main/desktop/tray-host.ts'
import { watchTrayHost } from '../../main/desktop/tray-presence.ts'
import type { CommandResult } from '../../main/platform/machine.ts'

type Said = { readonly exit: number | null; readonly stdout: string; readonly timedOut?: boolean }

/** A desktop on which only these tools exist, each with what it prints. */
function desktop(tools: Readonly<Record<string, Said>>) {
  const asked: string[] = []
  return {
    asked,
    findProgram: async (...paths: readonly string[]) => paths.find((path) => path in tools) ?? null,
    run: async ([path]: readonly [string, ...string[]]): Promise<CommandResult> => {
      asked.push(path)
      const { exit, stdout, timedOut = false } = tools[path] ?? { exit: null, stdout: '' }
      return { exit, stdout: new TextEncoder().encode(stdout), stderr: new Uint8Array(), missing: false, timedOut, tookSeconds: 0 }
    },
  }
}

describe('whether a desktop shows tray icons', () => {
  test.each([
    ['/usr/bin/dbus-send', '   boolean true\n', '   boolean false\n'],
    ['/usr/bin/busctl', 'b true\n', 'b false\n'],
    ['/usr/bin/gdbus', '(true,)\n', '(false,)\n'],
  ])('%s answers', async (tool, yes, no) => {
    expect(await hasTrayHost(desktop({ [tool]: { exit: 0, stdout: yes } }), 'linux')).toBe(true)
    expect(await hasTrayHost(desktop({ [tool]: { exit: 0, stdout: no } }), 'linux')).toBe(false)
  })

  test('no bus, a bus that hangs and no tool at all mean that nobody would see the icon', async () => {
    expect(await hasTrayHost(desktop({ '/usr/bin/busctl': { exit: 1, stdout: '' } }), 'linux')).toBe(false)
    expect(await hasTrayHost(desktop({ '/usr/bin/dbus-send': { exit: null, stdout: '   boolean true', timedOut: true } }), 'linux')).toBe(false)
    expect(await hasTrayHost(desktop({}), 'linux')).toBe(false)
  })

  test('Windows and macOS always have a tray and are not asked', async () => {
    const none = desktop({})
    expect(await hasTrayHost(none, 'win32')).toBe(true)
    expect(await hasTrayHost(none, 'darwin')).toBe(true)
    expect(none.asked).toEqual([])
  })
})

describe('a tray that is not there yet', () => {
  /** A desktop whose tray comes and goes, and the moments at which it is asked about. */
  async function watched(system: NodeJS.Platform, present: boolean) {
    const said = { '/usr/bin/busctl': { exit: 0, get stdout() { return `b ${present}\n` } } }
    const machine = desktop(said)
    const waits: { readonly seconds: number; readonly work: () => void }[] = []
    const appeared: number[] = []
    const presence = await watchTrayHost({
      machine, system, onAppeared: () => { appeared.push(machine.asked.length) },
      later: (seconds, work) => {
        const wait = { seconds, work }
        waits.push(wait)
        return () => { if (waits.includes(wait)) waits.splice(waits.indexOf(wait), 1) }
      },
    })
    return {
      machine, presence, appeared, waits, set: (now: boolean) => { present = now },
      /** The next look comes; gives after how many seconds. */
      next: async () => {
        const wait = waits.shift()
        wait?.work()
        await new Promise((resolve) => { setImmediate(resolve) })
        return wait?.seconds
      },
    }
  }

  test('is looked for soon at first and then ever more seldom', async () => {
    const { next, machine, waits } = await watched('linux', false)
    const pauses: (number | undefined)[] = []
    for (let looks = 0; looks < 13; looks++) pauses.push(await next())
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600])
    expect([machine.asked.length, waits.length]).toEqual([14, 1])
  })

  test('gets the icon when it comes, and is not asked about any more', async () => {
    const { next, set, appeared, presence, waits } = await watched('linux', false)
    await next()
    expect([presence.visible(), appeared.length]).toEqual([false, 0])
    set(true)
    await next()
    expect([presence.visible(), appeared.length, waits.length]).toEqual([true, 1, 0])
    expect(await presence.settled).toBe(true)
    // Bringing the window up asks; nothing new, nothing made anew.
    await presence.look()
    expect(appeared.length).toBe(1)
    set(false)
    await presence.look()
    expect([presence.visible(), waits.length]).toEqual([false, 1])
  })

  test('has some seconds before it is said that there is none', async () => {
    const { next, presence } = await watched('linux', false)
    let told: boolean | null = null
    void presence.settled.then((visible) => { told = visible })
    await next()
    await next()
    expect(told).toBeNull()
    await next()
    expect(told).toBe(false)
  })

  test('leaves no timer behind, and none at all where there always is one', async () => {
    const gone = await watched('linux', false)
    gone.presence.close()
    expect(gone.waits).toEqual([])
    const windows = await watched('win32', false)
    expect([await windows.presence.settled, windows.waits.length, windows.machine.asked.length]).toEqual([true, 0, 0])
  })
})
