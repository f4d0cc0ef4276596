import type { Condition } from '@proviso/rights'
import type { Governed } from '../grammar/force.ts'
import { door } from '../lexicon/collecting.ts'
import { findConditions, isLimited, withinLimits } from '../lexicon/condition.ts'
import type { StatementDraft } from '../statement-draft.ts'
import { type Act, says } from './act.ts'

/** Leave to collect: plain where it is given in so many words, conditional where this sentence or the next attaches a string [K11]. */
export function readLeave(act: Act, governed: Governed, confidence: number): StatementDraft | null {
  const { own } = act
  if (governed.force !== 'permit' || (act.kind !== 'act' && !byMachine.test(own))) return null
  // what is one's own, and updates that come by themselves
  if (ofOnesOwn.test(own) || /\bupdates?\b|\badd-?ons?\b|opt-?out/.test(own)) return null
  const strings = stringsOf(act)
  if (strings.length > 0) return says('conditional', strings, confidence - 0.1)
  return governed.where === 'after' || isGiven(act, governed) ? says('allow', [], confidence - 0.3) : null
}

const byMachine =
  /\b(?:ro)?bots?\b|crawl|scrap|spider|harvest|\bautomated\b|wget|\bscripts?\b|\bbulk\b|\bmin(?:e|ing)\b/
const ofOnesOwn = /\byour own (?:web ?sites?|sites?|data|archive|content|posts|records|files|account)\b/

function stringsOf({ own, clause }: Act): readonly Condition[] {
  const strings = findConditions(`${own} ${clause.next.toLowerCase()}`, [
    'robots-txt',
    'search-engine',
    'rate-limit',
    'non-commercial',
    'attribution',
    'class',
  ])
  const oneDoor = (/\b(?:api|licen[cs]e|agreement)\b/.test(own) && /\bonly\b/.test(own)) || door.test(own)
  if (oneDoor) strings.push({ kind: 'class', note: 'only through the API or under a licence' })
  if (strings.length === 0 && isLimited(own)) strings.push(withinLimits)
  return strings
}

/** Leave given in so many words: "you may …", "robots are welcome to …", there or in what leads in. */
function isGiven({ own, to, after, leads }: Act, { where }: Governed): boolean {
  const led = where === 'lead' && !hangsOn.test(leads) ? `${leads} ` : ''
  return inSoManyWords.test(`${led}${own.slice(0, to)}`) || /\b(?:may|can)\b/.test(after.slice(0, 6))
}

/** What leads in gives no plain leave where it hangs on something. */
const hangsOn = /\b(?:not|without|unless|until|prior|only|permission|consent|approval)\b/
const inSoManyWords =
  /\b(?:you|anyone|anybody|users?|developers?|robots|bots|crawlers|spiders|scripts|agents|researchers|everybody|everyone|the public) (?:may|can|are (?:\w+ )?(?:free|allowed|permitted|welcome)(?: to)?)\b|\bfree to\b|\bwelcome\b|\b(?:may|can) (?:freely )?be (?:freely )?(?:harvest|crawl|scrap|min)\w*/
