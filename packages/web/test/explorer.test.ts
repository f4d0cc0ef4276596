import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { XMLValidator } from 'fast-xml-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import { createExplorer } from '../src/explorer.ts'
import type { Page } from '../src/page-files.ts'
import { folderForTests, hostile, quayWorkspace, robotsWorkspace } from './quay.ts'

const starter = fileURLToPath(new URL('../../../rulebooks/starter.ndjson', import.meta.url))
const page: Page = { frame: '<head><title>Proviso</title></head>', files: new Map() }
const folder = folderForTests()
const today = () => '2026-01-01'
const withStarter = createExplorer({
  env: { PROVISO_HOME: join(folder, 'none'), PROVISO_STARTER: starter },
  today,
  page,
})
let quay: ReturnType<typeof createExplorer>
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  env = await quayWorkspace(folder)
  quay = createExplorer({ env: { ...env, PROVISO_STARTER: '/nowhere' }, today, page })
})

// biome-ignore lint/suspicious/noExplicitAny: the tests look into whatever was answered
const json = async (explorer: typeof quay, path: string, options?: RequestInit): Promise<any> =>
  (await explorer.request(path, options)).json()

describe('ask', () => {
  test.each([
    ['x.com', '2025-06-03', 'unknown'],
    ['x.com', '2025-06-04', 'disallowed'],
    ['X', '2025-06-04', 'disallowed'],
    ['https://twitter.com/jack/status/20', '2025-06-04', 'disallowed'],
  ])('%s through the API on %s: %s', async (q, on, outcome) => {
    const answer = await json(withStarter, `/api/ask?q=${encodeURIComponent(q)}&channel=api&on=${on}`)
    expect(answer).toMatchObject({ service: 'X', outcome, on, today: { outcome: 'disallowed', on: '2026-01-01' } })
    expect(answer.over.find((band: { from: string }) => band.from === '2025-06-04')).toMatchObject({
      outcome: 'disallowed',
      reason: 'stated',
    })
  })

  test('since when a clause stands is told beside it, and its place', async () => {
    const { using } = await json(withStarter, '/api/ask?q=x.com&channel=api&on=2025-12-01')
    expect(using.because[0]).toMatchObject({ terms: 'Developer Terms', since: { from: '2025-06-04', basis: 'stated' } })
    expect(using.because[0].evidence.section.at(-1)).toBe('(k)')
  })

  test.each([
    ['q=x.com&on=2025-02-30', 'bad-date', 'on'],
    ['q=x.com&usage=eat', 'unknown-usage', 'usage'],
    ['q=x.com&channel=', '', ''],
    ['q=x.com&agent=%3Cscript%3E', 'bad-agent', 'agent'],
    ['q=', 'no-host', 'q'],
    ['q=twiter', 'unknown-service', 'twiter'],
    ['q=mailto:a@b.c', 'no-host', 'mailto:a@b.c'],
  ])('%s: %s', async (query, code, at) => {
    const response = await withStarter.request(`/api/ask?${query}`)
    const answer = (await response.json()) as { error?: unknown }
    if (code === '') expect(response.status).toBe(200)
    else {
      expect(answer.error).toMatchObject({ code, at })
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
    }
  })

  test('an address without end is refused, and not repeated', async () => {
    const { error } = await json(withStarter, `/api/ask?q=${'a'.repeat(70_000)}.com`)
    expect(error).toMatchObject({ code: 'not-a-host', at: `${'a'.repeat(79)}…` })
  })

  test('a host nobody holds is unknown, and near names are offered', async () => {
    const answer = await json(withStarter, '/api/ask?q=redit.com')
    expect(answer).toMatchObject({ outcome: 'unknown', service: null, using: { reason: 'no-service' } })
    expect(answer.near).toContainEqual({ name: 'Reddit', host: 'reddit.com' })
  })
})

