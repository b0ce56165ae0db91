import { describe, expect, test } from 'vitest'
import { readArguments } from '../../main/cli/arguments.ts'
import type { FleetOptions } from '../../main/cli/fleet-options.ts'

const read = (line: string) => readArguments(line.split(' '))

test.each<[string, FleetOptions]>([
  ['check --watch 300', { watch: { interval: 300, jitter: 0 }, log: false }],
  ['check --watch 15', { watch: { interval: 15, jitter: 0 }, log: false }],
  ['check --watch 86400 --jitter 600 --json', { watch: { interval: 86_400, jitter: 600 }, log: false }],
  ['check --watch 60 --format prometheus --textfile clock.prom', { watch: { interval: 60, jitter: 0 }, textfile: 'clock.prom', log: false }],
  ['check --practice --watch 1.5', { watch: { interval: 1.5, jitter: 0 }, log: false }],
  ['check --otlp http://127.0.0.1:4318 --log', { otlp: new URL('http://127.0.0.1:4318/v1/metrics'), log: true }],
])('%s', (line, fleet) => {
  expect(read(line)).toMatchObject({ kind: 'run', arguments: { fleet } })
})

test('a check that asks for none of it has none', () => {
  expect(read('check --json')).not.toHaveProperty('arguments.fleet')
})

describe('what makes no sense is told in one sentence', () => {
  test.each([
    ['fix --yes --watch 60', '--watch belongs to "check".'],
    ['report --log', '--log belongs to "check".'],
    ['status --otlp http://127.0.0.1:4318', '--otlp belongs to "check".'],
    ['plan --textfile a', '--textfile belongs to "check".'],
    ['check --watch 5', '--watch takes 15 to 86400 seconds: time servers are not asked more often, and a day is the longest wait.'],
    ['check --watch 0 --practice', '--watch takes 1 to 86400 seconds: time servers are not asked more often, and a day is the longest wait.'],
    ['check --watch 86401', '--watch takes 15 to 86400 seconds: time servers are not asked more often, and a day is the longest wait.'],
    ['check --watch often', '--watch takes a number of seconds; "often" is none.'],
    ['check --watch 60 --jitter 50', '--jitter may be 45 at most, so that 15 seconds are left between two checks.'],
    ['check --jitter 5', '--jitter belongs to --watch.'],
    ['check --watch 60 --format prometheus', '--watch with the format prometheus needs --textfile: many of its documents in a row are none.'],
    ['check --textfile=', '--textfile takes the name of a file.'],
    ['check --otlp collector:4318', '--otlp takes an address such as http://127.0.0.1:4318; "collector:4318" is none.'],
    ['check --log --practice', '--log writes to the log of this computer, so it cannot go with --practice.'],
    ['check --watch 60 --service https://login.example.com/', '--watch is about this computer\'s clock, so --service cannot go with it.'],
  ])('%s', (line, sentence) => {
    expect(read(line)).toEqual({ kind: 'wrong', sentence })
  })
})
