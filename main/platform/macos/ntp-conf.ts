/**
 * Gives the time server in `/etc/ntp.conf`: the first `server` line, without the options behind the host; since
 * macOS 10.13 timed(8) uses no other. Undefined when there is none.
 */
export const parseNtpConf = (text: string): string | undefined => {
  for (const line of text.split(/\r?\n/)) {
    const host = /^\s*server\s+([^\s#]+)/.exec(line)?.[1]
    if (host !== undefined) return host
  }
  return undefined
}
