import { driftOf } from '../../main/core/history/drift.ts'
import { lineOf, readLines } from '../../main/core/history/lines.ts'
import { thinned } from '../../main/core/history/thin.ts'
import { holdOf, isHeldOff, settled } from '../../main/core/manners.ts'
import { isRemedy, REMEDIES } from '../../main/core/remedy.ts'
import { halfDoneOf, readRecord, recordText } from '../../main/core/repair-record.ts'
import { changeSetting, readSettings } from '../../main/core/settings/read.ts'
import { CHECK_CHOICES, DEFAULTS, LANGUAGE_CHOICES, NOTIFY_CHOICES, type Settings } from '../../main/core/settings/settings.ts'
import { problemWords, refusalWords } from '../../main/core/settings/words.ts'
import { planUndo } from '../../main/core/undo.ts'
import { isUndoCommand } from '../../main/platform/undo.ts'
import { LINE_READERS } from '../../main/sources/line-readers.ts'
import { parseRefusals } from '../../main/sources/manners-store.ts'
import { claim, claimFigures, claimLine, claimSentence } from './claims.ts'
import { jsonTarget, storyTarget, anyValue } from './structured.ts'
import { oneOf } from './engine.ts'
import { textTarget } from './text.ts'

const parsed = (text: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}

const GIVEN: Settings = { ...DEFAULTS, language: 'de', startAtLogin: true, servers: ['time.example', 'nts:nts.example'], websites: ['https://www.example/'], services: ['other', 'github'], notifyBeyondSeconds: null, checkEveryMinutes: 15 }
const NAMES = Object.keys(DEFAULTS)
const SETTING_WORDS = [...NAMES, 'system', 'ar', '60', 'time.example', 'nts:', 'https://user:pass@www.example/', 'http://x/', 'other', '127.1', 'a b']

/** Every value is one that the program can live with; nothing else is kept of what was read. */
function claimSettings(settings: Settings): void {
  claim(Object.keys(settings).toSorted().join() === NAMES.toSorted().join(), 'There are more settings, or fewer, than there are.')
  const { language, startAtLogin, keepRunning, welcomed, toldAboutTray, checkEveryMinutes, notifyBeyondSeconds, servers, websites, services, version } = settings
  claim(version === 1 && LANGUAGE_CHOICES.includes(language) && CHECK_CHOICES.includes(checkEveryMinutes) && NOTIFY_CHOICES.includes(notifyBeyondSeconds), 'A choice is none.')
  claim([startAtLogin, keepRunning, welcomed, toldAboutTray].every((value) => typeof value === 'boolean'), 'A switch is none.')
  for (const [list, most] of [[servers, 20], [websites, 20], [services, 200]] as const) {
    claim(Array.isArray(list) && list.length <= most && new Set(list).size === list.length && list.every((line) => typeof line === 'string' && line === line.trim() && line.length > 0 && line.length <= 300), 'A list holds what it must not.')
  }
  claim(servers.every((line) => /^(nts:)?[\w.:[\]-]+$/.test(line)), 'A server has odd letters.')
  claim(websites.every((line) => URL.canParse(line) && !/\s/.test(line) && new URL(line).protocol === 'https:' && new URL(line).username === ''), 'A website proves nothing, or holds a name.')
  claim(services.every((line) => /^[a-z0-9-]+$/.test(line)), 'A service has odd letters.')
}

/** What the store of the settings reads at most. */
const MOST_BYTES = 200_000

export const settingsFile = jsonTarget({
  name: 'settings', deepest: 'all of it', seeds: [GIVEN, DEFAULTS, {}, { version: 9, language: 'fr' }], words: SETTING_WORDS,
  read: (text) => {
    if (Buffer.byteLength(text) > MOST_BYTES) return 'too long to be read'
    const given = parsed(text)
    if (given === null) return 'no JSON'
    const { settings, wrong } = readSettings(given.value, LINE_READERS)
    claimSettings(settings)
    for (const problem of wrong) claimLine(problemWords(problem), 700)
    const again = readSettings(JSON.parse(JSON.stringify(settings)), LINE_READERS)
    claim(again.wrong.length === 0 && JSON.stringify(again.settings) === JSON.stringify(settings), 'What was kept is read as something else.')
    return wrong.some(({ kind }) => kind === 'unreadable') ? 'unreadable' : wrong.length > 0 ? 'a part of it' : 'all of it'
  },
})

