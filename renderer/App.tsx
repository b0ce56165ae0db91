import type { JSX } from 'preact'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { AppView, ClockMedicApi, Screen } from '../preload/contract.ts'
import { actionsOf, type Actions } from './actions.ts'
import { useFocusRescue } from './focus.ts'
import type { HistoryProps } from './parts/History.tsx'
import { PracticeBanner } from './parts/PracticeBanner.tsx'
import { Tabs } from './parts/Tabs.tsx'
import { AboutScreen } from './screens/AboutScreen.tsx'
import { ClockScreen } from './screens/ClockScreen.tsx'
import { CodeScreen } from './screens/CodeScreen.tsx'
import { DetailsScreen } from './screens/DetailsScreen.tsx'
import { HelpScreen } from './screens/HelpScreen.tsx'
import { SettingsScreen } from './screens/SettingsScreen.tsx'
import { StartScreen } from './screens/StartScreen.tsx'
import { WelcomeScreen } from './screens/WelcomeScreen.tsx'
import { usePageLanguage, WordsContext, wordsOfPage } from './words.ts'

/** The window: one view from the api, one screen of it at a time. */
export function App({ api }: { readonly api: ClockMedicApi }) {
  const [screen, setScreen] = useState<Screen>('clock')
  const [refused, setRefused] = useState(false)
  const [arrivals, setArrivals] = useState(0)
  const page = useRef<HTMLElement>(null)
  const { view, failed } = useView(api)
  const atStart = useMemo(wordsOfPage, [])
  const words = view?.words ?? atStart
  usePageLanguage(view?.language)
  const shown = screen === 'code' && view?.noCodeTest === true ? 'clock' : screen

  const show = useCallback((next: Screen) => {
    setScreen(next)
    setArrivals((count) => count + 1)
  }, [])
  const actions = useMemo(() => actionsOf(api, setRefused, show), [api, show])

  useEffect(() => api.onScreen(show), [api, show])
  useEffect(() => window.scrollTo({ top: 0 }), [screen])
  useLayoutEffect(() => {
    if (arrivals > 0) page.current?.querySelector('h1')?.focus()
  }, [arrivals])
  useFocusRescue(page)

  if (words === null) return null
  return (
    <WordsContext.Provider value={words}>
      {view?.practice === true && <PracticeBanner onLeave={() => void actions.practice(false)} />}
      <main class="page" ref={page}>
        {refused && <p class="call-failed" role="alert">{words.callFailed}</p>}
        {view === undefined
          ? <StartScreen failed={failed} />
          : view.welcome !== undefined
            ? <WelcomeScreen welcome={view.welcome} actions={actions} />
            : <Current screen={shown} view={view} actions={actions} />}
      </main>
      {view?.welcome === undefined && <Tabs current={shown} without={view?.noCodeTest === true ? 'code' : undefined} onChoose={setScreen} />}
    </WordsContext.Provider>
  )
}

function Current({ screen, view, actions }: {
  readonly screen: Screen
  readonly view: AppView
  readonly actions: Actions
}) {
  const screens: Readonly<Record<Screen, () => JSX.Element>> = {
    clock: () => <ClockScreen clock={view.clock} actions={actions} />,
    code: () => <CodeScreen test={view.codeTest} actions={actions} />,
    help: () => <HelpScreen help={view.help} actions={actions} />,
    details: () => <DetailsScreen details={view.details} history={historyOf(view, actions)} version={view.version} actions={actions} />,
    settings: () => <SettingsScreen settings={view.settings} actions={actions} onAbout={() => actions.show('about')} />,
    about: () => <AboutScreen about={view.about} actions={actions} onBack={() => actions.show('settings')} />,
  }
  return screens[screen]()
}

/** A practice laptop keeps no history. */
const historyOf = ({ historyRevision }: AppView, actions: Actions): HistoryProps | undefined =>
  (historyRevision === undefined ? undefined : { load: actions.history, revision: historyRevision })

/** The newest view. What is pushed wins over the answer to the first question, which may arrive later and be older. */
function useView(api: ClockMedicApi): { readonly view: AppView | undefined; readonly failed: boolean } {
  const [view, setView] = useState<AppView>()
  const [failed, setFailed] = useState(false)
  // Before the first paint: the view was asked for before the page was there, so it is shown at once.
  useLayoutEffect(() => {
    const end = api.onView(setView)
    api.view().then((first) => setView((newer) => newer ?? first), () => setFailed(true))
    return end
  }, [api])
  return { view, failed }
}
