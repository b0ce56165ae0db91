import { explainPolicy } from '../../main/core/policy/explain.ts'
import { helpBy, limitsBy, offeredBy, settingsByPolicy } from '../../main/core/policy/effect.ts'
import { readPolicyText, type PolicyLayer } from '../../main/core/policy/layer.ts'
import { readPolicy } from '../../main/core/policy/read.ts'
import { POLICY_KEYS, POLICY_NAMES, type PolicyKeys } from '../../main/core/policy/schema.ts'
import { isRemedy } from '../../main/core/remedy.ts'
import { readServices } from '../../main/core/services/reader.ts'
import type { Service } from '../../main/core/services/service.ts'
import { readMacPolicy } from '../../main/platform/macos/policy.ts'
import { readWindowsPolicy } from '../../main/platform/windows/policy.ts'
import { LINE_READERS } from '../../main/sources/line-readers.ts'
import { claim, claimFigures, claimLine } from './claims.ts'
import { machineThatPrints } from './machine.ts'
import { jsonTarget } from './structured.ts'
import { textTarget } from './text.ts'

const KEYS: PolicyKeys = POLICY_KEYS
const EXAMPLES = Object.fromEntries(POLICY_NAMES.map((name) => [name, KEYS[name]?.example]))
const CAPITALS = Object.fromEntries(Object.entries(EXAMPLES).map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value]))
const SERVICE_LIST = [
  { id: 'intranet', name: 'Intranet sign-in', kind: 'totp', window: 1 }, { id: 'files', name: 'Files', kind: 'time-limit', limit: 300, troubleFrom: 200, note: 'x', page: 'https://sso.corp.example/login' },
]
const WORDS = [
  ...POLICY_NAMES, 'id', 'name', 'kind', 'window', 'period', 'limit', 'troubleFrom', 'page', 'checked', 'confirmed', 'totp', 'time-limit', 'step-clock', 'set-time-zone', 'time.example', 'nts:time.example', 'https://user:secret@www.example/',
  '.corp.example', '2026-11-22', 'preview', 'system', '$schema',
]

