import { useId, useState } from 'preact/hooks'
import type { PracticeAccountView } from '../../preload/contract.ts'
import type { Actions } from '../actions.ts'
import { qrPath, qrSide, qrViewBox } from '../qr-path.ts'
import { useWords } from '../words.ts'
import { CopyButton } from './CopyButton.tsx'

/** The made-up account: QR code to scan, and the key to type for who cannot scan it. */
export function PracticeAccount({ account, takesOwnKey, actions }: {
  readonly account: PracticeAccountView
  readonly takesOwnKey: boolean
  readonly actions: Actions
}) {
  const words = useWords()
  const [typing, setTyping] = useState(false)
  const id = useId()
  return (
    <section class="card" aria-label={words.code.account}>
      <div class="account">
        <svg
          class="qr"
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an img tag cannot hold the drawing itself
          role="img"
          aria-label={words.code.qr}
          viewBox={qrViewBox(account.qr)}
          style={{ '--modules': qrSide(account.qr) }}
        >
          <path d={qrPath(account.qr)} shape-rendering="crispEdges" />
        </svg>
        <div class="account-words">
          <p>{words.code.scan}</p>
          <button
            type="button"
            class="link"
            aria-expanded={typing}
            aria-controls={id}
            onClick={() => setTyping(!typing)}
          >
            {words.code.cannotScan}
          </button>
          {takesOwnKey && <button type="button" class="link" onClick={() => void actions.chooseKey('own')}>{words.code.ownInstead}</button>}
        </div>
      </div>
      <div id={id} class="typed-key" hidden={!typing}>
        <p class="quiet">{words.code.keyLead}</p>
        <dl>
          <dt>{words.code.keyName}</dt>
          <dd><bdi>{account.accountName}</bdi></dd>
          <dt>{words.code.key}</dt>
          <dd><code dir="ltr">{account.typedKey}</code></dd>
        </dl>
        <CopyButton label={words.code.copyKey} what="practice-key" actions={actions} />
      </div>
    </section>
  )
}
