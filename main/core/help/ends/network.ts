import type { HelpGroup } from '../help-end.ts'
import { SERVER_CLOCK_COMMANDS } from '../server-commands.ts'
import { msg } from '../../words/say.ts'

export const NETWORK = {
  id: 'network',
  label: msg('The page shows an error or does not open'),
  lead: msg('A wrong clock also breaks secure pages and sign-ins without codes.'),
  ends: [
    {
      id: 'certificate',
      label: msg('A certificate has expired or is not valid yet'),
      outcome: 'find',
      sentences: [
        msg('A laptop with a wrong date finds good certificates expired. Check the clock: Clock Medic judges certificates by the true time, not by this laptop\'s.'),
        msg('If the clock is right, the certificate of the page itself has run out. Do not go past the warning; send the message.'),
      ],
      actions: ['check'],
      message: {
        subject: msg('The certificate of the sign-in page is not accepted'),
        asks: [
          msg('My browser says that the certificate of the sign-in page has expired or is not valid yet.'),
          msg('The clock of my laptop was compared with time servers, see below. Please check the dates of the certificate and of those that it hangs on.'),
        ],
      },
    },
    {
      id: 'proxy',
      label: msg('A web proxy or a sign-in page of the network is in the way'),
      outcome: 'find',
      sentences: [
        msg('A check goes the way your browser goes. Where a proxy or a sign-in page answers in place of the real servers, it says so.'),
        msg('Try another network to compare, for example your phone\'s hotspot.'),
      ],
      actions: ['check'],
      message: {
        subject: msg('A proxy may stand between me and the sign-in service'),
        asks: [
          msg('The sign-in service does not answer as it should from this network.'),
          msg('Please check whether the web proxy lets it through unchanged: its address, TLS without inspection, and UDP port 123 for time servers.'),
        ],
      },
    },
    {
      id: 'skew',
      label: msg('The error speaks of time, skew or "not yet valid"'),
      outcome: 'find',
      sentences: [
        msg('Two clocks differ by more than the service allows: 5 minutes in a Windows domain (Kerberos) and for most requests to AWS, a few minutes for SAML and for tokens.'),
        msg('Check this laptop. If it is right, the other side is wrong: send the message.'),
      ],
      actions: ['check'],
      message: {
        subject: msg('Sign-in fails because two clocks differ'),
        asks: [
          msg('The sign-in fails with an error that speaks of time.'),
          msg('Please compare the clocks of the servers that take part (domain controllers, identity provider, application) with a time server.'),
        ],
        commands: SERVER_CLOCK_COMMANDS,
      },
    },
    {
      id: 'unreachable',
      label: msg('The page cannot be reached at all'),
      outcome: 'guide',
      sentences: [
        msg('A firewall, TLS settings or a changed address can be the reason. Check the clock once: it also shows whether this network lets anything through.'),
        msg('Then send the message to the people who run the service.'),
      ],
      actions: ['check'],
      message: {
        subject: msg('The sign-in service cannot be reached'),
        asks: [
          msg('The sign-in service cannot be reached from my laptop.'),
          msg('Please check firewall rules, the addresses (URLs) that are configured, and the TLS versions that both sides allow.'),
        ],
      },
    },
  ],
} as const satisfies HelpGroup
