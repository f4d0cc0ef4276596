import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Behaviour, misbehavingSite, type Site, termsPage } from '../../test/misbehaving-site.ts'
import { bareCollection, emptyWorkspace, git, temporaryFolder } from '../../test/small-collection.ts'
import { StillClock } from '../../test/still-clock.ts'
import { buildRulebook } from '../build.ts'
import { importCollection } from '../import.ts'
import { readRecords } from '../records.ts'
import { openRulebook } from '../rulebook-file.ts'
import { listArchives, type Workspace } from '../workspace.ts'
import { withWriteLock } from '../write-lock.ts'
import { runWatch, type WatchOptions, type WatchRun } from './run.ts'
import { addWatched } from './watch-request.ts'
import { watchStatus } from './watch-status.ts'

let sites: Site[] = []
afterEach(async () => {
  await Promise.all(sites.map((site) => site.close()))
  sites = []
})

async function siteWith(changes: Readonly<Record<string, Behaviour>> = {}): Promise<Site> {
  const site = await misbehavingSite(changes)
  sites.push(site)
  return site
}

interface Declared {
  readonly [terms: string]: object
}

/** A workspace that watches documents of one service, declared in a file. */
async function watchingTerms(terms: Declared, every?: number): Promise<Workspace> {
  const workspace = await emptyWorkspace()
  const file = join(temporaryFolder(), 'Harbour.json')
  writeFileSync(file, JSON.stringify({ name: 'Harbour', terms }))
  const added = await addWatched(workspace, [file], { facts: [], ...(every && { every }) })
  expect(added.issues).toEqual([])
  return workspace
}

async function watchingHost(site: Site, page = '/'): Promise<Workspace> {
  const workspace = await emptyWorkspace()
  const { issues } = await addWatched(workspace, [`${site.origin}${page}`], { facts: [] })
  expect(issues).toEqual([])
  return workspace
}

const small = { wireBytes: 500_000, bodyBytes: 2_000_000 }

function watch(workspace: Workspace, clock: StillClock, options: WatchOptions = {}): Promise<WatchRun> {
  return runWatch(workspace, {
    reach: ['127.0.0.1'],
    clock,
    limits: small,
    env: { PROVISO_CHROMIUM: 'none' },
    ...options,
  })
}

const day = 86_400_000

function log(workspace: Workspace): string[] {
  return git(join(workspace.archives, 'own.git'), ['log', '--reverse', '--format=%s', 'main']).split('\n')
}

function shown(workspace: Workspace, path: string): string {
  return git(join(workspace.archives, 'own.git'), ['show', `main:${path}`])
}

function tree(workspace: Workspace): string[] {
  return git(join(workspace.archives, 'own.git'), ['ls-tree', '-r', '--name-only', 'main']).split('\n')
}

