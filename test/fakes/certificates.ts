import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface Issued {
  /** Certificate in PEM. */
  readonly cert: string
  readonly key: string
}

export interface CertificateWish {
  /** Who vouches for it; itself when absent. */
  readonly by?: Issued
  readonly subject: string
  /** Lines of an OpenSSL extension section (x509v3_config(5)). */
  readonly extensions?: readonly string[]
  /** Valid from now for so long. */
  readonly days?: number
  /** Use this key again, as an authority does that renews its certificate. */
  readonly key?: string
  /** Options of openssl-x509(1) for the signature; its own defaults when absent. */
  readonly signing?: readonly string[]
}

export interface Workshop {
  readonly make: (wish: CertificateWish) => Issued
  /** Writes a file for those who want a path. */
  readonly file: (name: string, text: string) => string
  readonly close: () => void
}

export const CA = ['basicConstraints = critical, CA:TRUE', 'keyUsage = keyCertSign'] as const
export const SERVER = (...names: readonly string[]): readonly string[] => [`subjectAltName = ${names.join(', ')}`, 'extendedKeyUsage = serverAuth']

/** Makes certificates with the openssl program in a folder of its own. */
export function openWorkshop(): Workshop {
  const folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-certificates-'))
  const file = (name: string, text: string): string => {
    const full = path.join(folder, name)
    writeFileSync(full, text)
    return full
  }
  const openssl = (...args: readonly string[]): string => execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  let serial = 0
  return {
    file,
    make: ({ by, subject, extensions = [], days = 30, signing = [], key = openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256') }) => {
      const own = file('own.key', key)
      const config = file('own.cnf', `[req]\ndistinguished_name = dn\n[dn]\n[ext]\n${extensions.join('\n')}\n`)
      const request = path.join(folder, 'own.csr')
      openssl('req', '-new', '-config', config, '-key', own, '-subj', `/CN=${subject}`, '-out', request)
      const signer = by === undefined ? ['-signkey', own] : ['-CA', file('by.pem', by.cert), '-CAkey', file('by.key', by.key)]
      const out = path.join(folder, 'own.pem')
      openssl('x509', '-req', '-in', request, ...signer, ...signing, '-set_serial', String(++serial), '-days', String(days), '-extfile', config, '-extensions', 'ext', '-out', out)
      return { cert: readFileSync(out, 'utf8'), key }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
