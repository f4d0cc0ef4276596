import { type Clause, clauseText } from './clause.ts'
import { callLimits, findCollecting } from './lexicon/collecting.ts'
import { concernsCollecting } from './lexicon/trigger.ts'
import { ownCopy } from './own-copy.ts'

/**
 * Words that collecting is told with and that are too common to make a line worth reading by themselves. With those of
 * the trigger they cover every pattern of `findCollecting`: a word that comes in there comes in here (the tests say which).
 */
const common =
  /data ?min|text[- ]*(?:and|or|&|,|\/) ?(?:or )?data|(?:data|text|content|web)[- ]?mine|\btdm\b|captur|computeri[sz]ed|algorithmic|electronic|gathering|data[- ]?collection|browser |\bais\b|wget|curl|deep-?link|\bprograms? |software (?:to|that) |web wa|\bexport|\bpull|siphon|\bmass|wholesale|large[- ]scale|repeatedly|regularly|substantially|unauthori[sz]ed (?:or|m|i)|other than (?:the|through|via|those|our|by|as)|pre-?fetch/i

const known = new Map<string, boolean>()
/** Clauses remembered before it starts anew: bounds its memory. */
const mostKnown = 20_000

/**
 * Whether a clause may tell of collecting: what is told no need not be read for it. The clauses of a long paragraph come
 * again whenever one of them changes, so the answer is remembered by their words.
 */
export function mayTellOfCollecting(clause: Clause): boolean {
  // an exception from a ban need not name what it is an exception from
  if (clause.excepts) return true
  const own = clauseText(clause)
  let found = known.get(own)
  if (found === undefined) {
    found =
      ((concernsCollecting(own) || common.test(own)) && findCollecting(own.toLowerCase()).length > 0) ||
      callLimits.test(own.toLowerCase())
    if (known.size >= mostKnown) known.clear()
    known.set(ownCopy(own), found)
  }
  return found
}
