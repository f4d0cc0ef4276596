import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIPv4, type LookupFunction } from 'node:net'
import { decodedBody } from './content-coding.ts'
import type { FetchLimits } from './limits.ts'
import { type Resolve, resolveHost } from './resolve-host.ts'
import type { FetchOutcome } from './response.ts'

/** One request to one address. */
export interface ExchangeRequest {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly limits: FetchLimits
  readonly resolve: Resolve
  readonly mayReach: (address: string) => boolean
  /** Whether a body beyond the limit is cut there, or refused. */
  readonly cut: boolean
  readonly signal?: AbortSignal
}

/** What came back, or why nothing did. */
export type Exchanged =
  | {
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly cookies: readonly string[]
      readonly body: Buffer
      readonly cut: boolean
    }
  | ExchangeFailure

export interface ExchangeFailure {
  readonly outcome: FetchOutcome
  readonly detail?: string
  /** The status and headers that came before it failed. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Sends one GET and reads its response within the limits, on a connection of its own to an address that was checked. Never throws
 * but for an aborted signal; never follows a redirect. SPEC.md W3, W4, W7.
 */
export async function exchange(request: ExchangeRequest): Promise<Exchanged> {
  request.signal?.throwIfAborted()
  const { limits } = request
  const stopping = new AbortController()
  let late: FetchOutcome | undefined
  const after = (milliseconds: number, outcome: FetchOutcome) =>
    setTimeout(() => {
      late ??= outcome
      stopping.abort()
    }, milliseconds)
  const given = () => stopping.abort()
  request.signal?.addEventListener('abort', given, { once: true })
  const total = after(limits.total, 'total-timeout')
  let phase = after(limits.connect, 'connect-timeout')
  const next = (milliseconds: number, outcome: FetchOutcome) => {
    clearTimeout(phase)
    phase = after(milliseconds, outcome)
  }
  let head: Pick<ExchangeFailure, 'status' | 'headers'> = {}
  let sent: ClientRequest | undefined
  let broken: unknown
  try {
    const found = await unlessAborted(
      resolveHost(request.url.hostname, request.resolve, request.mayReach),
      stopping.signal,
    )
    if ('outcome' in found) return found
    sent = send(request, found.addresses, stopping.signal)
    // Bytes that are no HTTP are told to the request, while the response only hears that its connection ended.
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code?.startsWith('HPE_')) broken = error
    })
    const response = await headOf(sent, () => next(limits.headers, 'header-timeout'))
    const status = response.statusCode ?? 0
    const headers = headersOf(response)
    const cookies = response.headers['set-cookie'] ?? []
    head = { status, headers }
    // The body of a redirect is not for us, and a 304 has none.
    if (status >= 300 && status < 400) {
      response.destroy()
      return { status, headers, cookies, body: Buffer.alloc(0), cut: false }
    }
    next(limits.idle, 'idle-timeout')
    const read = await decodedBody(response, headers['content-encoding'] ?? '', {
      wireBytes: limits.wireBytes,
      bodyBytes: limits.bodyBytes,
      cut: request.cut,
      onPiece: () => next(limits.idle, 'idle-timeout'),
      signal: stopping.signal,
    })
    if ('outcome' in read) return { ...read, ...head }
    if (!read.cut && !response.complete) return { outcome: 'truncated', ...head }
    return { status, headers, cookies, ...read }
  } catch (error) {
    request.signal?.throwIfAborted()
    if (late !== undefined) return { outcome: late, ...head }
    return { ...failureOf(broken ?? error, head.status !== undefined), ...head }
  } finally {
    clearTimeout(total)
    clearTimeout(phase)
    request.signal?.removeEventListener('abort', given)
    sent?.destroy()
  }
}

function send(request: ExchangeRequest, addresses: readonly string[], signal: AbortSignal): ClientRequest {
  const { url } = request
  const start = url.protocol === 'https:' ? secureRequest : plainRequest
  return start(url, {
    method: 'GET',
    agent: false, // one connection for one exchange: no other name's connection is taken over
    headers: { ...request.headers, connection: 'close' },
    lookup: pinned(addresses),
    maxHeaderSize: request.limits.headerBytes,
    insecureHTTPParser: false,
    signal,
  })
}

/** Answers with the addresses that were checked, so that none can be put in their place between the check and the connection. */
function pinned(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv4(address) ? 4 : 6 }))
  return (_, options, callback) => {
    if (options.all) callback(null, found)
    else callback(null, found[0]!.address, found[0]!.family)
  }
}

function headOf(sent: ClientRequest, connected: () => void): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.once('socket', (socket) => {
      const ready = 'encrypted' in socket ? 'secureConnect' : 'connect'
      socket.once(ready, connected)
    })
    sent.once('response', resolve)
    sent.once('upgrade', (_, socket) => {
      socket.destroy()
      reject(Object.assign(new Error('upgrade'), { code: 'HPE_UPGRADE' }))
    })
    sent.on('error', reject) // stays: a connection may fail again while it is taken down
    sent.end()
  })
}

/** Names in lower case, values of one name joined; cookies are not kept. */
function headersOf(response: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {}
  for (let at = 0; at + 1 < response.rawHeaders.length; at += 2) {
    const name = response.rawHeaders[at]!.toLowerCase()
    if (name === 'set-cookie') continue
    const value = response.rawHeaders[at + 1]!
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value
  }
  return headers
}

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

const named: Readonly<Record<string, FetchOutcome>> = {
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-reset',
  EPIPE: 'connection-reset',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EACCES: 'unreachable',
  ETIMEDOUT: 'connect-timeout',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
}

function failureOf(error: unknown, afterHead: boolean): ExchangeFailure {
  const first = error instanceof AggregateError ? error.errors[0] : error
  const { code = '', message = '' } = first as NodeJS.ErrnoException
  // A connection that ends within a body leaves it cut short.
  if (afterHead && /^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/.test(code)) return { outcome: 'truncated' }
  const outcome = named[code]
  if (outcome !== undefined) return { outcome, detail: code }
  if (code.startsWith('HPE_')) return { outcome: 'malformed-response', detail: code }
  if (isTls(code)) return { outcome: 'tls-error', detail: code }
  if (code.startsWith('E')) return { outcome: 'unreachable', detail: code || message.slice(0, 80) }
  throw error
}

// OpenSSL's names for what is wrong with a certificate have no mark of their own.
function isTls(code: string): boolean {
  return (
    /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERROR_IN_CERT|INVALID_(CA|PURPOSE)|PATH_LENGTH_|HOSTNAME_MISMATCH)/.test(
      code,
    ) || code === 'OUT_OF_MEM'
  )
}
