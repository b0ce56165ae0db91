/** What a file holds: text, or a function for what changes by itself. Null: not there at the moment. */
export type Content = string | (() => string | null)

/** Folders that Debian 12 keeps only as links into /usr. */
const MERGED = /^\/(bin|sbin|lib)(?=\/|$)/

/** The files of the practice laptop: all in memory, nothing of this host. */
export class FileTree {
  readonly #files = new Map<string, Content>()
  readonly #links = new Map<string, () => string | null>()
  readonly #folders = new Set<string>(['/'])
  readonly #programs = new Set<string>()

  /** The path with Debian's links into /usr followed, and without a slash at the end. */
  static plain(path: string): string {
    return path.replace(MERGED, '/usr/$1').replace(/(?<=.)\/+$/, '')
  }

  addFile(path: string, content: Content): void {
    const plain = FileTree.plain(path)
    this.#files.set(plain, content)
    this.addFolder(FileTree.parent(plain))
  }

  /** Takes a file away; its folder stays. */
  removeFile(path: string): void {
    this.#files.delete(FileTree.plain(path))
  }

  /** Adds a file that may be executed. */
  addProgram(path: string): void {
    this.addFile(path, '')
    this.#programs.add(FileTree.plain(path))
  }

  hasProgram(path: string): boolean {
    return this.#programs.has(FileTree.plain(path))
  }

  addFolder(path: string): void {
    const plain = FileTree.plain(path)
    if (this.#folders.has(plain)) return
    this.#folders.add(plain)
    this.addFolder(FileTree.parent(plain))
  }

  /** Adds a symbolic link that exists while `target` gives a path. */
  addLink(path: string, target: () => string | null): void {
    const plain = FileTree.plain(path)
    this.#links.set(plain, target)
    this.addFolder(FileTree.parent(plain))
  }

  readText(path: string): string | null {
    const content = this.#files.get(FileTree.plain(path))
    return typeof content === 'function' ? content() : content ?? null
  }

  readLink(path: string): string | null {
    return this.#links.get(FileTree.plain(path))?.() ?? null
  }

  has(path: string): boolean {
    return this.readText(path) !== null || this.readLink(path) !== null || this.hasFolder(path)
  }

  hasFolder(path: string): boolean {
    return this.#folders.has(FileTree.plain(path))
  }

  /** Names in a folder, sorted; empty when it is not there. */
  list(folder: string): readonly string[] {
    const plain = FileTree.plain(folder)
    const names = [...this.#files.keys(), ...this.#links.keys(), ...this.#folders]
      .filter((path) => path !== '/' && FileTree.parent(path) === plain && this.has(path))
      .map((path) => path.slice(path.lastIndexOf('/') + 1))
    return [...new Set(names)].toSorted()
  }

  /** The folder that a path lies in. */
  static parent(path: string): string {
    return path.slice(0, Math.max(1, path.lastIndexOf('/')))
  }
}
