import type { Day, Layer, Profile, Reason } from '@proviso/rights'

/** What of a profile tells what it listens to. */
export interface Listening {
  readonly layers: readonly Layer[]
  readonly documents?: readonly string[]
}

/** Whom an answer without a document is about. */
export interface Unanswered {
  readonly host: string
  readonly who: string
  /** The day read, as it is shown. */
  readonly day: string
}

/**
 * Why nothing was heard, where a profile listens to some documents alone: others may well have been read. Undefined for other reasons,
 * and for profiles that listen to all.
 * @example
 * unheardText('no-document', profiles['robots-only'], { host: 'x.com', who: 'X', day: '2025-06-04' })
 * // 'no robots.txt of x.com is on record, and the profile listens to nothing else'
 */
export function unheardText(
  reason: Reason,
  { layers, documents }: Listening,
  { host, who, day }: Unanswered,
): string | undefined {
  if (layers.includes('terms') && layers.includes('signals')) return undefined
  // terms speak for a service, signals for a host
  const isTerms = layers.includes('terms')
  const heard = isTerms ? `terms of ${who}` : `${signalsText(layers, documents)} of ${host}`
  const alone = 'and the profile listens to nothing else'
  if (reason === 'no-document') return `no ${heard} ${isTerms ? 'are' : 'is'} on record, ${alone}`
  if (reason === 'before-first-record') return `${day} is before the first record of ${heard}, ${alone}`
  if (reason === 'not-in-force') return `no ${heard} ${isTerms ? 'were' : 'was'} in force on ${day}, ${alone}`
  return undefined
}

/** The day whose documents a profile hears: one that does not read the day asked hears today's. */
export function dayHeard({ read }: Pick<Profile, 'read'>, on: Day, today: Day): Day {
  return read.includes('on') ? on : today
}

/** Whether a profile listens to what sites say to machines, and not to their terms. */
export function hearsSignalsAlone({ layers }: Listening): boolean {
  return layers.includes('signals') && !layers.includes('terms')
}

function signalsText(layers: readonly Layer[], documents: readonly string[] | undefined): string {
  if (documents !== undefined) return documents.join(' or ')
  return layers.includes('licence') ? 'robots.txt, other signal or licence' : 'robots.txt or other signal'
}
