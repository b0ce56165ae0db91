import type { WindowRequests } from './requests.ts'
import { screenPictures } from './screen-picture.ts'
import type { Session } from './session.ts'

type OfSession =
  | 'check' | 'fix' | 'tryCode' | 'pressFlip' | 'restartCodeTest' | 'chooseAuthenticator' | 'chooseKey' | 'giveKey' | 'giveKeyPictures'
  | 'readKeyFromScreen' | 'forgetKey' | 'askService' | 'openHelp' | 'readError' | 'learnAbout'

/** What the window asks of the session that is shown at that moment. */
export const sessionAnswers = (current: () => Session): Pick<WindowRequests, OfSession> => ({
  check: () => current().check(),
  fix: (planId) => current().fix(planId),
  tryCode: (code) => current().tryCode(code),
  pressFlip: () => current().pressFlip(),
  restartCodeTest: () => current().restartCodeTest(),
  chooseAuthenticator: (id) => current().chooseAuthenticator(id),
  chooseKey: (which) => current().chooseKey(which),
  giveKey: (bytes) => current().giveKey(bytes),
  giveKeyPictures: (pictures) => current().giveKeyPictures(pictures),
  readKeyFromScreen: async () => current().giveKeyPictures(await screenPictures()),
  forgetKey: () => current().forgetKey(),
  askService: (address) => current().askService(address),
  openHelp: (place) => current().openHelp(place),
  readError: (text) => current().readError(text),
  learnAbout: () => current().learnAbout(),
})
