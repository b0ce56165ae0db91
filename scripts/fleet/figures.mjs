// Prometheus' own linter, node_exporter with a file that is rewritten all the time, and the protocol buffers of OpenTelemetry.
import { createServer } from 'node:http'
import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { begin, freePort, practiceProgram, put, run, until } from './workshop.mjs'

export function promtool(workshop, check) {
  for (const scenario of ['fine', 'slow', 'no-network']) {
    const { stdout } = run(practiceProgram(workshop, scenario), ['check', '--format', 'prometheus'])
    const linted = run(path.join(workshop.tools, 'usr', 'bin', 'promtool'), ['check', 'metrics'], { input: stdout })
    check(`promtool: has nothing against the figures of ${scenario}`, linted.exit === 0 && linted.stdout + linted.stderr === '', linted.stdout + linted.stderr)
  }
}

export async function nodeExporter(workshop, check) {
  const folder = path.join(workshop.folder, 'textfile')
  mkdirSync(folder)
  const port = await freePort()
  const exporter = begin(path.join(workshop.tools, 'usr', 'bin', 'prometheus-node-exporter'), ['--collector.disable-defaults', '--collector.textfile', `--collector.textfile.directory=${folder}`, `--web.listen-address=127.0.0.1:${port}`])
  const watching = begin(practiceProgram(workshop, 'slow'), ['check', '--watch', '1', '--format', 'prometheus', '--textfile', path.join(folder, 'clock-medic.prom')])
  const scrape = () => fetch(`http://127.0.0.1:${port}/metrics`).then((answer) => answer.text(), () => null)
  try {
    const first = await until(async () => { const text = await scrape(); return text?.includes('clock_medic_offset_seconds') ? text : null })
    check('node_exporter: shows the offset', /^clock_medic_offset_seconds 47\.\d+$/m.test(first), first)
    check('node_exporter: shows one verdict out of four', /^clock_medic_verdict\{level="critical"\} 1$/m.test(first) && /^clock_medic_verdict\{level="ok"\} 0$/m.test(first), first)
    const scrapes = []
    for (const end = performance.now() + 4000; performance.now() < end;) scrapes.push(await scrape())
    const bad = scrapes.filter((text) => !/^node_textfile_scrape_error 0$/m.test(text ?? '') || !text.includes('clock_medic_offset_seconds'))
    check(`node_exporter: ${scrapes.length > 20 ? 'more than 20' : scrapes.length} scrapes while the file is rewritten, each whole`, scrapes.length > 20 && bad.length === 0, `${bad.length} of ${scrapes.length} were not`)
  } finally {
    const exit = await watching.end('SIGTERM')
    check('--watch: SIGTERM ends it with the code of the last verdict', exit === 2, `exit ${exit}`)
    await exporter.end()
  }
  check('--textfile: leaves no draft behind', readdirSync(folder).join() === 'clock-medic.prom', readdirSync(folder).join())
}

/** Newer ones are taken as well; this is the one that was run. */
const PROTO = 'opentelemetry-proto'
const READER = `import sys
from google.protobuf import json_format
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
request = json_format.Parse(sys.stdin.read(), ExportMetricsServiceRequest())
print([(m.name, m.unit, [p.as_double or p.as_int for p in m.gauge.data_points]) for r in request.resource_metrics for s in r.scope_metrics for m in s.metrics])
`

export async function openTelemetry(workshop, check, skip) {
  const place = path.join(workshop.folder, 'python')
  const python = path.join(place, 'bin', 'python')
  const reader = put(workshop, 'reader.py', READER)
  const made = run('python3', ['-m', 'venv', place]).exit === 0 && run(path.join(place, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', PROTO], { timeout: 300_000 }).exit === 0
  if (!made) return skip(`OpenTelemetry: ${PROTO} could not be installed`)
  const bodies = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => { text += chunk }).on('end', () => { bodies.push(text); response.writeHead(200, { 'content-type': 'application/json' }).end('{}') })
  })
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  for (const scenario of ['fine', 'slow', 'no-network']) {
    const sender = begin(practiceProgram(workshop, scenario), ['check', '--otlp', `http://127.0.0.1:${server.address().port}`])
    await sender.closed
    const read = run(python, [reader], { input: bodies.at(-1) ?? '' })
    check(`OpenTelemetry: its own definitions read the export of ${scenario}`, read.exit === 0 && read.stdout.includes('clock_medic.verdict') && read.stdout.includes('clock_medic.offset') === (scenario !== 'no-network'), read.stdout + read.stderr)
  }
  const spoilt = run(python, [reader], { input: bodies.at(-1)?.replace('dataPoints', 'points') ?? '' })
  check('OpenTelemetry: and refuse a field they do not know', spoilt.exit !== 0, spoilt.stdout)
  server.close()
}
