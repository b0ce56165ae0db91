import { describe, expect, test } from 'vitest'
import { COMMANDS, FORMATS, readArguments, type Arguments } from '../../main/cli/arguments.ts'
import { HELP } from '../../main/cli/help.ts'
import { REMEDIES } from '../../main/core/remedy.ts'
import { cli } from './terminal.ts'

const run = (...argv: readonly string[]): Arguments => {
  const parsed = readArguments(argv)
  if (parsed.kind !== 'run') throw new Error(parsed.kind === 'wrong' ? parsed.sentence : parsed.kind)
  return parsed.arguments
}

describe('what is understood', () => {
  test('nothing but a command means the defaults', () => {
    expect(run('check')).toEqual({ command: 'check', format: 'text', warning: 15, critical: 30, precise: false, yes: false, dryRun: false, undo: false })
  })

  test.each<[readonly string[], Partial<Arguments>]>([
    [['check', '--precise'], { precise: true }],
    [['check', '--server', 'nts:time.example'], { servers: [{ host: 'time.example', port: 4460, nts: true }] }],
    [['check', '--server', 'nts:[2001:db8::1]:7'], { servers: [{ host: '2001:db8::1', port: 7, nts: true }] }],
    [['check', '--json'], { format: 'json' }],
    [['check', '--json', '--format', 'json'], { format: 'json' }],
    [['check', '--format=nagios'], { format: 'nagios' }],
    [['check', '--format', 'prometheus'], { format: 'prometheus' }],
    [['check', '--format', 'jamf'], { format: 'jamf' }],
    [['check', '--warn', '2', '--critical', '4.5'], { warning: 2, critical: 4.5 }],
    [['check', '--warn', '60'], { warning: 60, critical: 60 }],
    [['check', '--critical', '5'], { warning: 5, critical: 5 }],
    [['check', '--timeout', '1.5'], { timeout: 1.5 }],
    [['check', '--server', 'ntp.example.org'], { servers: [{ host: 'ntp.example.org', port: 123 }] }],
    [['check', '--server', '192.0.2.1:1123', '--server', '[2001:db8::1]:1123', '--server=2001:db8::2'],
      { servers: [{ host: '192.0.2.1', port: 1123 }, { host: '2001:db8::1', port: 1123 }, { host: '2001:db8::2', port: 123 }] }],
    [['check', '--https', 'https://time.example.org/'], { websites: [new URL('https://time.example.org/')] }],
    [['fix', '--yes'], { command: 'fix', yes: true }],
    [['fix', '-y'], { yes: true }],
    [['fix', '--dry-run'], { dryRun: true }],
    [['fix', '--only', 'resync', '--only', 'step-clock,set-hardware-clock'], { only: ['resync', 'step-clock', 'set-hardware-clock'] }],
    [['fix', '--undo', '--yes'], { command: 'fix', undo: true, yes: true }],
    [['fix', '--zone', 'Europe/Prague'], { zone: 'Europe/Prague' }],
    [['plan', '--zone=europe/prague'], { zone: 'Europe/Prague' }],
    [['fix', '--zone', 'America/Argentina/Buenos_Aires'], { zone: 'America/Argentina/Buenos_Aires' }],
    [['fix', '--zone', 'Etc/GMT+5'], { zone: 'Etc/GMT+5' }],
    [['fix', '--zone', 'W. Europe Standard Time'], { zone: 'W. Europe Standard Time' }],
    [['plan', '--only=resync'], { command: 'plan', only: ['resync'] }],
    [['--json', 'status'], { command: 'status', format: 'json' }],
    [['report', '--json'], { command: 'report', format: 'json' }],
    [['check', '--service', 'https://login.example.com/'], { service: 'https://login.example.com/' }],
    [['code', '--secret-stdin', '--json'], { command: 'code', format: 'json' }],
    [['services', '--json'], { command: 'services', format: 'json' }],
    [['check', '--practice'], { practice: '' }],
    [['--practice', 'check'], { command: 'check', practice: '' }],
    [['check', '--practice=fine'], { practice: 'fine' }],
  ])('%j', (argv, expected) => {
    expect(run(...argv)).toMatchObject(expected)
  })

  test('the real machine is meant unless practice is asked for', () => {
    expect(run('fix', '--yes')).not.toHaveProperty('practice')
  })

  test.each([['--help'], ['-h'], [], ['check', '--help']])('help comes for "%s" "%s"', async (...argv) => {
    const said = await cli(argv.filter((word) => word !== undefined))
    expect(said).toMatchObject({ exit: 0, stdout: `${HELP}\n`, stderr: '' })
    expect(said).not.toHaveProperty('laptop')
  })

  test('help names every command, format and option', () => {
    for (const word of [...COMMANDS, ...FORMATS, '--json', '--format', '--server', '--https', '--warn', '--critical', '--timeout', '--yes', '--dry-run', '--only', '--undo', '--zone', '--service', '--secret-stdin', '--practice']) {
      expect(HELP).toContain(word)
    }
    for (const line of HELP.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })

  test('--version prints the version and nothing else', async () => {
    expect(await cli(['--version'])).toMatchObject({ exit: 0, stdout: '1.2.3\n', stderr: '' })
  })
})

describe('what is not', () => {
  test.each<[what: string, argv: readonly string[], sentence: RegExp | string]>([
    ['an unknown command', ['cure'], '"cure" is not a command; there are check, fix, status, plan, report, code, services, policy.'],
    ['two commands', ['check', 'fix'], '"fix" is one word too many after "check".'],
    ['an unknown option', ['check', '--bogus'], 'Unknown option \'--bogus\'.'],
    ['an unknown short option', ['check', '-x'], 'Unknown option \'-x\'.'],
    ['a value for a switch', ['check', '--json=yes'], 'Option \'--json\' does not take an argument.'],
    ['a warning above the critical limit', ['check', '--warn', '40', '--critical', '30'], '--warn (40) is above --critical (30).'],
    ['a negative limit', ['check', '--warn=-5'], '--warn takes a number of seconds; "-5" is none.'],
    ['a negative limit as a word of its own', ['check', '--warn', '-5'], '--warn needs a value; one that begins with a dash is written --warn=VALUE.'],
    ['a limit that is no number', ['check', '--critical', 'NaN'], '--critical takes a number of seconds; "NaN" is none.'],
    ['an exponent', ['check', '--critical', '1e3'], '--critical takes a number of seconds; "1e3" is none.'],
    ['infinity', ['check', '--timeout', 'Infinity'], '--timeout takes a number of seconds; "Infinity" is none.'],
    ['hexadecimal', ['check', '--timeout', '0x10'], '--timeout takes a number of seconds; "0x10" is none.'],
    ['a huge number', ['check', '--timeout', '9'.repeat(400)], /^--timeout takes a number of seconds; "9{60}" is none\.$/],
    ['an empty number', ['check', '--warn='], '--warn takes a number of seconds; "" is none.'],
    ['a decimal comma', ['check', '--warn', '1,5'], '--warn takes a number of seconds; "1,5" is none.'],
    ['a missing number', ['check', '--warn'], '--warn needs a value; one that begins with a dash is written --warn=VALUE.'],
    ['no time at all', ['check', '--timeout', '0.0'], '--timeout has to be more than 0 seconds.'],
    ['an empty server', ['check', '--server='], '"" is not a server name or address.'],
    ['a server that is a sentence', ['check', '--server', 'my server'], '"my server" is not a server name or address.'],
    ['a server that looks like an option', ['check', '--server', '--json'], '--server needs a value; one that begins with a dash is written --server=VALUE.'],
    ['a server with a shell in it', ['check', '--server', '$(reboot)'], '"$(reboot)" is not a server name or address.'],
    ['a port that is none', ['check', '--server', 'ntp.example.org:ntp'], '"ntp.example.org:ntp" has no valid port (1 to 65535).'],
    ['port 0', ['check', '--server', 'ntp.example.org:0'], /no valid port/],
    ['port 65536', ['check', '--server', '[2001:db8::1]:65536'], /no valid port/],
    ['plain http', ['check', '--https', 'http://example.org/'], '"http://example.org/" is not an https address; plain http cannot prove who answers.'],
    ['a website that is none', ['check', '--https', 'example.org'], '"example.org" is not a web address.'],
    ['a website with a password', ['check', '--https', 'https://me:hunter2@example.org/'], 'A web address with a user name or password in it is not used.'],
    ['an unknown format', ['check', '--format', 'xml'], '"xml" is not a format; there are text, json, nagios, prometheus, jamf, facts.'],
    ['--json beside another format', ['check', '--json', '--format', 'nagios'], '--json and --format nagios cannot go together.'],
    ['a fleet format where there is none', ['fix', '--yes', '--format', 'nagios'], 'The format nagios belongs to "check".'],
    ['an unknown remedy', ['fix', '--only', 'reboot'], `"reboot" is not a remedy; there are ${REMEDIES.join(', ')}.`],
    ['an empty remedy', ['fix', '--only='], /^"" is not a remedy/],
    ['a precise repair', ['fix', '--precise'], '--precise belongs to "check" and "report".'],
    ['an authenticated server without a name', ['check', '--server', 'nts:'], '"" is not a server name or address.'],
    ['a remedy for check', ['check', '--only', 'resync'], '--only belongs to "fix" and "plan".'],
    ['--yes for check', ['check', '--yes'], '--yes belongs to "fix".'],
    ['--dry-run for plan', ['plan', '--dry-run'], '--dry-run belongs to "fix".'],
    ['a zone that is none', ['fix', '--zone', 'Europe/Atlantis'], '"Europe/Atlantis" is not a time zone; names look like Europe/Prague.'],
    ['a zone that is a path', ['fix', '--zone', '../../etc/shadow'], /is not a time zone/],
    ['a zone that is an option', ['fix', '--zone=--help'], /is not a time zone/],
    ['a zone that is an offset', ['fix', '--zone', '+01:00'], /is not a time zone/],
    ['an empty zone', ['fix', '--zone='], /^"" is not a time zone/],
    ['a zone for check', ['check', '--zone', 'UTC'], '--zone belongs to "fix" and "plan".'],
    ['--undo for plan', ['plan', '--undo'], '--undo belongs to "fix".'],
    ['half an undo', ['fix', '--undo', '--only', 'resync'], '--undo takes the whole last repair back, so --only cannot go with it.'],
    ['an undo with a zone', ['fix', '--undo', '--zone', 'UTC'], '--undo takes the whole last repair back, so --zone cannot go with it.'],
    ['a key nobody promised to keep quiet about', ['code'], '"code" reads the key from standard input and nowhere else, so say --secret-stdin.'],
    ['a key as an argument', ['code', '--secret-stdin=JBSWY3DPEHPK3PXP'], 'Option \'--secret-stdin\' does not take an argument.'],
    ['a key for check', ['check', '--secret-stdin'], '--secret-stdin belongs to "code".'],
    ['a service for fix', ['fix', '--service', 'https://login.example.com/'], '--service belongs to "check", "report" and "code".'],
    ['a service for a fleet tool', ['check', '--format', 'nagios', '--service', 'https://login.example.com/'], '--service goes with text and json, not with nagios.'],
    ['a service for a made-up laptop', ['check', '--practice', '--service', 'https://login.example.com/'], '--service asks a real service, so it cannot go with --practice.'],
    ['a service by plain http', ['check', '--service', 'http://login.example.com/'], '"http://login.example.com/" is not an https address; without it nobody can prove who answers.'],
    ['a service that is no address', ['report', '--service', 'login'], '"login" is not a web address; it begins with https://.'],
    ['a service on this computer', ['check', '--service', 'https://localhost:8443/'], '"localhost" is not a public host. Only the pages of public hosts are asked for their time.'],
    ['a service in a private network', ['code', '--secret-stdin', '--service', 'https://10.0.0.1/'], '"10.0.0.1" is not a public host. Only the pages of public hosts are asked for their time.'],
    ['a service with a password', ['check', '--service', 'https://me:hunter2@login.example.com/'], 'A web address with a user name or password in it is not used.'],
    ['an unknown practice laptop', ['check', '--practice=nobody'], /^"nobody" is not a practice laptop; there are slow, fast-days, fine,.*none\.$/],
    ['a practice laptop by a name every object has', ['check', '--practice=constructor'], /^"constructor" is not a practice laptop/],
    ['a practice laptop as a word of its own', ['check', '--practice', 'fine'], '"fine" is one word too many after "check".'],
    ['control characters in a command', ['che\u001B[2Jck'], /^"che\?\[2Jck" is not a command/],
    ['control characters in an option', ['check', '--wa\u0007rn'], 'Unknown option \'--wa?rn\'.'],
    ['control characters in a server', ['check', '--server', 'a\nb\u009B'], '"a?b?" is not a server name or address.'],
    ['control characters in a practice name', ['check', '--practice=a\u001Bb'], /^"a\?b" is not a practice laptop/],
  ])('%s gives one sentence, nothing on standard output, and 64', async (_, argv, sentence) => {
    const said = await cli(argv)
    expect(said).toMatchObject({ exit: 64, stdout: '' })
    expect(said).not.toHaveProperty('laptop')
    const [first, ...rest] = said.stderr.split('\n')
    const asItShould = typeof sentence === 'string' ? first === sentence : sentence.test(first ?? '')
    expect(asItShould ? '' : first).toBe('')
    expect(rest).toEqual(['See: clock-medic --help', ''])
  })

  test('never a password, not even in the complaint about it', async () => {
    expect((await cli(['check', '--https', 'https://me:hunter2@example.org/'])).stderr).not.toContain('hunter2')
  })

  test.each([['http://me:hunter2@example.org/'], ['me:hunter2@example.org'], ['https://me:hunter2@exa mple/']])('nor where %s is wrong otherwise', async (address) => {
    const said = await cli(['check', '--https', address])
    expect(said.exit).toBe(64)
    expect(said.stderr).not.toContain('hunter2')
  })
})
