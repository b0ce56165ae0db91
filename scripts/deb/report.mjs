/** Takes down what was tried and what came of it, and says each at once. */
export function openReport() {
  const rows = []
  const failed = () => rows.filter(({ passed }) => !passed).length
  return {
    /** Does one step; what it gives is said beside it, and what it throws is why it failed. */
    step: async (name, act) => {
      const began = performance.now()
      const { passed, detail } = await act().then((text) => ({ passed: true, detail: text ?? '' }), (error) => ({ passed: false, detail: error.message }))
      rows.push({ name, passed, detail })
      console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)${detail === '' ? '' : `: ${detail}`}`)
    },
    failed,
    table: () => ['| step | outcome | |', '|---|---|---|', ...rows.map(({ name, passed, detail }) => `| ${name} | ${passed ? 'passed' : 'FAILED'} | ${detail.replaceAll(/\s+/g, ' ').replaceAll('|', '/')} |`), ''].join('\n'),
    summary: () => `${rows.length - failed()} passed, ${failed()} failed`,
  }
}

/** Ends a step where something is not as it has to be. */
export function must(met, words) {
  if (!met) throw new Error(words)
}

/** What a command printed; ends the step where it failed. */
export function output({ code, stdout, stderr }) {
  must(code === 0, `exit ${code}: ${`${stdout}${stderr}`.trim().slice(-600)}`)
  return stdout
}
