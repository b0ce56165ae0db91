import { app, session, type Session } from 'electron'
import { isOwnPage, isWorkshop } from './page.ts'

const OUTSIDE = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file:///*']

/** No page but ours, no second window, no webview, no permission, no device, no download, nothing from outside: whatever a page may try. */
export function closeDoors(): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    // No policy of a page speaks of calls to other computers.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => {
      if (!isOwnPage(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
  })
  app.on('session-created', allowNothing)
  allowNothing(session.defaultSession)
  // The page's own policy forbids it as well. What looks for updates has a session of its own, and no page.
  if (!isWorkshop) session.defaultSession.webRequest.onBeforeRequest({ urls: OUTSIDE }, (_request, answer) => answer({ cancel: true }))
}

function allowNothing(each: Session): void {
  each.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  each.setPermissionCheckHandler(() => false)
  each.setDevicePermissionHandler(() => false)
  each.on('will-download', (event) => event.preventDefault())
}
