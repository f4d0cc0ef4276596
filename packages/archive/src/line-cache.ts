import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeAtomic } from './atomic-file.ts'

/** Values remembered by what they depend on, one a line; may be deleted at any time. */
export interface LineCache<T extends object> {
  /** How many are remembered. */
  readonly size: number
  get(key: string): T | undefined
  /** Appends at once, so that what a stopped build has read is not read again. */
  add(key: string, value: T): void
  /** Drops what is not in `used`, when that is most of it. */
  tidy(used: ReadonlySet<string>): Promise<void>
}

/** Opens a file in the cache folder; a torn or foreign line is skipped. A cache that cannot be written is none. */
export function openLineCache<T extends object>(folder: string, name: string): LineCache<T> {
  const path = join(folder, name)
  const lines = new Map<string, string>()
  let torn = false
  try {
    const text = readFileSync(path, 'utf8')
    torn = text !== '' && !text.endsWith('\n')
    for (const line of text.split('\n')) {
      // KEY TAB JSON: a value is parsed only when it is asked for
      if (line[64] === '\t' && line.endsWith('}')) lines.set(line.slice(0, 64), line)
    }
  } catch {
    // nothing remembered yet
  }
  let file: number | null = null
  try {
    mkdirSync(folder, { recursive: true })
    file = openSync(path, 'a')
    if (torn) appendFileSync(file, '\n')
  } catch {
    // a read-only workspace: the build still works, it only remembers nothing
  }
  return {
    get size() {
      return lines.size
    },
    get(key) {
      const line = lines.get(key)
      if (line === undefined) return undefined
      try {
        return JSON.parse(line.slice(65)) as T
      } catch {
        return undefined
      }
    },
    add(key, value) {
      const line = `${key}\t${JSON.stringify(value)}`
      lines.set(key, line)
      if (file === null) return
      try {
        appendFileSync(file, `${line}\n`)
      } catch {
        // a full disk costs the memory, not the build
        closeSync(file)
        file = null
      }
    },
    async tidy(used) {
      if (file !== null) closeSync(file)
      file = null
      if (lines.size <= 2 * used.size) return
      const kept = [...lines].filter(([key]) => used.has(key)).map(([, line]) => `${line}\n`)
      try {
        await writeAtomic(path, kept.join(''))
      } catch {
        // stays as it was
      }
    },
  }
}
