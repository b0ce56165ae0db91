import uPlot from 'uplot'
import type { HistoryChartView } from '../preload/contract.ts'

/** What the style sheet gives a colour to; so light, dark and high contrast need no word here. */
type Ink = 'line' | 'text' | 'grid' | 'band' | 'band-edge' | 'sleep' | 'good' | 'bad' | 'neutral' | 'card'

interface Look {
  readonly ink: (name: Ink) => string
  readonly font: string
  /** Width of a label in pixels of the style sheet. */
  readonly widthOf: (label: string) => number
  /** Height of a line of text in pixels of the style sheet. */
  readonly line: number
}

const THEMES = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'] as const
/** Room between labels and drawing, in pixels of the style sheet. */
const GAP = 6

/** Draws the chart into an element, again whenever its width or the colours change; gives a function that ends it. */
export function drawHistory(place: HTMLElement, chart: HistoryChartView): () => void {
  let plot = plotIn(place, chart)
  const anew = (): void => {
    plot.destroy()
    plot = plotIn(place, chart)
  }
  const size = new ResizeObserver(() => {
    if (place.clientWidth === plot.width && place.clientHeight === plot.height) return
    // Other text sizes come with other sizes of the place.
    anew()
  })
  const themes = THEMES.map((query) => matchMedia(query))
  size.observe(place)
  for (const theme of themes) theme.addEventListener('change', anew)
  return () => {
    size.disconnect()
    for (const theme of themes) theme.removeEventListener('change', anew)
    plot.destroy()
  }
}

function plotIn(place: HTMLElement, chart: HistoryChartView): uPlot {
  const look = lookOf(place)
  const { from, to, lowest, highest, points, times, heights } = chart
  const side = Math.max(0, ...heights.map(({ label }) => look.widthOf(label))) + GAP
  const axis = { stroke: look.ink('text'), font: look.font, ticks: { show: false } } as const
  return new uPlot({
    width: place.clientWidth,
    height: place.clientHeight,
    // Above the drawing stands what happened.
    padding: [look.line + GAP, GAP, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: [from, to] }, y: { range: [lowest, highest] } },
    series: [{}, {
      stroke: look.ink('line'), width: 2, spanGaps: true, points: { show: points.length < 3, fill: look.ink('line'), size: 6 },
    }],
    axes: [
      { ...axis, size: look.line + GAP, gap: GAP, grid: { show: false }, splits: () => times.map(({ at }) => at), values: () => fitting(chart, look, place.clientWidth - side) },
      {
        ...axis, size: side, gap: GAP, grid: { stroke: look.ink('grid'), width: 1 },
        splits: () => heights.map(({ at }) => at), values: () => heights.map(({ label }) => label),
      },
    ],
    hooks: { drawClear: [(self) => drawGround(self, chart, look)], draw: [(self) => drawMarks(self, chart, look)] },
  }, [points.map(({ at }) => at), points.map(({ height }) => height)], place)
}

/** Colours and letters as the style sheet has them at this moment. */
function lookOf(place: HTMLElement): Look {
  const { fontFamily, fontSize, lineHeight } = getComputedStyle(place)
  const size = Math.round(Number.parseFloat(fontSize))
  const font = `${size}px ${fontFamily}`
  const pen = document.createElement('canvas').getContext('2d')
  if (pen !== null) pen.font = font
  const ink = (name: Ink): string => {
    const probe = document.createElement('span')
    probe.className = `history-ink-${name}`
    place.append(probe)
    const { color } = getComputedStyle(probe)
    probe.remove()
    return color
  }
  return { ink, font, widthOf: (label) => Math.ceil(pen?.measureText(label).width ?? 0), line: Math.ceil(Number.parseFloat(lineHeight) || size * 1.4) }
}

