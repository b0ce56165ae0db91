import { expect, test } from 'vitest'
import { rowsOf, tableOf, type Suite } from '../../scripts/faults/table.ts'

const spec = (title: string, status: string, annotations: readonly { readonly type: string; readonly description: string }[], message?: string): NonNullable<Suite['specs']>[number] =>
  ({ title, tests: [{ status, annotations, results: [message === undefined ? {} : { error: { message } }] }] })

const REPORT: Suite = {
  suites: [{
    specs: [
      spec('disk-full: the disk is full', 'expected', [{ type: 'done', description: 'It was filled.' }, { type: 'screen', description: '“A”.' }, { type: 'screen', description: '“B”.' }, { type: 'kept', description: 'All.' }]),
      spec('flood: a: b', 'unexpected', [{ type: 'done', description: 'Much | was sent.' }, { type: 'kept', description: 'All.' }], '\u001B[31mError: lost\u001B[39m\nat somewhere'),
      spec('no-network: none', 'skipped', [{ type: 'skip', description: 'the program ip is missing' }]),
    ],
  }],
}

test('a fault is ok only where its test went well; what failed and what was refused say why', () => {
  expect(rowsOf(REPORT)).toEqual([
    { name: 'disk-full', fault: 'the disk is full', done: 'It was filled.', screen: '“A”. “B”.', kept: 'All.', outcome: 'ok' },
    { name: 'flood', fault: 'a: b', done: 'Much | was sent.', screen: '', kept: 'Error: lost', outcome: 'NOT OK' },
    { name: 'no-network', fault: 'none', done: '', screen: '', kept: 'the program ip is missing', outcome: 'cannot be done here' },
  ])
})

test('the table keeps its columns whatever a cell holds', () => {
  expect(tableOf(rowsOf(REPORT)).split('\n').map((line) => line.replaceAll('\\|', '').split('|').length)).toEqual([7, 7, 7, 7, 7])
})
