/** What one place of a system says, before it is judged. */
export interface PolicyLayer {
  /** A path, or a key of the registry. */
  readonly where: string
  /** By the names of `POLICY_KEYS`; null where nothing could be read as policy. */
  readonly values: Readonly<Record<string, unknown>> | null
  /** Why it could not be read, or is not used: one sentence. */
  readonly trouble?: string
}

/** Reads JSON that holds policy; what is wrong with it as a whole is one sentence. */
export function readPolicyText(text: string, where: string): PolicyLayer {
  let raw: unknown
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { where, values: null, trouble: 'It is not JSON, so nothing of it is used.' }
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { where, values: null, trouble: 'It has to be one JSON object, so nothing of it is used.' }
  return { where, values: raw as Readonly<Record<string, unknown>> }
}
