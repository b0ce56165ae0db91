import { describe, expect, it } from 'vitest'
import { NO_PROXY } from '../../../main/core/proxy.ts'
import { macosPlatform } from '../../../main/platform/macos/index.ts'
import { parseScutilProxy } from '../../../main/platform/macos/proxy.ts'
import { scriptedMachine, type Reply } from '../../fakes/scripted-machine.ts'
import { capture } from './captures.ts'

const settingsOf = (reply: Reply) => macosPlatform.proxySettings(scriptedMachine({ commands: [['/usr/sbin/scutil --proxy', reply]] }))
const printed = (text: string) => parseScutilProxy(new TextEncoder().encode(text))

describe('the proxy of a Mac', () => {
  it('is the one for https pages, with its exceptions; those of single interfaces do not count', async () => {
    expect(await settingsOf({ stdout: capture('scutil-proxy-manual') })).toEqual({ https: 'proxy.example:8443', bypass: ['*.local', '169.254/16', 'intranet.example', '<local>'] })
  })

  it.each(['scutil-proxy-none', 'scutil-proxy-switched-off'])('is none: %s', async (name) => expect(await settingsOf({ stdout: capture(name) })).toEqual(NO_PROXY))

  it.each<Reply>(['missing', 'timed-out', { exit: 1 }, { stdout: '' }])('is none where it cannot be read: %j', async (reply) => expect(await settingsOf(reply)).toEqual(NO_PROXY))

  it('may be an IPv6 address, and go without a port', () => {
    expect(printed('<dictionary> {\n  HTTPSEnable : 1\n  HTTPSProxy : 2001:db8::1\n}')).toEqual({ https: '[2001:db8::1]', bypass: [] })
  })

  it('survives text that is cut anywhere or no dictionary at all', () => {
    const whole = new TextDecoder().decode(capture('scutil-proxy-manual'))
    for (let length = 0; length <= whole.length; length++) expect(JSON.stringify(printed(whole.slice(0, length)))).not.toContain('scoped')
    for (const text of ['}}}}', '{\n{\n{', 'HTTPSEnable : 1\nHTTPSProxy : \n', '\0']) expect(printed(text)).toEqual(NO_PROXY)
  })
})
