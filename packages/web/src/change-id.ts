import type { Change } from '@proviso/archive/changes'
import { stableHash } from './stable-hash.ts'

/**
 * The name of a change in addresses: readable, and the same in every rulebook that holds the change.
 * @example changeId(change) // 'x-developer-terms-2025-06-04-9c1f0a'
 */
export function changeId({ service, terms, question, after, inForce, recorded }: Change): string {
  const hash = stableHash('change', service, terms, question, after.position, recorded).toString('hex', 0, 5)
  const words = [service, terms].map(wordsOf).filter((each) => each !== '')
  return [...words, inForce, hash].join('-')
}

function wordsOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
}
