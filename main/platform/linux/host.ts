import type { ClockState } from '../../core/clock-state.ts'

/** Texts that tell on what this Linux runs; null where the file is not there. */
export interface HostTexts {
  /** /run/systemd/container */
  readonly systemdContainer: string | null
  /** /.dockerenv */
  readonly dockerenv: string | null
  /** /run/.containerenv, written by Podman */
  readonly containerenv: string | null
  /** /proc/sys/kernel/osrelease */
  readonly kernel: string | null
  /** /sys/class/dmi/id/sys_vendor and product_name */
  readonly vendor: string | null
  readonly product: string | null
}

const CONTAINERS: ReadonlyMap<string, string> = new Map(Object.entries({
  docker: 'Docker', podman: 'Podman', lxc: 'LXC', 'lxc-libvirt': 'LXC', 'systemd-nspawn': 'systemd-nspawn', wsl: 'WSL',
}))

const VIRTUAL_MACHINES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/vmware/i, 'VMware'],
  [/virtualbox|innotek/i, 'VirtualBox'],
  [/parallels/i, 'Parallels'],
  [/microsoft corporation virtual machine/i, 'Hyper-V'],
  [/\bkvm\b/i, 'KVM'],
  [/qemu/i, 'QEMU'],
  [/\bxen\b|hvm domu/i, 'Xen'],
  [/bhyve/i, 'bhyve'],
  [/google compute engine/i, 'Google Compute Engine'],
  [/apple virtualization/i, 'Apple Virtualization'],
]

/** Tells whether the clock belongs to a host (container, WSL) or to a virtual machine, by the maker's own names. */
export const parseHost = (texts: HostTexts): Pick<ClockState, 'container' | 'virtualMachine'> => {
  const container = containerOf(texts)
  if (container !== undefined) return { container }
  const hardware = `${texts.vendor?.trim() ?? ''} ${texts.product?.trim() ?? ''}`
  const machine = VIRTUAL_MACHINES.find(([pattern]) => pattern.test(hardware))?.[1]
  return machine === undefined ? {} : { virtualMachine: machine }
}

const containerOf = (texts: HostTexts): string | undefined => {
  // WSL comes first: it calls itself a container, and what helps there is different.
  if (texts.kernel?.toLowerCase().includes('microsoft') === true) return 'WSL'
  const named = texts.systemdContainer?.trim()
  if (named) return CONTAINERS.get(named) ?? named
  if (texts.containerenv !== null) return 'Podman'
  return texts.dockerenv === null ? undefined : 'Docker'
}
