import type { HelpGroup } from '../help-end.ts'
import { SERVER_CLOCK } from '../server-commands.ts'
import { msg } from '../../words/say.ts'

export const CODES = {
  id: 'codes',
  label: msg('A code from my authenticator is rejected'),
  lead: msg('Three clocks have to agree: this laptop\'s, the one that makes the code, and the service\'s.'),
  ends: [
    {
      id: 'every-code',
      label: msg('Every code is rejected, at a sign-in or a VPN'),
      outcome: 'find',
      sentences: [
        msg('A code is right for about half a minute. A clock that is further off makes every code wrong.'),
        msg('Check this laptop, then test a code: that measures the phone against true time.'),
        msg('Where the phone is off, turn automatic time on in its settings. If both are right, the clock of the service is the one left.'),
      ],
      actions: ['check', 'code'],
      phoneSteps: true,
      message: SERVER_CLOCK,
    },
    {
      id: 'one-service',
      label: msg('Only one service rejects my codes'),
      outcome: 'find',
      sentences: [
        msg('If other services take codes from the same app, the phone is right and the clock of that one service is the likely cause.'),
        msg('Test a code to be sure of the phone. Then send the message below to the people who run the service.'),
      ],
      actions: ['code', 'check'],
      message: SERVER_CLOCK,
    },
    {
      id: 'some-codes',
      label: msg('Only some codes are accepted'),
      outcome: 'find',
      sentences: [
        msg('That is typical of a clock that is 20 to 60 seconds off: codes work early or late in their half minute only.'),
        msg('Test a code to see how far off the phone is. If the phone is behind, a code typed right after it changed has the best chance.'),
      ],
      actions: ['code', 'check'],
      phoneSteps: true,
    },
    {
      id: 'phone-time',
      label: msg('I use Google Authenticator on Android'),
      outcome: 'guide',
      sentences: [
        msg('Turn automatic time on in the settings of the phone first.'),
        msg('Some versions also have "Time correction for codes" in their own settings: choose "Sync now" there. If yours has no such entry, automatic time is all that is needed.'),
        msg('That correction counts in whole minutes, so it cannot mend 20 seconds. Test a code afterwards.'),
      ],
      actions: ['code'],
      phoneSteps: true,
    },
    {
      id: 'codes-on-laptop',
      label: msg('This laptop itself makes the codes'),
      outcome: 'fix',
      sentences: [
        msg('A password manager or an authenticator on this laptop follows this laptop\'s clock.'),
        msg('Check the clock. If it is wrong, setting it right is the whole cure.'),
      ],
      actions: ['check'],
    },
    {
      id: 'still-rejected',
      label: msg('The clocks are right and codes are still rejected'),
      outcome: 'guide',
      sentences: [
        msg('Setting the account up again helps only if no clock is wrong. Otherwise the new codes are rejected as well.'),
        msg('Below is what is proven so far. Measure what is missing first; the message asks for the clock that only others can look at.'),
      ],
      actions: ['check', 'code'],
      message: SERVER_CLOCK,
      onceProven: {
        sentences: [
          msg('All three clocks are proven right, so the cause is the account: the app and the service hold different keys.'),
          msg('Ask for a reset, delete the old entry in the app, then enrol again. The message holds the proof.'),
        ],
        message: {
          subject: msg('Please reset my two-factor enrolment: the clocks are proven right'),
          asks: [
            msg('My one-time codes are rejected although all three clocks are right, as measured below.'),
            msg('Please reset the enrolment of my account so that I can enrol again with a new key.'),
            msg('Authenticator apps reliably honour only SHA-1, six digits and 30 seconds. Please see that the new key uses these.'),
          ],
        },
      },
    },
  ],
} as const satisfies HelpGroup
