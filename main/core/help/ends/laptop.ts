import type { HelpGroup } from '../help-end.ts'
import { msg } from '../../words/say.ts'

export const LAPTOP = {
  id: 'laptop',
  label: msg('The time on this laptop is wrong'),
  lead: msg('Clock Medic can repair this. It shows every step before it asks for your consent.'),
  ends: [
    {
      id: 'linux',
      label: msg('Linux: automatic time is off'),
      outcome: 'fix',
      sentences: [
        msg('timedatectl status then says that the NTP service is inactive.'),
        msg('The repair sets the clock by what was measured and then turns systemd-timesyncd on. If a masked or missing service is the reason, the check says so.'),
      ],
      actions: ['check'],
    },
    {
      id: 'chrony',
      label: msg('Linux: chrony is off or does not correct'),
      outcome: 'fix',
      sentences: [
        msg('Turning chrony on does not always set a clock right: some time after its start it only nudges the clock.'),
        msg('The repair sets the clock by what was measured, then turns chrony on and measures again. chronyc tracking shows the same in words.'),
      ],
      actions: ['check'],
    },
    {
      id: 'macos',
      label: msg('Mac: "Set time and date automatically" is off'),
      outcome: 'fix',
      sentences: [
        msg('The repair sets the clock and turns automatic time on.'),
        msg('By hand: System Settings → General → Date & Time, or sudo sntp -sS time.apple.com in the Terminal.'),
      ],
      actions: ['check'],
    },
    {
      id: 'windows',
      label: msg('Windows: "Set time automatically" is off or "Sync now" fails'),
      outcome: 'fix',
      sentences: [
        msg('Often the Windows Time service is not running, so "Sync now" and w32tm /resync /force have nobody to ask.'),
        msg('The repair starts the service first, then sets the clock and measures again.'),
      ],
      actions: ['check'],
    },
    {
      id: 'after-start',
      label: msg('It is wrong again after each start'),
      outcome: 'fix',
      sentences: [
        msg('The laptop starts with the time of its hardware clock. If that clock is off, or kept in another zone, the error comes back.'),
        msg('The repair sets the system clock first and then writes it to the hardware clock, in the right mode. Where the battery is empty the check says so.'),
      ],
      actions: ['check'],
    },
    {
      id: 'no-server',
      label: msg('It has no time server, or is not in a domain'),
      outcome: 'fix',
      sentences: [
        msg('A computer outside a domain needs a reliable time server of its own. One inside a domain takes the time from its domain controller: connect to the office network or the VPN for that.'),
        msg('The check tells which of the two it is and whether the network lets time servers through. The repair never changes what your organisation has set.'),
      ],
      actions: ['check'],
    },
    {
      id: 'zone',
      label: msg('It is wrong by whole hours, or the date is wrong'),
      outcome: 'fix',
      sentences: [
        msg('Codes are counted in world time. A clock set by hand in a wrong zone looks right and is hours off.'),
        msg('Zone, date and time all have to be right. The check compares with world time and tells them apart.'),
      ],
      actions: ['check'],
    },
  ],
} as const satisfies HelpGroup
