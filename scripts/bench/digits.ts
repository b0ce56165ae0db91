/** Three digits that mean something, no exponent; nothing where there is no figure. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return ''
  const whole = Math.floor(Math.log10(Math.max(Math.abs(value), 0.001)))
  return value.toFixed(Math.max(0, 2 - whole))
}
