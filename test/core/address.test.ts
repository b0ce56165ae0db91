import { isIP } from 'node:net'
import { describe, expect, it } from 'vitest'
import { ipFamily } from '../../main/core/address.ts'
import { seeded } from './random.ts'

const ADDRESSES = [
  '192.0.2.1', '0.0.0.0', '255.255.255.255', '2001:db8::1', '::', '::1', '1::', 'fe80::1%eth0', '::ffff:192.0.2.1', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:192.0.2.1',
  '2001:DB8:0:0:8:800:200C:417A', '1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8',
]

describe('the family of an address', () => {
  it.each([
    ...ADDRESSES, '', ':', ':::', '1:2', '1:2:3:4:5:6:7:8:9', '::1::2', '1:2:3:4:5:6:7:8::', '12345::', 'g::', '01.2.3.4', '1.2.3', '1.2.3.4.5', '256.1.1.1', '192.0.2.1::',
    '::192.0.2.1:5', '1:2:3:4:5::6:7:8', '1:2:3:4::5:6:7', 'time.example', '1.2.3.4%eth0', 'fe80::1%', '%eth0', '192.0.2.1:123',
  ])('%s is what Node takes it for', (text) => expect(ipFamily(text)).toBe(isIP(text)))

  it('so is whatever else comes of them', () => {
    const random = seeded(31)
    const letters = '0123456789abcdefFg:.%'
    for (let run = 0; run < 20_000; run++) {
      let text = ADDRESSES[random.whole(0, ADDRESSES.length - 1)] ?? ''
      for (let change = random.whole(1, 3); change > 0; change--) {
        const at = random.whole(0, text.length)
        text = text.slice(0, at) + (random.between(0, 1) < 0.6 ? letters[random.whole(0, letters.length - 1)] : '') + text.slice(at + random.whole(0, 1))
      }
      expect(`${text} ${ipFamily(text)}`).toBe(`${text} ${isIP(text)}`)
    }
  })
})
