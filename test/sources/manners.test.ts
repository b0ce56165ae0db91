import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clock } from '../../main/core/clock.ts'
import type { Refusal } from '../../main/core/manners.ts'
import { openManners } from '../../main/sources/manners.ts'
import { parseRefusals, readRefusals, stateFolder, writeRefusals } from '../../main/sources/manners-store.ts'
import { networkIdentity, type Interfaces } from '../../main/sources/network-identity.ts'
import { seeded } from '../core/random.ts'

const TRUTH = 1_795_348_800
const MINUTE = 60

let folder = ''
beforeEach(() => { folder = path.join(mkdtempSync(path.join(tmpdir(), 'manners-')), 'state', 'clock-medic') })
afterEach(() => rmSync(path.dirname(path.dirname(folder)), { recursive: true, force: true }))

/** A machine's clocks: the local one wrong by `wrong` seconds, both moved by hand. */
const clockAt = (seconds: number, wrong = 0): Clock => ({ wall: () => TRUTH + seconds + wrong, monotonic: () => 5000 + seconds })

const address = (family: 4 | 6, text: string, internal = false) => ({
  address: text, netmask: '', mac: '00:00:00:00:00:00', internal, cidr: null, ...(family === 4 ? { family: 'IPv4' as const } : { family: 'IPv6' as const, scopeid: 0 }),
})

/** A client of the clock lab: the same addresses in every lab, and an address of the link that is made up anew in each. */
const lab = (link: string): Interfaces => ({
  lo: [address(4, '127.0.0.1', true), address(6, '::1', true)],
  tun0: [address(4, '198.51.100.2'), address(6, '2001:db8:100::2'), address(6, link)],
})
const HERE = (): Interfaces => lab('fe80::1c2b:3d4e:5f60:7182')
const ELSEWHERE = (): Interfaces => lab('fe80::9a8b:7c6d:5e4f:3021')

const open = (seconds: number, wrong = 0, where = HERE) => openManners(clockAt(seconds, wrong), folder, where)

describe('a server that asked to be left alone', () => {
  it('is left alone by the next run of the program, on this network, until its time is over', async () => {
    const first = await open(0)
    expect(first.heldOff('192.0.2.11')).toBe(false)
    first.refused('192.0.2.11', 'RATE')
    first.refused('2001:db8::11', 'DENY')
    expect([first.heldOff('192.0.2.11'), first.heldOff('192.0.2.12')]).toEqual([true, false])
    await first.save(47.3)

    const second = await open(14 * MINUTE)
    expect(['192.0.2.11', '2001:db8::11', '192.0.2.12'].map(second.heldOff)).toEqual([true, true, false])
    const third = await open(16 * MINUTE)
    expect(['192.0.2.11', '2001:db8::11'].map(third.heldOff)).toEqual([false, true])
    const other = await open(14 * MINUTE, 0, ELSEWHERE)
    expect(['192.0.2.11', '2001:db8::11'].map(other.heldOff)).toEqual([false, false])
  })

  it('is left alone for twice as long when it asks again', async () => {
    for (const seconds of [0, 16 * MINUTE]) {
      const manners = await open(seconds)
      manners.refused('192.0.2.11', 'RATE')
      await manners.save(0)
    }
    expect((await open(45 * MINUTE)).heldOff('192.0.2.11')).toBe(true)
    expect((await open(47 * MINUTE)).heldOff('192.0.2.11')).toBe(false)
  })

  it('stays so when the clock is repaired by eleven years in between, either way', async () => {
    for (const wrong of [-11 * 365 * 86_400, 11 * 365 * 86_400]) {
      rmSync(folder, { recursive: true, force: true })
      const before = await open(0, wrong)
      before.refused('192.0.2.11', 'RATE')
      await before.save(-wrong)
      expect((await open(14 * MINUTE)).heldOff('192.0.2.11')).toBe(true)
      expect((await open(16 * MINUTE)).heldOff('192.0.2.11')).toBe(false)
    }
  })

  it('is not forgotten by what another run writes meanwhile', async () => {
    const [one, other] = [await open(0), await open(0)]
    one.refused('192.0.2.11', 'DENY')
    other.refused('192.0.2.12', 'DENY')
    await one.save(0)
    await other.save(0)
    const next = await open(MINUTE)
    expect([next.heldOff('192.0.2.11'), next.heldOff('192.0.2.12')]).toEqual([true, true])
  })

  it('costs a home that cannot be written nothing but memory: this program still obeys', async () => {
    mkdirSync(path.dirname(path.dirname(folder)), { recursive: true })
    writeFileSync(path.dirname(folder), 'a file where the folder should be')
    const manners = await open(0)
    manners.refused('192.0.2.11', 'RATE')
    await manners.save(0)
    expect((await open(MINUTE)).heldOff('192.0.2.11')).toBe(true)
    expect((await open(16 * MINUTE)).heldOff('192.0.2.11')).toBe(false)
  })
})

