import { app, clipboard, dialog, nativeTheme, powerMonitor, type BrowserWindow } from 'electron'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { AppView, Screen } from '../../preload/contract.ts'
import { practiceAccount } from '../core/totp.ts'
import { thisMachine } from '../platform/this-machine.ts'
import { VERSION } from '../version.ts'
import { answerWindow, sendScreen, sendView } from './ipc.ts'
import { openPractice, openThisLaptop } from './laptops.ts'
import { watchClock } from './monitor.ts'
import { servePage } from './page.ts'
import type { Copyable } from './requests.ts'
import type { SessionState } from './session-state.ts'
import { screenPictures } from './screen-picture.ts'
import { openSessions } from './sessions.ts'
import { readStartOptions, type StartOptions } from './start.ts'
import { watchTrayHost } from './tray-presence.ts'
import { appTray } from './tray.ts'
import { noUndo, undoOutcome, undoQuestion } from './undo-dialog.ts'
import { viewOf } from './view.ts'
import { appWindow, closeDoors } from './window.ts'

/** How often the age of the last check is renewed in an open window, in milliseconds. */
const RENEW_AGE_EVERY = 30_000

/** Composes session, tray and window and begins. Electron has to be ready. Gives a sentence where it cannot begin. */
export async function startApp(options: StartOptions): Promise<string | null> {
  const built = path.join(app.getAppPath(), 'out')
  const assets = path.join(app.getAppPath(), 'assets')
  const onError = (error: unknown): void => console.error(error)
  const sessions = openSessions({
    thisLaptop: await openThisLaptop(), openPractice, account: practiceAccount(randomBytes(20)), onChange: () => publish(), onError,
  })
  const state = (): SessionState => sessions.current().state()

  servePage(path.join(built, 'renderer'))
  closeDoors()
  const tray = appTray(path.join(assets, 'tray'), state(), {
    check: () => {
      show('clock')
      void sessions.current().check()
    },
    fix: () => show('clock'),
    undo: () => void takeBack(),
    testCode: () => show('code'),
    open: () => show(),
    practice: (on) => {
      show('clock')
      void practise(on ? '' : null)
    },
    quit: () => app.quit(),
  })
  const host = await watchTrayHost(thisMachine, tray.renew)
  // A page that does not listen yet would miss what it is sent; it asks for its view as soon as it does.
  let listening = false
  let wanted: Screen | null = null
  let quitting = false
  let warned = false
  const window = appWindow({
    preload: path.join(built, 'preload', 'index.cjs'),
    icon: path.join(assets, 'icon.png'),
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
      if (!host.visible()) app.quit()
    },
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
    const now = session.monotonic()
    const nextCheckIn = Math.max(0, monitor.nextCheckAt() - now)
    return viewOf(session.state(), { version: VERSION, now, ...(session.state().practice || nextCheckIn === Infinity ? {} : { nextCheckIn }) })
  }
  function show(screen?: Screen): void {
    window.show()
    void host.look()
    void sessions.current().learnAbout()
    const contents = window.contents()
    if (screen === undefined) return
    if (listening && contents !== null) sendScreen(contents, screen)
    else wanted = screen
  }
  /** A repair without a tray to come back from: the window stays, out of the way, and says so once. */
  function keep(shown: BrowserWindow): false {
    shown.minimize()
    if (!warned) void dialog.showMessageBox({ message: 'The repair is still running', detail: 'The window waits in the task bar until it is done.' })
    warned = true
    return false
  }
  /** Asked in a dialog of the system: the steps come from the record and are shown before the user agrees. */
  async function takeBack(): Promise<void> {
    const session = sessions.real
    const proposal = await session.proposeUndo()
    if (proposal.kind !== 'steps') return void dialog.showMessageBox(noUndo(proposal))
    const { response } = await dialog.showMessageBox({ ...undoQuestion(proposal), type: 'question', buttons: ['Take it back', 'Cancel'], defaultId: 1, cancelId: 1 })
    if (response !== 0) return
    show('clock')
    const report = await session.takeBack(proposal)
    if (report !== null) void dialog.showMessageBox(undoOutcome(report))
  }
  async function practise(scenario: string | null): Promise<string | null> {
    if (scenario !== null) return sessions.practise(scenario)
    await sessions.leavePractice()
    return null
  }
  async function checkByItself(): Promise<SessionState> {
    // Who practises shall not be measured behind their back.
    if (!state().practice) await sessions.real.check({ quiet: true })
    return sessions.real.state()
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

  const refused = options.practice === undefined ? null : await practise(options.practice)
  if (refused !== null) return refused
  const monitor = watchClock(checkByItself, () => sessions.real.monotonic())

  answerWindow({
    view: () => {
      listening = true
      const contents = window.contents()
      if (wanted !== null && contents !== null) sendScreen(contents, wanted)
      wanted = null
      return view()
    },
    check: () => sessions.current().check(),
    fix: (planId) => sessions.current().fix(planId),
    tryCode: (code) => sessions.current().tryCode(code),
    pressFlip: () => sessions.current().pressFlip(),
    restartCodeTest: () => sessions.current().restartCodeTest(),
    chooseAuthenticator: (id) => sessions.current().chooseAuthenticator(id),
    chooseKey: (which) => sessions.current().chooseKey(which),
    giveKey: (bytes) => sessions.current().giveKey(bytes),
    giveKeyPictures: (pictures) => sessions.current().giveKeyPictures(pictures),
    readKeyFromScreen: async () => sessions.current().giveKeyPictures(await screenPictures()),
    forgetKey,
    pickService: (id, on) => sessions.current().pickService(id, on),
    askService: (address) => sessions.current().askService(address),
    practice: async (on) => { await practise(on ? '' : null) },
    openHelp: (place) => sessions.current().openHelp(place),
    readError: (text) => sessions.current().readError(text),
    // Asynchronous since Electron 45.
    copy: async (what) => { await clipboard.writeText(textOf(what)) },
  }, onError)
  app.on('second-instance', (_event, argv) => {
    const { hidden, practice } = readStartOptions(argv)
    if (practice !== undefined) void practise(practice)
    if (!hidden) show()
  })
  app.on('activate', () => show())
  // The tray keeps the app alive; where there is none, the window's own end decides.
  app.on('window-all-closed', () => {})
  app.on('before-quit', () => { quitting = true })
  powerMonitor.on('suspend', forgetKey)
  powerMonitor.on('lock-screen', forgetKey)
  app.on('will-quit', () => void sessions.close())
  nativeTheme.on('updated', publish)
  setInterval(() => { if (listening) publish() }, RENEW_AGE_EVERY).unref()

  if (!options.hidden || !host.visible()) show()
  return null
}
