/** Light modules that must surround a QR code so that a camera finds it (ISO/IEC 18004, section 5.3.8). */
export const QUIET_ZONE = 4

/** SVG path that fills the dark modules, one unit each; neighbours in a row are one rectangle, so no hairlines show. */
export function qrPath(rows: readonly string[]): string {
  return rows.flatMap((row, y) =>
    Array.from(row.matchAll(/1+/g), (run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`)).join('')
}

/** Side of the drawing in modules, quiet zone included. */
export function qrSide(rows: readonly string[]): number {
  return rows.length + 2 * QUIET_ZONE
}

/** SVG view box with the quiet zone around the modules. */
export function qrViewBox(rows: readonly string[]): string {
  return `${-QUIET_ZONE} ${-QUIET_ZONE} ${qrSide(rows)} ${qrSide(rows)}`
}
