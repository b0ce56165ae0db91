/** Reads a web address; null where it is none. `URL.canParse` says yes to some long ones at which `new URL` throws. */
export function urlOf(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
