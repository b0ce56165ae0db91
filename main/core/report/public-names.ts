/** Hosts that this program or the maker of a system asks on everybody's computer: their names say nothing about anybody. */
const HOSTS: ReadonlySet<string> = new Set([
  'time.cloudflare.com', 'time.google.com', 'time.apple.com', 'time.windows.com', 'time.euro.apple.com', 'time.asia.apple.com',
  'www.google.com', 'www.cloudflare.com', 'www.apple.com', 'www.microsoft.com', 'www.example.com', 'detectportal.firefox.com',
  'connectivitycheck.gstatic.com', 'ntp.ubuntu.com', 'pool.ntp.org',
  // Not a host: what the survey calls a page that answers in place of websites.
  'the network\'s sign-in page',
])

const MAKERS = 'almalinux|alpine|android|arch|centos|debian|fedora|gentoo|nixos|opensuse|rhel|rocky|ubuntu'
const NUMBERED = new RegExp(`^(?:[0-4]\\.)?(?:(?:${MAKERS})\\.pool\\.ntp\\.org|pool\\.ntp\\.org|ntp\\.ubuntu\\.com)$`)

/** Tells whether a source of time is known to everybody, so that its name may stand in a report. */
export const isPublicName = (name: string): boolean => HOSTS.has(name.toLowerCase()) || NUMBERED.test(name.toLowerCase())
