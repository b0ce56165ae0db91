import { describe, expect, test } from 'vitest'
import { besideTray } from '../../main/desktop/placement.ts'

const SIZE = { width: 400, height: 640 }
const inside = (place: { readonly x: number; readonly y: number } | null, area: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): boolean =>
  place !== null && place.x >= area.x && place.y >= area.y && place.x + SIZE.width <= area.x + area.width && place.y + SIZE.height <= area.y + area.height

describe('the window beside the tray', () => {
  test('stands above a task bar at the bottom and below a menu bar at the top', () => {
    const bottom = besideTray({ x: 1700, y: 1045, width: 24, height: 30 }, SIZE, { x: 0, y: 0, width: 1920, height: 1040 })
    expect(bottom).toEqual({ x: 1512, y: 392 })
    const top = besideTray({ x: 900, y: 0, width: 24, height: 24 }, SIZE, { x: 0, y: 24, width: 1440, height: 876 })
    expect(top).toEqual({ x: 712, y: 32 })
  })

  test('never leaves the work area, whatever edge and screen the icon is on', () => {
    const area = { x: -1920, y: 100, width: 1920, height: 980 }
    for (const x of [-1930, -1000, -10]) {
      for (const y of [90, 500, 1085]) expect(inside(besideTray({ x, y, width: 24, height: 24 }, SIZE, area), area)).toBe(true)
    }
  })

  test('a system that tells no place gets a normal window', () => {
    expect(besideTray({ x: 0, y: 0, width: 0, height: 0 }, SIZE, { x: 0, y: 0, width: 1920, height: 1080 })).toBeNull()
  })

  test('a screen lower than the window shows its upper end', () => {
    expect(besideTray({ x: 900, y: 580, width: 24, height: 20 }, SIZE, { x: 0, y: 0, width: 1024, height: 576 })?.y).toBe(0)
  })
})
