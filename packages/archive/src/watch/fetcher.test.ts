import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Asked, type Behaviour, misbehavingSite, type Site, termsPage } from '../../test/misbehaving-site.ts'
import { StillClock } from '../../test/still-clock.ts'
import { createFetcher, type FetcherOptions, type FetchRequest, type Looked } from './fetcher.ts'
import { type FetchLimits, usualLimits } from './limits.ts'

let site: Site
let clock: StillClock
beforeAll(async () => {
  site = await misbehavingSite()
})
afterAll(() => site.close())

/** Limits of size that a test can reach; those of time are left where a busy machine does not reach them. */
const limits = { ...usualLimits, wireBytes: 200_000, bodyBytes: 1_000_000 }
/** What has to be waited for, by the outcome it ends in. */
const soon: Readonly<Record<string, Partial<FetchLimits>>> = {
  'header-timeout': { headers: 300 },
  'idle-timeout': { idle: 300 },
  'total-timeout': { total: 600 },
}

function fetcher(options: FetcherOptions = {}) {
  clock = new StillClock()
  return createFetcher({ reach: ['127.0.0.1'], limits, clock, ...options })
}

async function look(path: string, request: Partial<FetchRequest> = {}, options: FetcherOptions = {}): Promise<Looked> {
  const looked = await fetcher(options).fetch({ url: `${site.origin}${path}`, ...request })
  if ('postponed' in looked) throw new Error(looked.postponed)
  return looked
}

const text = ({ body }: Looked) => (body === undefined ? undefined : Buffer.from(body).toString())

