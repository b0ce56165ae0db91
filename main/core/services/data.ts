import { msg } from '../words/say.ts'
import type { LimitService, Service, TotpService } from './service.ts'

/** The day on which all sources below were read. */
const CHECKED = '2026-11-22'
const STEP = 30
const ASSUMED = 'Nothing is published, so the one step that RFC 6238 recommends is assumed.'

type Named = readonly [id: string, name: string, source: string, note?: string]

const listed = ([id, name, source, note]: Named, confirmed: boolean) => ({ id, name, source, checked: CHECKED, confirmed, ...(note === undefined ? {} : { note }) })

const steps = (window: number, ...named: Named): TotpService => ({ kind: 'totp', ...listed(named, true), window, period: STEP })
const unconfirmed = (window: number, ...named: Named): TotpService => ({ ...steps(window, ...named), confirmed: false })
const assumed = (...[id, name, source, note]: Named): TotpService => unconfirmed(1, id, name, source, note === undefined ? ASSUMED : `${ASSUMED} ${note}`)
const seconds = (limit: number, ...named: Named): LimitService => ({ kind: 'time-limit', ...listed(named, true), limit })

/** What services put up with, each with its source. Where a help page and the product's own code differ, the code counts. */
export const SERVICES: readonly Service[] = [
  steps(1, 'other', msg('Another service with one-time codes'), 'RFC 6238, sections 5.2 and 6', 'The standard recommends one step for the time that sending takes; some services allow more, some none.'),
  steps(0, 'defguard', 'Defguard', 'docs.defguard.net, troubleshooting; DefGuard/defguard, crates/defguard_common/src/db/models/user.rs',
    'Its help page says about 30 s, but its code compares the current step only. Codes by e-mail: the current or the previous one.'),
  unconfirmed(1, 'zimbra', 'Zimbra', 'wiki.zimbra.com, KB 23228', 'No number is stated; a product made from it allows one step.'),
  steps(1, 'two-factor-platform', msg('Platform of the page "Two-Factor Authentication Troubleshooting"'), 'Its page "Two-Factor Authentication Troubleshooting"',
    'More than about 30 s is rejected. Attempts are limited to 3, 5, 10 or not at all.'),
  assumed('b2core', 'B2CORE', 'docs.b2core.b2broker.com, clients not receiving 2FA codes'),
  { ...seconds(300, 'secureauth', msg('SecureAuth IdP, codes by SMS and voice'), 'SecureAuth, "OTP Troubleshooting"', 'Time zone and date have to be right as well.'), troubleFrom: 180 },
  steps(1, 'keycloak', 'Keycloak', 'keycloak, OTPPolicy'),
  steps(1, 'authelia', 'Authelia', 'Authelia documentation', 'Its server refuses to start when its own clock is more than 3 s off.'),
  steps(1, 'moodle', msg('Moodle, multi-factor authentication'), 'catalyst/moodle-tool_mfa, factor/totp/classes/factor.php', 'It tries five more steps to say whether a code is too old or not valid yet.'),
  steps(5, 'google-identity-platform', 'Google Identity Platform', 'cloud.google.com, Identity Platform, enabling TOTP', 'Its operator may set 0 to 10 steps.'),
  steps(10, 'freeipa', 'FreeIPA', 'freeipa, install/updates/40-otp.update', '300 s for signing in; 24 hours to synchronise a token.'),
  steps(6, 'privacyidea', 'privacyIDEA', 'privacyidea, lib/tokens/totptoken.py', '180 s. It follows the drift of a token.'),
  assumed('okta-custom', msg('Okta, custom TOTP'), 'help.okta.com, custom OTP', 'Its administrator sets step and drift; 45 s to 300 s each side in the examples of its help.'),
  steps(1, 'airlock-iam', 'Airlock IAM', 'Documentation of the vendor', 'It follows the drift of a token.'),
  steps(5, 'onespan', 'OneSpan', 'Documentation of the vendor', 'It follows the drift of a token.'),
  assumed('aws-mfa', msg('AWS, multi-factor authentication'), 'AWS IAM User Guide', 'A device that drifted is taken up again with two codes in a row.'),
  seconds(300, 'aws-signing', msg('AWS, signed requests'), 'AWS guides', 'Some of its services allow 15 minutes.'),
  assumed('github', 'GitHub', 'GitHub Docs'),
  assumed('duo', 'Duo', 'community.duo.com, 6107', 'Duo Mobile shows a code of others for a full 30 s from its opening, so that it may belong to the previous step.'),
  seconds(300, 'kerberos', 'Kerberos (Active Directory, MIT)', 'MS-KILE; MIT Kerberos documentation'),
  seconds(300, 'dotnet-tokens', msg('Services in .NET that check tokens'), 'TokenValidationParameters.ClockSkew'),
  seconds(180, 'saml', msg('SAML as ServiceNow sets it'), 'ServiceNow documentation'),
  { ...seconds(30, 'tls', msg('Secure connections (TLS)'), 'certbot 8456, lxd 13606, vault 1036', 'Only a clock that is slow, and only with a new certificate: authorities date its start back by 30 s to 1 h.'), confirmed: false },
  seconds(60, 'tailscale', 'Tailscale', 'tailscale, ipn/ipnlocal/expiry.go', 'From so much on it corrects expiry times by the time of its own server.'),
  seconds(270, 'macos-baselines', msg('Baselines for macOS (NIST mSCP, CIS)'), 'mSCP, os_time_offset_limit_configure', 'What fleets are checked against, and nine times too loose for one-time codes.'),
  seconds(300, 'kolide', 'Kolide', 'kolide/launcher', 'What fleets are checked against, and ten times too loose for one-time codes.'),
  steps(1, 'library-one-step', msg('A small service built with otpauth'), 'Default of the library', 'Whoever built it may have set another window.'),
  steps(0, 'library-no-step', msg('A small service built with otplib, pyotp, speakeasy or Otp.NET'), 'Defaults of the libraries', 'Whoever built it may have set another window.'),
]
