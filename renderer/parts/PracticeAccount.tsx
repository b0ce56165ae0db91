import { useId, useState } from 'preact/hooks'
import type { PracticeAccountView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { qrPath, qrSide, qrViewBox } from '../qr-path.ts'
import { WORDS } from '../words.ts'
import { CopyButton } from './CopyButton.tsx'

/** The made-up account: QR code to scan, and the key to type for who cannot scan it. */
export function PracticeAccount({ account, actions }: {
  readonly account: PracticeAccountView
  readonly actions: Actions
}) {
  const [typing, setTyping] = useState(false)
  const id = useId()
  return (
    <section class="card" aria-label={WORDS.code.account}>
      <div class="account">
        <svg
          class="qr"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an img tag cannot hold the drawing itself
          role="img"
          aria-label={WORDS.code.qr}
          viewBox={qrViewBox(account.qr)}
          style={{ '--modules': qrSide(account.qr) }}
        >
          <path d={qrPath(account.qr)} shape-rendering="crispEdges" />
        </svg>
        <div class="account-words">
          <p>{WORDS.code.scan}</p>
          <button
            type="button"
            class="link"
            aria-expanded={typing}
            aria-controls={id}
            onClick={() => setTyping(!typing)}
          >
            {WORDS.code.cannotScan}
          </button>
          <button type="button" class="link" onClick={() => void actions.chooseKey('own')}>{WORDS.code.ownInstead}</button>
        </div>
      </div>
      <div id={id} class="typed-key" hidden={!typing}>
        <p class="quiet">{WORDS.code.keyLead}</p>
        <dl>
          <dt>{WORDS.code.keyName}</dt>
          <dd dir="ltr">{account.accountName}</dd>
          <dt>{WORDS.code.key}</dt>
          <dd dir="ltr"><code>{account.typedKey}</code></dd>
        </dl>
        <CopyButton label={WORDS.code.copyKey} what="practice-key" actions={actions} />
      </div>
    </section>
  )
}
