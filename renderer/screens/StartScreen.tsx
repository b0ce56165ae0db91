import { ScaleSkeleton } from '../parts/Scale.tsx'
import { Statement } from '../parts/Statement.tsx'
import { WORDS } from '../words.ts'

/** Shown until the first view arrives, or to say that it never will. */
export function StartScreen({ failed }: { readonly failed: boolean }) {
  if (failed) return <Statement statement={WORDS.startFailed} detail={WORDS.startFailedDetail} />
  return (
    <>
      <Statement statement={WORDS.starting} detail={WORDS.startingDetail} />
      <ScaleSkeleton />
    </>
  )
}
