import { execFileSync, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Issued } from './certificates.ts'

/** Where `npm test` unpacks Debian's chrony (scripts/unpack-chrony.mjs). */
const UNPACKED = path.join(import.meta.dirname, '../../node_modules/.cache/clock-medic/chrony')
const SETPRIV = '/usr/bin/setpriv'

const librariesOf = (folder: string): string =>
  ['usr/lib', 'lib'].flatMap((name) => {
    const full = path.join(folder, name)
    return existsSync(full) ? readdirSync(full).map((below) => path.join(full, below)) : []
  }).join(':')

const environment = { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: librariesOf(UNPACKED) }

/** A chronyd that runs here and knows NTS, or null. */
export const chronyd: string | null = [path.join(UNPACKED, 'usr/sbin/chronyd'), '/usr/sbin/chronyd'].find((program) => {
  try {
    return execFileSync(program, ['--version'], { encoding: 'utf8', env: environment }).includes('+NTS')
  } catch {
    return false
  }
}) ?? null

export interface Chrony {
  readonly ntpPort: number
  readonly ntsPort: number
  /** Ends it and starts it anew with keys of its own: every cookie given before is forgotten. */
  readonly restart: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Free for UDP and for TCP a moment ago. */
async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const socket = createSocket('udp4').bind(port, '127.0.0.1')
  await Promise.race([once(socket, 'listening'), once(socket, 'error')])
  listener.close()
  socket.close()
  return port
}

/**
 * Starts a real chronyd as NTS server on loopback. It never sets the clock: by `-x`, and where that is possible without
 * the right to.
 * @param ntpHost what it names as its NTP server
 */
export async function startChrony({ cert, key }: Issued, ntpHost: string): Promise<Chrony> {
  if (chronyd === null) throw new Error('There is no chronyd.')
  const folder = mkdtempSync(path.join(tmpdir(), 'clock-medic-chrony-'))
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(folder, name), text, { mode: 0o600 })
    return path.join(folder, name)
  }
  mkdirSync(path.join(folder, 'run'))
  const [ntpPort, ntsPort] = [await freePort(), await freePort()]
  const config = file('chrony.conf', [
    `port ${ntpPort}`, 'bindaddress 127.0.0.1', 'cmdport 0', 'bindcmdaddress /', `pidfile ${folder}/run/pid`,
    'local stratum 1', 'allow 127.0.0.0/8',
    `ntsserverkey ${file('key.pem', key)}`, `ntsservercert ${file('cert.pem', cert)}`, `ntsport ${ntsPort}`, 'ntsprocesses 0', `ntsntpserver ${ntpHost}`, '',
  ].join('\n'))
  const isRoot = process.getuid?.() === 0
  const user = isRoot ? ['-u', 'root'] : ['-U', '-u', execFileSync('id', ['-un'], { encoding: 'utf8' }).trim()]
  // It ends with this process, however that ends.
  const wrapped = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig=KILL', ...(isRoot ? ['--bounding-set=-sys_time', '--inh-caps=-sys_time'] : [])] : []
  const [program, ...args] = [...wrapped, chronyd, '-x', '-d', ...user, '-f', config]

  const start = async () => {
    const daemon = spawn(program, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
    const ended = once(daemon, 'close')
    let said = ''
    for (const stream of [daemon.stdout, daemon.stderr]) stream.on('data', (text) => { said += text })
    while (!(await accepts(ntsPort))) if (daemon.exitCode !== null) throw new Error(`chronyd ended: ${said}`)
    return async () => {
      daemon.kill()
      await ended
    }
  }
  let stop = await start()
  return {
    ntpPort, ntsPort,
    restart: async () => {
      await stop()
      stop = await start()
    },
    close: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => resolve(true))
    // A refusal comes at once; the next try is made in the next turn but one.
    socket.on('error', () => setTimeout(resolve, 10, false))
    socket.on('connect', () => socket.destroy())
  })