describe('the file', () => {
  it('is written only when something was learnt, for nobody else to read, and leaves nothing beside it', async () => {
    const quiet = await open(0)
    quiet.asked('192.0.2.11')
    quiet.refused('192.0.2.11', 'INIT')
    await quiet.save(0)
    expect(() => statSync(folder)).toThrow('ENOENT')

    quiet.refused('192.0.2.11', 'DENY')
    await quiet.save(0)
    expect(readdirSync(folder)).toEqual(['manners.json'])
    const file = path.join(folder, 'manners.json')
    // Windows knows no such bits; there the folder of the user is closed to others anyway.
    const closed = [folder, file].map((name) => process.platform === 'win32' || (statSync(name).mode & 0o077) === 0)
    expect(closed).toEqual([true, true])
    expect(readFileSync(file, 'utf8')).not.toContain('198.51.100.2')

    const written = statSync(file, { bigint: true })
    await (await open(MINUTE)).save(0)
    expect(statSync(file, { bigint: true }).ino).toBe(written.ino)
  })

  it('replaces a link that somebody put in its place, and leaves what it leads to alone', async () => {
    mkdirSync(folder, { recursive: true })
    const victim = path.join(folder, 'victim')
    writeFileSync(victim, 'precious')
    chmodSync(victim, 0o644)
    symlinkSync(victim, path.join(folder, 'manners.json'))
    await writeRefusals(folder, [])
    expect(readFileSync(victim, 'utf8')).toBe('precious')
    expect(readRefusals(folder)).toEqual([])
  })

  const good: Refusal = { network: '0123456789abcdef', address: '2001:db8::1 port 1123', code: 'RATE', at: TRUTH, local: TRUTH - 47.3, times: 2 }
  const fileOf = (refusals: unknown, version: unknown = 1): string => JSON.stringify({ version, refusals })

  it('is read field by field: a broken entry is left out, the others stay', () => {
    const broken = [
      null, 7, 'x', [], {}, { ...good, network: '../../etc' }, { ...good, address: '' }, { ...good, address: 'a\nb' }, { ...good, address: 'x'.repeat(99) },
      { ...good, code: 'INIT' }, { ...good, at: '0' }, { ...good, at: 1e300 }, { ...good, local: null }, { ...good, times: 0 }, { ...good, times: 1.5 }, { ...good, times: '2' },
    ]
    expect(parseRefusals(fileOf([...broken, good, { ...good, more: 1 }]))).toEqual([good, good])
    for (const text of ['', '{', 'null', '[]', '"x"', fileOf(null), fileOf({}), fileOf([good], 2), fileOf([good]).slice(0, -5)]) expect(parseRefusals(text)).toEqual([])
  })

  it('survives anything that may stand in it', () => {
    const { whole, bytes } = seeded(3)
    const text = fileOf([good, good])
    for (let run = 0; run < 3000; run++) {
      const at = whole(0, text.length)
      const damaged = run % 2 === 0 ? text.slice(0, at) + Buffer.from(bytes(whole(1, 6))).toString('latin1') + text.slice(at + whole(0, 9)) : Buffer.from(bytes(whole(0, 90))).toString('latin1')
      for (const refusal of parseRefusals(damaged)) expect([typeof refusal.at, typeof refusal.local, refusal.code.length]).toEqual(['number', 'number', 4])
    }
  })

  it('too large, or no file at all, is as if it were not there', () => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path.join(folder, 'manners.json'), fileOf([good]) + ' '.repeat(200_000))
    expect(readRefusals(folder)).toBeNull()
    rmSync(path.join(folder, 'manners.json'))
    mkdirSync(path.join(folder, 'manners.json'))
    expect(readRefusals(folder)).toBeNull()
  })
})