describe('what a site tells robots', () => {
  let pier: ReturnType<typeof createExplorer>
  beforeAll(async () => {
    pier = createExplorer({ env: { ...(await robotsWorkspace(folder)), PROVISO_STARTER: starter }, today, page })
  })

  test('a robots.txt has a lane of its own, and the answer is that of its host', async () => {
    const { service, questions } = await json(pier, '/api/history?service=pier.example')
    expect(service.host).toBe('www.pier.example')
    const crawling = questions.find(({ question }: { question: string }) => question === 'public.crawl.content')
    expect(crawling.over.map(({ from, outcome }: Record<string, string>) => [from, outcome])).toEqual([
      ['2024-06-05', 'allowed'],
      ['2025-08-01', 'conditional'],
    ])
    expect(crawling.lanes).toHaveLength(1)
    const [{ terms, part, states }] = crawling.lanes
    expect([terms, part]).toEqual(['robots.txt', 'www.pier.example'])
    expect(states.map((state: { from: string; kind: string }) => [state.from, state.kind])).toEqual([
      ['2024-06-05', 'first-record'],
      ['2025-08-01', 'change'],
    ])
    const { services } = await json(pier, '/api/landscape')
    const row = services.find(({ name }: { name: string }) => name === 'pier.example')
    expect(row.host).toBe('www.pier.example')
    expect(row.runs[1].at(-1)).toEqual(['2025-08-01', 'conditional'])
  })

  test('the crawler that is named is answered, with the line that says so', async () => {
    const { using, obtaining } = await json(pier, '/api/ask?q=https://www.pier.example/a&agent=GPTBot&on=2025-08-01')
    expect([using.outcome, obtaining.outcome]).toEqual(['disallowed', 'disallowed'])
    const { archive, path, version, start, end, quote, section } = using.because[0].evidence
    expect([quote, section[0]]).toEqual(['Disallow: /', 'User-agent: GPTBot'])
    const { clause } = await json(pier, `/api/clause?${new URLSearchParams({ archive, path, version, start, end })}`)
    expect(clause.flat().find((piece: { deciding: boolean }) => piece.deciding).text).toBe('Disallow: /')
  })

  test('two days are compared line by line', async () => {
    const query = 'service=pier.example&terms=robots.txt&question=public.crawl.content&recorded=2025-08-01T00:00:00Z'
    const { passages, versions } = await json(pier, `/api/difference?${query}&part=www.pier.example`)
    expect(versions.before.recorded).toBe('2024-06-05T00:00:00Z')
    const added = passages.flatMap(({ pieces }: { pieces: { kind: string; text: string }[] }) =>
      pieces.filter(({ kind }) => kind === 'added').map(({ text }) => text),
    )
    expect(added.join('\n')).toContain('GPTBot')
    expect(added.join('\n')).not.toContain('/private/')
  })
})

describe('a workspace that knows little', () => {
  let beside: ReturnType<typeof createExplorer>
  beforeAll(() => {
    beside = createExplorer({ env: { ...env, PROVISO_STARTER: starter }, today, page })
  })

  test('the starter rulebook fills in on every page', async () => {
    const { services } = await json(beside, '/api/services')
    const documents = (name: string) => services.find((service: { name: string }) => service.name === name)?.documents
    expect([documents('Harbour'), documents('X')]).toEqual([1, 24])
    const landscape = await json(beside, '/api/landscape?channel=api')
    const rows = new Map(landscape.services.map((row: { name: string }) => [row.name, row]))
    expect(rows.get('X')).toMatchObject({ host: 'x.com' })
    expect(rows.get('Harbour')).toMatchObject({ host: 'harbour.example' })
    expect((await json(beside, '/api/changes?service=X&search=bars+outsiders')).total).toBe(1)
    expect((await json(beside, '/api/changes?service=Harbour')).total).toBe(1)
    expect(await json(beside, '/api/rulebook')).toMatchObject({ kind: 'workspace', beside: true })
  })

  test('where its words can be had is an address, not a name', async () => {
    const { rulebook } = await json(beside, '/api/ask?q=x.com')
    expect(rulebook.archives).toContainEqual({
      name: 'pga-versions',
      url: 'https://github.com/OpenTermsArchive/pga-versions',
    })
    const query = 'service=X&terms=Developer+Terms&question=public.train-ai.content'
    const { questions } = await json(beside, '/api/history?service=X&channel=api&question=public.train-ai.content')
    const { recorded } = questions[0].lanes[0].states.find((state: { from: string }) => state.from === '2025-06-04')
    expect((await json(beside, `/api/difference?${query}&recorded=${recorded}`)).wanted).toContainEqual({
      name: 'pga-versions',
      url: 'https://github.com/OpenTermsArchive/pga-versions',
    })
  })

  test('what ships with the program is not up for review', async () => {
    const { uncertain, writable } = await json(beside, '/api/reviews')
    expect(writable).toBe(true)
    expect(uncertain.filter(({ service }: { service: string }) => service !== 'Harbour')).toEqual([])
  })
})

