// Reads a zip archive with nothing but Node, because a bare Linux has no unzip.
import { mkdir, open, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'

const inflate = promisify(inflateRaw)

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const END_LENGTH = 22
const LONGEST_COMMENT = 0xffff
const METHOD_STORED = 0
const TYPE_MASK = 0o170000
const TYPE_SYMLINK = 0o120000

/**
 * @typedef {object} Entry
 * @property {string} name  path inside the archive, ends with "/" for a folder
 * @property {number} mode  Unix mode, 0 where the archive has none
 * @property {number} method  0 stored, 8 deflated
 * @property {number} packedBytes
 * @property {number} headerOffset
 */

/** Reads exactly `length` bytes at `position`. */
async function bytesAt(file, position, length) {
  const buffer = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done)
    if (bytesRead === 0) throw new Error('the zip archive is cut short')
    done += bytesRead
  }
  return buffer
}

/** Gives the entries of the central directory (APPNOTE.TXT 4.3.12); archives beyond 4 GiB are not understood. */
async function readDirectory(file) {
  const { size } = await file.stat()
  const tailStart = Math.max(0, size - END_LENGTH - LONGEST_COMMENT)
  const tail = await bytesAt(file, tailStart, size - tailStart)
  let end = tail.length - END_LENGTH
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end--
  if (end < 0) throw new Error('this is not a zip archive')
  const directory = await bytesAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  /** @type {Entry[]} */
  const entries = []
  let at = 0
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const nameLength = directory.readUInt16LE(at + 28)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      headerOffset: directory.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

/**
 * Unpacks those files of `archive` for which `place` gives a path relative to `target`; undefined leaves one out.
 * Keeps modes and symbolic links. Throws on a broken archive and on a path that leads out of `target`.
 * @param {string} archive
 * @param {string} target
 * @param {(name: string) => string | undefined} place
 */
export async function unzip(archive, target, place) {
  const file = await open(archive)
  try {
    for (const entry of await readDirectory(file)) {
      const relative = entry.name.endsWith('/') ? undefined : place(entry.name)
      if (relative === undefined) continue
      const destination = path.resolve(target, relative)
      if (!destination.startsWith(path.resolve(target) + path.sep)) throw new Error(`${entry.name} leads out of the folder`)
      const header = await bytesAt(file, entry.headerOffset, 30)
      const dataStart = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
      const packed = await bytesAt(file, dataStart, entry.packedBytes)
      const content = entry.method === METHOD_STORED ? packed : await inflate(packed)
      await mkdir(path.dirname(destination), { recursive: true })
      if ((entry.mode & TYPE_MASK) === TYPE_SYMLINK) await symlink(content.toString('utf8'), destination)
      else await writeFile(destination, content, { mode: (entry.mode & 0o777) || 0o644 })
    }
  } finally {
    await file.close()
  }
}
