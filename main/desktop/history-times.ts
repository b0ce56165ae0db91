import { spokenLanguage } from '../core/words/say.ts'

/** "12:04", in the language of the words and the zone of this computer; `at` in Unix seconds. */
export const timeText = (at: number): string => format(at, { hour: '2-digit', minute: '2-digit' })

/** "3 Nov" */
export const dayText = (at: number): string => format(at, { day: 'numeric', month: 'short' })

/** "3 Nov, 12:04" */
export const dayAndTimeText = (at: number): string => format(at, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

function format(at: number, options: Intl.DateTimeFormatOptions): string {
  const { tag } = spokenLanguage()
  return new Intl.DateTimeFormat(tag === 'en' ? 'en-GB' : tag, options).format(at * 1000)
}
