import { createServer as createPlainServer, type Socket } from 'node:net'
import { createServer as createSecureServer } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { selfSigned } from './self-signed.ts'

/** A request as the site saw it. */
export interface Asked {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

export interface Site {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string
  readonly port: number
  readonly asked: Asked[]
  /** Paths asked for so far, in order. */
  paths(): string[]
  close(): Promise<void>
}

type Headers = Readonly<Record<string, string>>

/** What a behaviour gets to answer with. */
export interface Answer {
  readonly socket: Socket
  readonly asked: Asked
  /** How many requests for this path came before. */
  readonly times: number
  readonly origin: string
  /** Writes a whole response. */
  send(status: number, headers?: Headers, body?: string | Buffer): void
  /** Writes bytes as they are. */
  raw(bytes: string | Buffer): void
  /** Repeats until the connection ends. */
  forever(milliseconds: number, write: () => void): void
}

export type Behaviour = (answer: Answer) => unknown

const html = { 'content-type': 'text/html; charset=utf-8' }

/** Terms of a made-up service; `more` makes another version of them. */
export function termsPage(more = ''): string {
  const clause = (number: number) =>
    `<h2>${number}. Part ${number}</h2><p>By using the service you agree to these terms. You may not scrape the service, and you may not
    use its content to train machine learning models. We may change these terms; this agreement is governed by the law of the sea.</p>`
  return `<!doctype html><html><head><title>Terms</title></head><body><nav>Home Login</nav>
    <main id="terms"><h1>Terms of Service</h1>${[1, 2, 3].map(clause).join('')}<p>${more}</p></main><footer>© Harbour</footer></body></html>`
}

/** The ways in which the site misbehaves, by path; what each ends as stands in the tests. */
const behaviours: Readonly<Record<string, Behaviour>> = {
  '/terms': ({ send }) => send(200, html, termsPage()),
  '/robots.txt': ({ send }) => send(200, { 'content-type': 'text/plain' }, 'User-agent: *\nDisallow: /closed/\n'),
  '/closed/terms': ({ send }) => send(200, html, termsPage()),

  // time
  '/silent': () => {},
  '/slow-headers': ({ raw, forever }) => {
    raw('HTTP/1.1 200 OK\r\n')
    forever(20, () => raw('X-More: 1\r\n'))
  },
  '/early-hints': ({ raw, forever }) => forever(20, () => raw('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n')),
  '/drip': ({ raw, forever }) => {
    raw('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n')
    forever(20, () => raw('.'))
  },
  '/stall': ({ raw }) => raw('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf of it'),

  // size
  '/endless': ({ raw, forever }) => {
    raw('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n')
    forever(1, () => raw('x'.repeat(65_536)))
  },
  '/huge-headers': ({ send }) => send(200, { ...html, 'x-huge': 'x'.repeat(200_000) }, termsPage()),
  '/many-headers': ({ send }) =>
    send(200, Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`x-${n}`, 'y'.repeat(20)])), termsPage()),
  '/bomb': ({ send }) => send(200, { ...html, 'content-encoding': 'gzip' }, bomb),
  '/bomb-in-bomb': ({ send }) => send(200, { ...html, 'content-encoding': 'gzip, gzip' }, gzipSync(bomb)),
  '/coded-thrice': ({ send }) =>
    send(200, { ...html, 'content-encoding': 'gzip, gzip, gzip' }, gzipSync(gzipSync(gzipSync('a')))),

  // codings
  '/gzip': ({ send }) => send(200, { ...html, 'content-encoding': 'gzip' }, gzipSync(termsPage())),
  '/not-gzip': ({ send }) => send(200, { ...html, 'content-encoding': 'gzip' }, termsPage()),
  '/cut-gzip': ({ send }) => {
    const whole = gzipSync(termsPage())
    send(200, { ...html, 'content-encoding': 'gzip' }, whole.subarray(0, whole.length - 20))
  },
  '/not-brotli': ({ send }) => send(200, { ...html, 'content-encoding': 'br' }, Buffer.alloc(400, 0xff)),
  '/unasked-coding': ({ send }) => send(200, { ...html, 'content-encoding': 'compress' }, termsPage()),

  // the protocol
  '/garbage': ({ raw, socket }) => {
    raw('what is this, a protocol?\r\n\r\n')
    socket.end()
  },
  '/http-1.0': ({ raw, socket }) => {
    raw(`HTTP/1.0 200 OK\r\ncontent-type: text/html\r\n\r\n${termsPage()}`)
    socket.end()
  },
  '/http-1.0-garbage': ({ raw, socket }) => {
    raw('HTTP/1.0 OK two hundred\r\n:::\r\n\r\nbody')
    socket.end()
  },
  '/bad-chunks': ({ raw, socket }) => {
    raw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\nnonsense\r\n')
    socket.end()
  },
  '/open-chunks': ({ raw, socket }) => {
    raw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n')
    socket.end()
  },
  '/two-lengths': ({ raw, socket }) => {
    raw('HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n')
    socket.end()
  },
  '/truncated': ({ raw, socket }) => {
    raw('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nonly this')
    socket.end()
  },
  '/reset': ({ socket }) => socket.resetAndDestroy(),
  '/hang-up': ({ socket }) => socket.end(),
  '/switch': ({ raw }) => raw('HTTP/1.1 101 Switching Protocols\r\nupgrade: else\r\nconnection: upgrade\r\n\r\n'),

  // redirects
  '/moved': ({ send }) => send(301, { location: '/terms' }),
  '/loop': ({ send }) => send(302, { location: '/loop-back' }),
  '/loop-back': ({ send }) => send(302, { location: '/loop' }),
  '/to-private': ({ send }) => send(302, { location: 'http://10.1.2.3/terms' }),
  '/to-metadata': ({ send }) => send(302, { location: 'http://[::ffff:169.254.169.254]/latest' }),
  '/to-file': ({ send }) => send(302, { location: 'file:///etc/passwd' }),
  '/to-nowhere': ({ send }) => send(302, { location: 'http://[' }),
  '/to-closed': ({ send }) => send(302, { location: '/closed/terms' }),
  '/no-location': ({ send }) => send(302),
  '/to-home': ({ send }) => send(302, { location: '/' }),
  '/': ({ send }) => send(200, html, termsPage('home')),
  '/cookie-bounce': ({ send, asked }) =>
    asked.headers.cookie === 'seen=1'
      ? send(200, html, termsPage())
      : send(302, { location: '/cookie-bounce', 'set-cookie': 'seen=1; Path=/; HttpOnly' }),

  // status
  '/busy': ({ send }) => send(429, { 'retry-after': '7200' }, 'slow down'),
  '/busy-once': ({ send, times }) =>
    times === 0 ? send(429, { 'retry-after': '30' }, 'slow down') : send(200, html, termsPage()),
  '/down': ({ send }) => send(503, html, '<h1>Service unavailable</h1>'),
  '/flaky': ({ send, socket, times }) => (times < 2 ? socket.resetAndDestroy() : send(200, html, termsPage())),
  '/gone': ({ send }) => send(410, html, '<h1>Gone</h1>'),
  '/forbidden': ({ send }) => send(403, html, '<h1>Forbidden</h1>'),

  // what is not the page
  '/soft-404': ({ send }) =>
    send(200, html, '<h1>Oops!</h1><p>The page you are looking for could not be found. Try the search.</p>'),
  '/login': ({ send }) =>
    send(200, html, '<h1>Welcome back</h1><p>Please log in to continue. You need an account to read on here.</p>'),
  '/cookie-wall': ({ send }) =>
    send(
      200,
      html,
      '<h1>Your privacy</h1><p>We use cookies and similar things. Accept all cookies or manage preferences to read on.</p>',
    ),
  '/bot-check': ({ send }) =>
    send(200, html, '<h1>Just a moment...</h1><p>Checking your browser before accessing this fine site.</p>'),
  '/empty': ({ send }) => send(200, html, ''),
  '/white': ({ send }) => send(200, html, ' \n\t\n '),
  '/image': ({ send }) =>
    send(200, { 'content-type': 'image/png' }, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13])),
  '/image-as-html': ({ send }) => send(200, html, Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])),

  // what says one thing and is another
  '/latin': ({ send }) =>
    send(200, { 'content-type': 'text/html; charset=ISO-8859-1' }, Buffer.from(termsPage('caf\u00e9'), 'latin1')),
  '/latin-as-utf-8': ({ send }) => send(200, html, Buffer.from(termsPage('caf\u00e9'), 'latin1')),
  '/latin-undeclared': ({ send }) =>
    send(200, { 'content-type': 'text/html' }, Buffer.from(termsPage('caf\u00e9'), 'latin1')),
  '/klingon': ({ send }) => send(200, { 'content-type': 'text/html; charset=klingon' }, termsPage('caf\u00e9')),
  '/utf-16': ({ send }) =>
    send(200, { 'content-type': 'text/html' }, Buffer.from(`\ufeff${termsPage('caf\u00e9')}`, 'utf16le')),
  '/text-as-html': ({ send }) => send(200, { 'content-type': 'application/octet-stream' }, termsPage()),

  // what changes
  '/variants': ({ send, times }) => send(200, html, termsPage(times % 2 === 0 ? 'for Europe' : 'for the rest')),
  '/etag': ({ send, asked }) =>
    asked.headers['if-none-match'] === '"v1"'
      ? send(304, { etag: '"v1"' })
      : send(200, { ...html, etag: '"v1"', 'last-modified': 'Tue, 06 Jan 2026 10:00:00 GMT' }, termsPage()),
}