describe('history and difference', () => {
  test('five questions, a lane for each document that speaks, the silent ones named', async () => {
    const answer = await json(withStarter, '/api/history?service=twitter&channel=api')
    expect(answer.service.name).toBe('X')
    expect(answer.questions).toHaveLength(5)
    const training = answer.questions[0]
    const lane = training.lanes.find((each: { terms: string }) => each.terms === 'Developer Terms')
    expect(lane.states.map((state: { from: string }) => state.from)).toContain('2025-06-04')
    expect(training.over.at(-1)).toMatchObject({ outcome: 'disallowed', to: null })
    expect(training.silent.length).toBeGreaterThan(0)
  })

  test('the words that came stand in their section, and the rest is told apart', async () => {
    const answer = await json(
      quay,
      '/api/difference?service=Harbour&terms=Terms+of+Service&question=public.train-ai.content&recorded=2025-06-04T10:00:00Z',
    )
    expect(answer.before.position).toBe('silent')
    expect(answer.after.position).toBe('disallowed')
    const [first, ...others] = answer.passages
    expect(first).toMatchObject({ deciding: true, kind: 'added' })
    expect(first.pieces[0].text).toContain('train artificial intelligence models')
    expect(first.section).toContain('7. The feed')
    expect(others.some((passage: { deciding: boolean }) => passage.deciding)).toBe(false)
    expect(JSON.stringify(others)).toContain('Boats are welcome')
    expect(JSON.stringify(answer.passages)).not.toContain('scrape or harvest')
  })

  test('a clause stands under the words it hangs from', async () => {
    const { using } = await json(quay, '/api/ask?q=harbour.example&on=2025-07-01')
    const { archive, path, version, start, end } = using.because[0].evidence
    const query = new URLSearchParams({ archive, path, version, start, end })
    const { lead, clause } = await json(quay, `/api/clause?${query}`)
    expect(lead).toBe('You must not do any of the following:')
    expect(clause.flat().find((piece: { deciding: boolean }) => piece.deciding).text).toContain('train artificial')
  })

  test('without the archive the statements are compared, and where the words are is told', async () => {
    const { questions } = await json(withStarter, '/api/history?service=X&channel=api')
    const state = questions[0].lanes[0].states.find((each: { from: string }) => each.from === '2025-06-04')
    const query = new URLSearchParams({
      service: 'X',
      terms: 'Developer Terms',
      question: 'public.train-ai.content',
      recorded: state.recorded,
    })
    const answer = await json(withStarter, `/api/difference?${query}`)
    expect(answer).toMatchObject({ versions: null, passages: [], before: { position: 'silent' } })
    expect(answer.wanted).toContainEqual({
      name: 'pga-versions',
      url: 'https://github.com/OpenTermsArchive/pga-versions',
    })
  })

  test.each([
    ['/api/history?service=nobody-at-all', 'unknown-service'],
    ['/api/history?service=X&question=why', 'unknown-question'],
    ['/api/difference?service=X&terms=T&question=public.crawl.content&recorded=never', 'unknown-state'],
    ['/api/clause?archive=..%2f..&path=..%2f..%2fetc%2fpasswd&version=HEAD&start=-1&end=2', 'bad-place'],
    ['/api/changes/none', 'unknown-change'],
    ['/api/changes?since=2025-01-02&until=2025-01-01', 'bad-date'],
    ['/api/nothing', 'no-such-interface'],
  ])('%s: %s', async (path, code) => {
    expect((await json(withStarter, path)).error.code).toBe(code)
  })

  test('a path that climbs out of an archive finds nothing', async () => {
    const query = 'archive=../../etc&path=../../../etc/passwd&version=HEAD&start=0&end=10'
    expect(await json(quay, `/api/clause?${query}`)).toEqual({ lead: null, clause: [] })
  })
})

