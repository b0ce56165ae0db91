import { createContext } from 'preact'
import { useContext, useLayoutEffect } from 'preact/hooks'
import type { AppView, WindowWords } from '../preload/contract.ts'

/** The words that came with the page, so that it speaks before its first view; null where a builder's own server gave the page. */
export function wordsOfPage(): WindowWords | null {
  const text = document.getElementById('app')?.dataset['words']
  return text === undefined ? null : JSON.parse(text) as WindowWords
}

export const WordsContext = createContext<WindowWords | null>(null)

/** Every word the window says by itself. Throws outside of a `WordsContext`. */
export function useWords(): WindowWords {
  const words = useContext(WordsContext)
  if (words === null) throw new Error('There are no words around this part of the window.')
  return words
}

/** Keeps language and direction of the page as the view says; before it they are as they were served. */
export function usePageLanguage(language: AppView['language'] | undefined): void {
  const { tag, direction } = language ?? {}
  useLayoutEffect(() => {
    if (tag === undefined || direction === undefined) return
    document.documentElement.lang = tag
    document.documentElement.dir = direction
  }, [tag, direction])
}
