import type { Day } from '@proviso/rights'
import { parseContentSignal } from './content-signal.ts'
import { readContentUsage } from './content-usage.ts'
import { Gathering } from './findings.ts'
import { stateLicence } from './licence.ts'
import { hasRelation, parseLinkHeader } from './link-header.ts'
import { parseXRobotsTag, stateDirectives } from './robots-directives.ts'
import { policyUrl, reservationValue, type TdmReservation } from './tdm-reservation.ts'

/** Response headers by name, of any case; a header that came several times is a list of its lines. */
export type Headers = Readonly<Record<string, string | readonly string[]>>

/** 256 KiB of headers; servers and clients stop far below. */
const mostHeaders = 256 * 1024

/** A reference to an RSL document, found in a header or a page. */
export interface RslReference {
  readonly href: string
  readonly quote: string
}

/** What headers say beside statements. */
export interface HeaderFindings {
  /** The text that offsets count in: a line `name: value` for each, in the order of names. */
  readonly out: Gathering
  readonly reservation?: TdmReservation
  readonly rsl: readonly RslReference[]
}

interface HeaderLine {
  readonly name: string
  readonly value: string
  readonly start: number
  readonly end: number
}

/** The lines of the headers this reads, as one text. */
function headerText(headers: Headers): { text: string; lines: HeaderLine[] } {
  const lines: HeaderLine[] = []
  const written: string[] = []
  let length = 0
  for (const [key, values] of Object.entries(headers)) {
    for (const value of typeof values === 'string' ? [values] : values) {
      const said = `${key.toLowerCase()}: ${String(value).replace(/[\r\n]+/g, ' ')}`
      if (length + said.length > mostHeaders) continue
      const start = length
      lines.push({
        name: key.toLowerCase(),
        value: said.slice(key.length + 2),
        start,
        end: start + said.length,
      })
      written.push(said)
      length += said.length + 1
    }
  }
  return { text: written.join('\n'), lines }
}

/**
 * Reads what a response's headers say: X-Robots-Tag, TDMRep, licences and RSL in `Link`, payment demanded. TDMRep's reservation is
 * returned, not stated, since what the page says may supersede it. SPEC.md PG4, PG6, XR, TD6.
 */
export function readHeaders(
  headers: Headers,
  where: {
    readonly at: string
    readonly path?: string | undefined
    readonly status?: number | undefined
    /** The day the response was seen. */
    readonly on?: Day | undefined
  },
): HeaderFindings & { readonly reservationAt?: { readonly start: number; readonly end: number } } {
  const { text, lines } = headerText(headers)
  const out = new Gathering(text, where.at)
  const { path } = where
  const rsl: RslReference[] = []
  let reservation: { value: 0 | 1; line: HeaderLine } | undefined
  let policy: string | undefined
  for (const line of lines) {
    const { name, value, start, end } = line
    const section = ['response header', name]
    switch (name) {
      case 'x-robots-tag':
        stateDirectives(parseXRobotsTag(value), out, { start, end, path, section })
        break
      case 'tdm-reservation': {
        const said = reservationValue(value)
        if (said === undefined) {
          // A capture joins lines of one name by commas.
          const parts = value.split(',').map(reservationValue)
          if (parts.length < 2 || parts.includes(undefined)) {
            out.tell('malformed-reservation', start, 'the value is neither 1 nor 0', 'it sets nothing')
            break
          }
          if (parts.includes(0) && parts.includes(1))
            out.tell('conflicting-reservations', start, 'both 1 and 0 are said', '1 stands')
          const strictest = parts.includes(1) ? 1 : 0
          if (reservation === undefined || strictest === 1) reservation = { value: strictest, line }
          break
        }
        if (reservation !== undefined && reservation.value !== said) {
          out.tell('conflicting-reservations', start, 'both 1 and 0 are said', '1 stands')
        }
        if (reservation === undefined || said === 1) reservation = { value: said, line }
        break
      }
      case 'tdm-policy':
        policy ??= policyUrl(value)
        if (policyUrl(value) === undefined) out.tell('malformed-policy', start, '`tdm-policy` is no absolute URL')
        break
      case 'link':
        for (const link of parseLinkHeader(value)) {
          if (!hasRelation(link.parameters.get('rel'), 'license')) continue
          const from = end - value.length + link.start
          const to = end - value.length + link.end
          if (link.parameters.get('type')?.toLowerCase().startsWith('application/rsl+xml')) {
            rsl.push({ href: link.target, quote: text.slice(from, to) })
            const reason = 'an RSL document, which speaks for itself'
            out.mention(from, to, { name: 'rsl', value: link.target, reason, section })
          } else stateLicence(link.target, out, { start: from, end: to, path, section })
        }
        break
      case 'crawler-price':
      case 'payment-required':
        out.say(start, end, {
          usage: 'crawl',
          effect: 'conditional',
          conditions: [{ kind: 'payment', note: name === 'crawler-price' ? value.slice(0, 40) : 'x402' }],
          path,
          section,
        })
        break
      case 'content-signal':
        for (const { usage, effect } of parseContentSignal(value)) {
          if (usage && effect) out.say(start, end, { usage, effect, path, directive: name, section })
        }
        break
      default:
    }
  }
  stateContentUsage(
    lines.filter(({ name }) => name === 'content-usage'),
    out,
    where,
  )
  const paid = out.statements.some((one) => one.usage === 'crawl')
  if (where.status === 402 && !paid && lines.length > 0) {
    const { start, end } = lines[0]!
    out.say(start, end, { usage: 'crawl', effect: 'disallow', path, section: ['status 402'] })
  }
  return {
    out,
    rsl,
    ...(reservation === undefined
      ? {}
      : {
          reservation: {
            reservation: reservation.value,
            ...(policy === undefined || reservation.value === 0 ? {} : { policy }),
          },
          reservationAt: { start: reservation.line.start, end: reservation.line.end },
        }),
  }
}

/** The lines of Content-Usage are one field: a bad line makes all of it unknown (CU). Each preference is quoted by its last line. */
function stateContentUsage(
  lines: readonly HeaderLine[],
  out: Gathering,
  { path, on }: { readonly path?: string | undefined; readonly on?: Day | undefined },
): void {
  const last = lines.at(-1)
  if (last === undefined) return
  const { start, end } = last
  const read = readContentUsage(
    lines.map(({ value }) => value),
    { on },
  )
  for (const { usage, effect, confidence } of read.statements) {
    const section = ['response header', 'content-usage']
    out.say(start, end, { usage, effect, path, directive: 'content-usage', section, confidence })
  }
  for (const { code, message, hint } of read.issues) out.tell(code, start, message, hint)
}
