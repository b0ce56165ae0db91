import type { Machine } from '../machine.ts'

const VARIABLES = '/sys/firmware/efi/efivars'
/** Entries of the firmware's boot menu (UEFI specification, section 3.3), which everybody may read. */
const BOOT_ENTRY = /^Boot[0-9A-F]{4}-8be4df61-93ca-11d2-aa0d-00e098032b8c$/
/** The firmware takes its time over each of them. */
const MOST_ENTRIES = 16

/**
 * "Windows" where the firmware or the boot loader offers to start it, else undefined. The EFI partition itself is not
 * looked into: most distributions close it to users, and on some a look would mount it.
 */
export const readDualBoot = async (machine: Machine): Promise<'Windows' | undefined> => {
  const entries = (await machine.list(VARIABLES)).filter((name) => BOOT_ENTRY.test(name)).slice(0, MOST_ENTRIES)
  const [menu, menu2, ...texts] = await Promise.all([
    '/boot/grub/grub.cfg', '/boot/grub2/grub.cfg', ...entries.map((name) => `${VARIABLES}/${name}`),
  ].map((path) => machine.readText(path)))
  return offersWindows(menu ?? '') || offersWindows(menu2 ?? '') || texts.some((text) => startsWindows(text ?? '')) ? 'Windows' : undefined
}

/** Tells whether an entry of the firmware is that of Windows; its name is UTF-16, of which plain letters leave a NUL each. */
const startsWindows = (entry: string): boolean => entry.replaceAll('\0', '').includes('Windows Boot Manager')

/** Tells whether a grub.cfg has an entry for Windows, as os-prober writes them. */
const offersWindows = (menu: string): boolean => /^\s*menuentry\b.*--class windows\b/m.test(menu)
