/** Text may stand out by so many pixels: glyphs are rounded to whole ones. */
const SLACK = 1.5

const CLIPS: ReadonlySet<string> = new Set(['hidden', 'clip'])
const SCROLLS: ReadonlySet<string> = new Set(['auto', 'scroll'])

/** Lines share so much of their height without touching: some fonts, Arabic ones above all, claim far more room than their letters fill. */
const SHARED = 0.5

/** The room of a line is higher or lower than its letters by so many times their size. */
const LINE_SLACK = 0.35

/** Shrunk to a dot, so that only screen readers find it. */
const isSpokenOnly = (element: Element): boolean => {
  if (getComputedStyle(element).clipPath === 'none') return false
  const { width, height } = element.getBoundingClientRect()
  return width <= 1 && height <= 1
}

/** Tells what can be seen: not folded away, not empty, not for screen readers only. */
function seenIn(root: HTMLElement): (element: Element) => boolean {
  const unseen = new Set([...root.querySelectorAll('*')].filter((element) => element.matches('[hidden], [aria-hidden="true"]') || isSpokenOnly(element)))
  const isBelowUnseen = (element: Element | null): boolean => element !== null && (unseen.has(element) || isBelowUnseen(element.parentElement))
  return (element) => !isBelowUnseen(element) && element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getClientRects().length > 0
}

const nameOf = (element: Element): string => {
  const text = (element.textContent ?? '').trim().replaceAll(/\s+/g, ' ')
  const classes = element.getAttribute('class')
  return `<${element.localName}${classes === null ? '' : ` class="${classes}"`}> "${text.slice(0, 60)}"`
}

/** What is cut off, sticks out of its box or lies on something else, each as a sentence. */
export function overflowing(root: HTMLElement): readonly string[] {
  const elements = [...root.querySelectorAll('*')].filter(seenIn(root))
  const lines = linesIn(root, new Set(elements))
  return [...sideways(elements), ...elements.flatMap(cut), ...outside(lines), ...overlapping(lines)]
}

/** The page must never scroll sideways. */
function sideways(elements: readonly Element[]): readonly string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  const culprits = elements.filter((element) => {
    const { left, right } = element.getBoundingClientRect()
    return right > clientWidth + SLACK || left < -SLACK
  })
  return [`The page is ${scrollWidth} px wide in a window of ${clientWidth} px, because of ${culprits.slice(0, 3).map(nameOf).join(', ')}.`]
}

/** An element that hides what does not fit in it. */
function cut(element: Element): readonly string[] {
  if (!(element instanceof HTMLElement)) return []
  const { overflowX, overflowY, fontSize } = getComputedStyle(element)
  return [
    ...(CLIPS.has(overflowX) && element.scrollWidth > element.clientWidth + SLACK ? [`${nameOf(element)} is cut off at its side: ${element.scrollWidth} px in ${element.clientWidth} px.`] : []),
    ...(CLIPS.has(overflowY) && element.scrollHeight > element.clientHeight + LINE_SLACK * Number.parseFloat(fontSize) ? [`${nameOf(element)} is cut off at its end: ${element.scrollHeight} px in ${element.clientHeight} px.`] : []),
    ...(element instanceof HTMLInputElement && element.placeholder !== '' && element.scrollWidth > element.clientWidth + SLACK ? [`${nameOf(element)} cuts off its placeholder.`] : []),
  ]
}

/** A line of text, where it is drawn. */
interface Line {
  readonly parent: Element
  readonly rect: DOMRect
}

function linesIn(root: HTMLElement, seen: ReadonlySet<Element>): readonly Line[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  const lines: Line[] = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement
    if (parent === null || (node.textContent ?? '').trim() === '' || parent.closest('svg, option') !== null || !seen.has(parent)) continue
    const view = viewOf(parent)
    for (const [from, to] of runsOf(node.textContent ?? '', parent)) {
      range.setStart(node, from)
      range.setEnd(node, to)
      for (const rect of range.getClientRects()) if (rect.width > SLACK && (view === null || isInside(rect, view))) lines.push({ parent, rect })
    }
  }
  return lines
}

/** The text as a whole; word by word where spaces are kept, for those at the end of a line hang out of their box unseen. */
function runsOf(text: string, parent: Element): readonly (readonly [from: number, to: number])[] {
  if (!getComputedStyle(parent).whiteSpace.startsWith('pre')) return [[0, text.length]]
  return [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => [index, index + word.length])
}

/** The nearest box around that scrolls or clips what is in it; null where there is none. */
function viewOf(element: Element | null): DOMRect | null {
  if (element === null) return null
  return getComputedStyle(element).overflowY === 'visible' ? viewOf(element.parentElement) : element.getBoundingClientRect()
}

/** Whether the middle of a line is within the box: what is scrolled away lies on nothing. */
const isInside = ({ top, bottom }: DOMRect, box: DOMRect): boolean => (top + bottom) / 2 > box.top && (top + bottom) / 2 < box.bottom

/** Text that reaches out of its box: a card, a button, a row. Where the box scrolls, it can be reached. */
function outside(lines: readonly Line[]): readonly string[] {
  const found = new Set<string>()
  for (const { parent, rect } of lines) {
    const box = boxOf(parent)
    const { left, right } = box.getBoundingClientRect()
    if ((rect.left < left - SLACK || rect.right > right + SLACK) && !SCROLLS.has(getComputedStyle(box).overflowX)) found.add(`${nameOf(parent)} stands out of ${nameOf(box)} by ${Math.round(Math.max(left - rect.left, rect.right - right))} px.`)
  }
  return [...found]
}

function boxOf(element: Element): Element {
  const { display } = getComputedStyle(element)
  return element.parentElement !== null && (display === 'inline' || display === 'contents') ? boxOf(element.parentElement) : element
}

/** Text that lies on other text, unless it is meant to float above the page. */
function overlapping(lines: readonly Line[]): readonly string[] {
  const floating = new Map<Element, boolean>()
  const still = lines.filter(({ parent }) => !floats(parent, floating)).toSorted((a, b) => a.rect.top - b.rect.top)
  const found = new Set<string>()
  for (const [index, { parent, rect }] of still.entries()) {
    for (let next = index + 1; next < still.length; next++) {
      const other = still[next]
      if (other === undefined || other.rect.top > rect.bottom) break
      if (other.parent !== parent && overlap(rect, other.rect)) found.add(`${nameOf(parent)} lies on ${nameOf(other.parent)}.`)
    }
  }
  return [...found]
}

function floats(element: Element | null, known: Map<Element, boolean>): boolean {
  if (element === null) return false
  const before = known.get(element)
  if (before !== undefined) return before
  const { position } = getComputedStyle(element)
  const result = position === 'fixed' || position === 'sticky' || element.matches('[role="tooltip"]') || floats(element.parentElement, known)
  known.set(element, result)
  return result
}

function overlap(a: DOMRect, b: DOMRect): boolean {
  const [width, height] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)]
  return width > SLACK && height > SHARED * Math.min(a.height, b.height)
}
