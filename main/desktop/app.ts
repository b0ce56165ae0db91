import { app, clipboard, dialog, nativeImage, nativeTheme, powerMonitor, shell, type BrowserWindow } from 'electron'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { AppView, OpenablePlace, Screen } from '../../preload/contract.ts'
import type { SettingName } from '../core/settings/settings.ts'
import { practiceAccount } from '../core/totp.ts'
import { trueTimeAt } from '../core/true-time.ts'
import { say } from '../core/words/say.ts'
import { thisMachine } from '../platform/this-machine.ts'
import { VERSION } from '../version.ts'
import { repairsByItself } from './by-itself.ts'
import { closeDoors } from './doors.ts'
import { answerWindow, sendScreen, sendView } from './ipc.ts'
import { openPractice, openThisLaptop } from './laptops.ts'
import { partsIn } from './licences.ts'
import { monitorOutside } from './monitor-outside.ts'
import { watchClock, type Monitor } from './monitor.ts'
import { servePage } from './page.ts'
import { openPast } from './past.ts'
import type { Preferences } from './preferences.ts'
import type { Copyable } from './requests.ts'
import { saveDialogs } from './save-dialogs.ts'
import type { SessionState } from './session-state.ts'
import { sessionAnswers } from './session-answers.ts'
import { openSessions } from './sessions.ts'
import { readStartOptions, type StartOptions } from './start.ts'
import { takeBackAsked } from './take-back.ts'
import { followTimeZone } from './time-zone.ts'
import { noTrayWords, watchTrayHost } from './tray-presence.ts'
import type { TrayActions } from './tray-menu.ts'
import type { AppTray } from './tray.ts'
import { updatesHere } from './updates-here.ts'
import { viewOf } from './view.ts'
import { warmUp, WARM_UP_AFTER } from './warm-up.ts'
import { appWindow } from './window.ts'

/** How often the age of the last check is renewed in an open window, in milliseconds. */
const RENEW_AGE_EVERY = 30_000
/** In pixels. */
const WINDOW_ICON = 64

/** What is there before the rest of the app. */
export interface Beginning {
  readonly preferences: Preferences
  readonly tray: AppTray
  /** Takes what the tray's menu does. */
  readonly onReady: (actions: TrayActions) => void
}

