/** A place on the screen, in the screen's own points. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const MARGIN = 8

/**
 * Where a window belongs beside the tray icon: centred on it, on the side of the screen that it is on, inside the work
 * area. Null where the system does not tell where the icon is (then it gives zeros).
 */
export function besideTray(tray: Area, size: { readonly width: number; readonly height: number }, workArea: Area): { readonly x: number; readonly y: number } | null {
  if (tray.width === 0 || tray.height === 0) return null
  const right = workArea.x + workArea.width - size.width - MARGIN
  const bottom = workArea.y + workArea.height - size.height - MARGIN
  const middle = tray.x + tray.width / 2 - size.width / 2
  const atTop = tray.y + tray.height / 2 < workArea.y + workArea.height / 2
  return {
    x: Math.round(Math.max(workArea.x + MARGIN, Math.min(middle, right))),
    y: Math.round(Math.max(workArea.y, atTop ? workArea.y + MARGIN : bottom)),
  }
}
