/**
 * The parts of the core: the files that are changed in each, and the tests that are its own. What only the test of another part would
 * notice counts as survived, so a part answers for itself, and a change that shows while a file loads need not run every test there is.
 */
export const PARTS = {
  packets: {
    files: ['ntp/**', 'nts/**', 'sample.ts', 'date-interval.ts', 'http-date.ts', 'address.ts', 'public-address.ts', 'service-page.ts', 'manners.ts'],
    tests: ['packet.test.ts', 'nts-*.test.ts', 'sample.test.ts', 'date-interval.test.ts', 'http-date.test.ts', 'address.test.ts', 'service-*.test.ts', 'manners.test.ts', 'judge.test.ts'],
  },
  judging: {
    files: ['judge.ts', 'selection.ts', 'voter.ts', 'limits.ts', 'verdict.ts', 'verify.ts', 'service-clock.ts', 'three-clocks.ts', 'why-unknown.ts', 'true-time.ts'],
    tests: ['judge.test.ts', 'selection.test.ts', 'settled.test.ts', 'voter.test.ts', 'verify.test.ts', 'service-clock.test.ts', 'three-clocks.test.ts', 'date-interval.test.ts', 'history/record.test.ts', 'plan.test.ts', 'diagnose.test.ts', 'words.test.ts'],
  },
  repair: {
    files: ['diagnose.ts', 'diagnose/**', 'plan.ts', 'remedy.ts', 'repair-record.ts', 'undo.ts', 'clock-state.ts', 'catalogue.ts', 'finding.ts', 'hint.ts'],
    tests: ['diagnose.test.ts', 'diagnose/**', 'plan.test.ts', 'repair-record.test.ts', 'undo.test.ts', 'verify.test.ts'],
  },
  code: { files: ['code/**', 'totp.ts'], tests: ['code/**', 'totp.test.ts', 'phone-words.test.ts'] },
  policy: {
    files: ['policy/**', 'proxy.ts', 'settings/**', 'updates/**', 'fleet/**'],
    tests: ['policy/**', '../policy/outputs.test.ts', 'proxy.test.ts', 'settings/**', 'updates/**', 'fleet/**'],
  },
  monitor: { files: ['monitor/**', 'history/**'], tests: ['monitor/**', 'history/**'] },
  help: { files: ['help/**'], tests: ['help/**'] },
  report: { files: ['report/**', 'json.ts', 'log/**'], tests: ['report/**', 'json.test.ts', 'log/**'] },
  services: { files: ['services/**'], tests: ['services/**'] },
  words: {
    files: ['words/**'],
    tests: ['words/**', 'words.test.ts', 'phone-words.test.ts', 'say.test.ts', 'languages.test.ts', 'services/**', 'service-clock.test.ts', 'three-clocks.test.ts', 'history/drift.test.ts', 'verify.test.ts', 'report/hider.test.ts', 'diagnose/**', 'help/**'],
  },
  /** Whatever no other part names, so that no file is forgotten. */
  rest: { files: [], tests: ['dns-answer.test.ts', 'printable.test.ts', 'zone-name.test.ts', 'remedy-context.test.ts', 'proxy.test.ts', 'plan.test.ts', 'report/hider.test.ts'] },
}

/** Draws of thousands, up to 12 s each, whole files or the beginnings of names: left out, so that what only they would notice counts as survived. */
export const LEFT_OUT = [
  'test/core/code/draws.test.ts',
  'test/core/help/recognise.test.ts: a pasted error text > a text of nothing but',
  'test/core/report/report.test.ts: the report of every laptop',
  'test/core/monitor/monitor.test.ts: whatever happens in whatever order',
  'test/core/judge.test.ts: the majority > holds the truth whatever a minority says',
  'test/core/judge.test.ts: the majority > holds it also where names have several addresses',
  'test/core/judge.test.ts: when the survey may end > once it says yes, no later answer',
  'test/core/judge.test.ts: when the survey may end > what is still open always holds',
  'test/core/judge.test.ts: the majority > does not depend on who answers first',
  'test/core/date-interval.test.ts: several dates > of three websites, asked as the second turns',
  'test/core/code/judge-phone.test.ts: one code > works in the first hours of 1970',
  'test/core/code/judge-phone.test.ts: one code > that fits two days off',
  'test/core/report/private-names.test.ts: a name > as it is does not get through',
  'test/core/report/private-names.test.ts: a name > with invisible marks',
  'test/core/report/private-names.test.ts: a name > in capitals does not get through',
  'test/core/report/private-names.test.ts: a name > with accents apart does not get through',
  'test/core/phone-words.test.ts: what the user is told about the phone > says behind and ahead the right way round',
  'test/core/voter.test.ts: who has a say > the more ways lead to honest servers',
  'test/core/words.test.ts: a length of time > no size gives nonsense',
  'test/core/words.test.ts: the verdict in words > no offset and no reason',
  'test/core/address.test.ts: the family of an address > so is whatever else comes of them',
  'test/core/phone-words.test.ts: what the user is told about the phone > speaks in sentences without rubbish',
  'test/core/phone-words.test.ts: what the user is told about the phone > calls a clock right only',
  'test/core/nts-key-exchange.test.ts: no agreement > rubbish of any length',
  'test/core/nts-packet.test.ts: what is not proven to be the answer to this question is ignored > with any bit changed',
  'test/core/nts-packet.test.ts: what is not proven to be the answer to this question is ignored > rubbish of any length',
  'test/core/packet.test.ts: what is no answer to this question is ignored, for the real one may follow > rubbish of any length',
  'test/core/history/thin.test.ts: a history that grew long > survives one measurement with a wrong year',
]

const inCore = (globs) => globs.map((glob) => `main/core/${glob}`)

/** The globs that Stryker changes for one part. */
export const filesOf = (part) => (part === 'rest'
  ? ['main/core/**/*.ts', ...inCore(Object.values(PARTS).flatMap(({ files }) => files)).map((glob) => `!${glob}`)]
  : inCore(PARTS[part].files))

/** The tests of one part, or of all. */
export const testsOf = (part) => (part === undefined ? ['test/core/**/*.test.ts'] : PARTS[part].tests.map((glob) => `test/core/${glob.endsWith('/**') ? `${glob}/*.test.ts` : glob}`))
