import dbus from 'dbus-next'

const NAME = 'org.freedesktop.Notifications'

export interface Notice {
  readonly id: number
  readonly title: string
  readonly text: string
  /** It was taken back by the app that showed it. */
  closed: boolean
}

/** What a desktop shows notifications with, living in the test's own process: owns the name of the service on the session bus. */
export interface NotificationHost {
  /** All that were shown, oldest first. */
  readonly notices: readonly Notice[]
  readonly click: (notice: Notice) => void
  /** Turns do-not-disturb on or off. */
  readonly setSilent: (silent: boolean) => void
  /** How often it was asked whether it is silent. */
  readonly timesAsked: () => number
  readonly close: () => void
}

/** Begins to show notifications. Wanted before the app shows its first one. */
export async function openNotificationHost(): Promise<NotificationHost> {
  const bus = dbus.sessionBus()
  const notices: Notice[] = []
  let silent = false
  let asked = 0

  class Server extends dbus.interface.Interface {
    GetServerInformation(): string[] { return ['test', 'test', '1', '1.2'] }
    GetCapabilities(): string[] { return ['body', 'actions'] }
    Notify(_app: string, _replaces: number, _icon: string, title: string, text: string): number {
      const id = notices.length + 1
      notices.push({ id, title, text, closed: false })
      return id
    }
    CloseNotification(id: number): void {
      for (const notice of notices) if (notice.id === id) notice.closed = true
      this.NotificationClosed(id, 3)
    }
    ActionInvoked(id: number, key: string): [number, string] { return [id, key] }
    NotificationClosed(id: number, reason: number): [number, number] { return [id, reason] }
    get Inhibited(): boolean {
      asked++
      return silent
    }
  }
  Server.configureMembers({
    methods: {
      GetServerInformation: { outSignature: 'ssss' }, GetCapabilities: { outSignature: 'as' },
      Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' }, CloseNotification: { inSignature: 'u' },
    },
    signals: { ActionInvoked: { signature: 'us' }, NotificationClosed: { signature: 'uu' } },
    properties: { Inhibited: { signature: 'b', access: dbus.interface.ACCESS_READ } },
  })
  const server = new Server(NAME)
  bus.export('/org/freedesktop/Notifications', server)
  await bus.requestName(NAME, 0)
  return {
    notices,
    click: ({ id }) => { server.ActionInvoked(id, 'default') },
    setSilent: (now) => { silent = now },
    timesAsked: () => asked,
    close: () => bus.disconnect(),
  }
}
