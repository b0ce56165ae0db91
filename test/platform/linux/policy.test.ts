import { chmod, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readLinuxPolicy } from '../../../main/platform/linux/policy.ts'

const ME = process.getuid?.() ?? 0

let above: string
let file: string
beforeEach(async () => {
  above = await mkdtemp(path.join(tmpdir(), 'clock-medic-policy-'))
  file = path.join(above, 'clock-medic', 'policy.json')
  await mkdir(path.dirname(file), { mode: 0o755 })
  await writeFile(file, '{ "language": "de" }', { mode: 0o644 })
})
afterEach(() => rm(above, { recursive: true, force: true }))

const read = async (owner = ME) => (await readLinuxPolicy(file, owner))[0]
const notUsed = (trouble: RegExp) => ({ where: file, values: null, trouble: expect.stringMatching(trouble) as unknown })

// Windows knows no owners of this kind, and never reads this file.
describe.skipIf(process.platform === 'win32')('the policy file of Linux', () => {
  test('is used where file and folder belong to root alone', async () => {
    expect(await read()).toEqual({ where: file, values: { language: 'de' } })
  })

  test.each([0o664, 0o646, 0o666])('is not used with the mode %o, for others can write it', async (mode) => {
    await chmod(file, mode)
    expect(await read()).toEqual(notUsed(/^It has to belong to root/))
  })

  test.each([0o775, 0o777, 0o1777])('is not used in a folder with the mode %o, for others can replace it', async (mode) => {
    await chmod(path.dirname(file), mode)
    expect(await read()).toEqual(notUsed(/^Its folder .* has to belong to root/))
  })

  test('is not used where it belongs to somebody else', async () => {
    expect(await read(ME + 1)).toEqual(notUsed(/belong to root/))
  })

  test('is not used where it, or its folder, is a link', async () => {
    const own = path.join(above, 'own.json')
    await rename(file, own)
    await symlink(own, file)
    expect(await read()).toEqual(notUsed(/is a link/))
    await rename(path.dirname(file), path.join(above, 'elsewhere'))
    await symlink(path.join(above, 'elsewhere'), path.dirname(file))
    expect(await read()).toEqual(notUsed(/folder/))
  })

  test('is not used where it is a folder', async () => {
    await rm(file)
    await mkdir(file)
    expect(await read()).toEqual(notUsed(/no file of policy/))
  })

  test('need not be there, nor its folder', async () => {
    await rm(file)
    expect(await read()).toEqual({ where: file, values: null })
    await rm(path.dirname(file), { recursive: true })
    expect(await read()).toEqual({ where: file, values: null })
  })
})
