import type { HelpGroup, HelpMessage } from '../help-end.ts'
import { SERVER_CLOCK_COMMANDS, WINDOWS_WITHOUT_DOMAIN } from '../server-commands.ts'
import { msg } from '../../words/say.ts'

const SMS: HelpMessage = {
  subject: msg('No sign-in code arrives by text message or call'),
  asks: [
    msg('The sign-in page says that a code was sent, but none arrives on my phone.'),
    msg('Please check that the number on file is mine and begins with the country code.'),
    msg('Please check the message provider: settings, credentials, balance, outages, its own health page, and whether an operator blocks or delays its messages.'),
    msg('Please check whether a rate limit holds messages back.'),
  ],
}

export const DELIVERY = {
  id: 'delivery',
  label: msg('No code arrives, or it comes too late'),
  lead: msg('Codes by text message, call or e-mail go through other hands. Clock Medic cannot see those, but it can rule the clock out.'),
  ends: [
    {
      id: 'sms',
      label: msg('No text message (SMS) or call arrives'),
      outcome: 'guide',
      sentences: [
        msg('Operators take from half a minute to several minutes. Wait for the latest message: asking again often makes the earlier code invalid, and too many requests are held back.'),
        msg('See that the phone has reception and that the number on file begins with the country code. The rest is for the people who run the service.'),
      ],
      message: SMS,
    },
    {
      id: 'sms-time',
      label: msg('Text messages and calls of SecureAuth fail'),
      outcome: 'find',
      sentences: [
        msg('SecureAuth orders messages and calls from servers that compare clocks. Trouble begins at 3 minutes, and from 5 minutes on it fails. Time, zone and date all have to be right.'),
        msg('Check this laptop\'s clock. If it is right, the clock of the server is the one to look at.'),
      ],
      actions: ['check'],
      message: {
        subject: msg('SecureAuth sends no codes: please check time, zone and date of the server'),
        asks: [
          msg('No code arrives by text message or call.'),
          msg('Please check time, time zone and date of the SecureAuth server. It has trouble from 3 minutes on and fails at 5 minutes.'),
          msg('If it is in no domain, please give it a reliable time server.'),
        ],
        commands: [WINDOWS_WITHOUT_DOMAIN],
      },
    },
    {
      id: 'email',
      label: msg('No e-mail with the code arrives'),
      outcome: 'guide',
      sentences: [
        msg('Look in the spam folder and wait a few minutes for the latest message.'),
        msg('See whether the address on file is yours. If so, the mail settings of the service are the next place to look.'),
      ],
      message: {
        subject: msg('No sign-in code arrives by e-mail'),
        asks: [
          msg('The sign-in page says that a code was sent, but no e-mail arrives, not in the spam folder either.'),
          msg('Please check that the address on file is mine, the mail settings of the service (server, port, TLS, credentials, sender) and its mail queue.'),
          msg('Please check that the code lives long enough for the mail to arrive.'),
        ],
      },
    },
    {
      id: 'email-expired',
      label: msg('The code in the e-mail has expired already'),
      outcome: 'find',
      sentences: [
        msg('A laptop whose clock is fast makes a fresh code look expired. Check the clock.'),
        msg('If the clock is right, the mail took longer than the code lives, or the clock of the service is off. Use the latest e-mail only.'),
      ],
      actions: ['check'],
      message: {
        subject: msg('E-mailed sign-in codes have expired when they arrive'),
        asks: [
          msg('The codes that I get by e-mail have expired when I type them.'),
          msg('Please compare the clock of the server with a time server, look for delays in the mail queue, and check how long a code lives.'),
        ],
        commands: SERVER_CLOCK_COMMANDS,
      },
    },
  ],
} as const satisfies HelpGroup
