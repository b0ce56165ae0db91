/** What a page without protection says about the time. Anybody on the way could have written it, so it proves nothing and never votes. Seconds. */
export interface Hint {
  /** The page's host. */
  readonly name: string
  /** True time minus local clock, if the page is right. */
  readonly offset: number
  /** The offset is good to this, if the page is right. */
  readonly uncertainty: number
}
