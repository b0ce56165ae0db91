import { expect, test } from 'vitest'
import { updateWords, type UpdateState } from '../../../main/core/updates/state.ts'

const NOT_LOOKING = 'This copy does not look for new versions.'

test.each<[UpdateState, string]>([
  [{ kind: 'none', why: 'no-feed' }, NOT_LOOKING],
  [{ kind: 'none', why: 'elsewhere' }, 'New versions come the way this one was installed.'],
  [{ kind: 'off' }, NOT_LOOKING],
  [{ kind: 'waiting' }, 'New versions are fetched quietly and put in place when Clock Medic quits.'],
  [{ kind: 'failed' }, 'The last look for a new version did not work. It is tried again later.'],
  [{ kind: 'ready', version: '1.2.3', road: 'nsis' }, 'Version 1.2.3 is ready. When Clock Medic quits, Windows asks you whether to put it in place.'],
  [{ kind: 'ready', version: '1.2.3', road: 'appimage' }, 'Version 1.2.3 is ready. It is put in place when Clock Medic quits.'],
])('%j: %s', (state, words) => expect(updateWords(state)).toBe(words))
