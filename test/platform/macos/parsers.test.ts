import { describe, expect, test } from 'vitest'
import { parseNtpConf } from '../../../main/platform/macos/ntp-conf.ts'
import { parseSntp } from '../../../main/platform/macos/sntp.ts'
import { parseUsingNetworkTime } from '../../../main/platform/macos/systemsetup.ts'
import { capture, textOf } from './captures.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('sntp', () => {
  test.each([
    ['sntp-aliyun', 0.065427, 0.0065, 'ntp.aliyun.com', '203.107.6.88'],
    ['sntp-asia', 0.182579, 0.000214, 'time.asia.apple.com', '17.253.114.125'],
    ['sntp-large-uncertainty', 0.073529, 0.101618, 'time.apple.com', '17.253.83.253'],
    ['sntp-days-slow-address', 472987.781619, 0.022394, '133.243.238.163', '133.243.238.163'],
    ['sntp-ipv6', 0.027688, 0.017541, 'time.apple.com', '2001:db8::1'],
    ['sntp-fast', -3.25, 0.014937, 'time.apple.com', '17.253.38.35'],
    ['sntp-slow', 37.412, 0.02, 'ntp.example.com', '192.0.2.10'],
    ['sntp-10.14', 1087.742403, 725.183462, 'pool.ntp.org', '188.68.36.203'],
  ])('%s: positive is a slow Mac', (name, offset, uncertainty, host, address) => {
    const result = { offset, uncertainty, host, address }
    expect(parseSntp(capture(name), 0)).toEqual(result)
    expect(parseSntp(utf8(textOf(name).replaceAll('\n', '\r')), 0)).toEqual(result)
  })

  test('a debug block before the result does not count, only the last line does', () => {
    const both = utf8(`${textOf('sntp-debug-kiss-of-death')}${textOf('sntp-fast')}`)
    expect(parseSntp(both, 0)?.offset).toBe(-3.25)
  })

  test.each(['sntp-debug-success', 'sntp-debug-timeout', 'sntp-debug-kiss-of-death', 'sntp-unreachable.stderr'])(
    '%s holds no result, whatever the exit code', (name) => {
      expect(parseSntp(capture(name), 0)).toBeUndefined()
      expect(parseSntp(capture(name), 69)).toBeUndefined()
    })

  test('a result is worth nothing when sntp failed or was ended', () => {
    expect(parseSntp(capture('sntp-slow'), 69)).toBeUndefined()
    expect(parseSntp(capture('sntp-slow'), null)).toBeUndefined()
  })

  test.each([
    '', '\n', '+37.4', '+37.412000 +/- 0.020000 ntp.example.com', '37.412000 +/- 0.020000 a b',
    '+37,412000 +/- 0,020000 a b',
  ])(
    'cut off or foreign: "%s"', (text) => {
      expect(parseSntp(utf8(text), 0)).toBeUndefined()
    })
})

describe('systemsetup -getusingnetworktime', () => {
  test.each([['systemsetup-on', true], ['systemsetup-off', false]])('%s', (name, on) => {
    expect(parseUsingNetworkTime(capture(name))).toBe(on)
  })

  test.each([
    'systemsetup-not-root', 'systemsetup-noise.stderr', 'systemsetup-server', 'systemsetup-set-on', 'systemsetup-set-off',
    'systemsetup-already-on', 'systemsetup-already-off',
  ])('%s is no answer to this question', (name) => {
    expect(parseUsingNetworkTime(capture(name))).toBeUndefined()
  })

  test('nothing, and half a line', () => {
    expect(parseUsingNetworkTime(new Uint8Array())).toBeUndefined()
    expect(parseUsingNetworkTime(utf8('Network Time: O'))).toBeUndefined()
  })
})

describe('/etc/ntp.conf', () => {
  test('the first server, as macOS itself reads it', () => {
    expect(parseNtpConf(textOf('ntp.conf'))).toBe('time.euro.apple.com')
    const text = '# server old.example\r\n\r\n  server\tntp.example.com iburst minpoll 12\nserver second.example\n'
    expect(parseNtpConf(text)).toBe('ntp.example.com')
  })

  test.each(['', '# server time.apple.com\n', 'server\n', 'servers time.apple.com\n', 'driftfile /var/db/ntp.drift\n'])(
    'no server in "%s"', (text) => {
      expect(parseNtpConf(text)).toBeUndefined()
    })
})
