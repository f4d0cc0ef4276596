import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bareCollection, commitAll, dailyCommits, type FixtureCommit, git } from '../test/small-collection.ts'
import { type ArchiveRef, branchInStore, readHead } from './collection.ts'
import { documentAt, kindOfSubject, listRecords, readRecords, rememberRecords } from './records.ts'

async function archive(dir: string): Promise<ArchiveRef> {
  return { name: 'small-versions', dir, branch: branchInStore, head: await readHead(dir) }
}

const day = (n: number) => 1_700_000_000 + n * 86_400
const said = (subject: string, n: number, path: string | Buffer, text: string | null): FixtureCommit => ({
  subject,
  at: day(n),
  files: [{ path, text }],
})

describe('documents', () => {
  test.each([
    ['X/Privacy Policy.md', { service: 'X', terms: 'Privacy Policy' }],
    ['DALL·E/Terms of Service.md', { service: 'DALL·E', terms: 'Terms of Service' }],
    ['Cafe\u0301/Terms.md', { service: 'Caf\u00e9', terms: 'Terms' }],
    ['a "b"\n/c\td.md', { service: 'a "b"\n', terms: 'c\td' }],
    ['README.md', null],
    ['X/deep/Terms.md', null],
    ['X/Terms.html', null],
    ['X/.md', null],
    ['.github/FUNDING.md', null],
    ['/X.md', null],
  ])('[I3] %j', (path, expected) => {
    expect(documentAt(path)).toEqual(expected)
  })

  test('[I3] other files are counted and named once; odd paths come through whole', async () => {
    const link = { subject: 'Add a link', at: day(5), files: [{ path: 'X/Link.md', text: 'Terms.md', mode: '120000' }] }
    const dir = bareCollection([
      said('Add Readme', 0, 'README.md', 'read me'),
      said('First record of X Terms', 1, 'X/Terms.md', 'one'),
      said('Add more', 2, 'README.md', 'read me again'),
      said('First record of odd', 3, 'say "hi"\\\n/new\tline.md', 'odd'),
      said('First record of bytes', 4, Buffer.from([0x58, 0x2f, 0xff, 0xfe, 0x2e, 0x6d, 0x64]), 'bytes'),
      link,
      said('First record of DALL·E', 6, 'DALL·E/Terms.md', 'unicode'),
    ])
    const { records, issues } = await listRecords(await archive(dir))
    expect(records.map(({ path }) => path)).toEqual(['X/Terms.md', 'say "hi"\\\n/new\tline.md', 'DALL·E/Terms.md'])
    expect(issues.map(({ code, message }) => [code, message])).toEqual([
      ['not-documents', '2 files are not documents: `README.md`, `X/Link.md`'],
      ['path-not-utf8', '1 path is not valid UTF-8: `X/\\xff\\xfe.md`'],
    ])
  })
})

