import { contextBridge, ipcRenderer } from 'electron'
import { CHANNELS, type AppView, type ClockMedicApi } from './contract.ts'

/**
 * Makes a subscription to a channel: calls back without Electron's event, gives a function that ends it. What comes before the
 * page listens is kept for it, the newest only.
 */
function onMessage(channel: string): (callback: (value: never) => void) => () => void {
  const callbacks = new Set<(value: never) => void>()
  let early: { readonly value: never } | null = null
  ipcRenderer.on(channel, (_event: unknown, value: unknown) => {
    // Which kind of value a channel has is said by the contract.
    if (callbacks.size === 0) early = { value: value as never }
    for (const callback of callbacks) callback(value as never)
  })
  return (callback) => {
    callbacks.add(callback)
    if (early !== null) callback(early.value)
    early = null
    return () => { callbacks.delete(callback) }
  }
}

/** Asked for before the page is there, which would have to wait for it. */
let first: Promise<AppView> | null = ipcRenderer.invoke(CHANNELS.view)
first.catch(() => {})

function view(): Promise<AppView> {
  const asked = first ?? ipcRenderer.invoke(CHANNELS.view)
  first = null
  return asked
}

// The bridge copies what it hands over, so the copies on this side are wiped here.
const api: ClockMedicApi = {
  view,
  onView: onMessage(CHANNELS.viewChanged),
  onScreen: onMessage(CHANNELS.showScreen),
  check: () => ipcRenderer.invoke(CHANNELS.check),
  fix: (planId) => ipcRenderer.invoke(CHANNELS.fix, planId),
  tryCode: (code) => ipcRenderer.invoke(CHANNELS.tryCode, code),
  pressFlip: () => ipcRenderer.invoke(CHANNELS.pressFlip),
  restartCodeTest: () => ipcRenderer.invoke(CHANNELS.restartCodeTest),
  chooseAuthenticator: (id) => ipcRenderer.invoke(CHANNELS.chooseAuthenticator, id),
  chooseKey: (which) => ipcRenderer.invoke(CHANNELS.chooseKey, which),
  giveKey: (text) => ipcRenderer.invoke(CHANNELS.giveKey, text).finally(() => text.fill(0)),
  giveKeyPicture: (width, pixels) => ipcRenderer.invoke(CHANNELS.giveKeyPicture, width, pixels).finally(() => pixels.fill(0)),
  readKeyFromScreen: () => ipcRenderer.invoke(CHANNELS.readKeyFromScreen),
  forgetKey: () => ipcRenderer.invoke(CHANNELS.forgetKey),
  pickService: (id, on) => ipcRenderer.invoke(CHANNELS.pickService, id, on),
  askService: (address) => ipcRenderer.invoke(CHANNELS.askService, address),
  practice: (on) => ipcRenderer.invoke(CHANNELS.practice, on),
  openHelp: (place) => ipcRenderer.invoke(CHANNELS.openHelp, place),
  readError: (text) => ipcRenderer.invoke(CHANNELS.readError, text),
  learnAbout: () => ipcRenderer.invoke(CHANNELS.learnAbout),
  copy: (what) => ipcRenderer.invoke(CHANNELS.copy, what),
  nameAddresses: (on) => ipcRenderer.invoke(CHANNELS.nameAddresses, on),
  saveReport: () => ipcRenderer.invoke(CHANNELS.saveReport),
  history: (span) => ipcRenderer.invoke(CHANNELS.history, span),
  changeSetting: (name, value) => ipcRenderer.invoke(CHANNELS.changeSetting, name, value),
  resetSettings: () => ipcRenderer.invoke(CHANNELS.resetSettings),
  finishWelcome: (startAtLogin) => ipcRenderer.invoke(CHANNELS.finishWelcome, startAtLogin),
  openPlace: (place) => ipcRenderer.invoke(CHANNELS.openPlace, place),
}

contextBridge.exposeInMainWorld('clockMedic', api)
