import type { IncomingMessage } from 'node:http'
import type { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { FetchOutcome } from './response.ts'

/** The codings asked for in `Accept-Encoding`. */
export const acceptedCodings = 'gzip, br'

// More than one is a mistake or an attack: each layer multiplies what a small body can become.
const mostCodings = 2

interface DecodingOptions {
  /** Most bytes as sent. */
  readonly wireBytes: number
  /** Most bytes decompressed. */
  readonly bodyBytes: number
  /** Whether more is cut off, or refused. */
  readonly cut: boolean
  readonly onPiece: () => void
  readonly signal: AbortSignal
}

type Decoded =
  | { readonly body: Buffer; readonly cut: boolean }
  | { readonly outcome: FetchOutcome; readonly detail?: string }

/**
 * Reads a body and takes its content codings off, never holding more than the limit: a small body that unfolds into a huge one
 * stops where the limit is. SPEC.md W4, W5. Throws what the connection throws.
 */
export async function decodedBody(
  response: IncomingMessage,
  encoding: string,
  options: DecodingOptions,
): Promise<Decoded> {
  const codings = encoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  const decoders = codings.slice(0, mostCodings).map(decoderOf)
  if (codings.length > mostCodings || decoders.includes(null))
    return { outcome: 'unsupported-encoding', detail: encoding.slice(0, 80) }
  const pieces: Buffer[] = []
  let held = 0
  // Told apart by what was set here: several stages end at once, and which of them is heard first is not said.
  let enough: FetchOutcome | undefined
  const stop = (outcome: FetchOutcome) => {
    enough = outcome
    return new Error(outcome)
  }
  const wire = async function* (source: AsyncIterable<Buffer>) {
    let sent = 0
    for await (const piece of source) {
      options.onPiece()
      sent += piece.length
      if (sent > options.wireBytes && codings.length > 0) throw stop('too-large')
      yield piece
    }
  }
  const most = codings.length > 0 ? options.bodyBytes : Math.min(options.bodyBytes, options.wireBytes)
  const keep = async (source: AsyncIterable<Buffer>) => {
    for await (const piece of source) {
      const room = most - held
      if (piece.length > room) {
        pieces.push(piece.subarray(0, room))
        throw stop(codings.length > 0 ? 'decompression-limit' : 'too-large')
      }
      pieces.push(piece)
      held += piece.length
    }
  }
  try {
    // The last coding applied comes off first.
    const stages = [response, wire, ...(decoders as Transform[]).reverse(), keep]
    await (pipeline as (stages: unknown[], options: object) => Promise<void>)(stages, { signal: options.signal })
  } catch (error) {
    if (enough !== undefined) return options.cut ? { body: Buffer.concat(pieces), cut: true } : { outcome: enough }
    const { code = '' } = error as NodeJS.ErrnoException
    if (/^(Z_|ERR__?BROTLI|ERR_PADDING|ERR_BROTLI)|^ERR_.*(FORMAT|BROTLI)/.test(code))
      return { outcome: 'bad-encoding', detail: code }
    throw error
  }
  return { body: Buffer.concat(pieces), cut: false }
}

function decoderOf(coding: string): Transform | null {
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip()
  if (coding === 'br') return createBrotliDecompress()
  return coding === 'deflate' ? createInflate() : null
}