describe('changes', () => {
  test('filters narrow, words search, ids lead to one change', async () => {
    const all = await json(withStarter, '/api/changes')
    const some = await json(withStarter, '/api/changes?service=Twitter&since=2025-06-01&search=bars+outsiders')
    expect(some.total).toBeLessThan(all.total)
    const [{ id, headline }] = some.changes
    expect(headline).toBe('X bars outsiders from training AI models on its content')
    expect(id).toMatch(/^x-developer-terms-2025-06-04-[0-9a-f]{10}$/)
    expect(await json(withStarter, `/api/changes/${id}`)).toMatchObject({ id, headline })
  })

  test.each([
    ['harbo', 1],
    ['arbour', 0],
    ['Harbour outsiders', 1],
    ['no-such-word', 0],
  ])('words are sought where they begin: %s, %i', async (search, total) => {
    expect((await json(quay, `/api/changes?${new URLSearchParams({ search })}`)).total).toBe(total)
  })

  test('every change has an address of its own', async () => {
    const ids = new Set<string>()
    let from = 0
    for (;;) {
      const { changes, total } = await json(withStarter, `/api/changes?from=${from}`)
      for (const { id } of changes) ids.add(id)
      from += changes.length
      if (changes.length === 0 || from >= total) {
        expect(ids.size).toBe(total)
        return
      }
    }
  })

  test('the feed of the same query is Atom and links to the pages', async () => {
    const response = await withStarter.request('/changes.atom?service=X', { headers: { host: 'localhost:1234' } })
    const feed = await response.text()
    expect(response.headers.get('content-type')).toContain('application/atom+xml')
    expect(XMLValidator.validate(feed)).toBe(true)
    expect(feed).toContain('http://localhost:1234/changes/x-developer-terms-2025-06-04-')
  })

  test('a page stands on its own when shared: title, description, picture', async () => {
    const { changes } = await json(withStarter, '/api/changes?service=X&since=2025-06-04&until=2025-06-04')
    const html = await (
      await withStarter.request(`/changes/${changes[0].id}`, { headers: { host: 'localhost' } })
    ).text()
    expect(html).toContain('<title>X bars outsiders from training AI models on its content</title>')
    expect(html).toContain(
      'property="og:description" content="X, Developer Terms: silent → disallowed, in force 2025-06-04."',
    )
    const picture = /property="og:image" content="http:\/\/localhost([^"]+)"/.exec(html)?.[1]
    const response = await withStarter.request(picture ?? '')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(response.headers.get('content-type')).toBe('image/png')
    expect([...bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630])
  })
})

test('what could not be read lies beside the states of its document', async () => {
  const { questions } = await json(withStarter, '/api/history?service=Instacart&question=public.crawl.content')
  const { lanes } = questions[0]
  const unread = (terms: string) => lanes.find((lane: { terms: string }) => lane.terms === terms)?.unread
  expect(unread('Terms of Service')).toContainEqual({ from: '2022-06-15', to: '2024-01-10', reason: 'empty' })
  const x = await json(withStarter, '/api/history?service=X&question=public.train-ai.content&channel=api')
  expect(x.questions[0].lanes[0]).toMatchObject({ terms: 'Developer Terms', unread: [] })
})

test('a page is told how the program is started', async () => {
  const env = { PROVISO_HOME: join(folder, 'none'), PROVISO_STARTER: starter }
  const cloned = createExplorer({ env, today, page, program: 'npx proviso' })
  expect(await (await cloned.request('/')).text()).toContain('<meta name="program" content="npx proviso">')
  expect(await (await withStarter.request('/')).text()).toContain('<meta name="program" content="proviso">')
})

test('the landscape has a run of answers per service and question, and knows no day before the first record', async () => {
  const { services, questions } = await json(withStarter, '/api/landscape?channel=api')
  const x = services.find((service: { name: string }) => service.name === 'X')
  expect(questions[0]).toBe('public.train-ai.content')
  expect(x.runs[0]).toContainEqual(['2025-06-04', 'disallowed'])
  for (const runs of x.runs)
    expect(runs.map(([day]: string[]) => day)).toEqual(runs.map(([day]: string[]) => day).sort())
})

