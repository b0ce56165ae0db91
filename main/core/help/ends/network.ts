import type { HelpGroup } from '../help-end.ts'
import { SERVER_CLOCK_COMMANDS } from '../server-commands.ts'

export const NETWORK = {
  id: 'network',
  label: 'The page shows an error or does not open',
  lead: 'A wrong clock also breaks secure pages and sign-ins without codes.',
  ends: [
    {
      id: 'certificate',
      label: 'A certificate has expired or is not valid yet',
      outcome: 'find',
      sentences: [
        'A laptop with a wrong date finds good certificates expired. Check the clock: Clock Medic judges certificates by the true time, not by this laptop\'s.',
        'If the clock is right, the certificate of the page itself has run out. Do not go past the warning; send the message.',
      ],
      actions: ['check'],
      message: {
        subject: 'The certificate of the sign-in page is not accepted',
        asks: [
          'My browser says that the certificate of the sign-in page has expired or is not valid yet.',
          'The clock of my laptop was compared with time servers, see below. Please check the dates of the certificate and of those that it hangs on.',
        ],
      },
    },
    {
      id: 'proxy',
      label: 'A web proxy or a sign-in page of the network is in the way',
      outcome: 'find',
      sentences: [
        'A check goes the way your browser goes. Where a proxy or a sign-in page answers in place of the real servers, it says so.',
        'Try another network to compare, for example your phone\'s hotspot.',
      ],
      actions: ['check'],
      message: {
        subject: 'A proxy may stand between me and the sign-in service',
        asks: [
          'The sign-in service does not answer as it should from this network.',
          'Please check whether the web proxy lets it through unchanged: its address, TLS without inspection, and UDP port 123 for time servers.',
        ],
      },
    },
    {
      id: 'skew',
      label: 'The error speaks of time, skew or "not yet valid"',
      outcome: 'find',
      sentences: [
        'Two clocks differ by more than the service allows: 5 minutes in a Windows domain (Kerberos) and for most requests to AWS, a few minutes for SAML and for tokens.',
        'Check this laptop. If it is right, the other side is wrong: send the message.',
      ],
      actions: ['check'],
      message: {
        subject: 'Sign-in fails because two clocks differ',
        asks: [
          'The sign-in fails with an error that speaks of time.',
          'Please compare the clocks of the servers that take part (domain controllers, identity provider, application) with a time server.',
        ],
        commands: SERVER_CLOCK_COMMANDS,
      },
    },
    {
      id: 'unreachable',
      label: 'The page cannot be reached at all',
      outcome: 'guide',
      sentences: [
        'A firewall, TLS settings or a changed address can be the reason. Check the clock once: it also shows whether this network lets anything through.',
        'Then send the message to the people who run the service.',
      ],
      actions: ['check'],
      message: {
        subject: 'The sign-in service cannot be reached',
        asks: [
          'The sign-in service cannot be reached from my laptop.',
          'Please check firewall rules, the addresses (URLs) that are configured, and the TLS versions that both sides allow.',
        ],
      },
    },
  ],
} as const satisfies HelpGroup
