import type { HelpGroup } from '../help-end.ts'
import { SERVER_CLOCK_COMMANDS } from '../server-commands.ts'
import { msg } from '../../words/say.ts'

export const SETUP = {
  id: 'setup',
  label: msg('Setting up fails (QR code, last step)'),
  lead: msg('An authenticator is set up in two steps: the phone learns a key, then a first code proves it.'),
  ends: [
    {
      id: 'qr',
      label: msg('The QR code does not scan'),
      outcome: 'find',
      sentences: [
        msg('Make the screen brighter, avoid reflections, set the zoom of the page to 100 % and hold the phone a hand away. See in the phone\'s settings whether the app may use the camera.'),
        msg('Scan the practice code under Test a code. If that works, the phone is fine and the other page is the trouble: choose its key to type by hand.'),
      ],
      actions: ['code'],
      message: {
        subject: msg('The QR code of the enrolment cannot be scanned'),
        asks: [
          msg('My phone scans another authenticator code from the same screen, but not the one on the enrolment page.'),
          msg('Please show the key as text, and check that the page shows the whole code with a light margin around it.'),
        ],
      },
    },
    {
      id: 'last-step',
      label: msg('The six digits are rejected at the last step'),
      outcome: 'find',
      sentences: [
        msg('In Zimbra the log then says TWO_FACTOR_AUTH_FAILED or "invalid TOTP code". The cause is a clock: the phone\'s or the server\'s.'),
        msg('Test a code: it tells the two apart. If the phone is right, send the message below.'),
      ],
      actions: ['code', 'check'],
      phoneSteps: true,
      message: {
        subject: msg('The last step of the two-factor set-up fails: please compare the clock of the server'),
        asks: [
          msg('When I set up two-factor authentication, the code is rejected at the last step.'),
          msg('Please compare the system clock of the server with a time server, and then its hardware clock with the system clock: on Zimbra that cures TWO_FACTOR_AUTH_FAILED, "invalid TOTP code".'),
          msg('Set the system clock right first. hwclock --systohc then takes it over into the hardware clock.'),
        ],
        commands: SERVER_CLOCK_COMMANDS,
      },
    },
    {
      id: 'registration-code',
      label: msg('It says "Registration code does not match"'),
      outcome: 'guide',
      sentences: [
        msg('In SecureAuth this comes from licence certificates that differ. That is likely when the clocks are right and a code tests fine here.'),
        msg('Check the clock and test a code, then send the message with the numbers.'),
      ],
      actions: ['check', 'code'],
      message: {
        subject: msg('OATH enrolment fails: "Registration code does not match"'),
        asks: [
          msg('The enrolment of my authenticator ends with "Registration code does not match".'),
          msg('Please compare the licence certificates that take part in SecureAuth: where they differ, this is the error that people see.'),
        ],
      },
    },
  ],
} as const satisfies HelpGroup
