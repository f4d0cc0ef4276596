import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  bareCollection,
  commitAll,
  dailyCommits,
  emptyWorkspace,
  git,
  temporaryFolder,
} from '../test/small-collection.ts'
import { readDeclarations } from './declarations.ts'
import { type ImportEvent, type ImportOptions, type ImportResult, importCollection } from './import.ts'
import { readRecords } from './records.ts'
import { largestVersion, readBlobs } from './versions.ts'
import { createWorkspace, listArchives, type Workspace, workspaceAt } from './workspace.ts'

async function events(workspace: Workspace, source: string, options: ImportOptions = {}): Promise<ImportEvent[]> {
  const seen: ImportEvent[] = []
  for await (const event of importCollection(workspace, source, options)) seen.push(event)
  return seen
}

async function imported(workspace: Workspace, source: string, options: ImportOptions = {}): Promise<ImportResult> {
  const last = (await events(workspace, source, options)).at(-1)
  if (last?.phase !== 'done') throw new Error(JSON.stringify(last))
  return last.result
}

async function failure(workspace: Workspace, source: string, options: ImportOptions = {}): Promise<string> {
  const last = (await events(workspace, source, options)).at(-1)
  if (last?.phase !== 'failed') throw new Error(`did not fail: ${JSON.stringify(last)}`)
  expect(last.issue.hint).toBeTruthy()
  return last.issue.code
}

function bundled(bare: string, name = 'small-versions.bundle'): string {
  const path = join(temporaryFolder(), name)
  git(bare, ['bundle', 'create', '-q', path, 'main'])
  return path
}

async function texts(workspace: Workspace): Promise<string[]> {
  const [archive] = await listArchives(workspace)
  const found: string[] = []
  const blobs = (await readRecords(archive!)).map(({ blob }) => blob ?? '')
  await readBlobs(archive!, blobs, (_, bytes) => void found.push(bytes.toString()))
  return found
}

describe('every kind of source', () => {
  const commits = dailyCommits(3, 4)
  test.each([
    ['a bare folder', (bare: string) => bare],
    ['a file address', (bare: string) => pathToFileURL(bare).href],
    ['a bundle', bundled],
    [
      'a work tree',
      (bare: string) => {
        const tree = join(temporaryFolder(), 'small-versions')
        git('/', ['clone', '-q', bare, tree])
        return tree
      },
    ],
    [
      'a work tree that borrows its objects',
      (bare: string) => {
        const tree = join(temporaryFolder(), 'small-versions')
        git('/', ['clone', '-q', '--shared', bare, tree])
        return tree
      },
    ],
  ])('[I1, I8] %s: once, again, and with what is new', async (_, make) => {
    const bare = bareCollection(commits)
    const source = make(bare)
    const workspace = await emptyWorkspace()
    const first = await imported(workspace, source)
    expect(first).toMatchObject({ records: 12, new: 12, documents: 3, archive: { name: 'small-versions' } })
    expect(await texts(workspace)).toEqual(commits.map(({ files }) => files[0]?.text))
    const again = await imported(workspace, source)
    expect(again).toMatchObject({ records: 12, new: 0, head: first.head })
    expect(again.archive).toEqual(first.archive)
    commitAll(bare, dailyCommits(3, 2, 4))
    if (source.endsWith('.bundle')) git(bare, ['bundle', 'create', '-q', source, 'main'])
    else if (!source.includes('.git')) git(source, ['pull', '-q'])
    expect(await imported(workspace, source)).toMatchObject({ records: 18, new: 6 })
    rmSync(bare, { recursive: true })
    expect(await texts(workspace)).toHaveLength(18)
    expect(git(join(workspace.archives, 'small-versions.git'), ['for-each-ref', '--format=%(refname)'])).toBe(
      'refs/heads/main',
    )
    expect(readdirSync(workspace.archives)).toEqual(['small-versions.git'])
  })

  test('[I2] a branch called otherwise becomes main', async () => {
    const bare = bareCollection([])
    commitAll(bare, dailyCommits(1, 2), 'versions')
    const workspace = await emptyWorkspace()
    const { archive } = await imported(workspace, bare)
    expect(archive).toMatchObject({ branch: 'refs/heads/main', head: git(bare, ['rev-parse', 'versions']) })
  })

  test('[I8] a rewritten branch is followed', async () => {
    const bare = bareCollection(dailyCommits(2, 3))
    const workspace = await emptyWorkspace()
    await imported(workspace, bare)
    git(bare, ['update-ref', '-d', 'refs/heads/main'])
    commitAll(
      bare,
      dailyCommits(1, 2).map((commit) => ({ ...commit, at: commit.at + 1 })),
    )
    expect(await imported(workspace, bare)).toMatchObject({ records: 2, new: 2 })
  })

  test('[I8] another collection of the same name', async () => {
    const workspace = await emptyWorkspace()
    await imported(workspace, bareCollection(dailyCommits(1, 1)))
    const other = bareCollection(dailyCommits(1, 2).map((commit) => ({ ...commit, at: commit.at + 1 })))
    expect(await failure(workspace, other)).toBe('collection-name-taken')
    expect(await texts(workspace)).toHaveLength(1)
    expect(await imported(workspace, other, { name: 'other' })).toMatchObject({
      archive: { name: 'other' },
      records: 2,
    })
  })

  test('progress comes in the order of the phases and ends with one result', async () => {
    const seen = await events(await emptyWorkspace(), bundled(bareCollection(dailyCommits(3, 4))))
    const order = ['ask', 'receive', 'resolve', 'records', 'check', 'declarations', 'done']
    const phases = seen.map(({ phase }) => order.indexOf(phase))
    expect(phases).toEqual([...phases].sort((a, b) => a - b))
    expect(seen.filter(({ phase }) => phase === 'done')).toHaveLength(1)
  })
})