/** The labels that have room beside each other: all of them, else every other one, and so on; none that the edge would cut off. */
function fitting({ times, from, to }: HistoryChartView, { widthOf }: Look, width: number): (string | null)[] {
  const placeOf = (at: number): number => (at - from) / (to - from) * width
  const longest = Math.max(0, ...times.map(({ label }) => widthOf(label)))
  const apart = placeOf(times[1]?.at ?? Infinity) - placeOf(times[0]?.at ?? 0)
  const every = Math.ceil((longest + GAP) / apart) || 1
  const shown = times.filter(({ at, label }) => placeOf(at) + widthOf(label) / 2 <= width + GAP)
  return times.map((time) => (shown.includes(time) && (shown.length - 1 - shown.indexOf(time)) % every === 0 ? time.label : null))
}

/** The band of what sign-ins bear and the hours of sleep, below everything else. */
function drawGround(plot: uPlot, { band, marks }: HistoryChartView, { ink }: Look): void {
  const { ctx, bbox } = plot
  const [top, bottom] = [plot.valToPos(band.to, 'y', true), plot.valToPos(band.from, 'y', true)]
  ctx.save()
  ctx.fillStyle = ink('band')
  ctx.fillRect(bbox.left, top, bbox.width, bottom - top)
  ctx.fillStyle = ink('sleep')
  for (const { kind, at, since = at } of marks) {
    if (kind !== 'sleep') continue
    const left = plot.valToPos(since, 'x', true)
    ctx.fillRect(left, bbox.top, Math.max(1, plot.valToPos(at, 'x', true) - left), bbox.height)
  }
  ctx.strokeStyle = ink('band-edge')
  for (const edge of [top, bottom]) stroke(ctx, [[bbox.left, edge], [bbox.left + bbox.width, edge]])
  ctx.restore()
}

/** Repairs as a dot, or as a cross where they did not work; steps as a dashed line; words for the newest repair alone. */
function drawMarks(plot: uPlot, { marks, points }: HistoryChartView, look: Look): void {
  const { ctx, bbox } = plot
  const scale = uPlot.pxRatio
  ctx.save()
  for (const { kind, at, tone } of marks) {
    const x = plot.valToPos(at, 'x', true)
    if (kind === 'stepped') {
      ctx.strokeStyle = look.ink('neutral')
      ctx.lineWidth = scale
      ctx.setLineDash([4 * scale, 4 * scale])
      stroke(ctx, [[x, bbox.top], [x, bbox.top + bbox.height]])
      ctx.setLineDash([])
    }
    if (kind === 'repair') {
      const y = plot.valToPos(points.findLast((point) => point.at <= at)?.height ?? 0, 'y', true)
      drawRepair(ctx, x, y, scale, tone === 'bad' ? look.ink('bad') : look.ink('good'), look.ink('card'), tone === 'bad')
    }
  }
  const newest = marks.findLast(({ kind }) => kind === 'repair')
  if (newest !== undefined) {
    ctx.font = look.font.replace(/^\d+/, (size) => String(Number(size) * scale))
    ctx.fillStyle = look.ink('text')
    ctx.textBaseline = 'bottom'
    const half = ctx.measureText(newest.label).width / 2
    const x = Math.min(Math.max(plot.valToPos(newest.at, 'x', true), half), bbox.left + bbox.width - half)
    ctx.textAlign = 'center'
    ctx.fillText(newest.label, x, bbox.top - 2 * scale)
  }
  ctx.restore()
}

function drawRepair(ctx: CanvasRenderingContext2D, x: number, y: number, scale: number, ink: string, ground: string, isCross: boolean): void {
  const arm = 4 * scale
  ctx.strokeStyle = isCross ? ink : ground
  ctx.lineWidth = 2 * scale
  if (isCross) {
    stroke(ctx, [[x - arm, y - arm], [x + arm, y + arm]])
    stroke(ctx, [[x - arm, y + arm], [x + arm, y - arm]])
    return
  }
  ctx.fillStyle = ink
  ctx.beginPath()
  ctx.arc(x, y, arm + scale, 0, 2 * Math.PI)
  ctx.fill()
  ctx.stroke()
}

function stroke(ctx: CanvasRenderingContext2D, [[x1, y1], [x2, y2]]: readonly [readonly [number, number], readonly [number, number]]): void {
  ctx.beginPath()
  ctx.moveTo(x1, y1)
  ctx.lineTo(x2, y2)
  ctx.stroke()
}
