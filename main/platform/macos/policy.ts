import path from 'node:path'
import { readPolicyText, type PolicyLayer } from '../../core/policy/layer.ts'
import { capitalName, POLICY_NAMES } from '../../core/policy/schema.ts'
import type { Machine } from '../machine.ts'

/** Where configuration profiles leave what they manage; writable to root alone. */
const MANAGED = '/Library/Managed Preferences'
/** The domain of the payload: the appId of electron-builder.yml. */
export const POLICY_DOMAIN = 'org.clockmedic.app'
const FILE = `${POLICY_DOMAIN}.plist`
const PLUTIL = '/usr/bin/plutil'
const READ_TIMEOUT = 5

/** Reads what configuration profiles decide for this Mac, and for the user of that name after that. */
export const readMacPolicy = (machine: Machine, user: string): Promise<readonly PolicyLayer[]> =>
  Promise.all([MANAGED, ...(/^[^/]+$/.test(user) && !user.startsWith('.') ? [path.posix.join(MANAGED, user)] : [])].map((folder) => readLayer(machine, folder)))

async function readLayer(machine: Machine, folder: string): Promise<PolicyLayer> {
  const where = `${folder}/${FILE}`
  // Most Macs have none, and looking is cheaper than starting a program to find that out.
  if (!(await machine.list(folder)).includes(FILE)) return { where, values: null }
  const { exit, stdout } = await machine.run([PLUTIL, '-convert', 'json', '-o', '-', where], { timeoutSeconds: READ_TIMEOUT })
  if (exit !== 0) return { where, values: null, trouble: 'It could not be read as a property list that JSON can hold, so nothing of it is used.' }
  const layer = readPolicyText(new TextDecoder().decode(stdout), where)
  return layer.values === null ? layer : { where, values: Object.fromEntries(Object.entries(layer.values).flatMap(([name, value]) => (isOfPayload(name) ? [] : [[ownName(name), value]]))) }
}

/** What some management systems leave of the payload around the settings. */
const isOfPayload = (name: string): boolean => name.startsWith('Payload')

const ownName = (written: string): string => POLICY_NAMES.find((name) => capitalName(name) === written) ?? written