describe('what lies beside a source', () => {
  test('[I6] a map leads to the public commits', async () => {
    const bare = bareCollection(dailyCommits(1, 3))
    const bundle = bundled(bare)
    const stored = git(bare, ['rev-list', '--reverse', 'main']).split('\n')
    const rows = stored.slice(0, 2).map((commit, n) => `${commit}\t${String(n + 1).repeat(40)}\n`)
    writeFileSync(
      bundle.replace('.bundle', '.commits.tsv.gz'),
      gzipSync(`bundle_commit\toriginal_commit\n${rows.join('')}odd line\n`),
    )
    const workspace = await emptyWorkspace()
    const { archive, issues } = await imported(workspace, bundle, { name: 'mine' })
    expect(issues).toMatchObject([{ code: 'commit-map-lines' }])
    const link = 'https://github.com/OpenTermsArchive/small-versions/commit/'
    expect((await readRecords(archive)).map(({ commit, url, collection }) => [commit, url, collection])).toEqual([
      ['1'.repeat(40), link + '1'.repeat(40), 'mine'],
      ['2'.repeat(40), link + '2'.repeat(40), 'mine'],
      [stored[2], undefined, 'mine'],
    ])
  })

  test('[I6] a map that comes later is taken up, and a broken one is an issue', async () => {
    const bare = bareCollection(dailyCommits(1, 1))
    const bundle = bundled(bare)
    const workspace = await emptyWorkspace()
    const map = bundle.replace('.bundle', '.commits.tsv.gz')
    writeFileSync(map, 'not gzip')
    expect((await imported(workspace, bundle)).issues).toMatchObject([{ code: 'commit-map-unreadable' }])
    writeFileSync(map, gzipSync(`${git(bare, ['rev-parse', 'main'])}\t${'a'.repeat(40)}\n`))
    const { archive } = await imported(workspace, bundle)
    expect((await readRecords(archive))[0]?.commit).toBe('a'.repeat(40))
  })

  test('[I6] a folder cloned from a public address links there', async () => {
    const tree = join(temporaryFolder(), 'small-versions')
    git('/', ['clone', '-q', bareCollection(dailyCommits(1, 1)), tree])
    git(tree, ['remote', 'set-url', 'origin', 'git@github.com:O/small-versions.git'])
    const { archive, head } = await imported(await emptyWorkspace(), tree)
    expect((await readRecords(archive))[0]?.url).toBe(`https://github.com/O/small-versions/commit/${head}`)
  })

  test('[I10] declarations beside a bundle are taken without being told; a given folder that has none is an issue', async () => {
    const bundle = bundled(bareCollection(dailyCommits(1, 1)))
    const folder = join(dirname(bundle), 'declarations', 'small-declarations')
    mkdirSync(folder, { recursive: true })
    writeFileSync(
      join(folder, 'Service 0.json'),
      '{"name":"S","terms":{"Terms of Service":{"fetch":"https://s.example/tos"}}}',
    )
    const workspace = await emptyWorkspace()
    expect((await imported(workspace, bundle)).declarations).toEqual({ from: folder, services: 1, terms: 1 })
    expect((await readDeclarations(workspace, 'small-versions'))[0]?.terms[0]?.hosts).toEqual(['s.example'])
    const told = await imported(workspace, bundle, { declarations: temporaryFolder() })
    expect([told.declarations, told.issues.map(({ code }) => code)]).toEqual([null, ['declarations-not-found']])
    expect(await readDeclarations(workspace, 'small-versions')).toHaveLength(1)
  })
})

