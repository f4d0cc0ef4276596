import { spawn } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from '../src/watch/browser.ts'
import { misbehavingSite, type Site, termsPage } from './misbehaving-site.ts'
import { git, temporaryFolder } from './small-collection.ts'

const program = fileURLToPath(new URL('../../cli/bin/proviso.js', import.meta.url))
const built = existsSync(fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url)))
const chromium = await findChromium(process.env)

let site: Site
let bad: Site
let secure: Site
const html = { 'content-type': 'text/html; charset=utf-8' }
beforeAll(async () => {
  site = await misbehavingSite({
    '/scripted': ({ send }) =>
      send(
        200,
        html,
        `<body><script>document.body.innerHTML = ${JSON.stringify(termsPage('by script'))}</script></body>`,
      ),
    '/variants': ({ send, times }) => send(200, html, termsPage(times % 2 === 0 ? 'for Europe' : 'for the rest')),
  })
  bad = await misbehavingSite({ '/robots.txt': ({ send }) => send(500, {}, 'broken') })
  secure = await misbehavingSite({}, { secure: true })
})
afterAll(() => Promise.all([site, bad, secure].map((one) => one.close())))

interface Ran {
  readonly out: string
  readonly err: string
  readonly status: number | null
}

/** Runs the real program, as a user would. */
function proviso(home: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
      env: { ...process.env, PROVISO_HOME: home, PROVISO_CHROMIUM: 'none', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.on('close', (status) => resolve({ out, err, status }))
  })
}

const run = (home: string, more: readonly string[] = [], env: NodeJS.ProcessEnv = {}) =>
  proviso(
    home,
    [
      'watch',
      'run',
      '--once',
      '--json',
      '--pause=0',
      '--retries=0',
      '--timeout=4',
      '--allow-private=127.0.0.1',
      ...more,
    ],
    env,
  )

/** Declares a service with one document for each path. */
function declare(paths: Readonly<Record<string, string | object>>): string {
  const file = join(temporaryFolder(), 'Harbour.json')
  const terms = Object.entries(paths).map(([name, page]) => [name, typeof page === 'string' ? { fetch: page } : page])
  writeFileSync(file, JSON.stringify({ name: 'Harbour', terms: Object.fromEntries(terms) }))
  return file
}

