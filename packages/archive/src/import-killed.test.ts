import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import {
  bareCollection,
  commitAll,
  dailyCommits,
  emptyWorkspace,
  git,
  temporaryFolder,
} from '../test/small-collection.ts'
import { importCollection } from './import.ts'
import { readRecords } from './records.ts'
import { readBlobs } from './versions.ts'
import { listArchives, type Workspace } from './workspace.ts'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const killed = fileURLToPath(new URL('../test/killed-import.mjs', import.meta.url))

/** Runs an import in a process that kills itself just before its nth effect on the disk; true when it came to its end. */
function importUntil(step: number, workspace: Workspace, source: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [killed, dist, workspace.dir, source, String(step)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let stderr = ''
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    child.on('close', (status, signal) => {
      if (signal === 'SIGKILL') resolve(false)
      else if (status === 0) resolve(true)
      else reject(new Error(stderr))
    })
  })
}

async function held(workspace: Workspace): Promise<string[]> {
  const [archive] = await listArchives(workspace)
  if (archive === undefined) return []
  const records = await readRecords(archive)
  const texts: string[] = []
  await readBlobs(
    archive,
    records.map(({ blob }) => blob ?? ''),
    (_, bytes) => void texts.push(bytes.toString()),
  )
  return records.map(({ recorded, path, kind }, n) => `${recorded} ${kind} ${path} ${texts[n]}`)
}

async function run(workspace: Workspace, source: string) {
  for await (const event of importCollection(workspace, source))
    if (event.phase === 'done' || event.phase === 'failed') return event
}

const days = { before: 3, after: 5 }

describe.skipIf(!existsSync(join(dist, 'import.js')))('killed anywhere (needs `npm run build`)', () => {
  const whole = bareCollectionOf(days.after)

  test.each([
    ['a first import of a bundle', 'bundle', false],
    ['a first import of a folder', 'folder', false],
    ['a first import over a git connection', 'connection', false],
    ['an import of what is new in a bundle', 'bundle', true],
    ['an import of what is new in a folder', 'folder', true],
  ] as const)('[I7, A4, A5] %s', { timeout: process.env.FUZZ ? 3_600_000 : 240_000 }, async (_, kind, incremental) => {
    const clean = await emptyWorkspace()
    await run(clean, whole(kind))
    const expected = await held(clean)
    const half = await emptyWorkspace()
    await run(half, bareCollectionOf(days.before)(kind))
    const old = incremental ? await held(half) : []
    const stride = process.env.FUZZ ? 1 : 12
    let ended = false
    // The stride's offset differs by kind, so that between them the short runs meet most steps.
    for (let step = 1 + (kind.length % stride); !ended && step < 200; step += stride) {
      const workspace = await emptyWorkspace()
      const source = incremental ? bareCollectionOf(days.before)(kind) : whole(kind)
      if (incremental) {
        await run(workspace, source)
        grow(source)
      }
      ended = await importUntil(step, workspace, source)
      const left = await held(workspace)
      expect([old, expected], `killed at step ${step}`).toContainEqual(left)
      expect(await run(workspace, source), `after step ${step}`).toMatchObject({
        phase: 'done',
        result: { records: expected.length },
      })
      expect(await held(workspace)).toEqual(expected)
      expect(leftovers(workspace.dir)).toEqual([])
      expect(
        git(join(workspace.archives, 'small-versions.git'), ['fsck', '--strict', '--connectivity-only']),
      ).not.toMatch(/missing|broken/)
    }
    expect(ended).toBe(true)
  })
})

type Kind = 'bundle' | 'folder' | 'connection'

function bareCollectionOf(count: number): (kind: Kind) => string {
  return (kind) => {
    const bare = bareCollection(dailyCommits(2, count))
    if (kind === 'folder') return bare
    if (kind === 'connection') {
      // A folder that borrows objects is not linked but asked, as an address would be.
      const tree = join(temporaryFolder(), 'small-versions')
      git('/', ['clone', '-q', '--shared', bare, tree])
      return tree
    }
    const bundle = join(temporaryFolder(), 'small-versions.bundle')
    git(bare, ['bundle', 'create', '-q', bundle, 'main'])
    return bundle
  }
}

/** Brings a source from the days before to the days after. */
function grow(source: string): void {
  const bare = source.endsWith('.bundle') ? bareCollection(dailyCommits(2, days.before)) : source
  commitAll(bare, dailyCommits(2, days.after - days.before, days.before))
  if (bare !== source) git(bare, ['bundle', 'create', '-q', source, 'main'])
}

function leftovers(dir: string): string[] {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => /(^|\/)(tmp_|writer\.)|\.(tmp|partial|trash|lock)$/.test(name))
}
