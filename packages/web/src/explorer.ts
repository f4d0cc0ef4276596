import { ArchiveError } from '@proviso/archive/archive-error'
import { mainHost } from '@proviso/archive/main-host'
import { createVersionFinder } from '@proviso/archive/version-pair'
import type { Day, Issue } from '@proviso/rights'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import { askJson } from './api/ask.ts'
import { changeQuery, changesJson, changeWith, findChanges, oneChangeJson } from './api/changes.ts'
import { clauseJson } from './api/clause.ts'
import { differenceJson } from './api/difference.ts'
import { historyJson } from './api/history.ts'
import { landscapeJson } from './api/landscape.ts'
import { openapi } from './api/openapi.ts'
import { createReadingThread, type ReadingJob } from './api/reading-thread.ts'
import { reviewsJson, writeReview } from './api/reviews.ts'
import { servicesJson } from './api/services.ts'
import { changeId } from './change-id.ts'
import { changesAtom } from './changes-atom.ts'
import { onlyHosts, onlyOwnPages, withSecurityHeaders } from './guarded.ts'
import { createLibrary } from './library.ts'
import type { Page } from './page-files.ts'
import { type PageHead, pageHead, withHead } from './page-head.ts'
import { changePicture, paint } from './picture.ts'
import { Problem, type ProblemStatus } from './problem.ts'
import { provenance, sourcesOf } from './provenance.ts'

/** What an explorer is made of. */
export interface ExplorerParts {
  readonly env: NodeJS.ProcessEnv
  /** The day called today, asked at each request. */
  readonly today: () => Day
  /** The built page; null serves the interface alone and says how to build it. */
  readonly page: Page | null
  /** What one types to start the program; `proviso` unless told. */
  readonly program?: string
  /** Host names this server answers for, without ports; undefined: any. */
  readonly hosts?: ReadonlySet<string>
}

/** Largest document that may be sent, bytes. */
export const largestDocument = 16 * 1024 * 1024

/** Pictures kept painted. */
const mostPictures = 100

/**
 * The HTTP interface and the page, as a function from requests to answers. What goes wrong is answered as
 * `{ "error": { code, at, message, hint } }` with a fitting status; nothing is cached without being asked about again.
 * @example
 * const explorer = createExplorer({ env: process.env, today: () => '2025-06-10', page: readPage() })
 * await explorer.request('/api/ask?q=x.com&channel=api')
 */
