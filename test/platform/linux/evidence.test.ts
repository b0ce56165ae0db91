import { describe, expect, it } from 'vitest'
import { CHRONY_SOURCES } from '../../../main/platform/linux/commands.ts'
import { load } from '../../captures/load.ts'
import type { Reply, Script } from '../../fakes/scripted-machine.ts'
import { debian, debianWithChrony, healthy, read } from './a-debian.ts'

describe('why a running service does not correct the clock', () => {
  const unit = (id: string, facts: string): string => `Id=${id}\nLoadState=loaded\n${facts}\n`
  const stateOf = (units: readonly string[], more: Partial<Script> = {}) => read(debian({ stdout: units.join('\n') }, healthy()[1], more))

  it.each([
    ['Contacted time server 127.0.0.1:123 (127.0.0.1).', false], ['Idle.', true], ['Connecting to time server 127.0.0.9:123 (127.0.0.9).', true],
    ['', undefined], ['Verbindung steht.', undefined],
  ])('timesyncd says "%s": its servers are silent: %s', async (status, silent) => {
    const { services: [service] } = await stateOf([unit('systemd-timesyncd.service', `ActiveState=active\nUnitFileState=enabled\nStatusText=${status}`)])
    expect(service?.serversSilent).toBe(silent)
  })

  it('a stopped timesyncd is not asked for its servers: the question would start it', async () => {
    const { services: [service] } = await stateOf([unit('systemd-timesyncd.service', 'ActiveState=inactive\nUnitFileState=enabled\nStatusText=Idle.')])
    expect(service).not.toHaveProperty('serversSilent')
  })

  it.each<[string, Reply, boolean | undefined]>([
    ['heard all of them', load('linux/chronyc-c-sources.chrony.normal'), false],
    ['heard none, though their reach is still 377', load('linux/chronyc-c-sources.chrony.wrong47-blocked'), true],
    ['heard them again and does not use them yet', load('linux/chronyc-c-sources.chrony.wrong47-unblocked-45s'), false],
    ['is not running after all', load('linux/chronyc-c-sources.chrony.stopped'), undefined],
    ['has no program to ask', 'missing', undefined], ['does not answer', 'timed-out', undefined],
  ])('chrony %s', async (_, sources, silent) => {
    const state = await read(debianWithChrony(load('linux/timedatectl-show.chrony.normal'), sources))
    expect(state.services[0]?.serversSilent).toBe(silent)
    expect(state.unreadable).toEqual([])
  })

  it.each([
    ['another program has it', '  12: 00000000000000000000000000000000:007B 00000000000000000000000000000000:0000 07 0:0 00:0 0 0 0 815 2 0 0\n', true],
    ['nobody has it', '  12: 3500007F:0035 00000000:0000 07 0:0 00:0 0 0 0 815 2 0 0\n', false],
  ])('ntpsec ended with an error, and of its port it can be told that %s', async (_, line, taken) => {
    const { services: [service] } = await stateOf([unit('ntpsec.service', 'ActiveState=failed\nUnitFileState=enabled')], { files: { '/proc/net/udp6': `  sl  local_address\n${line}` } })
    expect(service).toMatchObject({ name: 'ntpsec', failed: true, portTaken: taken })
  })

  it('programs of the host that set the clock are named once, and only while they run', async () => {
    const { otherClients, services } = await stateOf([
      unit('open-vm-tools.service', 'ActiveState=active\nSubState=running\nUnitFileState=enabled'), unit('vmtoolsd.service', 'ActiveState=active\nUnitFileState=alias'),
      unit('vboxadd-service.service', 'ActiveState=inactive\nUnitFileState=enabled'), unit('prltoolsd.service', 'ActiveState=activating\nSubState=auto-restart'),
    ])
    expect(otherClients).toEqual(['VMware Tools'])
    expect(services).toEqual([])
    expect(await read(debian(...healthy()))).not.toHaveProperty('otherClients')
  })
})

describe('another system on the same machine', () => {
  const VARIABLES = '/sys/firmware/efi/efivars'
  const entry = (number: string, title: string): Readonly<Record<string, string>> =>
    ({ [`${VARIABLES}/Boot${number}-8be4df61-93ca-11d2-aa0d-00e098032b8c`]: `\u0007\0\0\0\u0001\0\0\0t\0${[...title, '\0'].join('\0')}\0\uFFFD\u0004` })
  it.each<[string, Readonly<Record<string, string>>, string | undefined]>([
    ['the firmware starts Windows', { ...entry('0000', 'debian'), ...entry('001A', 'Windows Boot Manager') }, 'Windows'],
    ['grub starts Windows', { '/boot/grub/grub.cfg': `menuentry 'Debian' --class debian {\n}\nmenuentry 'Windows 11 (on /dev/sda1)' --class windows --class os {\n}\n` }, 'Windows'],
    ['only Linux is there', { ...entry('0000', 'debian'), '/boot/grub2/grub.cfg': '# --class windows\nmenuentry "Fedora" --class fedora {\n' }, undefined],
    ['a variable only looks like an entry', { [`${VARIABLES}/BootOrder-8be4df61-93ca-11d2-aa0d-00e098032b8c`]: 'Windows Boot Manager' }, undefined],
    ['nothing can be read', {}, undefined],
  ])('%s', async (_, files, other) => expect((await read(debian(...healthy(), { files }))).dualBoot).toBe(other))
})

it('the folder where chrony takes further sources from is known where it lasts and its configuration names it', async () => {
  const folderOf = async (conf: string) => {
    const script = debianWithChrony(load('linux/timedatectl-show.chrony.normal'), load('linux/chronyc-c-sources.chrony.normal'), { files: { '/etc/chrony/chrony.conf': conf } })
    return (await read(script)).programs?.[CHRONY_SOURCES]
  }
  expect(await folderOf('sourcedir /run/chrony-dhcp\nsourcedir /etc/chrony/sources.d\n')).toBe('/etc/chrony/sources.d')
  expect(await folderOf('sourcedir /run/chrony-dhcp\n')).toBeUndefined()
  expect(await folderOf('sourcedir /etc/chrony/../../home/somebody\nsourcedir /etc/chrony/$(id)\n')).toBeUndefined()
})
