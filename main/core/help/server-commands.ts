import { COMMENT, type CommandBlock, type HelpMessage } from './help-end.ts'
import { msg } from '../words/say.ts'

/**
 * Enabling a service does not step a clock that it runs beside already; a restart does, for timesyncd and chrony alike
 * (`chronyc makestep` has nothing to step by after a jump). `systemctl enable` refuses an alias, so both names of chrony stand here.
 */
const LINUX_SERVER: CommandBlock = {
  title: msg('Linux, as root'),
  commands: [
    'timedatectl status',
    `${COMMENT}${msg('with systemd-timesyncd:')}`,
    'systemctl enable --now systemd-timesyncd',
    'systemctl restart systemd-timesyncd',
    `${COMMENT}${msg('with chrony (the unit is called chrony on Debian and Ubuntu):')}`,
    'systemctl enable --now chronyd',
    'systemctl restart chronyd',
    'chronyc tracking',
    `${COMMENT}${msg('when the clock is right, so that the next start begins right:')}`,
    'hwclock --systohc',
  ],
}

/** A stopped service answers /resync with 0x80070426, so it is started first (Windows Time service tools). */
const WINDOWS_SERVER: CommandBlock = {
  title: msg('Windows, as administrator (the service may run already)'),
  commands: ['sc.exe start w32time', 'w32tm /resync /rediscover', 'w32tm /query /status'],
}

/** With 0x8 alone also an error of more than 5 s is corrected. */
export const WINDOWS_WITHOUT_DOMAIN: CommandBlock = {
  title: msg('Windows that is in no domain, as administrator (put in your own time server)'),
  commands: ['sc.exe start w32time', 'w32tm /config /manualpeerlist:"time.windows.com,0x8" /syncfromflags:manual /update', 'w32tm /resync /rediscover', 'w32tm /query /status'],
}

export const SERVER_CLOCK_COMMANDS: readonly CommandBlock[] = [LINUX_SERVER, WINDOWS_SERVER]

/** Asks to compare the clock of a server that rejects right codes. */
export const SERVER_CLOCK: HelpMessage = {
  subject: msg('One-time codes are rejected: please compare the clock of the server'),
  asks: [
    msg('The sign-in page rejects my one-time codes.'),
    msg('Please compare the clock of the server that judges the codes with a time server. From half a minute on it rejects codes that are right.'),
    msg('Turning automatic time on alone may not step a wrong clock; restarting its service does. On a virtual machine the clock of its host counts too.'),
  ],
  commands: SERVER_CLOCK_COMMANDS,
}
