// `npm run test:fleet`: runs the fleet formats through the tools that read them, each as Debian ships it: Nagios, Icinga 2, promtool,
// node_exporter, Ansible, and OpenTelemetry's definitions. Needs Debian 12 and its package mirror; not part of `npm test`.
import { ansible, jamf, units } from './fleet/machines.mjs'
import { icinga, nagios } from './fleet/monitoring.mjs'
import { nodeExporter, openTelemetry, promtool } from './fleet/figures.mjs'
import { openWorkshop } from './fleet/workshop.mjs'

let passed = 0
let failed = 0
const check = (name, good, why) => {
  if (good) passed++
  else failed++
  console.log(good ? `ok      ${name}` : `FAILED  ${name}\n        ${String(why).trim().slice(-1500)}`)
}
const skip = (why) => console.log(`skipped ${why}`)

const workshop = openWorkshop()
try {
  for (const part of [promtool, nodeExporter, nagios, icinga, ansible, jamf, openTelemetry, units]) {
    try {
      await part(workshop, check, skip)
    } catch (error) {
      check(part.name, false, error instanceof Error ? error.stack : error)
    }
  }
} finally {
  workshop.close()
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