describe('terms', () => {
  test('[W16] a document is kept as Markdown with the response it came with, in one commit', async () => {
    const site = await siteWith()
    const workspace = await watchingTerms({ 'Terms of Service': { fetch: `${site.origin}/terms`, select: 'main' } })
    const clock = new StillClock()
    const { looks, issues, next } = await watch(workspace, clock)
    expect(issues).toEqual([])
    expect(looks).toMatchObject([{ path: 'Harbour/Terms of Service.md', change: 'first', outcome: 'ok', status: 200 }])
    expect(next).toBe('2026-01-03T02:04:05.000Z')
    expect(log(workspace)).toEqual(['First record of Harbour Terms of Service'])
    expect(tree(workspace)).toEqual(['Harbour/Terms of Service.md', 'Harbour/Terms of Service.response.json'])
    expect(shown(workspace, 'Harbour/Terms of Service.md')).toMatch(/^# Terms of Service\n\n## 1\. Part 1\n\nBy using/)
    expect(JSON.parse(shown(workspace, 'Harbour/Terms of Service.response.json'))).toMatchObject({
      url: `${site.origin}/terms`,
      finalUrl: `${site.origin}/terms`,
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      redirects: [],
      startedAt: '2026-01-02T03:04:05.000Z',
      bytes: Buffer.byteLength(termsPage()),
      outcome: 'ok',
    })
    const [own] = await listArchives(workspace)
    expect(await readRecords(own!)).toMatchObject([
      { recorded: '2026-01-02T03:04:05Z', kind: 'first', terms: 'Terms of Service' },
    ])
  })

  test('[W17, W19] nothing new makes no commit, and is not looked at again before it is due', async () => {
    const site = await siteWith()
    const workspace = await watchingTerms({ Terms: { fetch: `${site.origin}/terms` } })
    const clock = new StillClock()
    await watch(workspace, clock)
    clock.advance(3600_000)
    expect(await watch(workspace, clock)).toMatchObject({ looks: [], notDue: 1, requests: 0 })
    clock.advance(day)
    expect(await watch(workspace, clock)).toMatchObject({ looks: [{ change: 'unchanged', commit: null }], notDue: 0 })
    expect(await watch(workspace, clock, { all: true })).toMatchObject({ looks: [{ change: 'unchanged' }] })
    expect(log(workspace).length).toBe(1)
    const { watched } = await watchStatus(workspace)
    expect(watched).toMatchObject([
      { of: 'Harbour', what: 'Terms', outcome: 'ok', since: '2026-01-02T03:04:05.000Z', failures: 0 },
    ])
    expect(Date.parse(watched[0]!.seen!)).toBeGreaterThanOrEqual(Date.parse('2026-01-03T04:04:05Z'))
  })

  test('[W18] a page that has not changed is not sent again', async () => {
    const site = await siteWith()
    const workspace = await watchingTerms({ Terms: { fetch: `${site.origin}/etag`, select: 'main' } })
    const clock = new StillClock()
    for (let n = 0; n < 3; n++) {
      await watch(workspace, clock)
      clock.advance(day)
    }
    const sent = site.asked.filter(({ path }) => path === '/etag').map(({ headers }) => headers['if-none-match'])
    expect(sent).toEqual([undefined, '"v1"', '"v1"'])
    expect(log(workspace).length).toBe(1)
    // Without the file beside the store, the store itself knows.
    writeFileSync(join(workspace.dir, 'watch', 'seen.ndjson'), '')
    expect(await watch(workspace, clock)).toMatchObject({ looks: [{ change: 'unchanged', status: 200 }] })
    expect(site.asked.at(-1)!.headers['if-none-match']).toBe('"v1"')
  })

  test('[W16] variants of a page are kept as they are seen', async () => {
    const site = await siteWith()
    const workspace = await watchingTerms({ Terms: { fetch: `${site.origin}/variants` } })
    const clock = new StillClock()
    const changes: string[] = []
    for (let n = 0; n < 3; n++) {
      changes.push((await watch(workspace, clock)).looks[0]!.change)
      clock.advance(day)
    }
    expect(changes).toEqual(['first', 'changed', 'changed'])
    expect(log(workspace)).toEqual([
      'First record of Harbour Terms',
      'Record new changes of Harbour Terms',
      'Record new changes of Harbour Terms',
    ])
  })

  test('[W18] another declaration is a technical version, and is asked for whole', async () => {
    const site = await siteWith()
    const workspace = await watchingTerms({ Terms: { fetch: `${site.origin}/etag` } })
    const clock = new StillClock()
    await watch(workspace, clock)
    const file = join(temporaryFolder(), 'Harbour.json')
    writeFileSync(file, JSON.stringify({ terms: { Terms: { fetch: `${site.origin}/etag`, select: 'h2, p' } } }))
    await addWatched(workspace, [file], { facts: [] })
    clock.advance(day)
    expect(await watch(workspace, clock)).toMatchObject({ looks: [{ change: 'technical' }] })
    expect(log(workspace).at(-1)).toBe('Apply technical or declaration upgrade on Harbour Terms')
    clock.advance(day)
    expect(await watch(workspace, clock)).toMatchObject({ looks: [{ change: 'unchanged' }] })
    expect(site.asked.at(-1)!.headers['if-none-match']).toBe('"v1"')
  })

  test('[W12] a combined document has its pages in order, and is unread when one of them is', async () => {
    const site = await siteWith()
    const workspace = await watchingTerms({
      Terms: {
        select: 'h1',
        combine: [{ fetch: `${site.origin}/terms`, select: 'main' }, { fetch: `${site.origin}/` }],
      },
      Policy: { combine: [{ fetch: `${site.origin}/terms` }, { fetch: `${site.origin}/login` }] },
    })
    const { looks } = await watch(workspace, new StillClock())
    expect(looks).toMatchObject([
      { path: 'Harbour/Policy.md', outcome: 'login-wall' },
      { path: 'Harbour/Terms.md', outcome: 'empty' },
    ])
    const whole = await watchingTerms({
      Terms: {
        select: 'main',
        combine: [{ fetch: `${site.origin}/terms` }, { fetch: `${site.origin}/`, select: ['h2', 'p'] }],
      },
    })
    expect(await watch(whole, new StillClock())).toMatchObject({ looks: [{ outcome: 'ok' }] })
    const text = shown(whole, 'Harbour/Terms.md')
    expect(text.match(/^#+ .*/gm)).toEqual([
      '# Terms of Service',
      ...['## 1. Part 1', '## 2. Part 2', '## 3. Part 3'],
      ...['## 1. Part 1', '## 2. Part 2', '## 3. Part 3'],
    ])
    expect(JSON.parse(shown(whole, 'Harbour/Terms.response.json')).parts).toMatchObject([
      { url: `${site.origin}/`, status: 200 },
    ])
  })
})

describe('[W14] what is not the page is unread with its reason, and no version', () => {
  test.each([
    ['/soft-404', 'error-page'],
    ['/login', 'login-wall'],
    ['/cookie-wall', 'cookie-banner'],
    ['/bot-check', 'bot-check'],
    ['/empty', 'empty'],
    ['/white', 'empty'],
    ['/image', 'not-a-page'],
    ['/image-as-html', 'not-a-page'],
    ['/gone', 'http-410'],
    ['/forbidden', 'http-403'],
    ['/down', 'http-503'],
    ['/busy', 'http-429'],
    ['/to-home', 'redirected-home'],
    ['/no-location', 'http-302'],
    ['/closed/terms', 'robots-disallow'],
    ['/silent', 'header-timeout'],
    ['/bomb', 'decompression-limit'],
    ['/endless', 'too-large'],
    ['/loop', 'redirect-loop'],
    ['/to-private', 'private-address'],
    ['/truncated', 'truncated'],
    ['/reset', 'connection-reset'],
    ['/garbage', 'malformed-response'],
  ])('%s: %s', async (path, outcome) => {
    const site = await siteWith()
    const workspace = await watchingTerms({ Terms: { fetch: `${site.origin}${path}` } })
    const limits = outcome === 'header-timeout' ? { ...small, headers: 300 } : small
    const { looks } = await watch(workspace, new StillClock(), { limits })
    expect(looks).toMatchObject([{ outcome, change: 'first', path: 'Harbour/Terms.md' }])
    expect(tree(workspace)).toEqual(['Harbour/Terms.response.json'])
    expect(JSON.parse(shown(workspace, 'Harbour/Terms.response.json'))).toMatchObject({ outcome })
  })

  test('a part that is not there', async () => {
    const site = await siteWith()
    const workspace = await watchingTerms({ Terms: { fetch: `${site.origin}/terms`, select: '#nowhere' } })
    const { looks, issues } = await watch(workspace, new StillClock())
    expect(looks).toMatchObject([{ outcome: 'select-missing' }])
    expect(issues).toMatchObject([{ code: 'browser-missing' }])
  })

  test('a login wall in the place of terms leaves the version as it was, once, and the terms come back', async () => {
    let wall = false
    const site = await siteWith({
      '/terms': ({ send }) =>
        send(
          200,
          { 'content-type': 'text/html' },
          wall ? '<h1>Hello</h1><p>Please log in to continue reading this very page here.</p>' : termsPage(),
        ),
    })
    const workspace = await watchingTerms({ Terms: { fetch: `${site.origin}/terms` } })
    const clock = new StillClock()
    await watch(workspace, clock)
    wall = true
    for (let n = 0; n < 3; n++) {
      clock.advance(day)
      expect(await watch(workspace, clock)).toMatchObject({
        looks: [{ outcome: 'login-wall', change: n === 0 ? 'changed' : 'unchanged' }],
      })
    }
    wall = false
    clock.advance(day)
    expect(await watch(workspace, clock)).toMatchObject({ looks: [{ outcome: 'ok', change: 'changed' }] })
    expect(log(workspace)).toEqual([
      'First record of Harbour Terms',
      'Could not read Harbour Terms: login-wall',
      'Could read Harbour Terms again: it has not changed',
    ])
    const [own] = await listArchives(workspace)
    expect((await readRecords(own!)).length).toBe(1)
  })

  test('another document in its place is told by what stood there before', async () => {
    let other = false
    const site = await siteWith({
      '/terms': ({ send }) =>
        send(
          200,
          { 'content-type': 'text/html' },
          other ? `<p>${'The harbour is a place where many boats lie and gulls cry. '.repeat(8)}</p>` : termsPage(),
        ),
    })
    const workspace = await watchingTerms({ Terms: { fetch: `${site.origin}/terms` } })
    const clock = new StillClock()
    await watch(workspace, clock)
    other = true
    clock.advance(day)
    expect(await watch(workspace, clock)).toMatchObject({ looks: [{ outcome: 'other-document' }] })
  })
})

describe('hosts', () => {
  const signals: Readonly<Record<string, Behaviour>> = {
    '/robots.txt': ({ send, origin }) =>
      send(200, { 'content-type': 'text/plain' }, `User-agent: GPTBot\nDisallow: /\nLicense: ${origin}/rsl.xml\n`),
    '/rsl.xml': ({ send }) =>
      send(200, { 'content-type': 'application/rsl+xml' }, '<rsl xmlns="https://rslstandard.org/rsl"/>'),
    '/': ({ send, times }) =>
      send(
        200,
        { 'content-type': 'text/html', 'x-robots-tag': 'noai', 'set-cookie': 'a=b', date: `${times}` },
        `<html><head><meta name="robots" content="noai"><meta name="csrf-token" content="${times}"></head><body>${times}</body></html>`,
      ),
    '/.well-known/tdmrep.json': ({ send }) =>
      send(200, { 'content-type': 'application/json' }, '[{"location":"/","tdm-reservation":1}]'),
    '/ai.txt': ({ send }) => send(200, { 'content-type': 'text/plain' }, 'User-Agent: *\nDisallow: *.jpg\n'),
  }

  test('[W11, W16] each file is one commit, the body as it came beside its response', async () => {
    const site = await siteWith(signals)
    const workspace = await watchingHost(site)
    const { looks } = await watch(workspace, new StillClock())
    const at = `signals/127.0.0.1:${site.port}`
    const files = ['ai.txt', 'page.html', 'robots.txt', 'rsl.xml', 'tdmrep.json']
    expect(looks.map(({ path, change, outcome }) => [path, change, outcome])).toEqual(
      files.map((file) => [`${at}/${file}`, 'first', 'ok']),
    )
    expect(tree(workspace)).toEqual(files.flatMap((file) => [`${at}/${file}`, `${at}/${file}.response.json`]))
    expect(log(workspace).length).toBe(5)
    expect(shown(workspace, `${at}/page.html`)).toBe(
      '<html><head><meta name="robots" content="noai"><meta name="csrf-token" content="0"></head>',
    )
    const { headers } = JSON.parse(shown(workspace, `${at}/page.html.response.json`))
    expect(headers).toMatchObject({ 'x-robots-tag': 'noai' })
    expect(headers).not.toHaveProperty('set-cookie')
    expect(site.paths()).toEqual(['/robots.txt', '/', '/rsl.xml', '/ai.txt', '/.well-known/tdmrep.json'])
  })

  test('[W17] chatter of a page is no change; a signal is', async () => {
    let tag = 'noai'
    const site = await siteWith({
      ...signals,
      '/': (answer) =>
        signals['/']!({
          ...answer,
          send: (status, headers, body) => answer.send(status, { ...headers, 'x-robots-tag': tag }, body!),
        }),
    })
    const workspace = await watchingHost(site)
    const clock = new StillClock()
    await watch(workspace, clock)
    clock.advance(day)
    expect((await watch(workspace, clock)).looks.map(({ change }) => change)).toEqual(Array(5).fill('unchanged'))
    tag = 'noai, noimageai'
    clock.advance(day)
    const { looks } = await watch(workspace, clock)
    expect(looks.filter(({ change }) => change === 'changed').map(({ path }) => path.split('/').at(-1))).toEqual([
      'page.html',
    ])
    expect(log(workspace).length).toBe(6)
  })

  test('[W11] what is not there is kept as such, and an answer for every address is no file', async () => {
    const page = '<!doctype html><html><head><title>App</title></head><body>hello</body></html>'
    const site = await siteWith({
      ...Object.fromEntries(
        ['/', '/robots.txt', '/ai.txt', '/.well-known/ai.txt'].map((path): [string, Behaviour] => [
          path,
          ({ send }) => send(200, { 'content-type': 'text/html' }, page),
        ]),
      ),
    })
    const workspace = await watchingHost(site)
    const { looks } = await watch(workspace, new StillClock())
    expect(looks.map(({ path, outcome, status }) => [path.split('/').at(-1), outcome, status])).toEqual([
      ['ai.txt', 'soft-404', 200],
      ['page.html', 'ok', 200],
      ['robots.txt', 'soft-404', 200],
      ['tdmrep.json', 'ok', 404],
    ])
  })

  test('[W11] ai.txt is found under /.well-known/ as well', async () => {
    const site = await siteWith({
      '/.well-known/ai.txt': ({ send }) => send(200, {}, 'Site-Name: Harbour\nTraining: deny\n'),
    })
    const workspace = await watchingHost(site)
    await watch(workspace, new StillClock())
    const kept = JSON.parse(shown(workspace, `signals/127.0.0.1:${site.port}/ai.txt.response.json`))
    expect(kept).toMatchObject({ url: `${site.origin}/.well-known/ai.txt`, status: 200, outcome: 'ok' })
  })

  test('[W11] RSL that nothing names any more is kept as not referenced, once', async () => {
    let named = true
    const site = await siteWith({
      ...signals,
      '/robots.txt': (answer) =>
        named ? signals['/robots.txt']!(answer) : answer.send(200, {}, 'User-agent: *\nAllow: /\n'),
    })
    const workspace = await watchingHost(site)
    const clock = new StillClock()
    await watch(workspace, clock)
    named = false
    for (let n = 0; n < 2; n++) {
      clock.advance(day)
      const { looks } = await watch(workspace, clock)
      expect(looks.find(({ path }) => path.endsWith('rsl.xml'))).toMatchObject({
        outcome: 'not-referenced',
        change: n === 0 ? 'changed' : 'unchanged',
      })
    }
    expect(tree(workspace).filter((path) => path.includes('rsl'))).toEqual([
      `signals/127.0.0.1:${site.port}/rsl.xml.response.json`,
    ])
  })

  test('[W16] a host that cannot be reached leaves responses without bodies, and comes back', async () => {
    const site = await siteWith(signals)
    const workspace = await watchingHost(site)
    const clock = new StillClock()
    await watch(workspace, clock)
    clock.advance(day)
    const down = { resolve: async () => ['127.0.0.1'] }
    await site.close()
    const { looks, next } = await watch(workspace, clock, down)
    expect(looks.map(({ outcome }) => outcome)).toEqual(Array(5).fill('connection-refused'))
    expect(tree(workspace).every((path) => path.endsWith('.response.json'))).toBe(true)
    expect(Date.parse(next!) - clock.now()).toBeLessThanOrEqual(3600_000)
  })
})

test('[W8] what the budget does not allow is looked at by the next run', async () => {
  const site = await siteWith()
  const terms = Object.fromEntries([1, 2, 3].map((n) => [`Terms ${n}`, { fetch: `${site.origin}/terms` }]))
  const workspace = await watchingTerms(terms)
  const clock = new StillClock()
  const first = await watch(workspace, clock, { budget: { requests: 3 } })
  expect(first).toMatchObject({
    requests: 3,
    looks: [{ change: 'first' }, { change: 'first' }],
    postponed: [{ path: 'Harbour/Terms 3.md', postponed: 'budget-spent' }],
  })
  expect(await watch(workspace, clock)).toMatchObject({
    looks: [{ path: 'Harbour/Terms 3.md', change: 'first' }],
    postponed: [],
    notDue: 2,
  })
})

test('[W10, W19] a host that asks to wait is not asked again before', async () => {
  const site = await siteWith()
  const workspace = await watchingTerms({
    'Terms 1': { fetch: `${site.origin}/busy` },
    'Terms 2': { fetch: `${site.origin}/terms` },
  })
  const clock = new StillClock()
  const run = await watch(workspace, clock)
  expect(run.looks).toMatchObject([{ path: 'Harbour/Terms 1.md', outcome: 'http-429' }])
  expect(run.postponed).toMatchObject([{ path: 'Harbour/Terms 2.md', postponed: 'asked-to-wait' }])
  clock.advance(3600_000 + 1000)
  expect((await watch(workspace, clock)).looks.map(({ path }) => path)).toEqual(['Harbour/Terms 2.md'])
  clock.advance(3600_000)
  expect((await watch(workspace, clock)).looks).toMatchObject([{ path: 'Harbour/Terms 1.md', outcome: 'http-429' }])
})

test('[W21] one run at a time; another process may write meanwhile', async () => {
  let workspace: Workspace | undefined
  let second: unknown
  const site = await siteWith({
    // While the first run waits for this page, another begins, and an import writes.
    '/terms': async ({ send }) => {
      second = await watch(workspace!, new StillClock()).catch((error) => error)
      await withWriteLock(workspace!, async () => {})
      send(200, { 'content-type': 'text/html' }, termsPage())
    },
  })
  workspace = await watchingTerms({ Terms: { fetch: `${site.origin}/terms` } })
  expect(await watch(workspace, new StillClock())).toMatchObject({ looks: [{ change: 'first' }] })
  expect(second).toMatchObject({ issue: { code: 'watch-running' } })
})

test('[W20] a stopped run keeps what it has and leaves no lock', async () => {
  const site = await siteWith()
  const workspace = await watchingTerms({
    'Terms 1': { fetch: `${site.origin}/terms` },
    'Terms 2': { fetch: `${site.origin}/terms` },
  })
  const stopping = new AbortController()
  const clock = new StillClock()
  const run = watch(workspace, clock, { signal: stopping.signal, onLook: () => stopping.abort(new Error('enough')) })
  await expect(run).rejects.toThrow('enough')
  expect(log(workspace)).toEqual(['First record of Harbour Terms 1'])
  expect(await watch(workspace, clock)).toMatchObject({ looks: [{ path: 'Harbour/Terms 2.md' }], notDue: 1 })
})

describe('[W23] when nothing can be reached', () => {
  const nowhere = async () => {
    throw Object.assign(new Error(), { code: 'EAI_AGAIN' })
  }
  const withDomains = async (resolve: () => Promise<readonly string[]>, site: Site, names: readonly string[]) => {
    const workspace = await emptyWorkspace()
    await addWatched(workspace, names, { facts: [] })
    const clock = new StillClock()
    const known = async (host: string) => (host === 'here.example' ? ['127.0.0.1'] : resolve())
    const run = await watch(workspace, clock, { resolve: known, retries: 0, reach: ['127.0.0.1'], concurrency: 1 })
    return { run, workspace, site }
  }

  test('of several hosts, nothing is recorded', async () => {
    const { run, workspace } = await withDomains(nowhere, await siteWith(), ['a.example', 'b.example'])
    expect(run).toMatchObject({ looks: [], issues: [{ code: 'no-network' }] })
    expect(run.postponed.length).toBe(8)
    expect(run.postponed.every(({ postponed }) => postponed === 'no-network')).toBe(true)
    expect(await listArchives(workspace)).toEqual([])
  })

  test('of one host alone, that is recorded', async () => {
    const { run } = await withDomains(nowhere, await siteWith(), ['a.example'])
    expect(run.looks.map(({ outcome }) => outcome)).toEqual(Array(4).fill('dns-failure'))
  })

  test('what was held back is recorded when another host answers', async () => {
    const site = await siteWith()
    const { run } = await withDomains(nowhere, site, ['a.example', `http://here.example:${site.port}/`])
    expect(run.postponed).toEqual([])
    expect(new Set(run.looks.map(({ outcome }) => outcome))).toEqual(new Set(['ok', 'dns-failure']))
    expect(run.looks.length).toBe(8)
  })
})

describe('[W22] what was watched is in the rulebook', () => {
  const build = async (workspace: Workspace) => {
    await buildRulebook(workspace, { workers: 0, facts: [] })
    return openRulebook(workspace.rulebook).load()
  }

  test('as documents of the service, from the day they were seen', async () => {
    const site = await siteWith()
    const workspace = await watchingTerms({ 'Terms of Service': { fetch: `${site.origin}/terms`, select: 'main' } })
    await watch(workspace, new StillClock())
    expect(await build(workspace)).toMatchObject({
      states: [
        {
          service: 'Harbour',
          terms: 'Terms of Service',
          from: '2026-01-02',
          positions: { 'public.train-ai.content': { position: 'disallowed' } },
          records: [{ collection: 'own', path: 'Harbour/Terms of Service.md' }],
        },
      ],
      unread: [],
    })
  })

  test('with the days on which they could not be read, and why', async () => {
    let wall = false
    const site = await siteWith({
      '/terms': ({ send }) =>
        wall
          ? send(403, { 'content-type': 'text/html' }, 'no')
          : send(200, { 'content-type': 'text/html' }, termsPage()),
    })
    const workspace = await watchingTerms({
      Terms: { fetch: `${site.origin}/terms` },
      Policy: { fetch: `${site.origin}/login` },
    })
    const clock = new StillClock()
    for (const state of [false, true, true, false]) {
      wall = state
      await watch(workspace, clock, { all: true })
      clock.advance(day)
    }
    const { states, unread } = await build(workspace)
    expect(states).toMatchObject([{ terms: 'Terms', from: '2026-01-02', to: null }])
    const own = { service: 'Harbour' }
    expect(unread).toMatchObject([
      { ...own, terms: 'Policy', from: '2026-01-02', to: null, reason: 'login-wall', evidence: { collection: 'own' } },
      { ...own, terms: 'Terms', from: '2026-01-03', to: '2026-01-05', reason: 'http-403' },
    ])
  })

  test('unless another collection held the document', async () => {
    const site = await siteWith()
    const workspace = await watchingTerms({ Terms: { fetch: `${site.origin}/login` } })
    await watch(workspace, new StillClock())
    const bare = bareCollection([
      {
        subject: 'First record of Harbour Terms',
        at: 1_700_000_000,
        files: [
          { path: 'Harbour/Terms.md', text: '# Terms\n\nYou may not scrape the service. By using it you agree.\n' },
        ],
      },
    ])
    for await (const event of importCollection(workspace, bare))
      if (event.phase === 'failed') throw new Error(event.issue.message)
    const { states, unread } = await build(workspace)
    expect(states).toMatchObject([{ service: 'Harbour', terms: 'Terms', from: '2023-11-14' }])
    expect(unread).toEqual([])
  })
})
