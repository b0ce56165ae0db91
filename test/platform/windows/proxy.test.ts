import { describe, expect, it } from 'vitest'
import { NO_PROXY } from '../../../main/core/proxy.ts'
import { createWindowsPlatform } from '../../../main/platform/windows/index.ts'
import { scriptedMachine, type Reply } from '../../fakes/scripted-machine.ts'
import { capture } from './captures.ts'

const KEY = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'
const settingsOf = (reply: Reply) =>
  createWindowsPlatform().proxySettings(scriptedMachine({ commands: [[`C:\\Windows\\System32\\reg.exe query ${KEY}`, reply]] }))

/** The key with these values, as reg.exe prints it. */
const values = (enable: string, server: string, override = ''): Reply => ({
  stdout: `\r\n${KEY.replace('HKCU', 'HKEY_CURRENT_USER')}\r\n    ProxyEnable    REG_DWORD    ${enable}\r\n    ProxyServer    REG_SZ    ${server}\r\n    ProxyOverride    REG_SZ    ${override}\r\n`,
})

describe('the proxy of a Windows user', () => {
  it('stands in the registry with its exceptions', async () => {
    expect(await settingsOf({ stdout: capture('en-internet-settings-proxy') })).toEqual({ https: 'proxy.example:8080', bypass: ['localhost', '127.*', '*.corp.example', '<local>'] })
  })

  it.each([
    ['http=plain.example:80;https=proxy.example:8443;socks=socks.example:1080', 'proxy.example:8443'], ['HTTPS=proxy.example:8443', 'proxy.example:8443'], ['http://proxy.example:3128', 'http://proxy.example:3128'],
  ])('may be one of several: %s', async (server, https) => expect(await settingsOf(values('0x1', server))).toEqual({ https, bypass: [] }))

  it.each([['0x0', 'proxy.example:8080'], ['0x1', ''], ['0x1', 'http=plain.example:80'], ['0x1', 'https='], ['yes', 'proxy.example:8080'], ['', '']])(
    'is none with ProxyEnable %j and ProxyServer %j', async (enable, server) => expect(await settingsOf(values(enable, server))).toEqual(NO_PROXY))

  it.each<Reply>(['missing', 'timed-out', { exit: 1 }, { stdout: '' }, { stdout: 'ProxyEnable ProxyServer' }])('is none where it cannot be read: %j', async (reply) => expect(await settingsOf(reply)).toEqual(NO_PROXY))
})