describe.skipIf(!built)('proviso watch (needs `npm run build`)', () => {
  test('[W4, W7, W14] every way of misbehaving ends as it should, in one run', { timeout: 120_000 }, async () => {
    const expected: Readonly<Record<string, readonly [string | object, string]>> = {
      'Ordinary Terms': ['/terms', 'ok'],
      'Gzip Terms': ['/gzip', 'ok'],
      'Old Server Terms': ['/http-1.0', 'ok'],
      'Cookie Bounce Terms': ['/cookie-bounce', 'ok'],
      'Moved Terms': ['/moved', 'ok'],
      'Latin Terms': ['/latin', 'ok'],
      'Wrong Charset Terms': ['/latin-as-utf-8', 'ok'],
      'Klingon Terms': ['/klingon', 'ok'],
      'Wide Terms': ['/utf-16', 'ok'],
      'Mistyped Terms': ['/text-as-html', 'ok'],
      Drip: ['/drip', 'total-timeout'],
      Silence: ['/silent', 'total-timeout'],
      'Slow Headers': ['/slow-headers', 'total-timeout'],
      Endless: ['/endless', 'too-large'],
      Loop: ['/loop', 'redirect-loop'],
      Far: ['/far/0', 'too-many-redirects'],
      Private: ['/to-private', 'private-address'],
      Metadata: ['/to-metadata', 'private-address'],
      File: ['/to-file', 'bad-redirect'],
      Bomb: ['/bomb', 'decompression-limit'],
      'Bomb in Bomb': ['/bomb-in-bomb', 'decompression-limit'],
      'Not Gzip': ['/not-gzip', 'bad-encoding'],
      'Cut Gzip': ['/cut-gzip', 'bad-encoding'],
      'Unasked Coding': ['/unasked-coding', 'unsupported-encoding'],
      Headers: ['/huge-headers', 'headers-too-large'],
      Garbage: ['/garbage', 'malformed-response'],
      'Old Garbage': ['/http-1.0-garbage', 'malformed-response'],
      Chunks: ['/bad-chunks', 'malformed-response'],
      Lengths: ['/two-lengths', 'malformed-response'],
      Truncated: ['/truncated', 'truncated'],
      Reset: ['/reset', 'connection-reset'],
      Closed: ['/closed/terms', 'robots-disallow'],
      Missing: ['/nowhere', 'http-404'],
      Gone: ['/gone', 'http-410'],
      Forbidden: ['/forbidden', 'http-403'],
      Down: ['/down', 'http-503'],
      Soft: ['/soft-404', 'error-page'],
      Login: ['/login', 'login-wall'],
      Cookies: ['/cookie-wall', 'cookie-banner'],
      Robot: ['/bot-check', 'bot-check'],
      Home: ['/to-home', 'redirected-home'],
      Empty: ['/empty', 'empty'],
      Image: ['/image', 'not-a-page'],
      'Image as Page': ['/image-as-html', 'not-a-page'],
      Secure: [`${secure.origin}/terms`, 'tls-error'],
      'Robots Broken': [`${bad.origin}/terms`, 'robots-unreachable'],
      // Last: it asks to be left alone for two hours.
      'Zzz Busy': ['/busy', 'http-429'],
      'Zzz Later': ['/terms', 'asked-to-wait'],
    }
    const home = join(temporaryFolder(), 'home')
    const pages = Object.entries(expected).map(([name, [page]]) => [
      name,
      String(page).startsWith('/') ? `${site.origin}${page}` : page,
    ])
    const added = await proviso(home, ['watch', 'add', declare(Object.fromEntries(pages))])
    expect(added).toMatchObject({ status: 0, err: '' })
    const ran = await run(home)
    expect(ran.status).toBe(0)
    expect(ran.err).not.toMatch(/\bat .*\.js:|Error:/)
    const { looks, postponed, rulebook } = JSON.parse(ran.out)
    const ended = [
      ...looks.map(({ path, outcome }: { path: string; outcome: string }) => [path, outcome]),
      ...postponed.map((one: { path: string; postponed: string }) => [one.path, one.postponed]),
    ]
    expect(Object.fromEntries(ended)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([name, [, outcome]]) => [`Harbour/${name}.md`, outcome])),
    )
    // Only what was read is a version, and in the rulebook.
    const versions = Object.entries(expected).filter(([, [, outcome]]) => outcome === 'ok')
    const tree = git(join(home, 'archives', 'own.git'), ['ls-tree', '-r', '--name-only', '-z', 'main']).split('\0')
    expect(tree.filter((path) => path.endsWith('.md')).length).toBe(versions.length)
    expect(rulebook).toMatchObject({ documents: versions.length, changed: true })
    for (const word of ['Latin', 'Wide'])
      expect(git(join(home, 'archives', 'own.git'), ['show', `main:Harbour/${word} Terms.md`])).toContain('café')
  })

  test('[W16, W17] a host and a service, seen, seen again, asked about', { timeout: 60_000 }, async () => {
    const home = join(temporaryFolder(), 'home')
    const file = declare({
      'Terms of Service': { fetch: `${site.origin}/terms`, select: 'main' },
      Login: `${site.origin}/login`,
    })
    const added = await proviso(home, ['watch', 'add', file, site.origin])
    expect(added).toMatchObject({ status: 0, err: '' })
    expect(added.out).toContain('1 service and 1 host watched')
    const first = await run(home, [], { PROVISO_NOW: '2026-01-02' })
    expect(JSON.parse(first.out)).toMatchObject({ notDue: 0, rulebook: { changed: true } })
    const second = await run(home, [], { PROVISO_NOW: '2026-01-02T00:30:00Z' })
    expect(JSON.parse(second.out)).toMatchObject({ looks: [], requests: 0, rulebook: null })
    const third = JSON.parse((await run(home, [], { PROVISO_NOW: '2026-01-03' })).out)
    expect(third.looks.map(({ change }: { change: string }) => change)).toEqual(Array(6).fill('unchanged'))
    expect(third.rulebook).toBeNull()

    const status = await proviso(home, ['watch', 'status'], { PROVISO_NOW: '2026-01-03' })
    expect(status.out).toMatch(
      /Harbour {2}Login\s+\? login-wall \(2 times\)\s+2026-01-02\s+2026-01-03 00:00 UTC\s+in 2 h/,
    )
    expect(status.out).toMatch(/Harbour {2}Terms of Service\s+✓ read\s+2026-01-02\s+2026-01-03 00:00 UTC\s+in 23 h/)
    expect(status.out).toMatch(/127\.0\.0\.1:\d+ {2}tdmrep\.json\s+· none \(404\)/)
    expect(status.out).toContain('6 watched, 6 seen, 1 could not be read')
    const lines = (await proviso(home, ['watch', '--json'])).out.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).path)).toContain('Harbour/Login.md')

    const asked = await proviso(home, ['history', 'Harbour', '--json'])
    expect(JSON.parse(asked.out)).toMatchObject({
      terms: 'Terms of Service',
      from: '2026-01-02',
      positions: { 'public.train-ai.content': { position: 'disallowed' } },
    })

    expect(await proviso(home, ['watch', 'remove', 'Harbour', site.origin])).toMatchObject({ status: 0, err: '' })
    expect((await run(home)).status).toBe(1)
  })

  test('[B12] what was known before watching began is still the answer for its days', { timeout: 60_000 }, async () => {
    const home = join(temporaryFolder(), 'home')
    const file = join(temporaryFolder(), 'X.json')
    writeFileSync(
      file,
      JSON.stringify({ terms: { 'Developer Terms': { fetch: `${site.origin}/terms`, select: 'main' } } }),
    )
    await proviso(home, ['watch', 'add', file])
    await run(home, [], { PROVISO_NOW: '2026-10-01' })
    const ask = async (on: string) => {
      const { out } = await proviso(
        home,
        ['ask', 'https://x.com/jack/status/20', '--channel=api', '--on', on, '--json'],
        { PROVISO_NOW: '2026-10-02' },
      )
      const { outcome, using } = JSON.parse(out)
      return { outcome, archive: using.because[0]?.evidence.archive }
    }
    expect(await ask('2025-06-10')).toEqual({ outcome: 'disallowed', archive: 'pga-versions' })
    expect(await ask('2026-10-02')).toEqual({ outcome: 'disallowed', archive: 'own' })
    const history = (await proviso(home, ['history', 'X', 'Developer Terms', '--json'])).out.trimEnd().split('\n')
    const ends = history.map((line) => JSON.parse(line)).map(({ from, to }) => [from, to])
    expect(ends.at(-1)).toEqual(['2026-10-01', null])
    expect(ends.at(-2)![1]).toBe('2026-10-01')
  })

  test('[W3] private addresses are refused unless they are allowed', async () => {
    const home = join(temporaryFolder(), 'home')
    await proviso(home, ['watch', 'add', site.origin])
    const refused = JSON.parse((await proviso(home, ['watch', 'run', '--once', '--json', '--pause=0'])).out)
    expect(new Set(refused.looks.map(({ outcome }: { outcome: string }) => outcome))).toEqual(
      new Set(['private-address']),
    )
    const wrong = await run(home, ['--allow-private=localhost'])
    expect(wrong.status).toBe(2)
    expect(JSON.parse(wrong.err)).toMatchObject({ error: { code: 'bad-network' } })
  })

  test('[W20] interrupted, a round ends at once, keeps what it has and goes on later', {
    timeout: 60_000,
  }, async () => {
    const home = join(temporaryFolder(), 'home')
    await proviso(home, ['watch', 'add', declare({ A: `${site.origin}/terms`, B: `${site.origin}/silent` })])
    const args = ['watch', 'run', '--once', '--pause=0', '--retries=0', '--allow-private=127.0.0.1']
    const child = spawn(process.execPath, [program, ...args], {
      env: { ...process.env, PROVISO_HOME: home, PROVISO_CHROMIUM: 'none' },
    })
    let err = ''
    child.stderr.on('data', (chunk) => {
      const before = err.includes('Harbour › A')
      err += chunk
      if (!before && err.includes('Harbour › A')) child.kill('SIGINT')
    })
    const status = await new Promise((resolve) => child.on('close', resolve))
    expect(status).toBe(130)
    expect(err).toContain('error watch-stopped')
    const { looks, rulebook } = JSON.parse((await run(home)).out)
    expect(looks).toMatchObject([{ path: 'Harbour/B.md', outcome: 'total-timeout' }])
    // The stopped round had no time to build.
    expect(rulebook).toMatchObject({ documents: 1 })
  })

  test('[W19] left to itself it goes on until it is stopped, which is no failure', { timeout: 60_000 }, async () => {
    const home = join(temporaryFolder(), 'home')
    await proviso(home, ['watch', 'add', declare({ A: `${site.origin}/terms` })])
    const args = ['watch', 'run', '--json', '--pause=0', '--allow-private=127.0.0.1']
    const env = { ...process.env, PROVISO_HOME: home, PROVISO_CHROMIUM: 'none' }
    const child = spawn(process.execPath, [program, ...args], { env })
    let out = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
      if (out.endsWith('\n')) child.kill('SIGTERM')
    })
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0)
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ looks: [{ change: 'first' }], notDue: 0 }])
  })

  test.skipIf(chromium === null)(
    '[W15] a page that scripts build is read by a browser (needs Chromium)',
    { timeout: 60_000 },
    async () => {
      const home = join(temporaryFolder(), 'home')
      await proviso(home, [
        'watch',
        'add',
        declare({ Terms: { fetch: `${site.origin}/scripted`, select: '#terms', executeClientScripts: true } }),
      ])
      const without = JSON.parse((await run(home)).out)
      expect(without).toMatchObject({ looks: [{ outcome: 'empty' }], issues: [{ code: 'browser-missing' }] })
      const args = ['--all', '--timeout=30']
      const found = JSON.parse((await run(home, args, { PROVISO_CHROMIUM: chromium! })).out)
      expect(found).toMatchObject({ looks: [{ outcome: 'ok', change: 'changed' }] })
      expect(git(join(home, 'archives', 'own.git'), ['show', 'main:Harbour/Terms.md'])).toContain('by script')
      const before = site.asked.length
      const again = JSON.parse((await run(home, args, { PROVISO_CHROMIUM: chromium! })).out)
      expect(again).toMatchObject({ looks: [{ outcome: 'ok', change: 'unchanged' }] })
      expect(site.paths().slice(before)).toEqual(['/robots.txt', '/scripted'])
    },
  )
})
