const WORDS = { root: 'root', admin: 'an admin, with a password', helper: 'an employee, by the helper', employee: 'an employee, without', window: 'through the window, with a password' }
const SKEWS = { '-47s': '47 s slow', '+90s': '90 s fast', '+3d': '3 days fast', '2011': 'year 2011' }

/** The runs as a Markdown table: a row a machine and clock, a column a person. */
export function tableOf(rows) {
  const ways = Object.keys(WORDS).filter((way) => rows.some((row) => row.way === way))
  const cell = (row) => {
    if (row === undefined) return ''
    if (row.problems.length > 0) return 'failed'
    return row.result === 'refused' ? 'explained, nothing changed' : `${row.seconds.toFixed(1)} s, ${(Math.abs(row.offset) * 1000).toFixed(0)} ms`
  }
  const lines = [...new Set(rows.map(({ variant, skew }) => `${variant}|${skew}`))].map((key) => {
    const [variant, skew] = key.split('|')
    const own = rows.filter((row) => row.variant === variant && row.skew === skew)
    const { findings = [] } = own.find((row) => row.findings !== undefined) ?? {}
    return `| ${variant} | ${SKEWS[skew] ?? skew} | ${findings.join(', ')} | ${ways.map((way) => cell(own.find((row) => row.way === way))).join(' | ')} |`
  })
  return [`| machine | clock | found | ${ways.map((way) => WORDS[way]).join(' | ')} |`, `|${'---|'.repeat(ways.length + 3)}`, ...lines, ''].join('\n')
}
