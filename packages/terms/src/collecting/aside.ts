import type { Clause } from '../clause.ts'
import { callLimits, findCollecting } from '../lexicon/collecting.ts'
import { findConditions } from '../lexicon/condition.ts'
import type { StatementDraft } from '../statement-draft.ts'
import { type Act, says } from './act.ts'
import { aboutUser } from './no-collecting.ts'

/** "… using automated means, except: (a) public search engines, as robots.txt allows": the exception, as its own item [K10]. */
export function exempted(clause: Clause, own: string): StatementDraft | null {
  const lead = clause.leads.at(-1)?.toLowerCase()
  if (lead === undefined || !endsInExcept.test(lead) || findCollecting(lead).length === 0) return null
  const conditions = findConditions(own, ['robots-txt', 'search-engine'])
  return conditions.length === 0 ? null : says('conditional', conditions, 0.9)
}

const endsInExcept = /\bexcept(?:ions?)?(?: (?:that|as|for|in the following \w+))?\W*$/

/** Calls up to a number in a time: collecting within a rate [K18]. What forbids to get round a limit says nothing of the rest. */
export function rateLimited(own: string): StatementDraft | null {
  return callLimits.test(own) && !aboutUser.test(own) ? says('conditional', [{ kind: 'rate-limit' }], 0.7) : null
}

/** "By crawling the site you waive …": collecting in return for something [K12]. */
export function inReturn({ own, after }: Act): StatementDraft | null {
  if (!/^\W*by\b/.test(own) || !/,\s*(?:you|the user) (?:hereby )?(?:waive|grant|agree)/.test(after)) return null
  return says('conditional', [{ kind: 'licence', note: 'against something in return' }], 0.7)
}
