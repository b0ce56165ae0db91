import { describe, expect, test } from 'vitest'
import { hasTrayHost } from '../../main/desktop/tray-host.ts'
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
