import { ipFamily } from '../core/address.ts'

/** RFC 1035 section 2.3.4, less what is not written. */
const LONGEST_NAME = 253

/**
 * Tells whether a host of a server list can be asked for the time over the network. Not the machine itself, whose clock
 * is the one in doubt (127.127.x.x are reference clocks of ntpd), and no address that means many or nobody. Nor what ends in
 * a number and is no address: no name does (RFC 3696 section 2), and to the C library 127.1 is the machine itself.
 */
export const isAskable = (host: string): boolean => {
  switch (ipFamily(host)) {
    case 4: {
      const first = Number(host.split('.')[0])
      return first !== 0 && first !== 127 && first < 224
    }
    case 6: return !/^(::1?$|::ffff:127\.|ff[0-9a-f]{2}:)/i.test(host)
    default: return host !== '' && host.length <= LONGEST_NAME && !/^localhost(\.|$)/i.test(host) && !/(^|\.)(\d+|0x[0-9a-f]*)\.?$/i.test(host)
  }
}