export function createExplorer({ env, today, page, program = 'proviso', hosts }: ExplorerParts): Hono {
  const library = createLibrary(env)
  const versions = createVersionFinder(library.workspace)
  const reading = createReadingThread()
  const pictures = new Map<string, Uint8Array>()
  let reviewing: Promise<unknown> = Promise.resolve()
  const app = new Hono({ strict: false })

  app.use(withSecurityHeaders)
  app.use(compress({ threshold: 1024 }))
  app.use(etag())
  app.use(onlyHosts(hosts))

  const get = (context: Context) => (name: string) => context.req.query(name)
  const json = (path: string, answer: (context: Context) => unknown) =>
    app.get(path, async (context) => {
      const value = await answer(context)
      context.header('cache-control', 'no-cache')
      return context.json(value as object)
    })

  json('/api', () => openapi)
  json('/api/openapi.json', () => openapi)
  json('/api/ask', (context) => askJson(library, get(context), today()))
  json('/api/history', (context) => historyJson(library, get(context), today()))
  json('/api/difference', (context) => differenceJson(library, versions, get(context)))
  json('/api/clause', (context) => clauseJson(versions, get(context)))
  json('/api/changes', (context) => changesJson(library, get(context)))
  json('/api/changes/:id', (context) => oneChangeJson(library, context.req.param('id') ?? ''))
  json('/api/rulebook', () => provenance(library.answering()))
  json('/api/services', () => servicesJson(library))
  json('/api/landscape', (context) => landscapeJson(library, get(context), today()))
  json('/api/reviews', () => reviewsJson(library))

  const readingJob = (task: ReadingJob['task']) => async (context: Context) => {
    const bytes = new Uint8Array(await context.req.arrayBuffer())
    const parameters = Object.fromEntries(Object.entries(context.req.query()))
    const answer = await reading.run(
      { task, bytes, parameters, env: { ...env }, today: today() },
      context.req.raw.signal,
    )
    return context.body(answer, 200, { 'content-type': 'application/json' })
  }
  app.post('/api/read', onlyOwnPages, limited(largestDocument), readingJob('read'))
  app.post('/api/report', onlyOwnPages, limited(largestDocument), readingJob('report'))
  app.post('/api/reviews', onlyOwnPages, limited(64 * 1024), async (context) => {
    if (!/^application\/json\b/i.test(context.req.header('content-type') ?? ''))
      throw new Problem(
        {
          code: 'not-json',
          at: '/api/reviews',
          message: 'a review is sent as application/json',
          hint: '/api describes it',
        },
        415,
      )
    const body: unknown = await context.req.json().catch(() => null)
    // one at a time: each builds the rulebook anew
    const turn = reviewing.then(() => writeReview(library, body))
    reviewing = turn.catch(() => {})
    return context.json(await turn)
  })
  app.all('/api/*', (context) => {
    throw new Problem(
      {
        code: 'no-such-interface',
        at: context.req.path.slice(0, 120),
        message: `there is no ${context.req.method} here`,
        hint: '/api/openapi.json lists what there is',
      },
      404,
    )
  })

  app.get('/changes.atom', (context) => {
    const query = changeQuery(library, get(context))
    const book = library.book()
    const origin = originOf(context)
    const feed = changesAtom(findChanges(book, query).slice(0, 200).reverse(), query, sourcesOf(book), {
      self: `${origin}/changes.atom${new URL(context.req.url).search}`,
      pageOf: (change) => `${origin}/changes/${changeId(change)}`,
    })
    return context.body(feed, 200, {
      'content-type': 'application/atom+xml; charset=utf-8',
      'cache-control': 'no-cache',
    })
  })
  app.get('/changes/:id/picture.png', async (context) => {
    const id = context.req.param('id')
    const book = library.book()
    const change = changeWith(book, id)
    const service = book.rulebook.services.find(({ name }) => name === change.service)
    const svg = changePicture(change, service && mainHost(service))
    let png = pictures.get(svg)
    if (png === undefined) {
      png = await paint(svg)
      if (pictures.size >= mostPictures) pictures.clear()
      pictures.set(svg, png)
    }
    return context.body(new Uint8Array(png), 200, { 'content-type': 'image/png', 'cache-control': 'no-cache' })
  })

  app.get('*', (context) => {
    const path = context.req.path
    const file = page?.files.get(path)
    if (file !== undefined) {
      const named = path.startsWith('/assets/') // their names hold a hash of what they are
      return context.body(new Uint8Array(file.bytes), 200, {
        'content-type': file.type,
        'cache-control': named ? 'public, max-age=31536000, immutable' : 'no-cache',
      })
    }
    if (page === null)
      return context.text('The page has not been built: run `npm run build`. The interface is at /api.\n', 503)
    const { head, status } = headOf(() => pageHead(library, decoded(path), get(context), today()))
    const html = withHead(page.frame, head, originOf(context), path + new URL(context.req.url).search, program)
    return context.html(html, status, { 'cache-control': 'no-cache' })
  })

  app.onError((error, context) => {
    const { issue, status } = problemOf(error)
    if (status === 500) console.error(error)
    return context.json({ error: issue }, status)
  })
  return app
}

function limited(bytes: number) {
  return bodyLimit({
    maxSize: bytes,
    onError: (context) => {
      throw new Problem(
        {
          code: 'too-large',
          at: context.req.path,
          message: `more than ${bytes / 1024} kB were sent`,
          hint: 'send less; `proviso read` on the command line reads files up to 64 MB',
        },
        413,
      )
    },
  })
}

/** A page that cannot be described is still shown: it says itself what is wrong. */
function headOf(make: () => PageHead | null): { head: PageHead; status: 200 | 400 | 404 } {
  const nothing = { title: 'Not found · Proviso', description: 'There is no page at this address.' }
  try {
    const head = make()
    return head === null ? { head: nothing, status: 404 } : { head, status: 200 }
  } catch (error) {
    if (error instanceof Problem) return { head: nothing, status: error.status === 404 ? 404 : 400 }
    if (error instanceof ArchiveError) return { head: { ...nothing, title: 'Proviso' }, status: 200 }
    throw error
  }
}

function problemOf(error: unknown): { readonly issue: Issue; readonly status: ProblemStatus } {
  if (error instanceof Problem) return error
  if (error instanceof ArchiveError) {
    const busy = error.issue.code === 'workspace-busy'
    return { issue: error.issue, status: busy ? 503 : 500 }
  }
  return {
    issue: {
      code: 'fault',
      at: 'proviso serve',
      message: 'the server met a fault of its own',
      hint: 'what it was is written where `proviso serve` runs; please report it',
    },
    status: 500,
  }
}

function originOf(context: Context): string {
  const host = context.req.header('host') ?? 'localhost'
  // what stands in a Host header reaches links and feeds: nothing but a host and a port may
  return /^[\w.[\]:-]{1,255}$/.test(host) ? `http://${host}` : 'http://localhost'
}

function decoded(path: string): string {
  try {
    // a slash that was encoded belongs to a name and parts no path
    return path
      .split('/')
      .map((part) => decodeURIComponent(part).replaceAll('/', '\u2215'))
      .join('/')
  } catch {
    return path
  }
}
