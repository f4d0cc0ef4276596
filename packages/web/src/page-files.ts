import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A file of the built page. */
export interface PageFile {
  readonly bytes: Buffer
  readonly type: string
}

/** The built page: the frame every page is shown in, and its files by their path (`/assets/…`). */
export interface Page {
  readonly frame: string
  readonly files: ReadonlyMap<string, PageFile>
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Where `npm run build` leaves the page. */
export const builtPage = fileURLToPath(new URL('../dist/page/', import.meta.url))

/**
 * Reads the built page whole: what is served later is looked up among these files, so that no path of a request ever reaches
 * the disk. Null when the page has not been built.
 */
export function readPage(folder: string = builtPage): Page | null {
  let frame: string
  try {
    frame = readFileSync(join(folder, 'index.html'), 'utf8')
  } catch {
    return null
  }
  const files = new Map<string, PageFile>()
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const type = types[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const path = join(entry.parentPath, entry.name)
    files.set(`/${path.slice(folder.length).replaceAll('\\', '/').replace(/^\/+/, '')}`, {
      bytes: readFileSync(path),
      type,
    })
  }
  return { frame, files }
}
