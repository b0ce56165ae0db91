import { urlOf } from '../core/web-address.ts'

/** Where OTLP over HTTP takes metrics when an address names no path (OTLP specification, "OTLP/HTTP Request"). */
const METRICS = '/v1/metrics'

/** Reads where an OpenTelemetry receiver listens; a sentence where the text is no such address. */
export function otlpAddress(text: string): URL | { readonly wrong: string } {
  const shown = text.replaceAll(/[^\x20-\x7E]/g, '?').replace(/\/\/[^/]*@/, '//').slice(0, 80)
  const url = urlOf(text)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return { wrong: `--otlp takes an address such as http://127.0.0.1:4318; "${shown}" is none.` }
  // What stands on a command line can be read by everybody on the machine.
  if (url.username !== '' || url.password !== '') return { wrong: '--otlp takes no password; put a token into the environment, OTEL_EXPORTER_OTLP_HEADERS.' }
  if (url.pathname === '/') url.pathname = METRICS
  url.hash = ''
  return url
}
