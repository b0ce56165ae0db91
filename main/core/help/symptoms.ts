import { LOCKED_OUT, NOT_ASKED } from './ends/access.ts'
import { CODES } from './ends/codes.ts'
import { DELIVERY } from './ends/delivery.ts'
import { LAPTOP } from './ends/laptop.ts'
import { NETWORK } from './ends/network.ts'
import { SERVICE } from './ends/service.ts'
import { SETUP } from './ends/setup.ts'
import type { HelpEnd, HelpGroup } from './help-end.ts'

const ALL = [CODES, SETUP, DELIVERY, LOCKED_OUT, NOT_ASKED, LAPTOP, NETWORK, SERVICE] as const

export type HelpEndId = (typeof ALL)[number]['ends'][number]['id']
type HelpGroupId = (typeof ALL)[number]['id']

/** A page of Help: its start, the field for an error text, a group of symptoms, or an end. */
export type HelpPlace = 'start' | 'error-text' | HelpGroupId | HelpEndId

/** Everything people see, in the order in which it is offered. */
export const HELP_GROUPS: readonly HelpGroup[] = ALL

/** The group of that name, or nothing. */
export const groupAt = (place: string): HelpGroup | undefined => HELP_GROUPS.find(({ id }) => id === place)

/** The end of that name with the group that it belongs to, or nothing. */
export function endAt(place: string): { readonly group: HelpGroup; readonly end: HelpEnd } | undefined {
  for (const group of HELP_GROUPS) {
    const end = group.ends.find(({ id }) => id === place)
    if (end !== undefined) return { group, end }
  }
  return undefined
}

/** Tells whether Help has a page of that name. */
export const isHelpPlace = (text: string): text is HelpPlace =>
  text === 'start' || text === 'error-text' || groupAt(text) !== undefined || endAt(text) !== undefined
