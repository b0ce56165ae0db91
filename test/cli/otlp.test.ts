import { afterEach, describe, expect, test } from 'vitest'
import { checkUp } from '../../main/checkup.ts'
import { metricsRequest, readPairs, sendMetrics } from '../../main/cli/otlp.ts'
import { otlpAddress } from '../../main/cli/otlp-address.ts'
import type { Checkup } from '../../main/core/checkup.ts'
import { SCENARIOS } from '../../main/practice/index.ts'
import { laptopsOf, readLaptop, SYSTEMS } from '../laptops/laptop.ts'
import { lookAt } from '../laptops/look.ts'
import { openLaptop } from '../repair/open-laptop.ts'
import { otlpBreaches, otlpReceiver, type OtlpReceiver } from './otlp-receiver.ts'
import { cli } from './terminal.ts'

type Json = Readonly<Record<string, unknown>>

const open: OtlpReceiver[] = []
afterEach(async () => { for (const each of open.splice(0)) await each.close() })
async function receiver(answer?: Parameters<typeof otlpReceiver>[0]): Promise<OtlpReceiver> {
  const listening = await otlpReceiver(answer)
  open.push(listening)
  return listening
}

async function look(scenario: keyof typeof SCENARIOS): Promise<Checkup> {
  const laptop = await openLaptop(SCENARIOS[scenario].laptop)
  const checkup = await checkUp(laptop, laptop.options)
  await laptop.close()
  return checkup
}

/** The figures of an export, by metric and attribute. */
function figures(body: Json): Readonly<Record<string, unknown>> {
  const [{ scopeMetrics: [{ metrics }] }] = body['resourceMetrics'] as [{ scopeMetrics: [{ metrics: readonly Json[] }] }]
  return Object.fromEntries(metrics.flatMap(({ name, unit, gauge }) =>
    (gauge as { dataPoints: readonly Json[] }).dataPoints.map(({ attributes, asDouble, asInt }) => {
      const level = (attributes as readonly { value: { stringValue: string } }[] | undefined)?.[0]?.value.stringValue
      return [[name, ...(level === undefined ? [] : [level])].join(' '), asDouble === undefined ? asInt : `${JSON.stringify(asDouble)} ${unit as string}`]
    })))
}

const resourceOf = (body: Json): Readonly<Record<string, string>> => {
  const [{ resource: { attributes } }] = body['resourceMetrics'] as [{ resource: { attributes: readonly { key: string; value: { stringValue: string } }[] } }]
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]))
}

const timesOf = (body: Json): ReadonlySet<string> => new Set([...JSON.stringify(body).matchAll(/"timeUnixNano":"(\d+)"/g)].map(([, time = '']) => time))

describe('what is exported', () => {
  test('of a wrong clock: offset, uncertainty, one verdict out of four, at the true time', async () => {
    const checkup = await look('slow')
    const body = metricsRequest(checkup, '1.2.3')
    expect(otlpBreaches(body)).toEqual([])
    expect(figures(body)).toMatchObject({
      'clock_medic.offset': expect.stringMatching(/^47\.3\d* s$/), 'clock_medic.uncertainty': expect.stringMatching(/^0\.0\d* s$/), 'clock_medic.check.duration': expect.stringMatching(/ s$/),
      'clock_medic.verdict ok': '0', 'clock_medic.verdict warning': '0', 'clock_medic.verdict critical': '1', 'clock_medic.verdict unknown': '0',
    })
    const [time = ''] = timesOf(body)
    expect(timesOf(body).size).toBe(1)
    expect(Number(BigInt(time) / 1_000_000n) / 1000).toBeCloseTo(1_795_355_160, 1)
    expect(resourceOf(body)).toEqual({ 'service.name': 'clock-medic', 'service.version': '1.2.3', 'os.type': 'linux' })
  })

  test('of an unknown one: no figure that is not known', async () => {
    const body = metricsRequest(await look('no-network'), '1.2.3')
    expect(otlpBreaches(body)).toEqual([])
    expect(figures(body)).toEqual({
      'clock_medic.verdict ok': '0', 'clock_medic.verdict warning': '0', 'clock_medic.verdict critical': '0', 'clock_medic.verdict unknown': '1', 'clock_medic.check.duration': expect.any(String),
    })
  })

  test('of every laptop of the collection keeps to the protocol and names no server and no host', async () => {
    for (const system of SYSTEMS) for (const name of laptopsOf(system)) {
      const { machine, measured } = readLaptop(name)
      const checkup = await lookAt(system, machine, measured)
      const body = metricsRequest(checkup, '1.2.3')
      expect(otlpBreaches(body).map((each) => `${name}${each}`)).toEqual([])
      for (const server of checkup.state.servers) expect(JSON.stringify(body)).not.toContain(server)
    }
  })

  test.each<[string, (body: string) => string]>([
    ['a 64-bit number as a number', (body) => body.replace(/"timeUnixNano":"(\d+)"/, '"timeUnixNano":$1')],
    ['names with underscores', (body) => body.replace('"dataPoints"', '"data_points"')],
    ['two values in one point', (body) => body.replace('"asInt":"0"', '"asInt":"0","asDouble":0')],
    ['a point without its time', (body) => body.replace(/"timeUnixNano":"\d+",/, '')],
    ['a figure in words', (body) => body.replace(/"asDouble":([\d.]+)/, '"asDouble":"$1s"')],
    ['a key told twice', (body) => body.replace('"service.version"', '"service.name"')],
  ])('the receiver of this test refuses %s', async (_, spoil) => {
    const body = JSON.stringify(metricsRequest(await look('slow'), '1.2.3'))
    expect(otlpBreaches(JSON.parse(spoil(body)))).not.toEqual([])
  })
})

