import { describe, expect, test } from 'vitest'
import { answersTo, type WindowRequests } from '../../main/desktop/requests.ts'
import { CHANNELS, type AppView, type HistoryView } from '../../preload/contract.ts'

function recorder(): { readonly answers: ReturnType<typeof answersTo>; readonly done: string[] } {
  const done: string[] = []
  const note = (name: string) => async (value: unknown): Promise<void> => { done.push(`${name} ${String(value)}`) }
  const requests: WindowRequests = {
    view: () => ({ version: '1' }) as AppView,
    check: async () => { done.push('check') },
    restartCodeTest: () => { done.push('restart') },
    pressFlip: () => { done.push('flip') },
    chooseAuthenticator: (id) => { done.push(`app ${id}`) },
    chooseKey: (which) => { done.push(`key ${which}`) },
    giveKey: (bytes) => { done.push(`give ${bytes.length}`) },
    giveKeyPictures: async (pictures) => { done.push(`pictures ${pictures.map(({ width, pixels }) => `${width}x${pixels.length / 4 / width}`).join(' ')}`) },
    readKeyFromScreen: async () => { done.push('screen') },
    forgetKey: () => { done.push('forget') },
    pickService: async (id, on) => { done.push(`service ${id} ${on}`) },
    askService: note('ask'),
    openHelp: (place) => { done.push(`help ${place}`) },
    readError: (text) => { done.push(`error ${text}`) },
    fix: note('fix'), tryCode: note('code'), practice: note('practice'), copy: note('copy'), learnAbout: async () => { done.push('about') },
    nameAddresses: (on) => { done.push(`addresses ${on}`) },
    saveReport: async () => { done.push('save') },
    history: async (span) => {
      done.push(`history ${span}`)
      return { span } as HistoryView
    },
    changeSetting: async (name, value) => { done.push(`setting ${name} ${JSON.stringify(value)}`) },
    resetSettings: async () => { done.push('reset') },
    finishWelcome: note('welcome'), openPlace: note('place'),
  }
  return { answers: answersTo(requests), done }
}

describe('what the window may ask', () => {
  test('every call of the contract reaches its answer with its argument', async () => {
    const { answers, done } = recorder()
    const calls: readonly (readonly [string, ...unknown[]])[] = [
      [CHANNELS.check], [CHANNELS.fix, '3-0a1b2c3d'], [CHANNELS.tryCode, '123 456'], [CHANNELS.restartCodeTest], [CHANNELS.practice, true], [CHANNELS.copy, 'report'],
      [CHANNELS.openHelp, 'lost-phone'], [CHANNELS.readError, '0x80070426'],
      [CHANNELS.pressFlip], [CHANNELS.chooseAuthenticator, 'duo'], [CHANNELS.chooseKey, 'own'], [CHANNELS.giveKey, new Uint8Array(32)], [CHANNELS.giveKeyPicture, 2, new Uint8Array(24)],
      [CHANNELS.giveKeyPicture, 0, new Uint8Array()], [CHANNELS.readKeyFromScreen], [CHANNELS.forgetKey], [CHANNELS.pickService, 'github', true], [CHANNELS.askService, 'https://login.example.com'],
      [CHANNELS.history, 'month'], [CHANNELS.changeSetting, 'notifyBeyondSeconds', null], [CHANNELS.changeSetting, 'servers', ['a.example', 'b.example']],
      [CHANNELS.learnAbout], [CHANNELS.resetSettings], [CHANNELS.finishWelcome, false], [CHANNELS.openPlace, 'licences'], [CHANNELS.nameAddresses, true], [CHANNELS.saveReport],
    ]
    for (const [channel, ...args] of calls) await answers.get(channel)?.(args)
    expect(done).toEqual(['check', 'fix 3-0a1b2c3d', 'code 123 456', 'restart', 'practice true', 'copy report', 'help lost-phone', 'error 0x80070426',
      'flip', 'app duo', 'key own', 'give 32', 'pictures 2x3', 'pictures ', 'screen', 'forget', 'service github true', 'ask https://login.example.com',
      'history month', 'setting notifyBeyondSeconds null', 'setting servers ["a.example","b.example"]', 'about', 'reset', 'welcome false', 'place licences', 'addresses true', 'save'])
  })

  test('there is no answer to anything else', () => {
    const asked = Object.values(CHANNELS).filter((channel) => channel !== CHANNELS.viewChanged && channel !== CHANNELS.showScreen)
    expect([...recorder().answers.keys()].toSorted()).toEqual(asked.toSorted())
  })

  test.each([
    ['an object for a plan', CHANNELS.fix, [{ id: 'x' }]], ['a list for a plan', CHANNELS.fix, [['x']]], ['no plan', CHANNELS.fix, []],
    ['two plans', CHANNELS.fix, ['a', 'b']], ['an endless plan', CHANNELS.fix, ['x'.repeat(101)]],
    ['a number for a code', CHANNELS.tryCode, [123_456]], ['an endless code', CHANNELS.tryCode, ['1'.repeat(21)]],
    ['a word for yes', CHANNELS.practice, ['yes']], ['a path to copy', CHANNELS.copy, ['/etc/passwd']], ['a key of every object', CHANNELS.copy, ['constructor']],
    ['a page that Help does not have', CHANNELS.openHelp, ['__proto__']], ['an endless error text', CHANNELS.readError, ['x'.repeat(20_001)]], ['a list for an error text', CHANNELS.readError, [['x']]],
    ['a text for a key', CHANNELS.giveKey, ['JBSWY3DPEHPK3PXP']], ['an endless key', CHANNELS.giveKey, [new Uint8Array(8001)]], ['no such choice of key', CHANNELS.chooseKey, ['mine']],
    ['a picture that is no rectangle', CHANNELS.giveKeyPicture, [3, new Uint8Array(16)]], ['a picture without pixels', CHANNELS.giveKeyPicture, [3, new Uint8Array()]],
    ['an endless picture', CHANNELS.giveKeyPicture, [4000, new Uint8Array(16_016_000)]], ['half a column', CHANNELS.giveKeyPicture, [0.5, new Uint8Array(4)]],
    ['a word for yes about a service', CHANNELS.pickService, ['github', 'on']], ['an endless address', CHANNELS.askService, ['x'.repeat(2001)]], ['a list for an app', CHANNELS.chooseAuthenticator, [['duo']]],
    ['a path to save to', CHANNELS.saveReport, ['/etc/passwd']], ['a word for the addresses', CHANNELS.nameAddresses, ['yes']],
    ['a path to open', CHANNELS.openPlace, ['/etc/passwd']], ['a span that there is not', CHANNELS.history, ['year']],
    ['an object for a setting', CHANNELS.changeSetting, ['servers', { length: 1 }]], ['a setting without a value', CHANNELS.changeSetting, ['servers']],
    ['an endless list', CHANNELS.changeSetting, ['servers', Array.from({ length: 1001 }, () => 'a')]], ['a list in a list', CHANNELS.changeSetting, ['servers', [['a']]]],
    ['no number', CHANNELS.changeSetting, ['checkEveryMinutes', Number.NaN]],
    ['an argument where there is none', CHANNELS.check, ['now']], ['an argument where there is none', CHANNELS.view, [{}]],
  ])('%s is refused and nothing is done', (_what, channel, args) => {
    const { answers, done } = recorder()
    expect(() => answers.get(channel)?.(args)).toThrow(/expected|no argument|nothing of that name|no page of that name/)
    expect(done).toEqual([])
  })
})
