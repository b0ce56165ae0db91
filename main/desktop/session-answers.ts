import type { Policy } from '../core/policy/schema.ts'
import type { WindowRequests } from './requests.ts'
import { screenPictures } from './screen-picture.ts'
import type { Session } from './session.ts'

type OfSession =
  | 'check' | 'fix' | 'tryCode' | 'pressFlip' | 'restartCodeTest' | 'chooseAuthenticator' | 'chooseKey' | 'giveKey' | 'giveKeyPictures'
  | 'readKeyFromScreen' | 'forgetKey' | 'askService' | 'openHelp' | 'readError' | 'learnAbout'

/** What the window asks of the session that is shown at that moment; what policy turns off does nothing, whatever the window shows. */
export function sessionAnswers(current: () => Session, policy: () => Policy = () => ({})): Pick<WindowRequests, OfSession> {
  const testsCodes = (): boolean => policy().codeTest !== false
  const takesKeys = (): boolean => testsCodes() && policy().ownKey !== false
  return {
    check: () => current().check(),
    fix: (planId) => current().fix(planId),
    tryCode: async (code) => { if (testsCodes()) await current().tryCode(code) },
    pressFlip: () => { if (testsCodes()) current().pressFlip() },
    restartCodeTest: () => current().restartCodeTest(),
    chooseAuthenticator: (id) => current().chooseAuthenticator(id),
    chooseKey: (which) => { if (which !== 'own' || takesKeys()) current().chooseKey(which) },
    giveKey: (bytes) => {
      if (takesKeys()) current().giveKey(bytes)
      else bytes.fill(0)
    },
    giveKeyPictures: async (pictures) => {
      if (takesKeys()) await current().giveKeyPictures(pictures)
      else for (const { pixels } of pictures) pixels.fill(0)
    },
    readKeyFromScreen: async () => { if (takesKeys()) await current().giveKeyPictures(await screenPictures()) },
    forgetKey: () => current().forgetKey(),
    askService: (address) => current().askService(address),
    openHelp: (place) => current().openHelp(place),
    readError: (text) => current().readError(text),
    learnAbout: () => current().learnAbout(),
  }
}
