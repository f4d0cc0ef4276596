import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const bundle = fileURLToPath(new URL('../../../../shared/archives/genai-contrib-versions.bundle', import.meta.url))

/** The versions of every nth document of a public collection by name, oldest first; null without `../shared/archives`. */
export const histories = existsSync(bundle) ? everyNth : null

function everyNth(nth: number): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'proviso-terms-'))
  const git = (words: readonly string[], input?: string) =>
    execFileSync('git', ['-C', folder, ...words], { maxBuffer: 2 ** 29, ...(input === undefined ? {} : { input }) })
  try {
    git(['clone', '--quiet', '--bare', bundle, '.'])
    const log = git(['log', '--raw', '-z', '--reverse', '--no-renames', '--no-abbrev', '--format=%H']).toString('utf8')
    const documents = new Map<string, string[]>()
    for (const [, blob = '', path = ''] of log.matchAll(/ ([0-9a-f]{40}) [AM]\0([^\0]*\.md)(?=\0)/g)) {
      documents.set(path, [...(documents.get(path) ?? []), blob])
    }
    const paths = [...documents.keys()].sort().filter((_, at) => at % nth === 0)
    return paths
      .map((path) => documents.get(path)!)
      .map((blobs) => blobs.map((blob) => git(['cat-file', 'blob', blob]).toString('utf8')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
