import { X509Certificate } from 'node:crypto'
import type { TLSSocket } from 'node:tls'

/** What the server sent, its own certificate first. None where one cannot even be read: TLS libraries differ in what they take. */
export function certificatesOf(socket: TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = []
  try {
    let link = socket.getPeerCertificate(true)
    while (link?.raw !== undefined && !chain.some(({ raw }) => raw.equals(link.raw))) {
      chain.push(new X509Certificate(link.raw))
      link = link.issuerCertificate
    }
  } catch {
    return []
  }
  return chain
}
