import { describe, expect, test } from 'vitest'
import { windowsTools } from '../../../main/platform/windows/commands.ts'
import { parseDomainJoined } from '../../../main/platform/windows/dsregcmd.ts'
import { hasSubkey, parseRegQuery, registryNumber, registryText } from '../../../main/platform/windows/reg-query.ts'
import { udpOwners } from '../../../main/platform/windows/netstat.ts'
import { parseControllerFound } from '../../../main/platform/windows/nltest.ts'
import { parseScPid, parseScQuery } from '../../../main/platform/windows/sc-query.ts'
import { capture, utf8, withForeignByte } from './captures.ts'
import { netstat, queryex, SERVICE_PID } from './laptops.ts'

describe('sc.exe query', () => {
  const running = capture('en-sc-query-running')

  test.each([
    ['1  STOPPED', 'stopped'], ['2  START_PENDING', 'start-pending'], ['3  STOP_PENDING', 'stop-pending'],
    ['4  RUNNING', 'running'], ['7  PAUSED', 'paused'],
  ])('the digit of "%s" decides', (words, state) => {
    const text = running.replace('4  RUNNING', words)
    expect(parseScQuery(utf8(text), 0)).toEqual({ kind: 'state', state })
    expect(parseScQuery(utf8(text.replaceAll('\n', '\r\n')), 0)).toEqual({ kind: 'state', state })
  })

  test('translated labels change nothing', () => {
    const translated = running.replace('SERVICE_NAME', 'NOME_SERVIZIO').replace('STATE ', 'STATO ')
    expect(parseScQuery(utf8(translated), 0)).toEqual({ kind: 'state', state: 'running' })
    const accented = withForeignByte(running.replace('STATE', 'ÉTAT '), 0x90)
    expect(parseScQuery(accented, 0)).toEqual({ kind: 'state', state: 'running' })
  })

  test('a service that does not exist is told by its number, in text or as exit code', () => {
    const missing = capture('en-sc-query-missing')
    expect(parseScQuery(utf8(missing), 1)).toEqual({ kind: 'missing' })
    expect(parseScQuery(utf8(missing.replace('FAILED', 'FEHLER')), null)).toEqual({ kind: 'missing' })
    expect(parseScQuery(new Uint8Array(), 1060)).toEqual({ kind: 'missing' })
  })

  test.each([['empty', ''], ['cut off before the state', running.slice(0, 60)], ['another text', 'Access is denied.\n']])(
    '%s says nothing', (_, text) => {
      expect(parseScQuery(utf8(text), 0)).toEqual({ kind: 'unrecognised' })
    })
})

describe('reg.exe query', () => {
  const key = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\W32Time'
  const text = [
    '', key,
    '    DisplayName    REG_SZ    @%SystemRoot%\\system32\\w32time.dll,-200',
    '    Start    REG_DWORD    0x3',
    '    Bias    REG_DWORD    0xffffffc4',
    '    Two words    REG_EXPAND_SZ    a  b',
    '    Empty    REG_SZ    ',
    '    FailureActions    REG_BINARY    8051010000000000',
    '', `${key}\\Parameters`, '    Type    REG_SZ    NTP', `${key}\\TriggerInfo`, '',
  ].join('\n')

  test.each([['LF', text], ['CRLF', text.replaceAll('\n', '\r\n')]])('values, numbers and subkeys (%s)', (_, output) => {
    const dump = parseRegQuery(utf8(output))
    expect(registryNumber(dump, 'START')).toBe(3)
    expect(registryNumber(dump, 'Bias')).toBe(0xffffffc4)
    expect(registryNumber(dump, 'DisplayName')).toBeUndefined()
    expect(registryText(dump, 'Two words')).toBe('a  b')
    expect(registryText(dump, 'Empty')).toBe('')
    expect(registryText(dump, 'Type', 'parameters')).toBe('NTP')
    expect(registryText(dump, 'Start', 'Parameters')).toBeUndefined()
    expect(hasSubkey(dump, 'TriggerInfo')).toBe(true)
    expect(hasSubkey(dump, 'Security')).toBe(false)
  })

  test('errors in any language, empty and cut-off output give no values', () => {
    const nothing = ['', 'ERROR: The system was unable to find the specified registry key or value.\r\n',
      'FEHLER: Der angegebene Registrierungsschl\x81ssel oder Wert wurde nicht gefunden.\r\n', '    Start    REG_DW']
    for (const output of nothing) expect(parseRegQuery(utf8(output)).values).toEqual([])
    expect(registryNumber(parseRegQuery(utf8(text.slice(0, text.indexOf('0x3') + 2))), 'Start')).toBeUndefined()
  })
})

