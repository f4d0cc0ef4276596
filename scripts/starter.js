// @ts-check
/**
 * Builds the starter rulebook from archives of terms: `npm run starter -- ARCHIVE…` (addresses, folders or bundles; the
 * bundles of `../shared/archives` when none are named). Facts and pointers only: no quote is written.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  ArchiveError,
  buildRulebook,
  createWorkspace,
  importCollection,
  openRulebook,
  workspaceAt,
  writeRulebook,
} from '@proviso/archive'

const root = join(import.meta.dirname, '..')
const shared = join(root, '..', 'shared', 'archives')
const named = process.argv.slice(2)
const sources =
  named.length > 0
    ? named
    : existsSync(shared)
      ? readdirSync(shared)
          .filter((file) => file.endsWith('.bundle'))
          .sort()
          .map((file) => join(shared, file))
      : []
if (sources.length === 0) {
  console.error('name the archives to build from: npm run starter -- ARCHIVE…')
  process.exit(2)
}
const home = mkdtempSync(join(tmpdir(), 'proviso-starter-'))
try {
  const workspace = workspaceAt(home)
  await createWorkspace(workspace)
  for (const source of sources) {
    for await (const event of importCollection(workspace, source, {})) {
      if (event.phase === 'failed') throw new ArchiveError(event.issue)
    }
    console.log(`imported ${source}`)
  }
  await buildRulebook(workspace)
  const built = openRulebook(workspace.rulebook)
  const { sha256, bytes } = await writeRulebook(
    join(root, 'rulebooks', 'starter.ndjson'),
    { ...built.load(), sources: built.sources, inputs: built.inputs },
    { pointersOnly: true },
  )
  console.log(`rulebooks/starter.ndjson  ${bytes} bytes  sha-256 ${sha256}`)
} catch (error) {
  if (!(error instanceof ArchiveError)) throw error
  console.error(`error ${error.issue.code}: ${error.issue.message}`)
  process.exitCode = 1
} finally {
  rmSync(home, { recursive: true, force: true })
}
