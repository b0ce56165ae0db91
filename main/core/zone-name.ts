/** Names of the tz database (theory.html of tzdata): parts of letters, digits, `_`, `+` and `-`, none of them an option or a way out. */
const ZONE = /^[A-Za-z][A-Za-z0-9_+-]{0,30}(\/[A-Za-z][A-Za-z0-9_+-]{0,30}){0,2}$/
/** Names that Windows has for time zones, the same in every language. */
const WINDOWS_ZONE = /^[A-Z][A-Za-z.+-]{0,30}( [A-Za-z0-9.()+-]{1,30}){0,4} (Standard Time|Time Zone \d{1,2})( \(Mexico\))?$/

/** Tells whether a word has the shape of a name of the tz database; whether there is such a zone is another matter. */
export const isZoneName = (word: string): boolean => ZONE.test(word)

/**
 * The time zone that a user named, as the system spells it: a name of the tz database, or one of Windows. Null where
 * there is no zone of that name.
 */
export function readZone(text: string): string | null {
  if (WINDOWS_ZONE.test(text)) return text
  if (!isZoneName(text)) return null
  try {
    // A name in other letters is taken as it is meant; one that became the alias of another stays as it was written.
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions()
    return timeZone.toLowerCase() === text.toLowerCase() ? timeZone : text
  } catch {
    return null
  }
}
