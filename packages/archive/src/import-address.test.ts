import { spawn } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import {
  bareCollection,
  commitAll,
  dailyCommits,
  emptyWorkspace,
  git,
  temporaryFolder,
} from '../test/small-collection.ts'
import { type ImportEvent, importCollection } from './import.ts'
import { readRecords } from './records.ts'
import type { Workspace } from './workspace.ts'

const backend = join(git('/', ['--exec-path']), 'git-http-backend')

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}

/** Serves the repositories under a folder as a git host does. */
function gitHost(root: string): Promise<string> {
  return serve((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://x')
    const headers = {
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      HTTP_GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    }
    const where = {
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
    }
    const cgi = spawn(backend, { env: { ...process.env, ...headers, ...where, REQUEST_METHOD: request.method } })
    request.pipe(cgi.stdin)
    let head = Buffer.alloc(0)
    cgi.stdout.on('data', (chunk: Buffer) => {
      if (response.headersSent) return void response.write(chunk)
      head = Buffer.concat([head, chunk])
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      const lines = head
        .toString('latin1', 0, end)
        .split('\r\n')
        .map((line) => line.split(': ') as [string, string])
      const status = Number(lines.find(([name]) => name === 'Status')?.[1].slice(0, 3) ?? 200)
      response.writeHead(status, Object.fromEntries(lines.filter(([name]) => name !== 'Status')))
      response.write(head.subarray(end + 4))
    })
    cgi.on('close', () => response.end())
  })
}

async function lastOf(workspace: Workspace, source: string, silence = {}): Promise<ImportEvent | undefined> {
  let last: ImportEvent | undefined
  for await (const event of importCollection(workspace, source, { silence })) last = event
  return last
}

test.skipIf(!existsSync(backend))(
  '[I1, I7, I8] an address: once, again, with what is new, rewritten (needs git-http-backend)',
  async () => {
    const bare = bareCollection(dailyCommits(2, 30))
    const address = `${await gitHost(dirname(bare))}/small-versions.git`
    const workspace = await emptyWorkspace()
    expect(await lastOf(workspace, address)).toMatchObject({
      result: { records: 60, new: 60, archive: { name: 'small-versions', source: address } },
    })
    expect(await lastOf(workspace, address)).toMatchObject({ result: { records: 60, new: 0 } })
    commitAll(bare, dailyCommits(2, 1, 30))
    const end = await lastOf(workspace, address)
    expect(end).toMatchObject({ result: { records: 62, new: 2, head: git(bare, ['rev-parse', 'main']) } })
    git(bare, ['update-ref', 'refs/heads/main', 'main~10'])
    commitAll(bare, dailyCommits(2, 1, 40))
    expect(await lastOf(workspace, address)).toMatchObject({ result: { records: 54, new: 2 } })
    if (end?.phase === 'done') expect((await readRecords(end.result.archive)).length).toBeGreaterThan(0)
  },
)

test.skipIf(!existsSync(backend))(
  '[I9] an address with only the end of its history (needs git-http-backend)',
  async () => {
    const bare = bareCollection(dailyCommits(1, 3))
    const root = temporaryFolder()
    const address = `${await gitHost(root)}/small-versions.git`
    const serveCopy = (...depth: string[]) => {
      rmSync(join(root, 'small-versions.git'), { recursive: true, force: true })
      git(root, ['clone', '-q', '--bare', ...depth, pathToFileURL(bare).href, 'small-versions.git'])
    }
    const workspace = await emptyWorkspace()
    serveCopy('--depth=1')
    expect(await lastOf(workspace, address)).toMatchObject({ phase: 'failed', issue: { code: 'shallow-repository' } })
    serveCopy()
    expect(await lastOf(workspace, address)).toMatchObject({ result: { records: 3 } })
    commitAll(bare, dailyCommits(1, 3, 3))
    serveCopy('--depth=1')
    expect(await lastOf(workspace, address)).toMatchObject({ phase: 'failed', issue: { code: 'shallow-repository' } })
    // What the refused fetch left behind must not pass for the whole.
    serveCopy()
    expect(await lastOf(workspace, address)).toMatchObject({ result: { records: 6, new: 3 } })
  },
)

test.each([
  ['says that it is not there', 404, 'not-a-repository'],
  ['asks for a password', 401, 'address-access-denied'],
  ['lets nobody in', 403, 'address-access-denied'],
  ['breaks', 500, 'address-unreachable'],
])('[I9] an address that %s', async (_, status, code) => {
  const host = await serve((__, response) => {
    response.writeHead(status, status === 401 ? { 'WWW-Authenticate': 'Basic realm="x"' } : {}).end()
  })
  expect(await lastOf(await emptyWorkspace(), `${host}/small-versions`)).toMatchObject({
    phase: 'failed',
    issue: { code },
  })
})

test('[I9] an address that answers with a page', async () => {
  const host = await serve((_, response) =>
    response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end('<!doctype html>\n<title>Terms</title>\n<p>hello</p>\n'),
  )
  expect(await lastOf(await emptyWorkspace(), `${host}/small-versions`)).toMatchObject({
    issue: { code: 'not-a-repository' },
  })
})

test('[I9] an address that stops half way', async () => {
  const host = await serve((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/x-git-upload-pack-advertisement' })
    response.write('001e# service=git-upload-pack\n0000')
  })
  const silence = { ask: 500, send: 500 }
  expect(await lastOf(await emptyWorkspace(), `${host}/small-versions`, silence)).toMatchObject({
    issue: { code: 'address-no-answer' },
  })
})
