import { contextBridge, ipcRenderer } from 'electron'
import { CHANNELS, type AppView, type ClockMedicApi, type Screen } from './contract.ts'

/** Makes a subscription to a channel: calls back without Electron's event, gives a function that ends it. */
const onMessage = <T>(channel: string) => (callback: (value: T) => void): () => void => {
  const listener = (_event: unknown, value: T): void => callback(value)
  ipcRenderer.on(channel, listener)
  return () => { ipcRenderer.off(channel, listener) }
}

const api: ClockMedicApi = {
  view: () => ipcRenderer.invoke(CHANNELS.view),
  onView: onMessage<AppView>(CHANNELS.viewChanged),
  onScreen: onMessage<Screen>(CHANNELS.showScreen),
  check: () => ipcRenderer.invoke(CHANNELS.check),
  fix: (planId) => ipcRenderer.invoke(CHANNELS.fix, planId),
  tryCode: (code) => ipcRenderer.invoke(CHANNELS.tryCode, code),
  restartCodeTest: () => ipcRenderer.invoke(CHANNELS.restartCodeTest),
  practice: (on) => ipcRenderer.invoke(CHANNELS.practice, on),
  copy: (what) => ipcRenderer.invoke(CHANNELS.copy, what),
}

contextBridge.exposeInMainWorld('clockMedic', api)
