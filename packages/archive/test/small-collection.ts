import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createWorkspace, type Workspace, workspaceAt } from '../src/workspace.ts'

/** A file in a commit: its text, or null to delete it. `mode` 120000 makes a link. */
interface FileChange {
  readonly path: string | Buffer
  readonly text: string | Buffer | null
  readonly mode?: string
}

export interface FixtureCommit {
  readonly subject: string
  /** Author date, seconds since 1970. */
  readonly at: number
  readonly files: readonly FileChange[]
}

/** A folder that goes when the test is done. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'proviso-test-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }))
  return dir
}

export async function emptyWorkspace(): Promise<Workspace> {
  const workspace = workspaceAt(join(temporaryFolder(), 'workspace'))
  await createWorkspace(workspace)
  return workspace
}

/** Runs the real git; throws when it fails. */
export function git(dir: string, args: readonly string[], input?: string | Buffer): string {
  const identity = {
    GIT_AUTHOR_NAME: 'Test',
    GIT_AUTHOR_EMAIL: 't@example.org',
    GIT_COMMITTER_NAME: 'Test',
    GIT_COMMITTER_EMAIL: 't@example.org',
  }
  const { status, stdout, stderr } = spawnSync('git', ['-C', dir, ...args], {
    input,
    env: { ...process.env, ...identity },
  })
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
  return stdout.toString('utf8').trim()
}

/** Adds commits to a bare repository (made when missing) through fast-import, in which any bytes may be a path. */
export function commitAll(dir: string, commits: readonly FixtureCommit[], branch = 'main'): void {
  const parts: Buffer[] = []
  const add = (...chunks: (string | Buffer)[]) => parts.push(...chunks.map((chunk) => Buffer.from(chunk as string)))
  let exists = spawnSync('git', ['-C', dir, 'rev-parse', '--verify', '-q', `refs/heads/${branch}`]).status === 0
  for (const { subject, at, files } of commits) {
    add(`commit refs/heads/${branch}\nauthor T <t@example.org> ${at} +0000\ncommitter T <t@example.org> ${at} +0000\n`)
    add(`data ${Buffer.byteLength(subject)}\n`, subject, '\n')
    if (exists && parts.length <= 4) add(`from refs/heads/${branch}^0\n`)
    for (const { path, text, mode = '100644' } of files) {
      const name = quoted(path)
      if (text === null) add('D ', name, '\n')
      else add(`M ${mode} inline `, name, `\ndata ${Buffer.byteLength(text)}\n`, text, '\n')
    }
    add('\n')
    exists = true
  }
  git(dir, ['fast-import', '--quiet', '--force', '--date-format=raw-permissive'], Buffer.concat(parts))
}

function quoted(path: string | Buffer): Buffer {
  let text = '"'
  for (const byte of Buffer.from(path as string)) {
    const plain = byte > 0x1f && byte < 0x7f && byte !== 0x22 && byte !== 0x5c
    text += plain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`
  }
  return Buffer.from(`${text}"`, 'latin1')
}

/** A bare repository with these commits on `main`. */
export function bareCollection(commits: readonly FixtureCommit[], name = 'small-versions.git'): string {
  const parent = temporaryFolder()
  git(parent, ['init', '-q', '--bare', '--initial-branch=main', name])
  const dir = join(parent, name)
  if (commits.length > 0) commitAll(dir, commits)
  return dir
}

/** Versions of `documents` documents over `days` days, each text a little different from the last. */
export function dailyCommits(documents: number, days: number, from = 0): FixtureCommit[] {
  const commits: FixtureCommit[] = []
  for (let day = from; day < from + days; day++) {
    for (let n = 0; n < documents; n++) {
      const subject = `${day === 0 ? 'First record of' : 'Record new changes of'} Service ${n} Terms of Service`
      const text = `# Terms ${n}\n\nRevision ${day}.\n\n${'All users keep their content.\n'.repeat(20 + n)}`
      commits.push({
        subject,
        at: 1_700_000_000 + day * 86_400 + n,
        files: [{ path: `Service ${n}/Terms of Service.md`, text }],
      })
    }
  }
  return commits
}