export const settingChange = storyTarget({
  name: 'setting-change', deepest: 'changed',
  run: (random) => {
    const name = oneOf([...NAMES, '__proto__', 'constructor', 'toString', ''], random)
    const value = random.whole(0, 2) === 0 ? oneOf([...Object.values(GIVEN), ...CHECK_CHOICES, ...NOTIFY_CHOICES, ...LANGUAGE_CHOICES], random) : anyValue(random, SETTING_WORDS)
    const changed = changeSetting(GIVEN, name, value, LINE_READERS)
    claim(JSON.stringify(GIVEN.servers) === '["time.example","nts:nts.example"]', 'The settings before were changed.')
    if ('wrong' in changed) {
      claimLine(refusalWords(changed.wrong), 700)
      return changed.wrong === null ? 'no such setting' : `refused: ${changed.wrong.kind}`
    }
    claimSettings(changed.settings)
    claim(Object.entries(changed.settings).every(([each, now]) => each === name || now === GIVEN[each as keyof Settings]), 'Another setting was changed as well.')
    return 'changed'
  },
})

const HISTORY = [
  { kind: 'check', at: 1_795_348_800, offset: 0.5, uncertainty: 0.02 }, { kind: 'repair', at: 1_795_348_900, result: 'repaired', before: 47.1, after: 0.002 },
  { kind: 'sleep', at: 1_795_349_000, seconds: 3600 }, { kind: 'stepped', at: 1_795_349_100, by: -47 },
]

export const historyFile = textTarget({
  name: 'history', deepest: 'records',
  seeds: [HISTORY.map((record) => JSON.stringify(record)).join('\n'), `${HISTORY.toReversed().map((record) => JSON.stringify(record)).join('\n')}\n`, Array.from({ length: 12 }, (_, n) => JSON.stringify({ kind: 'check', at: 1_795_348_800 + n * 7200, offset: n * 0.1, uncertainty: 0.02 })).join('\n')],
  words: ['"kind":"check"', '"at":', '1e999', '-8.64e12', '8.64e12', '"offset":', 'null', 'repaired', '"by":', '{', '}', '__proto__', '\r\n'],
  read: (text) => {
    const { records, broken } = readLines(text)
    claim(records.length + broken === text.split('\n').filter((line) => line.trim() !== '').length, 'A line was lost.')
    for (const record of records) claim(Object.keys(record).every((name) => ['kind', 'at', 'offset', 'uncertainty', 'result', 'before', 'after', 'seconds', 'by'].includes(name)), 'A record holds what it must not.')
    claimFigures(records)
    claim(records.every(({ at }) => !Number.isNaN(new Date(at * 1000).getTime())), 'A record has no date.')
    claim(readLines(records.map(lineOf).join('')).broken === 0, 'What was read cannot be written.')
    claim(thinned(records).every((record) => records.includes(record)), 'The history was made up.')
    claimFigures(driftOf(records))
    return records.length === 0 ? broken > 0 ? 'all broken' : 'empty' : broken > 0 ? 'records and broken lines' : 'records'
  },
})

const UNDO: readonly (readonly string[])[] = [
  ['/usr/bin/systemctl', 'disable', '--now', 'chrony.service'], ['/usr/bin/timedatectl', 'set-timezone', 'Europe/Prague'], ['/usr/sbin/systemsetup', '-setnetworktimeserver', 'time.apple.com'],
  ['C:\\Windows\\System32\\w32tm.exe', '/config', '/manualpeerlist:time.windows.com,0x9', '/syncfromflags:manual', '/update'], ['/usr/bin/rm', '-f', '/etc/systemd/timesyncd.conf.d/90-clock-medic.conf'],
  ['/bin/sh', '-c', 'id'],
]
const RECORD = {
  version: 1, os: 'linux', began: { monotonic: 100.5, trueTime: 1_795_348_800, boot: '0f0e0d0c-0000-4000-8000-000000000000' }, ended: false,
  steps: UNDO.map((undo, index) => ({ remedy: REMEDIES[index % REMEDIES.length], title: 'Turn automatic time on', state: oneOfStates(index), undo })),
}

function oneOfStates(index: number): string {
  return ['done', 'open', 'failed', 'timed-out', 'not-reached'][index % 5] ?? 'open'
}

