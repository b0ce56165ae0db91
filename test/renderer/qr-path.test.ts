import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { qrPath, qrViewBox } from '../../renderer/qr-path.ts'

/** Paints the path back into modules, the way a browser fills it. */
function painted(path: string, side: number): readonly string[] {
  const grid = Array.from({ length: side }, () => Array.from({ length: side }, () => '0'))
  for (const [, x, y, width, back] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)) {
    expect(back).toBe(width)
    grid[Number(y)]?.fill('1', Number(x), Number(x) + Number(width))
  }
  return grid.map((row) => row.join(''))
}

describe('the QR code', () => {
  it('draws exactly the dark modules of the practice account', () => {
    const rows = encode('otpauth://totp/Clock%20Medic:practice?secret=JBSWY3DPEHPK3PXP', { border: 0 }).data.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''))
    expect(rows.length).toBeGreaterThanOrEqual(21)
    expect(painted(qrPath(rows), rows.length)).toEqual(rows)
  })

  it('keeps the four light modules around the code that cameras need', () => {
    expect(qrViewBox(['10', '01'])).toBe('-4 -4 10 10')
  })
})
