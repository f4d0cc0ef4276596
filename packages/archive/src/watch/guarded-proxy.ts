import { createServer, type IncomingMessage, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type Resolve, resolveHost } from './resolve-host.ts'

/** A proxy on the loopback interface that a browser is sent through. */
export interface GuardedProxy {
  readonly port: number
  /** The first connection that was refused since the last call, e.g. `10.0.0.1`. */
  refused(): string | undefined
  close(): Promise<void>
}

/**
 * Starts a proxy that connects to what may be reached and to nothing else, whatever a page asks for: names are resolved here, checked,
 * and connected to by address, so a browser's own resolver has no say. SPEC.md W3, W15.
 */
export async function guardedProxy(resolve: Resolve, mayReach: (address: string) => boolean): Promise<GuardedProxy> {
  const open = new Set<Duplex>()
  let refused: string | undefined
  const keep = <T extends Duplex>(socket: T): T => {
    open.add(socket)
    socket.on('error', () => {}).on('close', () => open.delete(socket))
    return socket
  }
  const addressOf = async (hostname: string): Promise<string | null> => {
    const found = await resolveHost(hostname, resolve, mayReach)
    if ('addresses' in found) return found.addresses[0] ?? null
    if (found.outcome === 'private-address') refused ??= found.detail
    return null
  }
  const server = createServer(async (asked, answer) => {
    const url = URL.canParse(asked.url ?? '') ? new URL(asked.url!) : null
    const address = url?.protocol === 'http:' ? await addressOf(url.hostname) : null
    if (url === null || address === null) return void answer.writeHead(403).end()
    const { host: _, 'proxy-connection': __, ...headers } = asked.headers
    const through = request({
      host: address,
      port: url.port || 80,
      method: asked.method,
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, host: url.host },
    })
    through.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.on('error', () => answer.destroy())
      response.pipe(answer)
    })
    through.on('error', () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()))
    answer.on('close', () => through.destroy())
    asked.pipe(through)
  })
  server.on('connect', async (asked: IncomingMessage, socket: Duplex) => {
    keep(socket)
    const [, hostname = '', port = ''] = /^(.*):(\d{1,5})$/.exec(asked.url ?? '') ?? []
    const address = hostname === '' ? null : await addressOf(hostname)
    if (address === null) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    const through: Socket = keep(connect(Number(port), address))
    through.on('connect', () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n')
      through.pipe(socket).pipe(through)
    })
    through.on('error', () => socket.destroy())
    socket.on('close', () => through.destroy())
  })
  server.on('connection', keep)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    refused: () => {
      const first = refused
      refused = undefined
      return first
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