/** The only files that this program ever removes. */
const OUR_FILES = /^\/(etc\/systemd\/timesyncd\.conf\.d\/90-clock-medic\.conf|(etc|run|var)(\/[\w.-]+)+\/clock-medic\.sources)$/
/** Of every command that is accepted: its program, and what its arguments may be made of. */
const HARMLESS = [
  /^\/(usr\/)?s?bin\/systemctl (disable --now|stop|mask) [a-z-]+\.service$/, /^\/(usr\/)?s?bin\/timedatectl (set-local-rtc 1|set-timezone [A-Za-z][\w+/-]*)$/,
  /^\/(usr\/)?s?bin\/(rc-update del [a-z-]+ default|rc-service [a-z-]+ stop|sv down [a-z-]+|service [a-z-]+ stop)$/, /^\/etc\/init\.d\/[a-z-]+ stop$/,
  /^\/usr\/sbin\/systemsetup -(setusingnetworktime off|setnetworktimeserver [A-Za-z0-9][A-Za-z0-9.-]*|settimezone [A-Z][\w+/-]*)$/,
  /^C:\\Windows\\System32\\sc\.exe (stop w32time|config w32time start= disabled)$/i, /^C:\\Windows\\System32\\w32tm\.exe (\/unregister|\/config( \/(manualpeerlist:[\w.:, -]+|syncfromflags:[a-z]+)){1,2} \/update)$/i,
  /^C:\\Windows\\System32\\reg\.exe add HKLM\\[\w\\]+ \/v Enabled \/t REG_DWORD \/d 0 \/f$/i, /^C:\\Windows\\System32\\tzutil\.exe \/s [A-Z][\w.+() -]*$/i,
]

/** Nothing of the file ever runs but what takes a remedy of ours back. */
export const repairRecord = jsonTarget({
  name: 'repair-record', deepest: 'with commands', seeds: [RECORD, { ...RECORD, os: 'macos' }, { ...RECORD, os: 'windows' }, { ...RECORD, ended: true, steps: [] }],
  words: ['version', 'os', 'began', 'ended', 'steps', 'remedy', 'state', 'undo', 'title', 'windows', 'macos', 'done', 'step-clock', ...UNDO.flat(), '/usr/bin/systemctl ', '--force', '../', '/etc/shadow', '-c', '/usr/bin/rm', '/run/../etc/clock-medic.sources'],
  read: (text) => {
    const record = readRecord(text)
    if ('wrong' in record) {
      claimSentence(record.wrong)
      return parsed(text) === null ? 'no JSON' : 'refused'
    }
    claimFigures(record)
    for (const { remedy, title } of record.steps) {
      claim(isRemedy(remedy), 'A remedy is none.')
      claimLine(title)
    }
    claim(JSON.stringify(readRecord(recordText(record))) === JSON.stringify(record), 'What was read is written as something else.')
    halfDoneOf(record, { monotonic: 200 })
    const { steps, foreign } = planUndo(record, (command) => isUndoCommand(record.os, command, 'C:\\Windows'))
    for (const { command } of steps) {
      const line = command.join(' ')
      const isRemoval = /^\/(usr\/)?bin\/rm$/.test(command[0] ?? '')
      claim(isRemoval ? command.length === 3 && command[1] === '-f' && OUR_FILES.test(command[2] ?? '') && !line.includes('..') : HARMLESS.some((form) => form.test(line)), () => `This would run with rights: ${line}`)
    }
    return steps.length > 0 ? 'with commands' : foreign > 0 ? 'foreign commands only' : 'without commands'
  },
})

const REFUSAL = { network: '0123456789abcdef', address: '192.0.2.1', code: 'RATE', at: 1_795_348_800, local: 1_795_348_700, times: 2 }

export const mannersFile = jsonTarget({
  name: 'manners', deepest: 'refusals', seeds: [{ version: 1, refusals: [REFUSAL, { ...REFUSAL, address: '2001:db8::1 port 1230', code: 'DENY', times: 1 }] }, { version: 2, refusals: [] }, { version: 1, refusals: [] }],
  words: ['version', 'refusals', 'network', 'address', 'code', 'at', 'local', 'times', 'RATE', 'RSTR', 'NTSN', '192.0.2.1'],
  read: (text) => {
    const refusals = parseRefusals(text)
    claimFigures(refusals)
    claim(refusals.every(({ network, address, times }) => /^[0-9a-f]{16}$/.test(network) && address.length < 80 && times >= 1 && text.includes(network)), 'A refusal was made up.')
    const now = { at: 1_795_350_000, local: 1_795_349_900 }
    const kept = settled(refusals, now)
    claim(kept.length <= 200 && kept.every((refusal) => Number.isFinite(holdOf(refusal)) && holdOf(refusal) <= 30 * 86_400), 'A refusal binds for ever.')
    for (const refusal of refusals) isHeldOff(kept, refusal, now)
    return refusals.length > 0 ? 'refusals' : parsed(text) === null ? 'no JSON' : text.includes('refusals') ? 'none that can be used' : 'none'
  },
})

export const FILES = [settingsFile, settingChange, historyFile, repairRecord, mannersFile]