it('an address is not asked twice in two seconds by one program, whatever survey it is', async () => {
  let seconds = 0
  const clock: Clock = { wall: () => TRUTH + seconds, monotonic: () => seconds }
  const first = await openManners(clock, folder, HERE)
  first.asked('192.0.2.11')
  seconds = 1.9
  const second = await openManners(clock, folder, HERE)
  expect([second.justAsked('192.0.2.11'), second.justAsked('192.0.2.12')]).toEqual([true, false])
  seconds = 2
  expect(second.justAsked('192.0.2.11')).toBe(false)
})

describe('the network', () => {
  const wifi = (...addresses: readonly ReturnType<typeof address>[]): Interfaces => ({ wlan0: addresses })
  const office = [address(4, '10.7.3.41'), address(6, '2001:db8:7:3:1:2:3:4'), address(6, 'fe80::aa')] as const

  it('is the same while privacy addresses come and go, interfaces are listed in another order, and programs add links that lead nowhere', () => {
    const before = networkIdentity(wifi(...office), 6)
    expect(before).toMatch(/^[0-9a-f]{16}$/)
    expect(networkIdentity(wifi(address(6, '2001:db8:7:3:9999::5'), office[2], office[0], office[1]), 6)).toBe(before)
    expect(networkIdentity({ veth1: [address(6, 'fe80::bb')], ...wifi(...office), lo: [address(4, '127.0.0.1', true)] }, 6)).toBe(before)
  })

  it('is told apart by the own address and by the link', () => {
    const networks = [wifi(...office), wifi(address(4, '10.7.3.42'), ...office.slice(1)), HERE(), ELSEWHERE(), {}].map((interfaces) => networkIdentity(interfaces, 4))
    expect(new Set(networks).size).toBe(5)
    const others = [wifi(...office), wifi(address(6, '2001:db8:7:4::1'), office[2]), wifi(address(6, '2001:db8::3:1'), office[2]), wifi(address(6, '2001:db8::'), office[2])]
    expect(others.map((interfaces) => networkIdentity(interfaces, 6)).filter((name, index, all) => all.indexOf(name) === index)).toHaveLength(3)
  })

  it('of one family does not change when the other one comes up later', () => {
    expect(networkIdentity(wifi(office[0], office[2]), 4)).toBe(networkIdentity(wifi(...office), 4))
  })
})

describe('where it is kept', () => {
  const user = { env: { XDG_STATE_HOME: '/home/eva/state', LOCALAPPDATA: 'C:\\Users\\eva\\AppData\\Local' }, isRoot: false }
  it('is where each system keeps such things', () => {
    expect(stateFolder({ ...user, os: 'linux' })).toBe('/home/eva/state/clock-medic')
    expect(stateFolder({ ...user, env: { XDG_STATE_HOME: 'relative' }, os: 'linux' })).toBe(path.posix.join(homedir(), '.local/state/clock-medic'))
    expect(stateFolder({ ...user, os: 'darwin' })).toBe(path.posix.join(homedir(), 'Library/Application Support/clock-medic'))
    expect(stateFolder({ ...user, os: 'win32' })).toBe('C:\\Users\\eva\\AppData\\Local\\clock-medic')
  })
  it('is root\'s own home under sudo, whatever the variables of the user say', () => {
    expect(stateFolder({ ...user, os: 'linux', isRoot: true })).toBe(path.posix.join(userInfo().homedir, '.local/state/clock-medic'))
  })
})
