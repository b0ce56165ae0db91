import { urlOf } from '../web-address.ts'

/** By which installer a new version is put in place. */
export type UpdateRoad = 'nsis' | 'mac' | 'appimage'

/** Why this copy does not fetch new versions: none were announced when it was built, or somebody else looks after it. */
export type NoRoad = 'no-feed' | 'elsewhere'

/** What can be seen of how this copy came here. */
export interface Installation {
  /** As `process.platform` names it. */
  readonly system: string
  /** Built and packed; a checkout is not. */
  readonly packaged: boolean
  /** Where releases are announced, as the builder wrote it down. */
  readonly feed: string | null
  /** The builder also wrote down who signs the installers, so that each new one is held to it. */
  readonly signed: boolean
  /** Windows: our own installer left its uninstaller beside the program; an MSI leaves none. */
  readonly ownUninstaller: boolean
  /** macOS: a package put it here, so that whoever sent the package sends the next one. */
  readonly receipt: boolean
  /** Linux: this process runs from an AppImage of its own. */
  readonly appImage: boolean
  /** This user may replace it: the bundle of macOS, the AppImage of Linux. */
  readonly replaceable: boolean
}

/** How this copy may be replaced by a newer one, or why not. What a package manager or IT put here is theirs. */
export function updateRoad(installation: Installation): { readonly road: UpdateRoad } | { readonly none: NoRoad } {
  const { packaged, feed } = installation
  if (!packaged || feed === null || !isSafe(feed)) return { none: 'no-feed' }
  const road = roadOf(installation)
  return road === null ? { none: 'elsewhere' } : { road }
}

function roadOf({ system, signed, ownUninstaller, receipt, appImage, replaceable }: Installation): UpdateRoad | null {
  switch (system) {
    // It runs as an administrator, out of a folder of the user's: only its signature says that it is still the right one.
    case 'win32': return ownUninstaller && signed ? 'nsis' : null
    case 'darwin': return !receipt && replaceable ? 'mac' : null
    case 'linux': return appImage && replaceable ? 'appimage' : null
    default: return null
  }
}

/** Only https proves who announces a version: an AppImage is checked by nothing else. */
const isSafe = (feed: string): boolean => urlOf(feed)?.protocol === 'https:'
