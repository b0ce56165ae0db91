import { readFileSync } from 'node:fs'
import path from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { HELPER_ACTION, LINUX_HELPER } from '../../main/platform/elevation-linux-helper.ts'

const asset = (name: string): string => readFileSync(path.join(import.meta.dirname, '../../assets/helper', name), 'utf8')

describe('the rule that IT may put in place', () => {
  interface Subject { readonly local: boolean; readonly active: boolean; readonly isInGroup: (group: string) => boolean }

  /** What polkit would decide by this rule alone. */
  function decide(id: string, subject: Subject): unknown {
    const rules: ((action: { readonly id: string }, subject: Subject) => unknown)[] = []
    runInNewContext(asset('50-clock-medic.rules.in').replace('@GROUP@', 'staff'), { polkit: { addRule: (rule: typeof rules[number]) => rules.push(rule), Result: { YES: 'yes', NOT_HANDLED: 'not handled' } } })
    return rules.map((rule) => rule({ id }, subject)).join()
  }
  const member: Subject = { local: true, active: true, isInGroup: (group) => group === 'staff' }

  test('lets members through who sit at the computer, for this action', () => expect(decide(HELPER_ACTION, member)).toBe('yes'))

  test.each<readonly [string, string, Partial<Subject>]>([
    ['somebody from afar', HELPER_ACTION, { local: false }], ['a session in the background', HELPER_ACTION, { active: false }], ['somebody else', HELPER_ACTION, { isInGroup: () => false }],
    ['another action', 'org.freedesktop.policykit.exec', {}], ['a name that only begins so', `${HELPER_ACTION}.more`, {}],
  ])('leaves %s to the other rules', (_, id, change) => expect(decide(id, { ...member, ...change })).toBe('not handled'))
})

test('the polkit action is off until IT turns it on, names the wrapper by its path, and shows the app\'s own words', () => {
  const policy = asset('org.clockmedic.helper.policy')
  expect(policy).toContain(`<action id="${HELPER_ACTION}">`)
  expect(policy).toContain(`<annotate key="org.freedesktop.policykit.exec.path">${LINUX_HELPER}</annotate>`)
  expect([...policy.matchAll(/<allow_(\w+)>(\w+)</g)].map(([, who, what]) => [who, what])).toEqual([['any', 'auth_admin'], ['inactive', 'auth_admin'], ['active', 'auth_admin_keep']])
  expect(policy).toContain('<message>Clock Medic wants to repair the clock of this computer.</message>')
  expect(policy).not.toContain('exec.argv1')
})

test('the Windows task takes nothing from whoever runs it, and nobody but administrators may change it', () => {
  const task = asset('repair-task.xml')
  const descriptor = 'D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;GRGX;;;AU)'
  expect(task).toContain(`<SecurityDescriptor>${descriptor}</SecurityDescriptor>`)
  expect(asset('install-windows.ps1')).toContain(`SetSecurityDescriptor('${descriptor}', 0x10)`)
  expect([...task.matchAll(/<Command>(.*)<\/Command>/g)].map(([, command]) => command)).toEqual([
    '%SystemRoot%\\System32\\sc.exe', '%SystemRoot%\\System32\\sc.exe', '%SystemRoot%\\System32\\w32tm.exe',
  ])
  expect(task).not.toMatch(/\$\(Arg|WorkingDirectory|Triggers/)
})

test('the Mac\'s daemon starts on its socket alone and is a copy outside of the app', () => {
  const plist = asset('org.clockmedic.helper.plist')
  expect(plist).toMatch(/<key>ProgramArguments<\/key>\s*<array>\s*<string>\/Library\/PrivilegedHelperTools\/org\.clockmedic\.helper<\/string>\s*<\/array>/)
  expect(plist).not.toMatch(/RunAtLoad|KeepAlive|WatchPaths|QueueDirectories/)
  expect(asset('install-macos.sh')).toContain('install -o root -g wheel -m 755')
})
