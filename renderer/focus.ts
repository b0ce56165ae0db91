import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

/**
 * Keeps keyboard and screen reader users in place: when a new view takes away the element that had the focus
 * (the fix button, once the repair runs), the focus moves to the heading instead of falling out of the page.
 */
export function useFocusRescue(page: RefObject<HTMLElement | null>): void {
  const last = useRef<Element | null>(null)
  useEffect(() => {
    const remember = () => {
      last.current = document.activeElement
    }
    document.addEventListener('focusin', remember)
    return () => document.removeEventListener('focusin', remember)
  }, [])
  useLayoutEffect(() => {
    if (last.current === null || last.current.isConnected) return
    if (document.activeElement === null || document.activeElement === document.body) {
      page.current?.querySelector('h1')?.focus()
    }
  })
}