describe('[W7] each way of misbehaving ends in its outcome', () => {
  test.each([
    ['never answers', '/silent', 'header-timeout'],
    ['headers that never end', '/slow-headers', 'header-timeout'],
    ['hints without end', '/early-hints', 'header-timeout'],
    ['a body that stops', '/stall', 'idle-timeout'],
    ['an endless body', '/endless', 'too-large'],
    ['huge headers', '/huge-headers', 'headers-too-large'],
    ['thousands of headers', '/many-headers', 'headers-too-large'],
    ['a gzip bomb', '/bomb', 'decompression-limit'],
    ['a bomb in a bomb', '/bomb-in-bomb', 'decompression-limit'],
    ['three codings', '/coded-thrice', 'unsupported-encoding'],
    ['a coding nobody asked for', '/unasked-coding', 'unsupported-encoding'],
    ['what is not gzip', '/not-gzip', 'bad-encoding'],
    ['what is not brotli', '/not-brotli', 'bad-encoding'],
    ['gzip cut short', '/cut-gzip', 'bad-encoding'],
    ['no HTTP at all', '/garbage', 'malformed-response'],
    ['HTTP/1.0 garbage', '/http-1.0-garbage', 'malformed-response'],
    ['chunked garbage', '/bad-chunks', 'malformed-response'],
    ['two lengths', '/two-lengths', 'malformed-response'],
    ['another protocol', '/switch', 'malformed-response'],
    ['chunks without an end', '/open-chunks', 'truncated'],
    ['less than announced', '/truncated', 'truncated'],
    ['a reset', '/reset', 'connection-reset'],
    ['a connection closed at once', '/hang-up', 'connection-reset'],
    ['a redirect loop', '/loop', 'redirect-loop'],
    ['redirects without end', '/far/0', 'too-many-redirects'],
    ['a redirect to a private address', '/to-private', 'private-address'],
    ['a redirect to a private address in disguise', '/to-metadata', 'private-address'],
    ['a redirect to a file', '/to-file', 'bad-redirect'],
    ['a redirect to nowhere', '/to-nowhere', 'bad-redirect'],
  ])('%s', async (_, path, outcome) => {
    const looked = await look(path, {}, { limits: { ...limits, ...soon[outcome] } })
    expect(looked.response).toMatchObject({ url: `${site.origin}${path}`, outcome, bytes: 0 })
    expect(looked.body).toBeUndefined()
  })

  test('a body that drips is given up when its time is over, however lively it is', async () => {
    const { response } = await look('/drip', {}, { limits: { ...limits, ...soon['total-timeout'] } })
    expect(response).toMatchObject({ outcome: 'total-timeout' })
  })

  test.each([
    ['an HTTP/1.0 server', '/http-1.0', 200, 'Terms of Service'],
    ['gzip', '/gzip', 200, 'Terms of Service'],
    ['an error status with its body', '/gone', 410, 'Gone'],
    ['an empty body', '/empty', 200, ''],
    ['a redirect that says not where to', '/no-location', 302, ''],
    ['a page that wants to see its cookie', '/cookie-bounce', 200, 'Terms of Service'],
  ])('%s is a response like any other', async (_, path, status, words) => {
    const looked = await look(path)
    expect(looked.response).toMatchObject({ outcome: 'ok', status })
    expect(text(looked)).toContain(words)
    expect(looked.response.bytes).toBe(looked.body?.length)
  })

  test('a port where nobody listens', async () => {
    const gone = await misbehavingSite()
    await gone.close()
    const looked = await fetcher().fetch({ url: gone.origin, obeyRobots: false })
    expect(looked).toMatchObject({ response: { outcome: 'connection-refused', status: null, headers: {} } })
  })

  test.each(['mailto:me@harbour.example', 'harbour.example', '', 'http://', 'file:///etc/passwd'])(
    'no address of the web: `%s`',
    async (url) => {
      const looked = await fetcher().fetch({ url, obeyRobots: false })
      expect(looked).toMatchObject({ response: { outcome: 'not-an-address', url } })
    },
  )

  test.each([
    ['ENOTFOUND', 'unknown-host'],
    ['EAI_AGAIN', 'dns-failure'],
  ])('a name that cannot be resolved: %s', async (code, outcome) => {
    const resolve = () => Promise.reject(Object.assign(new Error(code), { code }))
    const looked = await fetcher({ resolve }).fetch({ url: 'https://harbour.example/' })
    expect(looked).toMatchObject({ response: { outcome, detail: code } })
  })

  test('a certificate nobody vouches for, and a server that speaks no TLS', async () => {
    const secure = await misbehavingSite({}, { secure: true })
    const byItself = await fetcher().fetch({ url: `${secure.origin}/terms` })
    expect(byItself).toMatchObject({ response: { outcome: 'tls-error', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' } })
    await secure.close()
    const plain = await fetcher().fetch({ url: `https://127.0.0.1:${site.port}/terms`, obeyRobots: false })
    expect(plain).toMatchObject({ response: { outcome: 'tls-error' } })
  })
})

describe('[W1, W2] a request says who asks, and nothing of others', () => {
  test('user agent, languages, codings; no cookie, no referrer', async () => {
    const own = await misbehavingSite()
    await fetcher({ contact: 'me@example.org (x)\r\nEvil: 1' }).fetch({
      url: `${own.origin.replace('//', '//user:secret@')}/terms#part`,
    })
    const { path, headers } = own.asked.at(-1) as Asked
    expect(path).toBe('/terms')
    expect(headers['user-agent']).toMatch(/^Proviso\/\d+\.\d+\.\d+ \(watches [a-z- ]+; me@example\.org xEvil: 1\)$/)
    expect(Object.keys(headers).sort()).toEqual([
      'accept',
      'accept-encoding',
      'accept-language',
      'connection',
      'host',
      'user-agent',
    ])
    await own.close()
  })

  test('a cookie is forgotten with the fetch it came in, and never kept', async () => {
    const own = await misbehavingSite()
    const one = fetcher()
    for (let n = 0; n < 2; n++) {
      const looked = await one.fetch({ url: `${own.origin}/cookie-bounce` })
      expect(looked).toMatchObject({ response: { outcome: 'ok', redirects: [{ status: 302 }] } })
      expect(JSON.stringify(looked)).not.toContain('seen=1')
    }
    const cookies = own.asked.filter(({ path }) => path === '/cookie-bounce').map(({ headers }) => headers.cookie)
    expect(cookies).toEqual([undefined, 'seen=1', undefined, 'seen=1'])
    await own.close()
  })
})

describe('[W3] only public addresses are asked', () => {
  test('a private one is refused before a connection, robots.txt included', async () => {
    const before = site.asked.length
    const looked = await fetcher({ reach: 'public' }).fetch({ url: `${site.origin}/terms` })
    expect(looked).toMatchObject({ response: { outcome: 'private-address', detail: '127.0.0.1', status: null } })
    expect(site.asked.length).toBe(before)
  })

  test('a name is resolved anew for each connection, and each answer is checked', async () => {
    const answers = ['127.0.0.1', '10.0.0.1']
    const resolve = async () => [answers.shift() ?? '10.0.0.1']
    const looked = await fetcher({ resolve }).fetch({
      url: `http://rebinding.example:${site.port}/moved`,
      obeyRobots: false,
    })
    expect(looked).toMatchObject({
      response: { outcome: 'private-address', detail: '10.0.0.1', redirects: [{ status: 301 }] },
    })
  })

  test('one private address among public ones refuses the name', async () => {
    const resolve = async () => ['93.184.215.14', '192.168.1.1']
    const looked = await fetcher({ resolve }).fetch({ url: 'http://mixed.example/', obeyRobots: false })
    expect(looked).toMatchObject({ response: { outcome: 'private-address', detail: '192.168.1.1' } })
  })
})

describe('[W6] redirects', () => {
  test('are followed, and recorded', async () => {
    const { response } = await look('/moved')
    expect(response).toMatchObject({
      finalUrl: `${site.origin}/terms`,
      status: 200,
      redirects: [{ status: 301, from: `${site.origin}/moved`, to: `${site.origin}/terms` }],
    })
  })

  test('obey robots.txt like the first request', async () => {
    const { response } = await look('/to-closed')
    expect(response).toMatchObject({ outcome: 'robots-disallow', finalUrl: `${site.origin}/closed/terms` })
  })
})

describe('[W4] bodies beyond the limit', () => {
  test('are cut for those who can use a beginning', async () => {
    const looked = await look('/endless', { cut: true, bodyBytes: 1000 })
    expect(looked.response).toMatchObject({ outcome: 'ok', truncated: true, bytes: 1000 })
    expect(text(looked)).toBe('x'.repeat(1000))
  })

  test('a bomb is cut as well', async () => {
    const looked = await look('/bomb', { cut: true, bodyBytes: 1000 })
    expect(looked.response).toMatchObject({ outcome: 'ok', truncated: true, bytes: 1000 })
  })
})

describe('[W18] what was stored is not sent again', () => {
  test('validators go to the address that gave them, and a 304 has no body', async () => {
    const url = `${site.origin}/etag`
    const first = await look('/etag')
    expect(first.response.headers).toMatchObject({ etag: '"v1"', 'last-modified': 'Tue, 06 Jan 2026 10:00:00 GMT' })
    const again = await look('/etag', { validators: { url, etag: '"v1"' } })
    expect(again.response).toMatchObject({ outcome: 'ok', status: 304 })
    expect(again.body).toBeUndefined()
    const other = await look('/etag', { validators: { url: `${site.origin}/terms`, etag: '"v1"' } })
    expect(other.response.status).toBe(200)
  })
})

describe('[W9] robots.txt', () => {
  const robots = (status: number, body = ''): Record<string, Behaviour> => ({
    '/robots.txt': ({ send }) => send(status, {}, body),
  })
  test.each([
    ['a rule for everyone', robots(200, 'User-agent: *\nDisallow: /terms'), 'robots-disallow', 'Disallow: /terms'],
    ['a rule for us', robots(200, 'User-agent: proviso\nDisallow: /'), 'robots-disallow', 'Disallow: /'],
    ['a rule for others', robots(200, 'User-agent: Other\nDisallow: /'), 'ok', undefined],
    ['no file', robots(404), 'ok', undefined],
    ['a forbidden file', robots(403), 'ok', undefined],
    ['too many requests', robots(429), 'robots-unreachable', 'status 429'],
    ['an error of the server', robots(500), 'robots-unreachable', 'status 500'],
    ['silence', { '/robots.txt': () => {} }, 'robots-unreachable', 'header-timeout'],
    ['an endless file', { '/robots.txt': endless('User-agent: *\nDisallow: /\n') }, 'robots-disallow', 'Disallow: /'],
  ])('%s', async (_, changes, outcome, detail) => {
    const own = await misbehavingSite(changes)
    const patience = { ...limits, ...soon[detail ?? ''] }
    const looked = await fetcher({ retries: 0, limits: patience }).fetch({ url: `${own.origin}/terms` })
    expect(looked).toMatchObject({ response: { outcome, ...(detail && { detail }) } })
    expect(own.paths().includes('/terms')).toBe(outcome === 'ok')
    await own.close()
  })

  test('is fetched once a day, and a file addressed to machines does not wait for it', async () => {
    const own = await misbehavingSite()
    const one = fetcher()
    await one.fetch({ url: `${own.origin}/ai.txt`, obeyRobots: false })
    expect(own.paths()).toEqual(['/ai.txt'])
    await one.fetch({ url: `${own.origin}/terms` })
    await one.fetch({ url: `${own.origin}/terms` })
    expect(own.paths().filter((path) => path === '/robots.txt').length).toBe(1)
    clock.advance(25 * 3600_000)
    await one.fetch({ url: `${own.origin}/terms` })
    expect(own.paths().filter((path) => path === '/robots.txt').length).toBe(2)
    await own.close()
  })
})

function endless(line: string): Behaviour {
  return ({ raw, forever }) => {
    raw('HTTP/1.1 200 OK\r\n\r\n')
    forever(1, () => raw(line.repeat(2000)))
  }
}

describe('[W8] pace and budget', () => {
  test('one request at a time to a host, with a pause after each', async () => {
    let open = 0
    let most = 0
    const own = await misbehavingSite({
      '/slow': ({ send, socket }) => {
        most = Math.max(most, ++open)
        socket.on('close', () => open--)
        setTimeout(() => send(200, {}, 'slow'), 20)
      },
    })
    const one = fetcher({ pause: 3000 })
    const url = `${own.origin}/slow`
    await Promise.all([1, 2, 3].map(() => one.fetch({ url, obeyRobots: false })))
    expect(most).toBe(1)
    expect(clock.slept).toEqual([3000, 3000])
    await own.close()
  })

  test('hosts do not wait for each other', async () => {
    const one = fetcher({ resolve: async () => ['127.0.0.1'] })
    for (const host of ['a', 'b', 'c'])
      await one.fetch({ url: `http://${host}.example:${site.port}/terms`, obeyRobots: false })
    expect(clock.slept).toEqual([])
  })

  test('a crawl delay is kept, up to a minute', async () => {
    const own = await misbehavingSite({
      '/robots.txt': ({ send }) => send(200, {}, 'User-agent: *\nCrawl-delay: 900\nDisallow: /closed/'),
    })
    const one = fetcher()
    for (let n = 0; n < 2; n++) await one.fetch({ url: `${own.origin}/terms` })
    expect(clock.slept).toEqual([2000, 60_000])
    await own.close()
  })

  test('what the budget does not allow is postponed', async () => {
    const one = fetcher({ budget: { requests: 3 } })
    expect(await one.fetch({ url: `${site.origin}/moved` })).toMatchObject({ response: { status: 200 } })
    expect(await one.fetch({ url: `${site.origin}/terms` })).toEqual({ postponed: 'budget-spent' })
    expect(one.spent.requests).toBe(3)
    const bytes = fetcher({ budget: { bytes: 10 } })
    await bytes.fetch({ url: `${site.origin}/terms`, obeyRobots: false })
    expect(await bytes.fetch({ url: `${site.origin}/terms`, obeyRobots: false })).toEqual({ postponed: 'budget-spent' })
  })
})

describe('[W10] repetitions', () => {
  test.each([
    ['a flaky connection is tried again, with growing pauses', '/flaky', [4000, 8000]],
    ['a host that says when is come back to then', '/busy-once', [30_000]],
  ])('%s', async (_, path, slept) => {
    const own = await misbehavingSite()
    const one = fetcher()
    const looked = await one.fetch({ url: `${own.origin}${path}`, obeyRobots: false })
    expect(looked).toMatchObject({ response: { outcome: 'ok', status: 200 } })
    expect(clock.slept).toEqual(slept)
    await own.close()
  })

  test('a host that asks for longer is left alone until then', async () => {
    const own = await misbehavingSite()
    const one = fetcher()
    const looked = await one.fetch({ url: `${own.origin}/busy`, obeyRobots: false })
    const retryAt = clock.now() + 7200_000
    expect(looked).toMatchObject({ response: { outcome: 'ok', status: 429 }, retryAt })
    const postponed = { postponed: 'asked-to-wait', until: retryAt }
    expect(await one.fetch({ url: `${own.origin}/terms`, obeyRobots: false })).toEqual(postponed)
    expect(own.paths()).toEqual(['/busy'])
    clock.advance(7200_000)
    expect(await one.fetch({ url: `${own.origin}/terms`, obeyRobots: false })).toMatchObject({
      response: { status: 200 },
    })
    await own.close()
  })

  test('an unavailable server is tried again, and then believed', async () => {
    const own = await misbehavingSite()
    const looked = await fetcher().fetch({ url: `${own.origin}/down`, obeyRobots: false })
    expect(looked).toMatchObject({ response: { outcome: 'ok', status: 503 } })
    expect(own.paths()).toEqual(['/down', '/down', '/down'])
    await own.close()
  })

  test('a host that cannot be reached is not tried at length for each of its files', async () => {
    let tried = 0
    const resolve = async () => {
      tried++
      throw Object.assign(new Error(), { code: 'EAI_AGAIN' })
    }
    const one = fetcher({ resolve })
    for (const path of ['/robots.txt', '/ai.txt', '/terms'])
      await one.fetch({ url: `https://harbour.example${path}`, obeyRobots: false })
    expect(tried).toBe(3 + 1 + 1)
  })
})

test('[W5] a page says the same however it comes', async () => {
  expect(text(await look('/gzip'))).toBe(termsPage())
})

test('[W10] a stopped fetcher stops at once, also while it waits', async () => {
  const stopping = new AbortController()
  const one = createFetcher({ reach: ['127.0.0.1'], signal: stopping.signal })
  const looked = one.fetch({ url: `${site.origin}/silent`, obeyRobots: false })
  const behind = one.fetch({ url: `${site.origin}/terms`, obeyRobots: false })
  stopping.abort(new Error('enough'))
  await expect(looked).rejects.toThrow('enough')
  await expect(behind).rejects.toThrow('enough')
})