/** 64 MiB of nothing, in 64 KiB. */
const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))

/** Starts a site on a free port of the loopback interface; `changes` replace or add behaviours. */
export async function misbehavingSite(
  changes: Readonly<Record<string, Behaviour>> = {},
  { secure = false } = {},
): Promise<Site> {
  const asked: Asked[] = []
  const sockets = new Set<Socket>()
  const site = { origin: '', port: 0 }
  const all = { ...behaviours, ...changes }
  const onConnection = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    let head = ''
    let answered = false
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1')
      // Someone speaks TLS to a server that speaks none.
      if (head[0] === '\x16') return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
      if (answered || !head.includes('\r\n\r\n')) return
      answered = true
      const request = parsed(head)
      const times = asked.filter(({ path }) => path === request.path).length
      asked.push(request)
      answer(socket, request, times, all, site.origin)
    })
  }
  const server = secure ? createSecureServer(selfSigned(), onConnection) : createPlainServer(onConnection)
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  site.port = (server.address() as { port: number }).port
  site.origin = `${secure ? 'https' : 'http'}://127.0.0.1:${site.port}`
  return {
    ...site,
    asked,
    paths: () => asked.map(({ path }) => path),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

function answer(
  socket: Socket,
  asked: Asked,
  times: number,
  all: Readonly<Record<string, Behaviour>>,
  origin: string,
): void {
  const raw = (bytes: string | Buffer) => {
    if (socket.writable) socket.write(bytes)
  }
  const send: Answer['send'] = (status, headers = {}, body = '') => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const bytes = Buffer.from(body as string)
    const length = status === 304 ? '' : `content-length: ${bytes.length}\r\n`
    raw(`HTTP/1.1 ${status} Status\r\n${lines.join('')}${length}connection: close\r\n\r\n`)
    raw(bytes)
    socket.end()
  }
  const forever: Answer['forever'] = (milliseconds, write) => {
    const timer = setInterval(() => {
      if (!socket.writable) clearInterval(timer)
      else if (socket.writableLength < 1_000_000) write()
    }, milliseconds)
    socket.on('close', () => clearInterval(timer))
  }
  const far = /^\/far\/(\d+)$/.exec(asked.path)
  const behave = all[asked.path]
  if (far) send(302, { location: `/far/${Number(far[1]) + 1}` })
  else if (behave) behave({ socket, asked, times, origin, send, raw, forever })
  else send(404, { 'content-type': 'text/plain' }, 'nothing here')
}

function parsed(head: string): Asked {
  const [first = '', ...lines] = head.slice(0, head.indexOf('\r\n\r\n')).split('\r\n')
  const headers = lines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  return { path: first.split(' ')[1] ?? '', headers: Object.fromEntries(headers) }
}
