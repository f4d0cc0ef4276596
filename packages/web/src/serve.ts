import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Day, Issue } from '@proviso/rights'
import { createExplorer } from './explorer.ts'
import { type Page, readPage } from './page-files.ts'

export interface ServeOptions {
  readonly env: NodeJS.ProcessEnv
  readonly today: () => Day
  /** Address to listen on; loopback unless told. */
  readonly host?: string
  /** Port to listen on; 0 takes a free one. */
  readonly port: number
  readonly page?: Page | null
  /** What one types to start the program, for commands the pages tell; `proviso` unless told. */
  readonly program?: string
}

/** A running explorer. */
export interface Served {
  /** Where a browser finds it. */
  readonly url: string
  readonly host: string
  readonly port: number
  close(): Promise<void>
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

/** Serves the explorer until closed. Issues: `port-taken`, `address-unusable`. */
export async function serve({
  env,
  today,
  host = '127.0.0.1',
  port,
  page = readPage(),
  program = 'proviso',
}: ServeOptions): Promise<{ readonly value: Served } | { readonly issue: Issue }> {
  const own = new Set([...loopback, host.includes(':') ? `[${host}]` : host.toLowerCase()])
  const explorer = createExplorer({ env, today, page, program, ...(isLoopback(host) ? { hosts: own } : {}) })
  const server = createAdaptorServer({
    fetch: explorer.fetch,
    serverOptions: { requestTimeout: 120_000, headersTimeout: 20_000 },
  })
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      // a crowd that comes at once waits in line rather than being turned away
      server.listen({ port, host, backlog: 2048 }, () => resolve())
    })
  } catch (error) {
    return { issue: listenIssue(error as NodeJS.ErrnoException, host, port) }
  }
  const bound = (server.address() as AddressInfo).port
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return {
    value: {
      url: `http://${shown}:${bound}/`,
      host,
      port: bound,
      close: () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve())
          if ('closeAllConnections' in server) server.closeAllConnections()
        }),
    },
  }
}

function listenIssue({ code, message }: NodeJS.ErrnoException, host: string, port: number): Issue {
  const at = `${host}:${port}`
  if (code === 'EADDRINUSE')
    return {
      code: 'port-taken',
      at,
      message: 'another program listens there',
      hint: 'name another port with --port, or 0 for any free one',
    }
  return {
    code: 'address-unusable',
    at,
    message: `it cannot be listened on (${code ?? message})`,
    hint: 'name another address with --host or port with --port',
  }
}
