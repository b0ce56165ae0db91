/** What one fault came to. */
export interface FaultRow {
  readonly name: string
  readonly fault: string
  readonly done: string
  readonly screen: string
  readonly kept: string
  readonly outcome: 'ok' | 'NOT OK' | 'cannot be done here'
}

/** The part of Playwright's report (reporter "json") that is read here. */
export interface Suite {
  readonly suites?: readonly Suite[]
  readonly specs?: readonly {
    readonly title: string
    readonly tests: readonly {
      readonly status: string
      readonly annotations: readonly { readonly type: string; readonly description?: string }[]
      readonly results: readonly { readonly error?: { readonly message?: string } }[]
    }[]
  }[]
}

/** One row for each test of a report, in order. A test is called "name: the fault in words" and notes what it did as annotations. */
export function rowsOf({ suites = [], specs = [] }: Suite): readonly FaultRow[] {
  const own = specs.flatMap(({ title, tests }) => tests.map(({ status, annotations, results }): FaultRow => {
    const [name = '', fault = ''] = title.split(/: (.*)/)
    const noted = (type: string): string => annotations.flatMap((each) => (each.type === type && each.description !== undefined ? [each.description] : [])).join(' ')
    const failure = results.flatMap(({ error }) => error?.message?.replaceAll(/\u001B\[\d+m/g, '').split('\n')[0] ?? []).join(' ')
    return {
      name, fault,
      done: noted('done'),
      screen: noted('screen'),
      kept: status === 'skipped' ? noted('skip') : status === 'expected' ? noted('kept') : failure,
      outcome: status === 'expected' ? 'ok' : status === 'skipped' ? 'cannot be done here' : 'NOT OK',
    }
  }))
  return [...own, ...suites.flatMap(rowsOf)]
}

/** The rows as a table in Markdown. */
export function tableOf(rows: readonly FaultRow[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
  return [
    line(['fault', 'what was done', 'what stood on the screen', 'what was kept', 'outcome']),
    line(['---', '---', '---', '---', '---']),
    ...rows.map(({ name, fault, done, screen, kept, outcome }) => line([`${name}: ${fault}`, done, screen, kept, outcome])),
  ].join('\n')
}