describe('kinds', () => {
  test.each([
    ['Start tracking X Terms', 'first'],
    ['First record of X Terms', 'first'],
    ['Refilter X Terms', 'technical'],
    ['Apply technical or declaration upgrade on X Terms', 'technical'],
    ['Apply technical upgrade on X Terms', 'technical'],
    ['Update X Terms', 'update'],
    ['Record new changes of X Terms', 'update'],
    ['Updated by hand', null],
    ['', null],
  ])('[I4] %j says %s', (subject, expected) => {
    expect(kindOfSubject(subject)).toBe(expected)
  })

  test('[I4] the earliest is first whatever its subject; tracked again is technical; deleted is removed', async () => {
    const dir = bareCollection([
      said('Update X Terms', 0, 'X/Terms.md', '0'),
      said('Record new changes of X Terms', 1, 'X/Terms.md', '1'),
      said('Start tracking X Terms', 2, 'X/Terms.md', '2'),
      said('Correct a typo', 3, 'X/Terms.md', '3'),
      said('Refilter X Terms', 4, 'X/Terms.md', '4'),
      said('Remove X Terms', 5, 'X/Terms.md', null),
      said('First record of X Terms', 6, 'X/Terms.md', '6'),
    ])
    const records = await readRecords(await archive(dir))
    expect(records.map(({ kind }) => kind)).toEqual([
      'first',
      'update',
      'technical',
      'update',
      'technical',
      'removed',
      'technical',
    ])
    expect(records[5]?.blob).toBeNull()
    expect(records[0]).toMatchObject({
      service: 'X',
      terms: 'Terms',
      recorded: '2023-11-14T22:13:20Z',
      collection: 'small-versions',
    })
  })

  test('[I5] a service that was renamed', async () => {
    const rename = {
      subject: 'Rename Twitter',
      at: day(2),
      files: [
        { path: 'Twitter/Terms.md', text: null },
        { path: 'X/Terms.md', text: 'one' },
        { path: 'Twitter/Privacy.md', text: null },
      ],
    }
    const dir = bareCollection([
      said('First record of Twitter Terms', 0, 'Twitter/Terms.md', 'one'),
      said('First record of Twitter Privacy', 1, 'Twitter/Privacy.md', 'two'),
      rename,
    ])
    const records = (await readRecords(await archive(dir))).slice(2)
    const seen = records.map(({ path, kind, movedFrom, movedTo }) => ({ path, kind, movedFrom, movedTo }))
    expect(seen).toHaveLength(3)
    expect(seen).toContainEqual({
      path: 'Twitter/Terms.md',
      kind: 'removed',
      movedFrom: undefined,
      movedTo: 'X/Terms.md',
    })
    expect(seen).toContainEqual({
      path: 'X/Terms.md',
      kind: 'technical',
      movedFrom: 'Twitter/Terms.md',
      movedTo: undefined,
    })
    expect(seen).toContainEqual({
      path: 'Twitter/Privacy.md',
      kind: 'removed',
      movedFrom: undefined,
      movedTo: undefined,
    })
  })

  test('[I4] a text that only a merge holds is not lost', async () => {
    const dir = bareCollection([said('First record of X Terms', 0, 'X/Terms.md', 'base')])
    git(dir, ['branch', 'side'])
    commitAll(dir, [said('Update X Terms', 1, 'X/Terms.md', 'ours')])
    commitAll(dir, [said('Update X Terms', 2, 'X/Terms.md', 'theirs')], 'side')
    const blob = git(dir, ['hash-object', '-w', '--stdin'], 'both')
    const tree = git(dir, ['mktree'], `040000 tree ${git(dir, ['mktree'], `100644 blob ${blob}\tTerms.md\n`)}\tX\n`)
    git(dir, [
      'update-ref',
      'refs/heads/main',
      git(dir, ['commit-tree', tree, '-p', 'main', '-p', 'side', '-m', 'Merge']),
    ])
    const records = await readRecords(await archive(dir))
    expect(records).toHaveLength(4)
    expect(records.at(-1)).toMatchObject({ blob, kind: 'update', path: 'X/Terms.md' })
  })
})

describe('order and memory', () => {
  test('[I6] a version extracted again stands at the day its page was fetched', async () => {
    const dir = bareCollection([
      said('First record of X Terms', 0, 'X/Terms.md', 'a'),
      said('Update X Terms', 10, 'X/Terms.md', 'b'),
      said('Refilter X Terms', 8, 'X/Terms.md', 'c'),
      said('Update X Terms', 12, 'X/Terms.md', 'd'),
    ])
    const records = await readRecords(await archive(dir))
    expect(records.map(({ kind, recorded }) => `${kind} ${recorded.slice(5, 10)}`)).toEqual([
      'first 11-14',
      'technical 11-22',
      'update 11-24',
      'update 11-26',
    ])
  })

  test('[I6] what is remembered is what the history tells, and a new head is read anew', async () => {
    const dir = bareCollection(dailyCommits(3, 5))
    const before = await archive(dir)
    const read = await listRecords(before)
    expect(await rememberRecords(before)).toEqual(read)
    expect(await listRecords(before)).toEqual(read)
    commitAll(dir, dailyCommits(3, 1, 5))
    expect((await listRecords(await archive(dir))).records).toHaveLength(18)
  })

  test('[I9] a commit that is not there', async () => {
    const dir = bareCollection(dailyCommits(1, 1))
    const lost = { ...(await archive(dir)), head: '1'.repeat(40) }
    await expect(readRecords(lost)).rejects.toMatchObject({
      issue: { code: 'damaged-repository', at: 'small-versions' },
    })
  })

  test('an archive without versions has no records', async () => {
    expect(await readRecords(await archive(bareCollection([])))).toEqual([])
  })

  test('[I6] any history comes back whole, in time', async () => {
    const change = fc.record({ path: fc.constantFrom('A/T.md', 'B/T.md', 'B/U.md'), n: fc.nat(3), text: fc.nat(3) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const dir = bareCollection(changes.map(({ path, n, text }) => said('Update', n, path, `text ${text}`)))
        const now = new Map<string, number>()
        // A commit that changes nothing is no record.
        const real = changes.filter(({ path, text }) => now.get(path) !== text && now.set(path, text))
        const expected = real.map(({ path, n }) => `${n} ${path}`).sort((a, b) => Number(a[0]) - Number(b[0]))
        const records = await readRecords(await archive(dir))
        expect(
          records.map(({ recorded, path }) => `${(Date.parse(recorded) / 1000 - day(0)) / 86_400} ${path}`),
        ).toEqual(expected)
        const firsts = records.filter(({ kind }) => kind === 'first')
        expect(firsts).toHaveLength(new Set(records.map(({ path }) => path)).size)
      }),
      { numRuns: process.env.FUZZ ? 300 : 15 },
    )
  })
})