describe('bad input', () => {
  test.each([
    ['an empty repository', () => bareCollection([]), 'empty-repository'],
    [
      'a branch without documents',
      () => bareCollection([{ subject: 'Add', at: 1e9, files: [{ path: 'README.md', text: 'x' }] }]),
      'no-documents',
    ],
    ['a folder that is no repository', temporaryFolder, 'not-a-repository'],
    ['nothing', () => '/nowhere/small-versions', 'source-not-found'],
    ['a name that is none', () => '///', 'collection-name'],
    ['a host that does not exist', () => 'https://host.invalid/small-versions', 'address-unknown-host'],
    ['a port that nobody listens on', () => 'http://127.0.0.1:9/small-versions', 'address-unreachable'],
  ])('[I9] %s', async (_, make, code) => {
    const workspace = await emptyWorkspace()
    expect(await failure(workspace, make())).toBe(code)
    expect(readdirSync(workspace.archives)).toEqual([])
  })

  test('[I9] a bundle cut short anywhere leaves what was there; whole, it comes in', async () => {
    const bare = bareCollection(dailyCommits(2, 3))
    const bundle = bundled(bare)
    const workspace = await emptyWorkspace()
    await imported(workspace, bundle)
    commitAll(bare, dailyCommits(2, 3, 3))
    git(bare, ['bundle', 'create', '-q', bundle, 'main'])
    const whole = readFileSync(bundle)
    for (const share of [0.02, 0.1, 0.5, 0.9, 0.99, 1]) {
      writeFileSync(bundle, whole)
      truncateSync(bundle, Math.floor(whole.length * share) - (share === 1 ? 1 : 0))
      expect(await failure(workspace, bundle)).toMatch(/^(damaged-repository|not-a-repository)$/)
      expect(await texts(workspace)).toHaveLength(6)
    }
    writeFileSync(bundle, whole)
    expect(await imported(workspace, bundle)).toMatchObject({ records: 12, new: 6 })
  })

  test('[I9] a bundle with a flipped bit', async () => {
    const bundle = bundled(bareCollection(dailyCommits(2, 3)))
    const bytes = readFileSync(bundle)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0x10
    writeFileSync(bundle, bytes)
    expect(await failure(await emptyWorkspace(), bundle)).toBe('damaged-repository')
  })

  test('[I9] a bundle that continues another', async () => {
    const bare = bareCollection(dailyCommits(1, 2))
    const bundle = bundled(bare)
    const more = join(dirname(bundle), 'more.bundle')
    const before = git(bare, ['rev-parse', 'main'])
    commitAll(bare, dailyCommits(1, 2, 2))
    git(bare, ['bundle', 'create', '-q', more, 'main', `^${before}`])
    const workspace = await emptyWorkspace()
    expect(await failure(workspace, more, { name: 'small-versions' })).toBe('bundle-incomplete')
    await imported(workspace, bundle)
    expect(await imported(workspace, more, { name: 'small-versions' })).toMatchObject({ records: 4, new: 2 })
  })

  test('[I7, I9] a repository that has lost a text', async () => {
    const bare = bareCollection(dailyCommits(1, 2))
    const pack = packed(bare)
    const blob = git(bare, ['rev-parse', 'main~1:Service 0/Terms of Service.md'])
    for (const name of readdirSync(join(bare, 'objects', 'pack')))
      rmSync(join(bare, 'objects', 'pack', name), { force: true })
    git(bare, ['unpack-objects', '-q'], readFileSync(pack))
    rmSync(join(bare, 'objects', blob.slice(0, 2), blob.slice(2)), { force: true })
    const workspace = await emptyWorkspace()
    expect(await failure(workspace, bare)).toBe('damaged-repository')
    expect(await listArchives(workspace)).toEqual([])
  })

  test('[I9] an address that accepts and says nothing', async () => {
    const server = createServer(() => {})
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as { port: number }
    const silence = { ask: 300, send: 300 }
    expect(
      await failure(await emptyWorkspace(), `http://me:secret@127.0.0.1:${port}/small-versions`, { silence }),
    ).toBe('address-no-answer')
  })

  test('[I9] binary, empty and very large texts are kept byte for byte', async () => {
    const large = Buffer.alloc(largestVersion + 1, 'terms ')
    const files = [Buffer.from([0, 255, 10, 13, 0]), '', large].map((text, n) => ({ path: `S/T${n}.md`, text }))
    const bare = bareCollection(files.map((file) => ({ subject: 'First record of S', at: 1e9, files: [file] })))
    const workspace = await emptyWorkspace()
    const { archive, records } = await imported(workspace, bundled(bare))
    expect(records).toBe(3)
    const sizes: number[] = []
    const blobs = (await readRecords(archive)).map(({ blob }) => blob ?? '')
    await readBlobs(archive, blobs, (_, __, size) => void sizes.push(size))
    expect(sizes).toEqual([5, 0, large.length])
  })

  test('[I9] no git on the PATH', async () => {
    const path = process.env.PATH
    onTestFinished(() => {
      process.env.PATH = path
    })
    const bundle = bundled(bareCollection(dailyCommits(1, 1)))
    const workspace = await emptyWorkspace()
    process.env.PATH = '/nowhere'
    expect(await failure(workspace, bundle)).toBe('git-missing')
  })

  test('[A4] two imports at once: one is told to wait, both can be run again', async () => {
    const workspace = await emptyWorkspace()
    const source = bareCollection(dailyCommits(1, 1))
    const ends = (await Promise.all([events(workspace, source), events(workspace, source)])).map((seen) => seen.at(-1))
    const told = ends.filter((end) => end?.phase === 'failed')
    expect(told.length).toBeGreaterThanOrEqual(1)
    for (const end of told) expect(end).toMatchObject({ issue: { code: 'workspace-busy' } })
    expect(await imported(workspace, source)).toMatchObject({ records: 1 })
  })

  test('[A5, I9] a read-only workspace', async ({ skip }) => {
    const dir = temporaryFolder()
    const workspace = workspaceAt(dir)
    await createWorkspace(workspace)
    const source = bareCollection(dailyCommits(1, 1))
    if (process.getuid?.() === 0) {
      skip(
        spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', dir]).status !== 0,
        'root may write anywhere, and mounting failed',
      )
      onTestFinished(() => void spawnSync('umount', ['-l', dir]))
    } else chmodSync(dir, 0o500)
    expect(await failure(workspace, source)).toBe('workspace-read-only')
  })

  test('[A5, I9] a full disk, then space', async ({ skip }) => {
    const dir = temporaryFolder()
    skip(
      spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', dir]).status !== 0,
      'mounting a small file system needs root',
    )
    onTestFinished(() => void spawnSync('umount', ['-l', dir]))
    const workspace = workspaceAt(dir)
    const bare = bareCollection(dailyCommits(1, 2), 'first.git')
    await imported(workspace, bare)
    const noise = randomBytes(1_500_000)
    const large = bareCollection([
      { subject: 'First record of S T', at: 1e9, files: [{ path: 'S/T.md', text: noise }] },
    ])
    for (const source of [bundled(large), pathToFileURL(large).href]) {
      expect(await failure(workspace, source)).toBe('disk-full')
      expect(readdirSync(workspace.archives)).toEqual(['first.git'])
      expect(await texts(workspace)).toHaveLength(2)
    }
    expect(spawnSync('mount', ['-o', 'remount,size=16m', dir]).status).toBe(0)
    expect(await imported(workspace, bundled(large))).toMatchObject({ records: 1 })
  })

  test('[I7, I9] stopped by its user, it resumes', async () => {
    const workspace = await emptyWorkspace()
    const bundle = bundled(bareCollection(dailyCommits(2, 20)))
    const stop = new AbortController()
    const seen: ImportEvent[] = []
    for await (const event of importCollection(workspace, bundle, { signal: stop.signal })) {
      seen.push(event)
      if (event.phase === 'ask') stop.abort()
    }
    expect(seen.at(-1)).toMatchObject({ phase: 'failed', issue: { code: 'import-stopped' } })
    for await (const event of importCollection(workspace, bundle)) if (event.phase === 'receive') break
    expect(readdirSync(workspace.dir).filter((name) => name.startsWith('writer.'))).toEqual([])
    expect(await imported(workspace, bundle)).toMatchObject({ records: 40 })
  })
})

