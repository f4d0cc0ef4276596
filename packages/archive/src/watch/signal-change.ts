import type { ObservedResponse } from './response.ts'
import { licenceLinks } from './rsl-reference.ts'

const signalHeaders = ['content-usage', 'content-signal', 'tdm-reservation', 'tdm-policy', 'x-robots-tag', 'license']

/**
 * What of a response can say something about rights, as one text: how it ended, its status, where it came from and its signal headers.
 * Two responses that say the same are one observation, whatever else their headers hold (SPEC.md W17).
 */
export function saidBy({ outcome, status, finalUrl, headers }: ObservedResponse): string {
  const [media = ''] = (headers['content-type'] ?? '').toLowerCase().split(';')
  return JSON.stringify([
    outcome,
    status,
    finalUrl.replace(/\?.*$/, ''),
    media.trim(),
    signalHeaders.map((name) => headers[name]?.trim() ?? null),
    licenceLinks(headers.link ?? ''),
  ])
}

/** Whether the body of a response is part of what it says: an error page is another with every visit. */
export function bodyCounts({ outcome, status }: ObservedResponse): boolean {
  return outcome === 'ok' && status !== null && status >= 200 && status < 300
}

/** Whether a look found nothing to read, for a reason that may pass. */
export function isFailure({ outcome, status }: Pick<ObservedResponse, 'outcome' | 'status'>): boolean {
  if (outcome === 'not-referenced' || outcome === 'soft-404') return false
  return outcome !== 'ok' || status === null || status === 429 || status >= 500
}
