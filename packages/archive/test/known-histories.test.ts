import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { DocumentState, StandingQuestion } from '@proviso/rights'
import { createReader } from '@proviso/terms'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentsOf } from '../src/document.ts'
import { importCollection } from '../src/import.ts'
import { readDocuments } from '../src/read-documents.ts'
import { readRecords } from '../src/records.ts'
import { createRegistry, readServiceFacts } from '../src/registry.ts'
import { createWorkspace, listArchives, workspaceAt } from '../src/workspace.ts'

const bundles = resolve(import.meta.dirname, '../../../../shared/archives')
const wanted = [
  'X · Privacy Policy',
  'X · Terms of Service',
  'X · Developer Terms',
  'DeviantArt · Terms of Service',
  'Reddit · Terms of Service',
]
const minutes = 60_000

// skipped where the bundles are not: a stranger's clone has no `../shared/archives`
describe.skipIf(!existsSync(bundles))('histories known from the archives', () => {
  let folder = ''
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  const histories = new Map<string, readonly DocumentState[]>()

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'proviso-test-'))
    const workspace = workspaceAt(join(folder, 'workspace'))
    await createWorkspace(workspace)
    for (const name of ['contrib', 'pga', 'vlopses-us']) {
      for await (const event of importCollection(workspace, join(bundles, `${name}-versions.bundle`))) {
        if (event.phase === 'failed') throw new Error(JSON.stringify(event.issue))
      }
    }
    const archives = await listArchives(workspace)
    const records = (await Promise.all(archives.map((archive) => readRecords(archive)))).flat()
    const { canonical } = createRegistry({ facts: await readServiceFacts(), declared: [], recorded: [] })
    const documents = documentsOf(records, canonical).filter(({ service, terms }) =>
      wanted.includes(`${service} · ${terms}`),
    )
    const timelines = await readDocuments(documents, { archives, read: createReader() })
    for (const [index, { service, terms }] of documents.entries()) {
      histories.set(`${service} · ${terms}`, timelines[index]!.states)
    }
  }, 10 * minutes)

  const moves = (document: string, question: StandingQuestion) =>
    (histories.get(document) ?? []).filter((state) => state.kind === 'change' && state.moved.includes(question))
  const told = (document: string, question: StandingQuestion) =>
    moves(document, question).map(({ from, recorded, positions }) => [
      positions[question].position,
      from,
      recorded.slice(0, 10),
    ])

  test('[T1, T12] one history for Twitter and X across three collections', () => {
    const collections = (histories.get('X · Privacy Policy') ?? []).flatMap(({ records }) =>
      records.map((r) => r.collection),
    )
    expect(new Set(collections)).toEqual(new Set(['contrib-versions', 'pga-versions', 'vlopses-us-versions']))
    expect(histories.get('X · Privacy Policy')?.filter(({ kind }) => kind === 'first-record')).toHaveLength(1)
  })

  test('[T8] the privacy policy of X: its operator trains, announced on 30 August 2023, in force on 29 September', () => {
    expect(told('X · Privacy Policy', 'operator.train-ai.content')[0]).toEqual(['allowed', '2023-09-29', '2023-08-30'])
  })

  test('[T8] its partners may train unless the user opts out, announced in October 2024, in force on 15 November', () => {
    expect(told('X · Privacy Policy', 'partner.train-ai.content')).toEqual([
      ['conditional', '2024-11-15', '2024-10-17'],
    ])
    const [state] = moves('X · Privacy Policy', 'partner.train-ai.content')
    expect(state?.positions['partner.train-ai.content'].conditions.map(({ kind }) => kind)).toContain('opt-out')
  })

  test('[T17] the developer agreement of X bars the public on 4 June 2025, section III.A, clause (k), through the API', () => {
    expect(told('X · Developer Terms', 'public.train-ai.content')[0]).toEqual([
      'disallowed',
      '2025-06-04',
      '2025-06-04',
    ])
    const [state] = moves('X · Developer Terms', 'public.train-ai.content')
    const [statement] = state?.positions['public.train-ai.content'].statements ?? []
    expect(statement?.channel).toBe('api')
    expect(statement?.evidence.section.map((heading) => heading.split(/[ .]/)[0])).toEqual(
      expect.arrayContaining(['III', 'A', '(k)']),
    )
  })

  test('[T8] the terms of X bar crawling from 29 September 2023', () => {
    expect(told('X · Terms of Service', 'public.crawl.content')).toEqual([['disallowed', '2023-09-29', '2023-08-30']])
  })

  test.each(['Reddit · Terms of Service', 'X · Terms of Service'])(
    '[T19] a licence the operator gives itself bars nobody: %s',
    (document) => {
      expect(moves(document, 'public.train-ai.content')).toEqual([])
      expect(told(document, 'operator.train-ai.content').map(([position]) => position)).toEqual(['allowed'])
    },
  )

  test('[T9] the clause of DeviantArt was in force on or before its record, no change of that day', () => {
    const question = 'public.train-ai.content'
    const state = histories.get('DeviantArt · Terms of Service')?.find(({ moved }) => moved.includes(question))
    expect(state).toMatchObject({ kind: 'technical', from: '2024-04-07' })
    expect(moves('DeviantArt · Terms of Service', question)).toEqual([])
  })
})
