import { describe, expect, test } from 'vitest'
import { readStart, readStartOptions } from '../../main/desktop/start.ts'

describe('tray app or command line', () => {
  const fromCheckout = (...words: string[]) => readStart(['/x/electron', '--no-sandbox', '.', ...words], false)
  const installed = (...words: string[]) => readStart(['/opt/Clock Medic/clock-medic', ...words], true)

  test.each(['check', 'fix', 'status', 'plan', 'report', '--help', '-h', '--version'])('%s needs no window', (word) => {
    expect(fromCheckout(word, '--json')).toEqual({ kind: 'command-line', argv: [word, '--json'] })
    expect(installed(word, '--json')).toEqual({ kind: 'command-line', argv: [word, '--json'] })
  })

  test('a mistyped command is told by the command line instead of opening a window', () => {
    expect(installed('chek')).toEqual({ kind: 'command-line', argv: ['chek'] })
  })

  test('a practice laptop for the command line stays one', () => {
    expect(installed('check', '--practice=chrony')).toEqual({ kind: 'command-line', argv: ['check', '--practice=chrony'] })
  })

  test('root, who has to give up the sandbox, can still use the command line', () => {
    expect(installed('--no-sandbox', 'check')).toEqual({ kind: 'command-line', argv: ['check'] })
  })

  test('nothing, options of the app and switches of Chromium open the app', () => {
    expect(installed()).toEqual({ kind: 'app', options: { hidden: false } })
    expect(installed('--hidden', '--ozone-platform=wayland')).toEqual({ kind: 'app', options: { hidden: true } })
    expect(installed('--verbose')).toEqual({ kind: 'app', options: { hidden: false, verbose: true } })
    expect(fromCheckout('--practice')).toEqual({ kind: 'app', options: { hidden: false, practice: '' } })
    expect(fromCheckout('--practice=fails')).toEqual({ kind: 'app', options: { hidden: false, practice: 'fails' } })
  })

  test('a module that a test driver loads first is not the app', () => {
    expect(readStart(['/x/electron', '-r', '/x/loader.js', '--inspect=0', '.', '--practice'], false)).toEqual({ kind: 'app', options: { hidden: false, practice: '' } })
  })

  test('a second start hands its options over', () => {
    expect(readStartOptions(['/x/electron', '.', '--practice=chrony', '--hidden'])).toEqual({ hidden: true, practice: 'chrony' })
  })
})
