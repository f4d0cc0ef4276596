import { type ClaimCheck, checkClaims } from '@proviso/archive/claim-check'
import { longestReport, reportClaims } from '@proviso/archive/report-claims'
import type { Day, DocumentState, Issue, Service, Unread } from '@proviso/rights'
import { readBytes } from '@proviso/terms'

/** Where claims are looked up: who is known, and the documents of some. */
export interface KnownRecord {
  readonly services: readonly Service[]
  readonly load: (names: readonly string[]) => {
    readonly states: readonly DocumentState[]
    readonly unread: readonly Unread[]
  }
}

/**
 * The claims of a press report of any form (Markdown, HTML, PDF, text), each checked against the record. Gives an issue for what
 * is no text: `empty`, `binary`, `too-large`.
 * @example await checkReport(bytes, 'report.html', { services: file.services, load: file.load }, '2025-07-01')
 */
export async function checkReport(
  bytes: Uint8Array,
  name: string,
  record: KnownRecord,
  today: Day,
): Promise<
  { readonly value: { readonly text: string; readonly checks: readonly ClaimCheck[] } } | { readonly issue: Issue }
> {
  if (bytes.length > 16 * longestReport)
    return {
      issue: {
        code: 'too-large',
        at: name,
        message: 'a report of more than 16 MB is not read',
        hint: 'give its text alone',
      },
    }
  const read = await readBytes(bytes, name)
  if ('issue' in read) return read
  const { text } = read.value
  const claims = reportClaims(text, record.services)
  const { states, unread } = record.load([...new Set(claims.flatMap(({ known, service }) => (known ? [service] : [])))])
  return { value: { text, checks: checkClaims(claims, states, unread, today) } }
}
