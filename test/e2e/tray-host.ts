import dbus from 'dbus-next'

const WATCHER = 'org.kde.StatusNotifierWatcher'
const ITEM = 'org.kde.StatusNotifierItem'
const ITEM_PATH = '/StatusNotifierItem'
const MENU = 'com.canonical.dbusmenu'
const MOST_CLICKS = 5

export interface MenuEntry {
  readonly id: number
  readonly label: string
  readonly enabled: boolean
}

/** One tray icon, as a panel sees it. */
export interface TrayItem {
  readonly tooltip: () => Promise<string>
  /** The pixels of the icon; two icons that look alike give the same text. */
  readonly icon: () => Promise<string>
  readonly menu: () => Promise<readonly MenuEntry[]>
  readonly activate: () => Promise<void>
  readonly choose: (label: string) => Promise<void>
}

export interface TrayHost {
  /** The next icon that registers, counted from the last one given; waits for it. */
  readonly item: () => Promise<TrayItem>
  readonly close: () => void
}

/** A panel with a tray, living in the test's own process: owns the StatusNotifierWatcher's name on the session bus. */
export async function openTrayHost(): Promise<TrayHost> {
  const bus = dbus.sessionBus()
  const services: string[] = []
  const waiting: (() => void)[] = []
  let given = 0

  class Watcher extends dbus.interface.Interface {
    RegisterStatusNotifierItem(service: string): void {
      services.push(service)
      for (const wake of waiting.splice(0)) wake()
      this.StatusNotifierItemRegistered(service)
    }
    RegisterStatusNotifierHost(): void {}
    StatusNotifierItemRegistered(service: string): string { return service }
    StatusNotifierHostRegistered(): void {}
    get RegisteredStatusNotifierItems(): string[] { return services }
    get IsStatusNotifierHostRegistered(): boolean { return true }
    get ProtocolVersion(): number { return 0 }
  }
  Watcher.configureMembers({
    methods: { RegisterStatusNotifierItem: { inSignature: 's' }, RegisterStatusNotifierHost: { inSignature: 's' } },
    signals: { StatusNotifierItemRegistered: { signature: 's' }, StatusNotifierHostRegistered: { signature: '' } },
    properties: {
      RegisteredStatusNotifierItems: { signature: 'as', access: dbus.interface.ACCESS_READ },
      IsStatusNotifierHostRegistered: { signature: 'b', access: dbus.interface.ACCESS_READ },
      ProtocolVersion: { signature: 'i', access: dbus.interface.ACCESS_READ },
    },
  })
  bus.export('/StatusNotifierWatcher', new Watcher(WATCHER))
  await bus.requestName(WATCHER, 0)

  // Chromium's objects answer no introspection, so each message is written by hand.
  const call = async (destination: string, path: string, iface: string, member: string, signature = '', body: unknown[] = []): Promise<unknown[]> => {
    const reply = await bus.call(new dbus.Message({ destination, path, interface: iface, member, signature, body }))
    return (reply?.body ?? []) as unknown[]
  }

  const open = (service: string): TrayItem => {
    const get = async (name: string): Promise<unknown> => {
      const [variant] = await call(service, ITEM_PATH, 'org.freedesktop.DBus.Properties', 'Get', 'ss', [ITEM, name])
      return (variant as { value: unknown }).value
    }
    const menu = async (): Promise<readonly MenuEntry[]> => {
      const [, layout] = await call(service, String(await get('Menu')), MENU, 'GetLayout', 'iias', [0, -1, []])
      const [, , children] = layout as [number, unknown, { value: [number, Record<string, { value: unknown }>, unknown] }[]]
      return children
        .filter(({ value: [, { type }] }) => type?.value !== 'separator')
        .map(({ value: [id, { label, enabled }] }) => ({ id, label: typeof label?.value === 'string' ? label.value : '', enabled: enabled?.value !== false }))
    }
    return {
      menu,
      tooltip: async () => String((await get('ToolTip') as unknown[])[2]),
      icon: async () => JSON.stringify(await get('IconPixmap')),
      activate: async () => { await call(service, ITEM_PATH, ITEM, 'Activate', 'ii', [0, 0]) },
      choose: async (label) => {
        for (let left = MOST_CLICKS; ; left--) {
          const entry = (await menu()).find((each) => each.label === label)
          if (entry === undefined) throw new Error(`The menu has no "${label}".`)
          if (!entry.enabled) throw new Error(`"${label}" is not enabled.`)
          try {
            await call(service, String(await get('Menu')), MENU, 'Event', 'isvu', [entry.id, 'clicked', new dbus.Variant('i', 0), 0])
            return
          } catch (error) {
            // The app may have drawn its menu anew since it was read; the old entries are gone then.
            if (left === 0) throw error
          }
        }
      },
    }
  }
  return {
    item: async () => {
      if (given === services.length) await new Promise<void>((resolve) => { waiting.push(resolve) })
      return open(services[given++] ?? '')
    },
    close: () => bus.disconnect(),
  }
}