test.each([
  ['2025-06-03', ['unknown']],
  ['2025-06-04', ['disallowed']],
  ['1990-01-01', []],
  ['2100-01-01', ['disallowed']],
])('the landscape of %s has the run of that day alone', async (day, outcomes) => {
  const { on, services } = await json(withStarter, `/api/landscape?channel=api&on=${day}`)
  const x = services.find((service: { name: string }) => service.name === 'X')
  expect(on).toBe(day)
  expect(x.runs[0].map(([, outcome]: string[]) => outcome)).toEqual(outcomes)
})

test.each(['yesterday', '2025-02-30'])('the landscape of %s is an issue', async (day) => {
  const response = await withStarter.request(`/api/landscape?on=${day}`)
  expect(response.status).toBe(400)
  expect(((await response.json()) as { error: unknown }).error).toMatchObject({ code: 'bad-date', at: 'on' })
})

describe('read', () => {
  const post = (body: string | Uint8Array<ArrayBuffer>, query = '', headers: Record<string, string> = {}) =>
    quay.request(`/api/read${query}`, { method: 'POST', body, headers })

  test('a document is read, and its offsets count in the text given back', async () => {
    const answer = (await (
      await post('# Rules\n\nYou may not scrape the site.\n', '?name=rules.md')
    ).json()) as never as {
      positions: Record<string, { position: string; statements: { start: number; end: number; quote: string }[] }>
      text: { start: number; text: string }[]
    }
    const { position, statements } = answer.positions['public.crawl.content']!
    expect(position).toBe('disallowed')
    expect(answer.text[0]!.text.slice(statements[0]!.start, statements[0]!.end)).toBe(statements[0]!.quote)
  })

  test.each([
    ['', 'empty', 422],
    [Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'binary', 422],
    ['x', 'unknown-format', 400],
  ] as const)('what cannot be read is an issue: %#', async (body, code, status) => {
    const response = await post(body as string, code === 'unknown-format' ? '?format=doc' : '')
    expect(((await response.json()) as { error: unknown }).error).toMatchObject({ code })
    expect(response.status).toBe(status)
  })

  test('of many statements the first are given, and all are counted', async () => {
    const rules = Array.from({ length: 9 }, (_, at) => `You may not scrape page ${at}.\n\n`).join('')
    const answer = (await (await post(rules, '?name=rules.md&most=4')).json()) as never as {
      positions: Record<string, { count: number; statements: { start: number }[] }>
    }
    const { count, statements } = answer.positions['public.crawl.content']!
    expect([count, statements.length]).toEqual([9, 4])
    expect(statements[0]!.start).toBe(0)
    const { error } = (await (await post(rules, '?most=none')).json()) as { error: unknown }
    expect(error).toMatchObject({ code: 'bad-count', at: 'most' })
  })

  test('more than 16 MB is refused', async () => {
    const response = await post(new Uint8Array(16 * 1024 * 1024 + 1))
    expect(response.status).toBe(413)
    expect(((await response.json()) as { error: unknown }).error).toMatchObject({ code: 'too-large' })
  })

  test('a page of another site may not send', async () => {
    const response = await post('You may not.', '', { origin: 'https://evil.example', host: 'localhost' })
    expect(response.status).toBe(403)
  })
})

test('a press report: what it claims is confirmed with the clause, contradicted, or not on record', async () => {
  const body = readFileSync(new URL('fixtures/press-report.md', import.meta.url))
  const { claims } = await json(withStarter, '/api/report?name=report.md&on=2025-07-01', { method: 'POST', body })
  const told = claims.map(({ service, terms, question, verdict, reason }: Record<string, string>) =>
    [service, terms ?? '-', question, verdict, ...(reason === undefined ? [] : [reason])].join(' | '),
  )
  expect(told).toEqual([
    'X | - | public.train-ai.content | confirmed',
    'X | Developer Terms | public.train-ai.content | confirmed',
    'X | Privacy Policy | operator.train-ai.content | confirmed',
    'X | Privacy Policy | partner.train-ai.content | confirmed',
    'Reddit | - | public.crawl.content | confirmed',
    'X | Developer Terms | public.train-ai.content | contradicted',
    'Nimbusoft Cloudworks | - | public.train-ai.content | not-on-record | unknown-service',
  ])
  expect(claims[1].because[0].statements[0].evidence.section.at(-1)).toBe('(k)')
  expect(claims[1].change.headline).toBe('X bars outsiders from training AI models on its content')
})

