import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { LaptopDescription, LaptopVariant } from '../../main/practice/description.ts'
import { load } from '../captures/load.ts'
import { bench, run, systemctl, timedatectl } from './tools.ts'

const FOLDER = path.join(import.meta.dirname, '../captures/linux-practice')

const recordings = readdirSync(FOLDER).map((file) => {
  const [topic = '', variant = '', state = ''] = file.replace(/\.txt$/, '').split('.')
  return { name: file.replace(/\.txt$/, ''), topic, variant, state }
})

const PROGRAMS: { readonly [name: string]: string } = {
  'systemctl': '/usr/bin/systemctl',
  'timedatectl': '/usr/bin/timedatectl',
  'date': '/usr/bin/date',
  'chronyc': '/usr/bin/chronyc',
  '/usr/sbin/hwclock': '/usr/sbin/hwclock',
}

const UNITS: { readonly [variant: string]: string } =
  { 'chrony': 'chrony', 'chrony-stopped': 'chrony', 'ntpsec': 'ntpsec', 'openntpd': 'openntpd' }

/** What is a moment, a number or a weekday differs from run to run; the form may not. */
const form = (text: string): string =>
  text.replaceAll(/\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/g, 'Day').replaceAll(/\d/g, '0').replaceAll(/(?<=,)-(?=0)/g, '')

const laptopOf = (variant: string, state: string): Partial<LaptopDescription> => ({
  variant: variant === 'rtc-localtime' ? 'timesyncd' : variant as LaptopVariant,
  hardwareClock: { mode: variant === 'rtc-localtime' ? 'local' : 'utc' },
  ...(state === 'wrong47-blocked' ? { offset: -47, network: 'udp-blocked' } : { offset: 0 }),
})

test.each(recordings)('answers like a real Debian 12: $name', async ({ name, topic, variant, state }) => {
  const recorded = load(`linux-practice/${name}`)
  const { laptop } = bench(laptopOf(variant, state))
  const unit = UNITS[variant] ?? 'systemd-timesyncd'
  if (state === 'stopped') await systemctl(laptop.asRoot, 'stop', unit)
  // On the recorded machine automatic time had been turned off just before.
  if (topic === 'enable-now') await timedatectl(laptop.asRoot, 'set-ntp', 'false')
  const [program = '', ...args] = words(recorded.command)
  const machine = state === 'denied' ? laptop.machine : laptop.asRoot
  const said = await run(machine, PROGRAMS[program] ?? program, ...args)
  expect({ ...said, stdout: form(said.stdout) })
    .toEqual({ exit: recorded.exit, stdout: form(recorded.stdout), stderr: recorded.stderr })
})

/** The words of a recorded command line; single quotes hold a word together. */
const words = (line: string): readonly string[] =>
  (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ''))
