// Keeps the pictures of the last run of the window's tests as the walk in docs/: `npm run shots`.
import { copyFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'

const root = path.dirname(import.meta.dirname)
const from = path.join(root, 'test-results', 'screens')
const to = path.join(root, 'docs', 'screens')

/** Name in docs/screens, name of the picture that the tests took. */
const WALK = {
  'clock-wrong': 'clock-wrong-light',
  'clock-wrong-dark': 'clock-wrong-dark',
  'clock-wrong-narrow': 'clock-wrong-narrow',
  'clock-steps': 'clock-steps-light',
  'clock-repairing': 'clock-repairing-light',
  'clock-fixed': 'clock-repaired-light',
  'clock-cannot-tell': 'clock-unknown-light',
  'clock-refused': 'clock-refused-light',
  'clock-failed': 'clock-failed-light',
  'code': 'code-empty-light',
  'code-behind': 'code-behind-light',
  'code-right-dark': 'code-right-dark',
  'code-flip': 'code-flip-light',
  'help': 'help-light',
  'help-message': 'help-message-light',
  'details': 'details-light',
  'details-dark': 'details-dark',
}

mkdirSync(to, { recursive: true })
for (const [name, picture] of Object.entries(WALK)) copyFileSync(path.join(from, `${picture}.png`), path.join(to, `${name}.png`))
console.log(`${Object.keys(WALK).length} pictures are in docs/screens.`)
