// Writes certificates.json beside it: run by hand (node test/fuzz/corpus/make.ts) when another kind is wanted. Fixed
// certificates make a failing input fail everywhere. The keys are those that an attacker of the story has.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { CA, openWorkshop, SERVER, type Issued } from '../../fakes/certificates.ts'

const { make, close } = openWorkshop()
const YEARS = 3650
const NAMED = SERVER('DNS:www.example.com', 'DNS:*.wild.example', 'IP:192.0.2.1')
const OTHER = SERVER('DNS:other.example')
const rsaKey = (): string => generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } }).privateKey

const root = make({ subject: 'A root', extensions: CA, days: YEARS })
const rsaRoot = make({ subject: 'An RSA root', extensions: CA, days: YEARS, key: rsaKey() })
const middle = make({ subject: 'In between', by: root, extensions: CA, days: 2000 })
const rsaMiddle = make({ subject: 'RSA in between', by: rsaRoot, extensions: CA, days: 2000, key: rsaKey() })
const leaf = make({ subject: 'leaf', by: middle, extensions: NAMED, days: 400 })
const rsaLeaf = make({ subject: 'rsa leaf', by: rsaMiddle, extensions: NAMED, days: 400, key: rsaKey() })
const direct = make({ subject: 'direct', by: root, extensions: NAMED, days: 90 })
const constrained = make({ subject: 'For inside.example only', by: root, extensions: [...CA, 'nameConstraints = critical, permitted;DNS:inside.example, excluded;IP:0.0.0.0/0.0.0.0, excluded;IP:::/::'], days: YEARS })
const shallow = make({ subject: 'No authorities below', by: root, extensions: ['basicConstraints = critical, CA:TRUE, pathlen:0', 'keyUsage = keyCertSign', 'nameConstraints = critical, permitted;DNS:inside.example'], days: YEARS })
const below = make({ subject: 'Below', by: shallow, extensions: CA, days: YEARS })
const mail = make({ subject: 'For mail only', by: root, extensions: [...CA, 'extendedKeyUsage = emailProtection'], days: YEARS })
const website = make({ subject: 'An ordinary website', by: root, extensions: OTHER, days: YEARS })
const noSigning = make({ subject: 'May not sign', by: root, extensions: ['basicConstraints = critical, CA:TRUE', 'keyUsage = cRLSign'], days: YEARS })
const stranger = make({ subject: 'Nobody knows this root', extensions: CA, days: YEARS })
const impostor = make({ subject: 'A root', extensions: CA, days: YEARS })
const wanting = (name: string, by: Issued): readonly [string, Issued] => [name, make({ subject: name, by, extensions: NAMED, days: YEARS })]

const certificates: Readonly<Record<string, Issued>> = {
  root, rsaRoot, middle, rsaMiddle, leaf, rsaLeaf, direct, constrained, shallow, below, mail, website, noSigning, stranger, impostor,
  inside: make({ subject: 'inside', by: constrained, extensions: SERVER('DNS:a.inside.example'), days: 400 }),
  ...Object.fromEntries([
    wanting('ofConstrained', constrained), wanting('ofBelow', below), wanting('ofMail', mail), wanting('ofWebsite', website),
    wanting('ofNoSigning', noSigning), wanting('ofStranger', stranger), wanting('ofImpostor', impostor),
  ]),
}
const STOLEN = ['constrained', 'below', 'mail', 'website', 'noSigning', 'stranger', 'impostor']
const entries = Object.entries(certificates)
writeFileSync(path.join(import.meta.dirname, 'certificates.json'), `${JSON.stringify({
  certificates: Object.fromEntries(entries.map(([name, { cert }]) => [name, new X509Certificate(cert).raw.toString('base64')])),
  keys: Object.fromEntries(entries.filter(([name]) => STOLEN.includes(name)).map(([name, { key }]) => [name, key.replaceAll(/-----[^-]*-----|\s/g, '')])),
}, null, 1)}\n`)
close()
