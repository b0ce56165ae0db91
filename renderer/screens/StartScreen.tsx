import { ScaleSkeleton } from '../parts/ScaleSkeleton.tsx'
import { Statement } from '../parts/Statement.tsx'
import { useWords } from '../words.ts'

/** Shown until the first view arrives, or to say that it never will. */
export function StartScreen({ failed }: { readonly failed: boolean }) {
  const words = useWords()
  if (failed) return <Statement statement={words.startFailed} detail={words.startFailedDetail} />
  return (
    <>
      <Statement statement={words.starting} detail={words.startingDetail} />
      <ScaleSkeleton />
    </>
  )
}
