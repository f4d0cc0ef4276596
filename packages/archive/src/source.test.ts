import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { bareCollection, dailyCommits, git, temporaryFolder } from '../test/small-collection.ts'
import { branchOf, chooseBranch, openSource } from './source.ts'

const ref = (name: string, n = 1) => ({ name, commit: String(n).repeat(40) })

describe('branches', () => {
  test.each([
    ['the one asked for', [ref('refs/heads/main'), ref('refs/heads/old')], 'refs/heads/main', 'old', 'refs/heads/old'],
    ['the one HEAD names', [ref('refs/heads/main'), ref('refs/heads/v')], 'refs/heads/v', undefined, 'refs/heads/v'],
    [
      'main where HEAD stands',
      [ref('HEAD', 2), ref('refs/heads/a', 2), ref('refs/heads/main', 2)],
      null,
      undefined,
      'refs/heads/main',
    ],
    [
      'one where HEAD stands',
      [ref('HEAD', 2), ref('refs/heads/main', 1), ref('refs/heads/v', 2)],
      null,
      undefined,
      'refs/heads/v',
    ],
    ['main', [ref('refs/heads/a'), ref('refs/heads/main')], null, undefined, 'refs/heads/main'],
    ['master', [ref('refs/heads/a'), ref('refs/heads/master')], 'refs/heads/gone', undefined, 'refs/heads/master'],
    ['the only one', [ref('refs/heads/versions'), ref('refs/tags/v1')], null, undefined, 'refs/heads/versions'],
    ['HEAD alone', [ref('HEAD')], null, undefined, 'HEAD'],
  ])('[I2] %s', (_, refs, head, asked, expected) => {
    expect(chooseBranch(refs, head, 'x', asked).name).toBe(expected)
  })

  test.each([
    ['none', [], undefined, 'empty-repository'],
    ['only a tag', [ref('refs/tags/v1')], undefined, 'empty-repository'],
    ['several', [ref('refs/heads/a', 1), ref('refs/heads/b', 2)], undefined, 'which-branch'],
    ['another than asked for', [ref('refs/heads/a')], 'b', 'branch-not-found'],
  ])('[I2] %s', (_, refs, asked, code) => {
    expect(() => chooseBranch(refs, null, 'x', asked)).toThrow(
      expect.objectContaining({ issue: expect.objectContaining({ code }) }),
    )
  })
})

describe('sources', () => {
  test.each([
    ['https://github.com/O/versions', 'https://github.com/O/versions'],
    ['https://me:secret@example.org/versions', 'https://example.org/versions'],
    ['ssh://git:secret@example.org/versions', 'ssh://git@example.org/versions'],
    ['git@github.com:O/versions.git', 'git@github.com:O/versions.git'],
  ])('[I1] %s is an address', async (given, shown) => {
    expect(await openSource(given)).toEqual({ kind: 'address', address: given, shown })
  })

  test('[I1] a work tree, its .git, a bare repository and a file address are folders', async () => {
    const bare = bareCollection(dailyCommits(1, 1))
    const tree = temporaryFolder()
    git(tree, ['clone', '-q', bare, '.'])
    for (const given of [tree, join(tree, '.git'), bare, pathToFileURL(bare).href]) {
      expect(await openSource(given)).toMatchObject({ kind: 'folder', selfContained: true })
    }
    expect(await openSource(tree)).toMatchObject({ origin: bare, address: join(tree, '.git') })
  })

  test('[I1] a bundle tells its branches', async () => {
    const bare = bareCollection(dailyCommits(1, 2))
    const bundle = join(temporaryFolder(), 'x.bundle')
    git(bare, ['bundle', 'create', '-q', bundle, 'main'])
    const source = await openSource(bundle)
    expect(source).toMatchObject({ kind: 'bundle', needs: [] })
    expect(await branchOf(source)).toEqual({ name: 'refs/heads/main', commit: git(bare, ['rev-parse', 'main']) })
  })

  test.each([
    ['ext::sh -c true', 'source-not-supported'],
    ['fd::17', 'source-not-supported'],
    ['ftp://example.org/x', 'source-not-supported'],
    ['file://elsewhere/x', 'source-not-supported'],
    ['--upload-pack=true', 'source-not-found'],
    ['/nowhere/at/all', 'source-not-found'],
    ['', 'not-a-repository'],
  ])('[I1, I9] %j: %s', async (given, code) => {
    await expect(openSource(given === '' ? temporaryFolder() : given)).rejects.toMatchObject({ issue: { code } })
  })

  test('[I1] a folder inside a repository is not that repository', async () => {
    const tree = temporaryFolder()
    git(tree, ['init', '-q'])
    mkdirSync(join(tree, 'inside'))
    await expect(openSource(join(tree, 'inside'))).rejects.toMatchObject({ issue: { code: 'not-a-repository' } })
  })

  test.each([
    ['an empty file', '', 'not-a-repository'],
    ['a text', 'hello\n\nworld', 'not-a-repository'],
    ['zeros', Buffer.alloc(100_000), 'not-a-repository'],
    ['the first line of a bundle', '# v2 git bundle\n', 'damaged-repository'],
    ['half a heading', `# v2 git bundle\n${'1'.repeat(40)} refs/heads/ma`, 'damaged-repository'],
    [
      'a bundle with a filter',
      `# v3 git bundle\n@object-format=sha1\n@filter=blob:none\n${'1'.repeat(40)} refs/heads/main\n\nPACK`,
      'source-not-supported',
    ],
    ['a bundle of no branch', '# v2 git bundle\n\nPACK', 'empty-repository'],
  ])('[I9] %s', async (_, content, code) => {
    const path = join(temporaryFolder(), 'x.bundle')
    writeFileSync(path, content)
    await expect(openSource(path).then((source) => branchOf(source))).rejects.toMatchObject({ issue: { code } })
  })

  test('[I9] a folder that holds only the end of its history', async () => {
    const bare = bareCollection(dailyCommits(1, 3))
    const shallow = join(temporaryFolder(), 'shallow')
    git('/', ['clone', '-q', '--depth=1', pathToFileURL(bare).href, shallow])
    await expect(openSource(shallow)).rejects.toMatchObject({ issue: { code: 'shallow-repository' } })
  })
})