function claimServices(services: readonly Service[]): void {
  claim(services.length <= 200 && new Set(services.map(({ id }) => id)).size === services.length, 'There are too many services, or one twice.')
  claimFigures(services)
  for (const service of services) {
    claim(/^[a-z0-9][a-z0-9-]{0,63}$/.test(service.id), `"${service.id}" is no id.`)
    claim(service.name.length > 0 && service.name.length <= 300 && !/\p{Cc}/u.test(service.name), 'A name is none.')
    if (service.kind === 'totp') claim(Number.isInteger(service.window) && service.window >= 0 && service.window <= 20 && service.period >= 5 && service.period <= 600, 'A window is none.')
    else claim(service.limit >= 1 && service.limit <= 86_400 && (service.troubleFrom === undefined || service.troubleFrom <= service.limit), 'A limit is none.')
    claim(service.page === undefined || (service.page.startsWith('https://') && new URL(service.page).username === '' && !/[?#]/.test(service.page)), 'A page holds a name, or proves nothing.')
  }
}

/** What holds is what a place says and the schema allows; what is wrong is told in one line, without what stands before an @. */
function claimPolicy(layers: readonly PolicyLayer[]): string {
  const reading = readPolicy(layers, LINE_READERS)
  const { policy, from, wrong } = reading
  for (const { sentence, name = '' } of wrong) {
    claimLine(`${name}: ${sentence}`, 900)
    claim(!`${name}${sentence}`.includes('secret@'), 'A password is shown.')
  }
  claim(Object.keys(policy).every((name) => POLICY_NAMES.some((known) => known === name) && Object.hasOwn(from, name)), 'A value comes from nowhere.')
  for (const [name, value] of Object.entries(policy)) claimValue(name, value)
  const { warning, critical } = limitsBy(policy)
  claim(warning >= 1 && warning <= critical && critical <= 86_400, 'The limits are the wrong way round.')
  claim((offeredBy(policy) ?? []).every(isRemedy), 'Something is offered that is no remedy.')
  settingsByPolicy(policy)
  helpBy(policy)
  explainPolicy(reading)
  return Object.keys(policy).length === 0 ? wrong.length > 0 ? 'nothing that can be used' : 'nothing' : wrong.length > 0 ? 'a part of it' : 'all of it'
}

function claimValue(name: string, value: unknown): void {
  const shape = KEYS[name]?.shape
  switch (shape?.kind) {
    case 'switch': return claim(typeof value === 'boolean', `${name} is no switch.`)
    case 'number': return claim(Number.isInteger(value) && Number(value) >= shape.least && Number(value) <= shape.most, `${name} is out of its limits.`)
    case 'choice': return claim(shape.choices.some((choice) => choice.value === value), `${name} is no choice.`)
    case 'text': return claim(typeof value === 'string' && value.length > 0 && value.length <= shape.longest && !/\p{Cc}/u.test(value), `${name} is no line.`)
    case 'services': return claimServices(value as readonly Service[])
    case 'list': {
      const lines = value as readonly unknown[]
      return claim(lines.length <= shape.most && lines.every((line) => typeof line === 'string' && line.length > 0 && line.length <= 300 && !/\s/.test(line) && (!line.startsWith('https:') || new URL(line).username === '') && (shape.of !== 'remedy' || isRemedy(line))), `${name} holds what it must not.`)
    }
    case undefined: throw new Error(`There is no ${name}.`)
  }
}

export const policyFile = jsonTarget({
  name: 'policy', deepest: 'all of it', seeds: [EXAMPLES, { warnSeconds: 40, criticalSeconds: 30 }, { $schema: './x', ownKey: false, servers: ['a.example'] }, {}], words: WORDS,
  read: (text) => {
    const layer = readPolicyText(text, '/etc/clock-medic/policy.json')
    if (layer.trouble !== undefined) claimLine(layer.trouble)
    return layer.values === null ? 'no policy' : claimPolicy([layer])
  },
})

const KEY = 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Clock Medic'
const REGISTRY = [
  `${KEY}\r\n    WarnSeconds    REG_DWORD    0xf\r\n    OwnKey    REG_DWORD    0x0\r\n    HelpText    REG_SZ    Call us, caf\\u00e9\r\n    UpdateChannel    REG_SZ    stable\r\n\r\n${KEY}\\Servers\r\n    1    REG_SZ    time.example\r\n    2    REG_SZ    nts:b.example\r\n\r\n`,
  `${KEY}\\Services\r\n    1    REG_SZ    {"id":"intranet","name":"Intranet","kind":"totp","window":1}\r\n${KEY}\\RemediesOffered\r\n    1    REG_SZ    step-clock\r\n`,
  '\r\nERROR: The system was unable to find the specified registry key or value.\r\n',
]

export const windowsPolicy = textTarget({
  name: 'windows-policy', deepest: 'all of it', seeds: REGISTRY, words: [...WORDS.map((word) => word.charAt(0).toUpperCase() + word.slice(1)), '    REG_SZ    ', 'REG_DWORD    0x1', '\\u0000', '\\', '(Default)', KEY],
  read: async (_text, bytes) => claimPolicy(await readWindowsPolicy(machineThatPrints(bytes), { reg: 'C:\\Windows\\System32\\reg.exe' })),
})

export const macPolicy = jsonTarget({
  name: 'macos-policy', deepest: 'all of it', seeds: [CAPITALS, { PayloadUUID: 'x', WarnSeconds: 20 }, {}], words: [...WORDS, ...Object.keys(CAPITALS), 'PayloadType'],
  read: async (text) => claimPolicy(await readMacPolicy({ ...machineThatPrints(Buffer.from(text)), list: async () => ['org.clockmedic.app.plist'] }, 'user')),
})

export const serviceList = jsonTarget({
  name: 'services', deepest: 'all of them', seeds: [SERVICE_LIST, [], [SERVICE_LIST[0], SERVICE_LIST[0]]], words: WORDS,
  read: (text) => {
    let given: unknown
    try {
      given = JSON.parse(text)
    } catch {
      return 'no JSON'
    }
    const { services, wrong } = readServices(given)
    claimServices(services)
    for (const sentence of wrong) claimLine(sentence, 700)
    return services.length === 0 ? wrong.length > 0 ? 'none that can be used' : 'none' : wrong.length > 0 ? 'some of them' : 'all of them'
  },
})

export const POLICY = [policyFile, windowsPolicy, macPolicy, serviceList]