describe('check --otlp', () => {
  test('sends one export and prints its result as ever', async () => {
    const { url, received } = await receiver()
    const said = await cli(['check', '--practice', '--otlp', url])
    expect(said).toMatchObject({ exit: 2, stdout: expect.stringContaining('47.3 seconds slow'), stderr: expect.not.stringContaining('figures') })
    expect(received).toHaveLength(1)
    expect(received[0]).toMatchObject({ path: '/v1/metrics', headers: { 'content-type': 'application/json' } })
  })

  test('uses the path that it was given', async () => {
    const { url, received } = await receiver()
    await cli(['check', '--practice=fine', '--otlp', `${url}/api/otlp/v1/metrics`])
    expect(received.map(({ path }) => path)).toEqual(['/api/otlp/v1/metrics'])
  })

  test('tells of trouble in one sentence and keeps the exit code of the check', async () => {
    const gone = await otlpReceiver()
    await gone.close()
    const { url } = gone
    const said = await cli(['check', '--practice=fine', '--otlp', url])
    expect(said.exit).toBe(0)
    expect(said.stdout).toContain('Your clock is right')
    expect(said.stderr).toContain(`The figures did not reach ${new URL(url).host}: nothing listens there.\n`)
  })
})

describe('what becomes of an export', () => {
  const send = async (url: string, env: Readonly<Record<string, string>> = {}) => sendMetrics(new URL(`${url}/v1/metrics`), await look('fine'), { version: '1.2.3', env })

  test('the environment names host and token, in the way of OpenTelemetry', async () => {
    const { url, received } = await receiver()
    expect(await send(url, { OTEL_RESOURCE_ATTRIBUTES: 'host.name=desk%207,deployment.environment.name=office', OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20made-up' })).toBeNull()
    expect(resourceOf(received[0]?.body ?? {})).toMatchObject({ 'service.name': 'clock-medic', 'host.name': 'desk 7', 'deployment.environment.name': 'office' })
    expect(received[0]?.headers['authorization']).toBe('Bearer made-up')
  })

  test.each<[string, { status: number; body: string; location?: string }, string]>([
    ['an error', { status: 503, body: '' }, 'it answered 503.'],
    ['a page in its place', { status: 404, body: '<html>' }, 'it answered 404.'],
    ['a way to somewhere else is not followed', { status: 302, body: '', location: 'http://127.0.0.1:1/' }, 'it answered 302.'],
    ['a part that was not taken', { status: 200, body: '{"partialSuccess":{"rejectedDataPoints":"4","errorMessage":"no ints\\u0007 please."}}' }, 'took the figures but for 4 of them: no ints  please.'],
  ])('%s is told', async (_, answer, words) => {
    const { url } = await receiver(answer)
    expect(await send(url)).toContain(words)
  })

  test.each([['nothing', ''], ['a full success', '{"partialSuccess":{}}'], ['words', 'ok']])('%s in an answer of success is success', async (_, body) => {
    const { url } = await receiver({ status: 200, body })
    expect(await send(url)).toBeNull()
  })

  test.each([
    [{ OTEL_RESOURCE_ATTRIBUTES: 'host.name' }, 'OTEL_RESOURCE_ATTRIBUTES'], [{ OTEL_RESOURCE_ATTRIBUTES: 'a=%E0%A4%A' }, 'OTEL_RESOURCE_ATTRIBUTES'],
    [{ OTEL_EXPORTER_OTLP_HEADERS: 'x=a%0D%0Ab' }, 'OTEL_EXPORTER_OTLP_HEADERS'],
  ])('an environment that makes no sense sends nothing: %j', async (env, named) => {
    const { url, received } = await receiver()
    expect(await send(url, env)).toContain(named)
    expect(received).toEqual([])
  })
})

test.each([
  ['http://127.0.0.1:4318', 'http://127.0.0.1:4318/v1/metrics'], ['https://otel.example/', 'https://otel.example/v1/metrics'], ['https://otel.example/custom', 'https://otel.example/custom'],
])('%s is %s', (text, address) => expect(otlpAddress(text)).toEqual(new URL(address)))

test.each(['otel.example:4318', 'ftp://otel.example', 'grpc://otel.example', '', 'http://user:hunter2@otel.example', 'ftp://user:hunter2@otel.example'])('"%s" is no address, and no password is repeated', (text) => {
  const address = otlpAddress(text)
  expect(address).toEqual({ wrong: expect.stringMatching(/^--otlp takes .*\.$/) })
  expect(JSON.stringify(address)).not.toContain('hunter2')
})

test('pairs are read as OpenTelemetry writes them', () => {
  expect([...readPairs(' a=1 , b = x%2Cy ,') ?? []]).toEqual([['a', '1'], ['b', 'x,y']])
  expect(readPairs('')?.size).toBe(0)
  expect(readPairs('=1')).toBeNull()
})
