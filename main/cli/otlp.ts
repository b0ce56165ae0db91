import type { Checkup } from '../core/checkup.ts'
import type { ClockState } from '../core/clock-state.ts'
import { round } from '../core/json.ts'
import { LEVELS } from './fleet-formats.ts'

/** What is sent beside the figures. Host and user are not in it unless whoever runs this names them (OTEL_RESOURCE_ATTRIBUTES). */
export interface Sender {
  readonly version: string
  /** Environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/** A receiver gets this long for its answer, in seconds. */
const ANSWER_WITHIN = 5
const MOST_OF_ANSWER = 65_536

/** Names of systems in the semantic conventions of OpenTelemetry (os.type). */
const OS_TYPE: Readonly<Record<ClockState['os'], string>> = { linux: 'linux', macos: 'darwin', windows: 'windows' }

/**
 * The body of one export: an ExportMetricsServiceRequest in the JSON encoding of OTLP (lowerCamelCase, 64-bit numbers as strings).
 * Figures that are not known are left out. Points carry the true time where it is known, else the local clock's.
 */
export function metricsRequest({ verdict, state, checkedAt, tookSeconds }: Checkup, version: string, attributes: ReadonlyMap<string, string> = new Map()): Record<string, unknown> {
  const known = verdict.kind === 'known' ? verdict : undefined
  const timeUnixNano = nanoseconds(checkedAt + (known?.offset ?? 0))
  const seconds = (name: string, description: string, value: number | undefined): readonly unknown[] => (value === undefined ? []
    : [{ name, description, unit: 's', gauge: { dataPoints: [{ timeUnixNano, asDouble: round(value) }] } }])
  const level = known?.level ?? 'unknown'
  const resource = new Map([['service.name', 'clock-medic'], ['service.version', version], ['os.type', OS_TYPE[state.os]], ...attributes])
  return {
    resourceMetrics: [{
      resource: { attributes: [...resource].map(text) },
      scopeMetrics: [{
        scope: { name: 'clock-medic', version },
        metrics: [
          ...seconds('clock_medic.offset', 'True time minus system clock.', known?.offset),
          ...seconds('clock_medic.uncertainty', 'Half-width of the interval that holds the true offset.', known?.uncertainty),
          {
            name: 'clock_medic.verdict', description: 'Judgement of the system clock, 1 for the one that holds.',
            gauge: { dataPoints: LEVELS.map((each) => ({ attributes: [text(['level', each])], timeUnixNano, asInt: each === level ? '1' : '0' })) },
          },
          ...seconds('clock_medic.check.duration', 'How long the check took.', tookSeconds),
        ],
      }],
    }],
  }
}

const text = ([key, value]: readonly [string, string]) => ({ key, value: { stringValue: value } })

/** To the microsecond: a double holds no more of a time of day. */
const nanoseconds = (seconds: number): string => String(BigInt(Math.round(seconds * 1e6)) * 1000n)

/**
 * Reads a list as OpenTelemetry writes it in environment variables: `key=value,key=value`, values percent-encoded.
 * Null where any part of it is wrong.
 */
export function readPairs(list: string): ReadonlyMap<string, string> | null {
  const pairs = new Map<string, string>()
  for (const part of list.split(',').map((each) => each.trim()).filter((each) => each !== '')) {
    const [, key, value] = /^([^=\s]+)\s*=\s*(.*)$/.exec(part) ?? []
    if (key === undefined || value === undefined) return null
    try {
      pairs.set(decodeURIComponent(key), decodeURIComponent(value))
    } catch {
      return null
    }
  }
  return pairs
}

/** Sends the figures of one checkup by OTLP over HTTP. Gives one sentence where they did not arrive; never rejects, never tries again. */
export async function sendMetrics(url: URL, checkup: Checkup, { version, env }: Sender): Promise<string | null> {
  const lost = (why: string): string => `The figures did not reach ${url.host}: ${why}.`
  const attributes = readPairs(env['OTEL_RESOURCE_ATTRIBUTES'] ?? '')
  if (attributes === null) return lost('OTEL_RESOURCE_ATTRIBUTES is not of the form key=value,key=value')
  const headers = readPairs(env['OTEL_EXPORTER_OTLP_METRICS_HEADERS'] ?? env['OTEL_EXPORTER_OTLP_HEADERS'] ?? '')
  if (headers === null || ![...headers].every(([name, value]) => isHeader(name, value))) return lost('the headers in OTEL_EXPORTER_OTLP_HEADERS are not of the form key=value,key=value')
  try {
    const response = await fetch(url, {
      method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(ANSWER_WITHIN * 1000),
      headers: { ...Object.fromEntries(headers), 'content-type': 'application/json' },
      body: JSON.stringify(metricsRequest(checkup, version, attributes)),
    })
    const answer = await beginningOf(response)
    return response.status === 200 ? rejectedWords(answer, url) : lost(`it answered ${response.status}`)
  } catch (error) {
    return lost(whyOf(error))
  }
}

const isHeader = (name: string, value: string): boolean => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7E]*$/.test(value)

async function beginningOf({ body }: Response): Promise<string> {
  let beginning = ''
  if (body === null) return beginning
  const decoder = new TextDecoder()
  for await (const chunk of body) {
    beginning += decoder.decode(chunk, { stream: true })
    if (beginning.length > MOST_OF_ANSWER) break
  }
  return beginning
}

/** A receiver that takes only a part says so in an answer that is otherwise one of success (OTLP specification, "Partial Success"). */
export function rejectedWords(answer: string, url: URL): string | null {
  try {
    const { partialSuccess } = JSON.parse(answer) as { partialSuccess?: { rejectedDataPoints?: unknown; errorMessage?: unknown } }
    // A 64-bit number, which JSON of OTLP writes as text.
    const stated = partialSuccess?.rejectedDataPoints
    const rejected = typeof stated === 'number' || typeof stated === 'string' ? String(stated) : '0'
    if (!/^\d{1,20}$/.test(rejected) || Number(rejected) === 0) return null
    const message = partialSuccess?.errorMessage
    const said = (typeof message === 'string' ? message : '').replaceAll(/[^\x20-\x7E]/g, ' ').slice(0, 120).replace(/[.\s]+$/, '').trim()
    return `${url.host} took the figures but for ${rejected} of them${said === '' ? '' : `: ${said}`}.`
  } catch {
    // An empty answer, or one of another kind, is success all the same.
    return null
  }
}

function whyOf(error: unknown): string {
  const { name, cause } = error as { readonly name?: string; readonly cause?: { readonly code?: string; readonly message?: string } }
  if (name === 'TimeoutError') return `no answer within ${ANSWER_WITHIN} s`
  const code = cause?.code ?? ''
  switch (code) {
    case 'ECONNREFUSED': return 'nothing listens there'
    case 'ENOTFOUND': case 'EAI_AGAIN': return 'its name is not known'
    case 'ENETUNREACH': case 'EHOSTUNREACH': return 'there is no way to it'
    case 'CERT_HAS_EXPIRED': case 'CERT_NOT_YET_VALID': return 'its certificate is not valid at the time this clock shows'
    case 'ECONNRESET': case 'UND_ERR_SOCKET': case 'EPIPE': return 'it broke the connection off'
    case 'UND_ERR_CONNECT_TIMEOUT': case 'ETIMEDOUT': return 'no answer'
    default: return (code === '' ? cause?.message ?? String(error) : code).replaceAll(/[^\x20-\x7E]/g, ' ').slice(0, 120).replace(/\.$/, '')
  }
}
