import type { Outcome, Reason } from '@proviso/rights'
import type { Word } from './words.ts'

/** The word a stretch of an answer is drawn as: what could not be read, or is before the first record, is not silence. */
export function bandWord({ outcome, reason }: { readonly outcome: Outcome; readonly reason: Reason }): Word {
  if (reason === 'before-first-record') return 'none'
  return outcome === 'unknown' && reason === 'unread' ? 'unread' : outcome
}