test('[I9] passwords are neither stored nor shown', async () => {
  const workspace = await emptyWorkspace()
  const seen = await events(workspace, 'http://me:secret@127.0.0.1:9/small-versions')
  expect(JSON.stringify(seen)).not.toContain('secret')
})

test('many small imports leave few packs', async () => {
  const bare = bareCollection(dailyCommits(1, 1))
  const workspace = await emptyWorkspace()
  await imported(workspace, bare)
  const pack = join(workspace.archives, 'small-versions.git', 'objects', 'pack')
  const [index] = readdirSync(pack).filter((name) => name.endsWith('.idx'))
  // The same objects once more under other names stand for fifty imports.
  const stem = index === undefined ? packed(bare).slice(0, -5) : join(pack, index.slice(0, -4))
  for (let n = 0; n < 60; n++) {
    const name = join(pack, `pack-${n.toString(16).padStart(40, '0')}`)
    for (const end of ['.pack', '.idx']) cpSync(`${stem}${end}`, `${name}${end}`)
  }
  commitAll(bare, dailyCommits(1, 1, 1))
  expect(await imported(workspace, bare)).toMatchObject({ records: 2, new: 1 })
  expect(readdirSync(pack).filter((name) => name.endsWith('.pack'))).toHaveLength(1)
  expect(await texts(workspace)).toHaveLength(2)
})

function packed(bare: string): string {
  git(bare, ['repack', '-a', '-d', '-q'])
  const dir = join(bare, 'objects', 'pack')
  const [name] = readdirSync(dir).filter((file) => file.endsWith('.pack'))
  const copy = join(temporaryFolder(), 'x.pack')
  cpSync(join(dir, name ?? ''), copy)
  cpSync(join(dir, (name ?? '').replace('.pack', '.idx')), copy.replace('.pack', '.idx'))
  expect(statSync(copy).size).toBeGreaterThan(0)
  return copy
}
