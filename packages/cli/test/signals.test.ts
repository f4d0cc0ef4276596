import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runMain } from './run-main.ts'
import { temporaryFolder } from './temporary-folder.ts'

const robots = `User-agent: *
Disallow: /drafts/
Content-Signal: search=yes, ai-train=no
License: https://q.example/license.xml

User-agent: GPTBot
User-agent: CCBot
Disallow: /
`
const files: Readonly<Record<string, string>> = {
  'robots.txt': robots,
  'tdmrep.json': '[\n  {"location": "/open/", "tdm-reservation": 0},\n  {"location": "/", "tdm-reservation": 1}\n]\n',
  'ai.txt': 'User-Agent: *\nDisallow: *.jpg\nAllow: *.txt\n',
  'rsl.xml':
    '<rsl xmlns="https://rslstandard.org/rsl">\n<content url="/blog/*"><license><permits>search ai-train</permits><payment type="training"/></license></content>\n</rsl>\n',
  'page.html':
    '<!doctype html><title>Quill</title>\n<meta name="robots" content="noai">\n<link rel="license" href="https://creativecommons.org/licenses/by-nc/4.0/">\n<script type="application/ld+json">{"@type": "WebPage", "usageInfo": "https://q.example/use"}</script>\n',
  'page.html.response.json':
    '{"url": "https://q.example/", "finalUrl": "https://q.example/", "status": 200, "headers": {"x-robots-tag": "noarchive"}, "startedAt": "2026-01-02T03:04:05Z", "outcome": "ok"}',
}

function folderWith(some: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(some)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}
const quill = () =>
  folderWith(Object.fromEntries(Object.entries(files).map(([name, text]) => [`signals/q.example/${name}`, text])))

describe('one host', () => {
  test.each([80, 110])('a folder, on %i columns', async (columns) => {
    const { out, err, status } = await runMain(['signals', quill()], {}, { tty: true, columns })
    expect([out, err, status]).toMatchSnapshot()
    const plainText = stripVTControlCharacters(out)
    for (const line of plainText.split('\n')) expect(line.length).toBeLessThanOrEqual(columns)
  })

  test('as JSON', async () => {
    const { out, status } = await runMain(['signals', quill(), '--json'])
    expect(status).toBe(0)
    const site = JSON.parse(out)
    expect(site.host).toBe('q.example')
    expect(site.sources.map(({ file }: { file: string }) => file).sort()).toEqual(
      Object.keys(files)
        .filter((name) => !name.endsWith('.response.json'))
        .sort(),
    )
    const said = site.sources.flatMap((source: { statements: unknown[] }) => source.statements)
    expect(said).toContainEqual(
      expect.objectContaining({
        source: 'robots.txt',
        usage: 'crawl',
        effect: 'disallow',
        agents: ['gptbot', 'ccbot'],
        path: '/',
      }),
    )
    expect(site.outcomes).toContainEqual(expect.objectContaining({ usage: 'train-ai', outcome: 'disallowed' }))
    expect(site.conflicts).toContainEqual(
      expect.objectContaining({ usage: 'train-ai', because: expect.any(Array), otherwise: expect.any(Array) }),
    )
  })

  test('one file, told by its name', async () => {
    const folder = folderWith({ 'tdmrep.json': files['tdmrep.json']! })
    const { out, status } = await runMain(['signals', join(folder, 'tdmrep.json')])
    expect(status).toBe(0)
    expect(out).toContain('/open/')
  })

  test('what is wrong in a file is told with its place', async () => {
    const folder = folderWith({ 'q.example/tdmrep.json': '[{"location": "/"}]' })
    const { err, status } = await runMain(['signals', folder])
    expect(status).toBe(0)
    expect(err).toContain('malformed-rule')
    expect(err).toContain('tdmrep.json:1:2')
  })
})

describe('many hosts', () => {
  const many = () =>
    folderWith({
      'a.com': 'User-agent: *\nDisallow: /\n',
      'b.com': robots,
      'c.com': 'User-agent: GPTBot\nDisallow: /\n',
      'd.com': '',
    })

  test('a summary', async () => {
    const { out, status } = await runMain(['signals', many()])
    expect([out, status]).toMatchSnapshot()
  })

  test('as JSON, one host a line', async () => {
    const { out } = await runMain(['signals', many(), '--json'])
    const lines = out.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).host)).toEqual(['a.com', 'b.com', 'c.com', 'd.com'])
  })
})

describe('what is no site', () => {
  test.each([
    ['./nowhere', 'file-missing', 1],
    ['not a host', 'not-a-host', 2],
  ])('%s is %s', async (what, code, expected) => {
    const { err, status } = await runMain(['signals', what, '--json'])
    expect([JSON.parse(err).error.code, status]).toEqual([code, expected])
  })

  test('a folder without captures', async () => {
    const { err, status } = await runMain(['signals', folderWith({ notes: '' }), '--json'])
    expect([JSON.parse(err).error.code, status]).toEqual(['no-captures', 1])
  })
})

describe('a site fetched now', () => {
  let server: Server
  let address: string
  beforeAll(async () => {
    const served: Readonly<Record<string, string>> = {
      '/robots.txt': 'User-agent: *\nAllow: /\nLicense: /license.xml\n',
      '/license.xml': files['rsl.xml']!,
      '/': files['page.html']!,
    }
    server = createServer((request, response) => {
      const body = served[request.url ?? '']
      response.statusCode = body === undefined ? 404 : 200
      response.setHeader('content-type', request.url === '/' ? 'text/html' : 'text/plain')
      response.setHeader('x-robots-tag', 'noimageai')
      response.end(body ?? '')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  afterAll(() => server.close())

  test('says what its files, its page and its headers say', async () => {
    const { out, status } = await runMain(['signals', address, '--allow-private', '--json'])
    expect(status).toBe(0)
    const site = JSON.parse(out)
    const bySource = new Set(
      site.sources.flatMap(({ statements }: { statements: { source: string }[] }) =>
        statements.map(({ source }) => source),
      ),
    )
    expect([...bySource].sort()).toEqual(['page.html', 'page.html (headers)', 'robots.txt', 'rsl.xml'])
    const absent = site.sources.filter(({ absent }: { absent?: string }) => absent === 'http-404')
    expect(absent.map(({ file }: { file: string }) => file).sort()).toEqual(['ai.txt', 'tdmrep.json'])
  })

  test('a private address is not asked unless allowed', async () => {
    const { out, status } = await runMain(['signals', address, '--json'])
    expect(status).toBe(1)
    expect(JSON.parse(out).sources.map(({ unread }: { unread?: string }) => unread)).toContain('private-address')
  })
})
