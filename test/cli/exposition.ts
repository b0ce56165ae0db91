/** One line of the Prometheus text format that carries a figure. */
export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const NAME = '[A-Za-z_:][A-Za-z0-9_:]*'
const LABEL = '[A-Za-z_][A-Za-z0-9_]*'
const VALUE = String.raw`[+-]?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|Inf)|NaN`
const SAMPLE = new RegExp(String.raw`^(${NAME})(?:\{((?:${LABEL}="(?:[^"\\\n]|\\[\\n"])*",?)*)\})? (${VALUE})$`)

/**
 * Reads the Prometheus text exposition format, version 0.0.4, and throws at what its grammar or its rules forbid: each
 * metric has one HELP, then one TYPE, then its samples, all together; no sample comes twice; every line is ended.
 */
export function readExposition(text: string): readonly Sample[] {
  if (!text.endsWith('\n')) throw new Error('The last line is not ended.')
  const samples: Sample[] = []
  const done = new Set<string>()
  const seen = new Set<string>()
  let metric = ''
  let typed = false
  for (const line of text.slice(0, -1).split('\n')) {
    const comment = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`).exec(line)
    if (comment !== null) {
      const [, kind, name = '', rest = ''] = comment
      if (kind === 'HELP') {
        if (done.has(name)) throw new Error(`${name} has two HELP lines.`)
        done.add(name)
        metric = name
        typed = false
      } else if (name !== metric || typed || !/^(counter|gauge|histogram|summary|untyped)$/.test(rest)) throw new Error(`Misplaced or wrong: ${line}`)
      else typed = true
      continue
    }
    const [, name, labels = '', value] = SAMPLE.exec(line) ?? []
    if (name === undefined || value === undefined) throw new Error(`No sample: ${line}`)
    if (name !== metric || !typed) throw new Error(`${name} stands outside of its metric.`)
    const key = `${name}{${labels}}`
    if (seen.has(key)) throw new Error(`${key} comes twice.`)
    seen.add(key)
    samples.push({ name, labels: Object.fromEntries([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, content]) => [label, content])), value: Number(value) })
  }
  return samples
}