describe('dsregcmd /status', () => {
  test('only YES or NO behind the English label counts', () => {
    const hybrid = capture('en-dsregcmd-hybrid')
    expect(parseDomainJoined(utf8(hybrid))).toBe(true)
    const apart = hybrid.replace('DomainJoined : YES', 'DomainJoined : NO').replaceAll('\n', '\r\n')
    expect(parseDomainJoined(utf8(apart))).toBe(false)
    expect(parseDomainJoined(utf8(hybrid.slice(0, 300)))).toBeUndefined()
    expect(parseDomainJoined(new Uint8Array())).toBeUndefined()
  })
})

describe('sc.exe queryex', () => {
  test('the process id is the only plain number, under whatever label', () => {
    expect(parseScPid(utf8(queryex(SERVICE_PID)))).toBe(SERVICE_PID)
    expect(parseScPid(withForeignByte(queryex(SERVICE_PID).replaceAll('PID ', 'プロセス '), 0x83))).toBe(SERVICE_PID)
    expect(parseScPid(utf8(queryex(0)))).toBeUndefined()
    expect(parseScPid(utf8(capture('en-sc-query-running')))).toBeUndefined()
    expect(parseScPid(new Uint8Array())).toBeUndefined()
  })
})

describe('netstat', () => {
  test('rows count, headings and other ports do not', () => {
    expect(udpOwners(utf8(netstat(4, 1096, 4)), 123)).toEqual([4, 1096])
    expect(udpOwners(utf8('  UDP    [::]:123   *:*   5\r\n  TCP    0.0.0.0:123   0.0.0.0:0   ABH\u00d6REN   6\r\n'), 123)).toEqual([5])
    expect(udpOwners(utf8(netstat()), 123)).toEqual([])
  })

  test('text cut off anywhere names nobody who is not there', () => {
    const whole = utf8(netstat(4711))
    for (let length = 0; length <= whole.length; length++) {
      for (const owner of udpOwners(whole.subarray(0, length), 123)) expect('4711').toContain(String(owner))
    }
  })
})

describe('nltest /dsgetdc', () => {
  const reply = (exit: number | null, text: string) => ({ exit, stdout: new Uint8Array(), stderr: utf8(text) })

  test.each([
    [0, 'DC: \\\\DC01.corp.example', true], [1355, 'Status = 1355 0x54b', false], [1, 'Status = 1355 0x54b', false],
    [1, 'Status = 13550 0x34ee', undefined], [5, '', undefined], [null, 'Status = 1355 0x54b', undefined],
  ])('exit %s, "%s": %s', (exit, text, found) => expect(parseControllerFound(reply(exit, text))).toBe(found))
})

describe('every small parser', () => {
  test('survives bytes of any kind', () => {
    let seed = 7
    const noise = (length: number) => Uint8Array.from({ length }, () => (seed = (seed * 1103515245 + 12345) % 2147483648) >> 16 & 0xff)
    for (let length = 0; length < 300; length++) {
      const bytes = noise(length)
      expect(parseScQuery(bytes, 0).kind).not.toBe('missing')
      expect(parseRegQuery(bytes).keys).toEqual([])
      expect(parseDomainJoined(bytes)).toBeUndefined()
      expect(udpOwners(bytes, 123)).toEqual([])
    }
  })
})

describe('paths of the tools', () => {
  test('follow the Windows folder', () => {
    expect(windowsTools('D:\\WINNT').sc).toBe('D:\\WINNT\\System32\\sc.exe')
  })

  test.each(['', 'Windows', '\\\\server\\share', 'C:\\Win dows & calc', 'C:\\a\\..\\b', 'C:/Windows'])(
    'a folder like "%s" is refused: it would become part of an elevated command', (folder) => {
      expect(() => windowsTools(folder)).toThrow('is not the Windows folder of a local drive')
    })
})
