import os from 'node:os'
import { expect, test } from 'vitest'
import { privateNamesHere } from '../../main/platform/private-names.ts'

test('this user, the home folder and this computer are among the names that no report tells', () => {
  const { username, homedir } = os.userInfo()
  expect(privateNamesHere()).toEqual(expect.arrayContaining([username, homedir, os.hostname()]))
  expect(privateNamesHere()).not.toContain('')
})
