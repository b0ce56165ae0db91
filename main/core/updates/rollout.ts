/**
 * Whether an installation is among those that a version is offered to first.
 * @param id random, kept on this computer and never sent
 * @param percentage what the feed states, 0 to 100; absent for all
 */
export function isWithinRollout(id: string, version: string, percentage: unknown): boolean {
  if (percentage === undefined || percentage === null) return true
  const stated = typeof percentage === 'string' ? Number(percentage) : percentage
  // What cannot be read was meant to hold back some, so it holds back all; so does what is read as NaN.
  return typeof stated === 'number' && shareOf(id, version) * 100 < stated
}

/** From 0 up to 1, even and always the same for the same pair; with the version in it, it is not the same people who go first each time. */
export function shareOf(id: string, version: string): number {
  // FNV-1a of 32 bits; the bits are mixed once more because its upper ones hardly feel the last letters.
  let hash = 0x81_1c_9d_c5
  for (const letter of `${id} ${version}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01_00_01_93)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
