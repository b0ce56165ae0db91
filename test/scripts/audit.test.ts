import { expect, test } from 'vitest'
import { auditProblems, type Answer } from '../../scripts/audit.ts'

const TODAY = '2027-01-31'
const advisory = { name: 'ms', title: 'Takes long to read a long text', url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc', severity: 'high', range: '<2.2.0' }
const audit = { auditReportVersion: 2, vulnerabilities: { 'ms': { via: [advisory] }, 'debug': { via: ['ms'] }, 'https-proxy-agent': { via: ['debug'] } } }
const answer: Answer = { advisory: 'GHSA-aaaa-bbbb-cccc', package: 'ms', why: 'Nothing that a stranger wrote gets there.', until: TODAY }

test('a weakness that nobody has answered is named once, with where to read about it', () => {
  expect(auditProblems(audit, [], TODAY)).toEqual(['ms <2.2.0 (high): Takes long to read a long text. https://github.com/advisories/GHSA-aaaa-bbbb-cccc'])
})

test('an answer holds until its last day, for its own package only', () => {
  expect(auditProblems(audit, [answer], TODAY)).toEqual([])
  expect(auditProblems(audit, [answer], '2027-02-01')).toEqual([expect.stringContaining('ms <2.2.0'), 'The answer to GHSA-aaaa-bbbb-cccc ended on 2027-01-31.'])
  expect(auditProblems(audit, [{ ...answer, package: 'debug' }], TODAY)).toEqual([expect.stringContaining('ms <2.2.0'), expect.stringContaining('does not concern debug any more')])
})

test('an answer that is not needed any more has to go', () => {
  expect(auditProblems({ auditReportVersion: 2, vulnerabilities: {} }, [answer], TODAY)).toEqual(['GHSA-aaaa-bbbb-cccc does not concern ms any more: its answer can go.'])
  expect(auditProblems({ auditReportVersion: 2, vulnerabilities: {} }, [], TODAY)).toEqual([])
})

test('a registry that does not answer is no clean result', () => {
  expect(auditProblems({ message: '405 Method Not Allowed' }, [], TODAY)).toEqual(['npm gave no list of weaknesses: 405 Method Not Allowed.'])
  expect(auditProblems({}, [], TODAY)).toEqual(['npm gave no list of weaknesses.'])
})
