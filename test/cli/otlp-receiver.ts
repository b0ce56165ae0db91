import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

type Json = Readonly<Record<string, unknown>>

/** A field of a message: a plain type of Protocol Buffers, or the name of a message; "[]" behind it where it is repeated. */
type Fields = Readonly<Record<string, string>>

/**
 * The messages of opentelemetry-proto (collector/metrics/v1, metrics/v1, resource/v1, common/v1) that an export of gauges is made of,
 * by their names in JSON. `oneOf` holds the fields of which exactly one has to be there.
 */
const MESSAGES: Readonly<Record<string, { readonly fields: Fields; readonly oneOf?: readonly string[]; readonly needs?: readonly string[] }>> = {
  ExportMetricsServiceRequest: { fields: { resourceMetrics: 'ResourceMetrics[]' } },
  ResourceMetrics: { fields: { resource: 'Resource', scopeMetrics: 'ScopeMetrics[]', schemaUrl: 'string' } },
  Resource: { fields: { attributes: 'KeyValue[]', droppedAttributesCount: 'uint32' } },
  ScopeMetrics: { fields: { scope: 'InstrumentationScope', metrics: 'Metric[]', schemaUrl: 'string' } },
  InstrumentationScope: { fields: { name: 'string', version: 'string', attributes: 'KeyValue[]', droppedAttributesCount: 'uint32' } },
  Metric: { fields: { name: 'string', description: 'string', unit: 'string', gauge: 'Gauge', metadata: 'KeyValue[]' }, oneOf: ['gauge', 'sum', 'histogram', 'exponentialHistogram', 'summary'], needs: ['name'] },
  Gauge: { fields: { dataPoints: 'NumberDataPoint[]' } },
  NumberDataPoint: {
    fields: { attributes: 'KeyValue[]', startTimeUnixNano: 'fixed64', timeUnixNano: 'fixed64', asDouble: 'double', asInt: 'sfixed64', flags: 'uint32' },
    oneOf: ['asDouble', 'asInt'], needs: ['timeUnixNano'],
  },
  KeyValue: { fields: { key: 'string', value: 'AnyValue' }, needs: ['key', 'value'] },
  AnyValue: { fields: { stringValue: 'string', boolValue: 'bool', intValue: 'int64', doubleValue: 'double' }, oneOf: ['stringValue', 'boolValue', 'intValue', 'doubleValue', 'arrayValue', 'kvlistValue', 'bytesValue'] },
}

/** The JSON mapping of Protocol Buffers: 64-bit numbers are decimal strings, all else is what it is in JSON. */
const PLAIN: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  bool: (value) => typeof value === 'boolean',
  double: (value) => typeof value === 'number' && Number.isFinite(value),
  uint32: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 32,
  fixed64: (value) => typeof value === 'string' && /^\d{1,20}$/.test(value) && BigInt(value) < 2n ** 64n,
  sfixed64: (value) => typeof value === 'string' && /^-?\d{1,19}$/.test(value),
  int64: (value) => typeof value === 'string' && /^-?\d{1,19}$/.test(value),
}

/** A name that every receiver takes (OpenTelemetry, "Instrument name syntax"). */
const INSTRUMENT = /^[A-Za-z][A-Za-z0-9_./-]{0,254}$/

/** What is wrong with the body of an export, each as one sentence with the path that leads to it. */
export function otlpBreaches(value: unknown, message = 'ExportMetricsServiceRequest', path = ''): readonly string[] {
  const known = MESSAGES[message]
  if (known === undefined) return [`${path} is a message this receiver does not know.`]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object.`]
  const json = value as Json
  const { fields, oneOf, needs = [] } = known
  const chosen = oneOf?.filter((name) => name in json) ?? []
  return [
    ...(oneOf !== undefined && chosen.length !== 1 ? [`${path} has ${chosen.length} of ${oneOf.join(', ')}.`] : []),
    ...needs.filter((name) => !(name in json)).map((name) => `${path} has no ${name}.`),
    ...(message === 'Metric' && !INSTRUMENT.test(String(json['name'])) ? [`${path} has no name that is allowed.`] : []),
    ...repeatedKeys(json, path),
    ...Object.entries(json).flatMap(([name, given]) => {
      const type = fields[name]
      const at = `${path}/${name}`
      if (type === undefined) return [`${at} is not a field of ${message}.`]
      if (!type.endsWith('[]')) return ofType(given, type, at)
      return Array.isArray(given) ? given.flatMap((each, index) => ofType(each, type.slice(0, -2), `${at}/${index}`)) : [`${at} is no list.`]
    }),
  ]
}

const ofType = (value: unknown, type: string, path: string): readonly string[] => {
  const plain = PLAIN[type]
  if (plain === undefined) return otlpBreaches(value, type, path)
  return plain(value) ? [] : [`${path} is no ${type}: ${JSON.stringify(value)}.`]
}

function repeatedKeys({ attributes }: Json, path: string): readonly string[] {
  if (!Array.isArray(attributes)) return []
  const keys = attributes.map((each) => (each as Json)['key'])
  return new Set(keys).size === keys.length ? [] : [`${path}/attributes has a key twice.`]
}

export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Json
}

export interface OtlpReceiver {
  readonly url: string
  readonly received: readonly Received[]
  close(): Promise<void>
}

/** Listens on loopback as a receiver of OTLP over HTTP would, and refuses with 400 what is not of its protocol. `answer` says what good exports get. */
export async function otlpReceiver(answer: { readonly status: number; readonly body: string; readonly location?: string } = { status: 200, body: '{}' }): Promise<OtlpReceiver> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (chunk: string) => { text += chunk }).on('end', () => {
      const body = JSON.parse(text) as Json
      const good = request.method === 'POST' && request.headers['content-type'] === 'application/json' && otlpBreaches(body).length === 0
      if (good) received.push({ path: request.url ?? '', headers: request.headers, body })
      response.writeHead(good ? answer.status : 400, { 'content-type': 'application/json', ...(answer.location === undefined ? {} : { location: answer.location }) }).end(good ? answer.body : '{"message":"bad data"}')
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received,
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()) }),
  }
}
