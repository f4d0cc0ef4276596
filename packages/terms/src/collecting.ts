import { type Clause, clauseText } from './clause.ts'
import { Act, clearest } from './collecting/act.ts'
import { exempted, inReturn, rateLimited } from './collecting/aside.ts'
import { readBan } from './collecting/ban.ts'
import { governedBy, isExampleOfAbuse } from './collecting/governed-by.ts'
import { readLeave } from './collecting/leave.ts'
import { isNoCollecting, personalOnly } from './collecting/no-collecting.ts'
import type { Context } from './context.ts'
import { findCollecting } from './lexicon/collecting.ts'
import type { StatementDraft } from './statement-draft.ts'

/** What a clause says on collecting by machines; null when nothing. SPEC.md K. */
export function readCollecting(clause: Clause, context: Context): StatementDraft | null {
  const own = clauseText(clause).toLowerCase()
  const special = exempted(clause, own) ?? rateLimited(own)
  if (special !== null) return special
  const mentions = findCollecting(own).filter(({ kind }) => kind !== 'gather' || !personalOnly.test(own))
  const mention = clearest(mentions, own)
  if (mention === null) return null
  const act = new Act(mention, clause, own, context)
  return isNoCollecting(act) ? null : (inReturn(act) ?? readGoverned(act))
}

function readGoverned(act: Act): StatementDraft | null {
  const governed = governedBy(act)
  if (governed === null || governed.subject === 'operator' || noBreachIf.test(act.own)) return null
  const example = isExampleOfAbuse(act)
  const confidence = example ? exampleSureness : sureness[act.kind] - (governed.where === 'heading' ? 0.15 : 0)
  const draft = governed.force === 'forbid' ? readBan(act, confidence) : readLeave(act, governed, confidence)
  return example && draft !== null ? { ...draft, example } : draft
}

/** "It shall be no breach if …" leaves free. */
const noBreachIf =
  /\bnot (?:constitute |be |count as |regarded as |considered )?(?:an? )?(?:breach|violation|infringement)\b[^.;]{0,60}\bif\b/

/** How sure a mention makes, by its kind. */
const sureness = { act: 0.95, tool: 0.9, bulk: 0.75, gather: 0.75 } as const

/** How sure an example of abuse makes: less than any rule on the same thing. */
const exampleSureness = 0.6