describe('reviews', () => {
  test('a verdict is written and holds at once', async () => {
    const before = await json(quay, '/api/ask?q=harbour.example&on=2025-07-01')
    expect(before.using.outcome).toBe('disallowed')
    const { service, terms, question, evidence } = before.using.because[0]
    const body = JSON.stringify({ service, terms, question, quote: evidence.quoteHash, verdict: 'reject' })
    const answer = await json(quay, '/api/reviews', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    expect(answer).toMatchObject({ written: 'explorer.yaml' })
    expect(readFileSync(join(env.PROVISO_HOME!, 'reviews', 'explorer.yaml'), 'utf8')).toContain(
      `reject: "${evidence.quoteHash}"`,
    )
    expect((await json(quay, '/api/ask?q=harbour.example&on=2025-07-01')).using.outcome).toBe('unknown')
  })

  test.each([
    ['not JSON', 'review-invalid'],
    [JSON.stringify({ service: 'X' }), 'review-invalid'],
    [
      JSON.stringify({
        service: 'X"\n- a: b',
        terms: 'T',
        question: 'public.crawl.content',
        quote: '0'.repeat(16),
        verdict: 'maybe',
      }),
      'review-invalid',
    ],
  ])('%.30s: %s, and nothing is written', async (body, code) => {
    const file = join(env.PROVISO_HOME!, 'reviews', 'explorer.yaml')
    const before = readFileSync(file, 'utf8')
    const answer = await json(quay, '/api/reviews', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.error.code).toBe(code)
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  test('the starter rulebook is not corrected', async () => {
    const answer = await json(withStarter, '/api/reviews', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.error.code).toBe('starter-read-only')
  })
})

describe('every answer', () => {
  test.each(['/', '/api/ask?q=x.com', '/api/nothing', '/changes.atom', '/nowhere'])(
    '%s bears the policy',
    async (path) => {
      const { headers } = await withStarter.request(path)
      expect(headers.get('content-security-policy')).toContain("script-src 'self'")
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    },
  )

  test('an ETag that still holds gives 304 and no body', async () => {
    const first = await withStarter.request('/api/changes?service=X')
    const etag = first.headers.get('etag') ?? ''
    expect(etag).not.toBe('')
    const again = await withStarter.request('/api/changes?service=X', { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })

  test('names and titles of others are escaped in the page', async () => {
    const html = await (await quay.request(`/services/${encodeURIComponent(hostile)}`)).text()
    expect(html).not.toContain('<img')
    expect(html).toContain('&quot;&gt;&lt;img')
    const asked = await (await quay.request(`/?q=${encodeURIComponent('wreck.example"><script>')}`)).text()
    expect(asked).not.toContain('<script>')
  })

  test('a page that is not there has status 404, one that is has 200', async () => {
    for (const [path, status] of [
      ['/nowhere', 404],
      ['/services/nobody-at-all', 404],
      ['/changes/none', 404],
      ['/services/X', 200],
      ['/%E0%A4%A', 404],
      ['/services/%2e%2e%2f%2e%2e%2fetc%2fpasswd', 404],
    ] as const)
      expect([path, (await withStarter.request(path)).status]).toEqual([path, status])
  })

  test('every path of the description is there', async () => {
    const { paths } = await json(withStarter, '/api/openapi.json')
    for (const path of Object.keys(paths)) {
      const response = await withStarter.request(path.replace('{id}', 'none'), {
        method: 'get' in paths[path] ? 'GET' : 'POST',
      })
      const body = await response.text()
      expect(body).not.toContain('no-such-interface')
      expect([path, response.status < 500]).toEqual([path, true])
    }
  })
})
