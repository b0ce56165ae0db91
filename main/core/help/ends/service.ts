import type { HelpGroup } from '../help-end.ts'
import { SERVER_CLOCK, WINDOWS_WITHOUT_DOMAIN } from '../server-commands.ts'
import { msg } from '../../words/say.ts'

export const SERVICE = {
  id: 'service',
  label: msg('I look after the sign-in service'),
  lead: msg('For administrators: what to look at on the server, as a list to copy.'),
  ends: [
    {
      id: 'server-clock',
      label: msg('Codes of several people are rejected'),
      outcome: 'guide',
      sentences: [
        msg('If codes of several people are rejected, the clock of the server is the first suspect, not their phones.'),
        msg('The list below sets it right on Linux and Windows. Enabling a time service alone may not step the clock; a restart of it does.'),
      ],
      message: SERVER_CLOCK,
    },
    {
      id: 'appliance-time',
      label: msg('The server is not in a domain'),
      outcome: 'guide',
      sentences: [
        msg('It then needs a reliable time server of its own. In a domain it takes the time from its domain controller: leave that as it is.'),
        msg('Zone and date have to be right as well.'),
      ],
      message: {
        subject: msg('The sign-in server needs a reliable time server'),
        asks: [
          msg('If the server is in no domain, configure a reliable time server and check zone and date.'),
          msg('If it is in a domain, leave its time source alone and check the clock of the domain controller.'),
        ],
        commands: [WINDOWS_WITHOUT_DOMAIN],
      },
    },
    {
      id: 'service-settings',
      label: msg('Firewall, mail, TLS, addresses, licence or keys'),
      outcome: 'guide',
      sentences: [
        msg('When all clocks are right, the way of the code is next. The list names what to look at, in order.'),
      ],
      message: {
        subject: msg('Check list for codes that fail although the clocks are right'),
        asks: [
          msg('Firewall: the server reaches its message provider, its mail server and its time servers (UDP port 123).'),
          msg('Mail: server, port, TLS, credentials and sender are right, and nothing waits in the queue.'),
          msg('TLS and addresses: certificates are in date, versions match, the configured URLs are the ones in use.'),
          msg('Licence and keys: the licence is valid, and the service may read its private keys.'),
        ],
      },
    },
    {
      id: 'pending',
      label: msg('Enrolment is required, but people stay pending'),
      outcome: 'guide',
      sentences: [
        msg('Required is not enforced: people are only led to the enrolment at sign-in when it is.'),
        msg('Those who never sign in stay pending. Remind them, or set a date from which nobody gets in without.'),
      ],
      message: {
        subject: msg('Two-factor enrolment: from required to enforced'),
        asks: [
          msg('Enforce the enrolment at the next sign-in, for one group first.'),
          msg('List the accounts that are pending, and remind them with a date.'),
          msg('Keep one fallback (backup codes, e-mail) for those who cannot enrol in time.'),
        ],
      },
    },
    {
      id: 'sms-cost',
      label: msg('Text messages cost too much'),
      outcome: 'guide',
      sentences: [
        msg('Codes from an app cost nothing and need no reception. Text messages can stay as a fallback.'),
        msg('A limit on how often a code is sent also stops people and programs that ask again and again.'),
      ],
      message: {
        subject: msg('Fewer text messages for sign-in codes'),
        asks: [
          msg('Offer authenticator apps first and text messages as a fallback only.'),
          msg('Limit how many messages an account, a number and a country get in an hour.'),
          msg('Keep sessions on known devices longer where the risk allows it.'),
        ],
      },
    },
  ],
} as const satisfies HelpGroup
