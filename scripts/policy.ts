// Makes everything that IT tools want to know about policy from its one schema, main/core/policy/schema.ts:
// the templates in assets/policy and the table in docs/it/policy.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { POLICY_KEYS, type PolicyKeys } from '../main/core/policy/schema.ts'
import { adml, admx } from './policy/admx.ts'
import { policyExample, policySchema } from './policy/json.ts'
import { policyPage } from './policy/page.ts'
import { profile } from './policy/profile.ts'

const ROOT = path.dirname(import.meta.dirname)
const PAGE = 'docs/it/policy.md'

/** Each file that is made from the schema, by its path in the project. */
export function policyFiles(keys: PolicyKeys): Readonly<Record<string, string>> {
  return {
    'assets/policy/ClockMedic.admx': admx(keys),
    'assets/policy/en-US/ClockMedic.adml': adml(keys),
    'assets/policy/clock-medic.mobileconfig': profile(keys),
    'assets/policy/policy.json': policyExample(keys),
    'assets/policy/policy.schema.json': policySchema(keys),
    [PAGE]: policyPage(readFileSync(path.join(ROOT, PAGE), 'utf8'), keys),
  }
}

if (import.meta.main) {
  for (const [file, text] of Object.entries(policyFiles(POLICY_KEYS))) {
    mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true })
    writeFileSync(path.join(ROOT, file), text)
  }
}
