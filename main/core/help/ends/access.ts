import type { HelpGroup } from '../help-end.ts'
import { msg } from '../../words/say.ts'

export const NOT_ASKED = {
  id: 'not-asked',
  label: msg('I am not asked for a code'),
  lead: msg('This has nothing to do with a clock.'),
  ends: [
    {
      id: 'not-asked-again',
      label: msg('I was asked before, but not this time'),
      outcome: 'guide',
      sentences: [
        msg('That is usually meant to be: the earlier sign-in is still valid, or the service knows this device and sees no risk.'),
        msg('Sign out and use a private window: then you should be asked.'),
      ],
      message: {
        subject: msg('The sign-in does not ask for a second factor'),
        asks: [
          msg('The sign-in does not ask me for a code, not in a private window either.'),
          msg('Please check whether the session is meant to last that long, and whether the risk rules skip the second factor on known devices.'),
        ],
      },
    },
    {
      id: 'never-asked',
      label: msg('I was never asked or never enrolled'),
      outcome: 'guide',
      sentences: [
        msg('Two-factor sign-in may be switched off, or required without being enforced, so that your account waits for an enrolment that never starts.'),
        msg('The settings of your account often have an entry to start it by hand. Else send the message.'),
      ],
      message: {
        subject: msg('Two-factor enrolment does not start for my account'),
        asks: [
          msg('The sign-in never asked me to enrol a second factor.'),
          msg('Please check whether two-factor sign-in is switched on for my group, whether the enrolment is enforced and not only required, and whether my account is still pending.'),
        ],
      },
    },
  ],
} as const satisfies HelpGroup

export const LOCKED_OUT = {
  id: 'locked-out',
  label: msg('I am locked out or lost my phone'),
  lead: msg('Codes typed under Test a code never count as a try.'),
  ends: [
    {
      id: 'too-many-tries',
      label: msg('Too many wrong codes'),
      outcome: 'guide',
      sentences: [
        msg('Stop trying for now. Services lock after 3, 5 or 10 wrong codes, and more tries can make the lock longer.'),
        msg('Use the wait to check this laptop and to test a code here. Then start a new sign-in instead of going back to the old page: many services count for each sign-in.'),
      ],
      actions: ['check', 'code'],
      message: {
        subject: msg('Locked out after too many codes'),
        asks: [
          msg('My sign-in is locked after too many rejected codes. Please lift the lock.'),
          msg('The measured clocks below show whether the codes could be right.'),
        ],
      },
    },
    {
      id: 'lost-phone',
      label: msg('My phone is lost and I have no backup codes'),
      outcome: 'guide',
      sentences: [
        msg('Only the people who run the service can let you in. They have to make sure that it is you, so ask by a way they know you by.'),
        msg('Ask them to lock the old device as well. Once you are in, make new backup codes and keep them apart from the phone.'),
      ],
      message: {
        subject: msg('My phone is lost: please remove it as my second factor'),
        asks: [
          msg('The phone with my authenticator is lost, and I have no backup codes.'),
          msg('Please remove it from my account, end open sessions, and tell me how to prove who I am and enrol a new one.'),
        ],
      },
    },
    {
      id: 'new-phone',
      label: msg('I have a new phone or deleted the app'),
      outcome: 'guide',
      sentences: [
        msg('A new phone does not know your accounts unless they were moved to it. If you still have the old one, move them in the app.'),
        msg('Otherwise the office can switch two-factor sign-in off for you, at your own request only. Your account is less protected until you enrol again, so do that at once.'),
      ],
      message: {
        subject: msg('Please switch two-factor sign-in off so that I can enrol again'),
        asks: [
          msg('The app that made my codes is gone. I ask for two-factor sign-in to be switched off for my account, and know that it is less protected until I enrol again.'),
          msg('Please tell me how to prove who I am. I will enrol again right away.'),
        ],
      },
    },
    {
      id: 'no-other-way',
      label: msg('The page offers no other way to sign in'),
      outcome: 'guide',
      sentences: [
        msg('Other ways (text message, e-mail, backup codes) have to be allowed by the people who run the service.'),
        msg('If a code is rejected, test one here first: the code may be the smaller trouble.'),
      ],
      actions: ['code'],
      message: {
        subject: msg('Please allow a second way to sign in'),
        asks: [
          msg('The sign-in offers me one second factor only, and I cannot use it at present.'),
          msg('Please check whether a fallback (text message, e-mail, backup codes) may be switched on for my account.'),
        ],
      },
    },
  ],
} as const satisfies HelpGroup