/** Composes sessions, monitor and window behind the tray. Gives a sentence where it cannot begin. */
export async function startApp({ hidden, practice, verbose }: StartOptions, { preferences, tray, onReady }: Beginning): Promise<string | null> {
  const built = path.join(app.getAppPath(), 'out')
  const assets = path.join(app.getAppPath(), 'assets')
  const icon = path.join(assets, 'icon.png')
  const past = openPast(app.getPath('userData'), { verbose: verbose === true })
  const { log, onError } = past
  log.write({ kind: 'started', version: VERSION, os: process.platform, hidden })
  const parts = partsIn(path.join(built, 'licences.json'))
  const sessions = openSessions({
    thisLaptop: await openThisLaptop(preferences), openPractice, account: practiceAccount(randomBytes(20)),
    services: () => preferences.settings().services, added: () => preferences.policy().services ?? [], onChange: () => publish(), onRealChange: realChanged, onError,
  })
  const state = (): SessionState => sessions.current().state()
  const renewTimeZone = followTimeZone()
  const repairByItself = repairsByItself({ session: sessions.real, allowed: () => preferences.policy().remediesByThemselves ?? [], practising: () => state().practice })

  servePage(path.join(built, 'renderer'))
  closeDoors()
  const host = await watchTrayHost({ machine: thisMachine, system: process.platform, later, onAppeared: tray.renew })
  let monitor: Monitor | null = null
  // A page that does not listen yet would miss what it is sent; it asks for its view as soon as it does.
  let listening = false
  let wanted: Screen | null = null
  let quitting = false
  let warned = false
  const window = appWindow({
    preload: path.join(built, 'preload', 'index.cjs'),
    // Decoded once: the window need not wait for it.
    icon: nativeImage.createFromPath(icon).resize({ width: WINDOW_ICON }),
    trayBounds: tray.bounds,
    mayClose: (shown) => quitting || host.visible() || state().activity.kind !== 'repairing' || keep(shown),
    onHidden: forgetKey,
    onPageLost: () => {
      listening = false
      forgetKey()
    },
    onClosed: () => {
      listening = false
      forgetKey()
      // Without a tray a closed window would leave a program that nobody can reach.
      if (!host.visible() || !preferences.settings().keepRunning) app.quit()
    },
  })
  const updates = updatesHere({
    channel: () => preferences.policy().updateChannel ?? 'off', busy: () => sessions.real.state().activity.kind !== 'idle', later, onChange: publish, onError,
  })

  /** A key of the user's own is held for the screen that asked for it and for nothing else. */
  function forgetKey(): void {
    sessions.current().forgetKey()
  }
  function publish(): void {
    tray.show(state())
    const contents = window.contents()
    if (listening && contents !== null) sendView(contents, view())
  }
  function view(): AppView {
    const session = sessions.current()
    const practising = session.state().practice
    const nextCheckIn = monitor?.nextCheckIn() ?? Infinity
    return viewOf(session.state(), {
      version: VERSION, now: session.monotonic(), settings: preferences.context(), policy: preferences.policy(), about: { log: log.file, parts: parts(), updates: updates.state() }, report: past.report.shown(session.state()),
      ...(practising ? {} : { historyRevision: past.revision() }),
      ...(practising || nextCheckIn === Infinity ? {} : { nextCheckIn }),
    })
  }
  function show(screen?: Screen): void {
    window.show()
    // Asked once the window has had its time to open.
    later(1, () => void host.look())
    if (!state().practice) monitor?.looked()
    const contents = window.contents()
    if (screen === undefined) return
    if (listening && contents !== null) sendScreen(contents, screen)
    else wanted = screen
  }
  /** A repair without a tray to come back from: the window stays, out of the way, and says so once. */
  function keep(shown: BrowserWindow): false {
    shown.minimize()
    if (!warned) void dialog.showMessageBox({ message: say('The repair is still running'), detail: say('The window waits in the task bar until it is done.') })
    warned = true
    return false
  }
  async function practise(scenario: string | null): Promise<string | null> {
    if (scenario !== null) return sessions.practise(scenario)
    await sessions.leavePractice()
    if (monitor !== null && sessions.real.state().checkup === null) void sessions.real.check()
    return null
  }
  function realChanged(next: SessionState): void {
    if (next.activity.kind === 'idle') renewTimeZone()
    monitor?.saw(next)
    past.saw(next, sessions.real.monotonic())
    updates.busyChanged()
  }
  /** Nothing is sent before the user has read what is sent; where IT starts the app hidden it has said so itself. */
  function beginToWatch(): void {
    monitor ??= watchClock({
      check: async () => {
        await preferences.refreshPolicy()
        await sessions.real.check({ quiet: true })
        await repairByItself()
      },
      state: () => sessions.real.state(),
      settings: () => ({ checkEvery: preferences.settings().checkEveryMinutes * 60, notifyBeyond: preferences.settings().notifyBeyondSeconds }),
      practising: () => state().practice,
      windowVisible: () => window.visible() && !state().practice,
      onFix: () => void practise(null).then(() => show('clock')),
      record: past.remember,
    }, monitorOutside(thisMachine, icon))
  }
  function settingsChanged(changed: readonly SettingName[]): void {
    if (changed.length > 0) log.write({ kind: 'settings', changed })
    if (changed.includes('services')) sessions.servicesChanged()
    if (changed.includes('checkEveryMinutes') || changed.includes('notifyBeyondSeconds')) monitor?.settingsChanged()
    // Findings and plans keep the words they were made with.
    if (changed.includes('language') && state().checkup !== null) void sessions.current().check({ quiet: true })
    if ((changed.includes('servers') || changed.includes('websites')) && monitor !== null) void sessions.real.check({ quiet: true })
    publish()
  }
  async function finishWelcome(startAtLogin: boolean): Promise<void> {
    if (startAtLogin !== preferences.settings().startAtLogin) await preferences.change('startAtLogin', startAtLogin)
    await preferences.change('welcomed', true)
    beginToWatch()
    void tellAboutTray()
  }
  /** Once in the life of an installation: who closes the window of an app without a tray ends it. */
  async function tellAboutTray(): Promise<void> {
    if (await host.settled || preferences.settings().toldAboutTray || state().practice) return
    await preferences.change('toldAboutTray', true)
    void dialog.showMessageBox(noTrayWords())
  }
  async function openPlace(place: OpenablePlace): Promise<void> {
    switch (place) {
      case 'report-fault': return show('details')
      case 'licences': return void shell.openPath(app.isPackaged ? path.join(process.resourcesPath, 'licences.txt') : path.join(built, 'licences.txt'))
      case 'log': return shell.showItemInFolder(log.file)
    }
  }
  function textOf(what: Copyable): string {
    const { clock, details, codeTest, help } = view()
    switch (what) {
      case 'report': return details.report
      case 'help-message': return help.end?.message ?? ''
      case 'admin-steps': return clock.forAdmin ?? ''
      case 'practice-key': return codeTest.account.typedKey.replaceAll(' ', '')
    }
  }
  async function close(): Promise<void> {
    monitor?.close()
    host.close()
    updates.end(sessions.real.state().activity.kind === 'repairing')
    await Promise.all([sessions.close(), preferences.settled(), past.close()])
  }

  const refused = practice === undefined ? null : await practise(practice)
  if (refused !== null) return refused
  if (hidden || preferences.settings().welcomed) beginToWatch()

  answerWindow({
    view: () => {
      listening = true
      const contents = window.contents()
      if (wanted !== null && contents !== null) sendScreen(contents, wanted)
      wanted = null
      return view()
    },
    ...sessionAnswers(sessions.current, preferences.policy),
    pickService: (id, on) => {
      sessions.current().pickService(id, on)
      return preferences.change('services', sessions.current().state().service.picked)
    },
    practice: async (on) => { await practise(on ? '' : null) },
    // Asynchronous since Electron 45.
    copy: async (what) => { await clipboard.writeText(textOf(what)) },
    learnAbout: () => {
      past.report.begin()
      publish()
      return sessions.current().learnAbout()
    },
    nameAddresses: (on) => {
      past.report.nameAddresses(on)
      publish()
    },
    saveReport: () => past.report.save(state(), saveDialogs),
    history: async (span) => {
      const { checkup } = sessions.real.state()
      return past.chart(span, (checkup === null ? null : trueTimeAt(checkup, sessions.real.monotonic())) ?? Date.now() / 1000)
    },
    changeSetting: preferences.change,
    resetSettings: preferences.reset,
    finishWelcome,
    openPlace,
  }, onError)
  preferences.onChange(settingsChanged)
  onReady({
    check: () => {
      show('clock')
      void sessions.current().check()
    },
    fix: () => show('clock'),
    undo: () => void takeBackAsked(sessions.real, () => show('clock')),
    testCode: () => show('code'),
    settings: () => show('settings'),
    open: () => show(),
    practice: (on) => {
      show('clock')
      void practise(on ? '' : null)
    },
    quit: () => app.quit(),
  })
  app.on('second-instance', (_event, argv) => {
    const again = readStartOptions(argv)
    if (again.practice !== undefined) void practise(again.practice)
    if (!again.hidden) show()
  })
  app.on('activate', () => show())
  // The tray keeps the app alive; where there is none, the window's own end decides.
  app.on('window-all-closed', () => {})
  app.on('before-quit', () => { quitting = true })
  powerMonitor.on('suspend', forgetKey)
  powerMonitor.on('lock-screen', forgetKey)
  powerMonitor.on('suspend', () => log.write({ kind: 'power', what: 'suspend' }))
  powerMonitor.on('resume', () => log.write({ kind: 'power', what: 'resume' }))
  let closing = false
  app.on('will-quit', (event) => {
    if (closing) return
    closing = true
    // What was changed last is still on its way to the disk.
    event.preventDefault()
    void close().catch(onError).finally(() => setImmediate(() => app.quit()))
  })
  nativeTheme.on('updated', publish)
  setInterval(() => { if (listening) publish() }, RENEW_AGE_EVERY).unref()

  // At login the panel may come some seconds later than the app; only where none comes is the window the way in.
  if (!hidden || !(await host.settled)) show()
  if (preferences.settings().welcomed) void tellAboutTray()
  later(WARM_UP_AFTER, () => warmUp(view))
  return null
}

const later = (seconds: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, seconds * 1000).unref()
  return () => clearTimeout(timer)
}
