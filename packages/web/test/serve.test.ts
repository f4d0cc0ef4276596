import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from '../src/serve.ts'
import { folderForTests } from './quay.ts'

const starter = fileURLToPath(new URL('../../../rulebooks/starter.ndjson', import.meta.url))
const env = { PROVISO_HOME: join(folderForTests(), 'none'), PROVISO_STARTER: starter }
const today = () => '2026-01-01'
const page = {
  frame: '<title>Proviso</title>',
  files: new Map([['/a.css', { bytes: Buffer.from('x'), type: 'text/css' }]]),
}
let served: Served

beforeAll(async () => {
  const started = await serve({ env, today, port: 0, page })
  if ('issue' in started) throw new Error(started.issue.message)
  served = started.value
})
afterAll(() => served.close())

/**
 * Sends bytes as they are: a client would tidy the path first. A server that hangs up on what it will not read to its
 * end may do so with a reset, and the system may then drop what it had answered: both are the end of the answer.
 */
function raw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(served.port, '127.0.0.1', () => socket.end(request))
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error)
    })
  })
}

/** Asks over a line of its own: one kept from earlier may be hung up on just as it is used again. */
function ask(path: string, body?: string): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const { port } = served
    const sent = request({ host: '127.0.0.1', port, path, method: body === undefined ? 'GET' : 'POST', agent: false })
    sent.on('error', reject)
    sent.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      )
    })
    sent.end(body)
  })
}

test('it listens on loopback alone unless told otherwise', () => {
  expect(served.url).toBe(`http://127.0.0.1:${served.port}/`)
})

test.each([
  '/../../../../etc/passwd',
  '/assets/../../../package.json',
  '/%2e%2e/%2e%2e/package.json',
  '/assets/%2e%2e%2fpackage.json',
  '/..%5c..%5cpackage.json',
  '//etc/passwd',
  '/a.css/../../package.json',
  '/a.css%00.html',
  '/\u0001',
])('a path that climbs, %j, reaches no file', async (path) => {
  const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
  expect(answer).not.toContain('root:')
  expect(answer).not.toContain('"dependencies"')
})

test('another host name than its own is refused: names can be pointed at loopback', async () => {
  const answer = await raw(
    'GET /api/services HTTP/1.1\r\nHost: evil.example\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n',
  )
  expect(answer).toMatch(/^HTTP\/1\.1 403 /)
  expect(answer).toContain('other-host')
})

test.each([
  'GARBAGE\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
  `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
])('a broken request is answered, and the server stands', async (request) => {
  expect(await raw(request)).toMatch(/^(HTTP\/1\.1 4\d\d |$)/)
  expect((await ask('/api/services')).status).toBe(200)
})

test('ten megabytes of text are read, and others are answered meanwhile', async () => {
  const prose = 'The harbour opens with the tide, and the boats that wait outside come in one after another.\n\n'
  const body = `${prose.repeat(Math.ceil((10 * 1024 * 1024) / prose.length))}\nYou may not scrape the site.\n`
  const reading = ask('/api/read?name=big.md', body)
  expect((await ask('/api/ask?q=x.com')).status).toBe(200)
  const { status, text } = await reading
  const answer = JSON.parse(text) as { whole: boolean; positions: object }
  expect(status).toBe(200)
  expect(answer.whole).toBe(false)
  expect(answer.positions).toMatchObject({ 'public.crawl.content': { position: 'disallowed' } })
})

test('a thousand requests at once are all answered alike', async () => {
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, at) =>
      ask(`/api/ask?q=x.com&channel=api&on=${at % 2 === 0 ? '2025-06-03' : '2025-06-04'}`).then(
        ({ text }) => (JSON.parse(text) as { outcome: string }).outcome,
      ),
    ),
  )
  expect(new Set(answers.filter((_, at) => at % 2 === 0))).toEqual(new Set(['unknown']))
  expect(new Set(answers.filter((_, at) => at % 2 === 1))).toEqual(new Set(['disallowed']))
})

test('a port that is taken is an issue', async () => {
  expect(await serve({ env, today, port: served.port, page })).toMatchObject({ issue: { code: 'port-taken' } })
})
