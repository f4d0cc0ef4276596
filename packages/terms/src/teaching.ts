import type { Asset, Condition, Effect } from '@proviso/rights'
import { type Clause, clauseText } from './clause.ts'
import type { Context } from './context.ts'
import { governs } from './force.ts'
import { competing, contentNoun, outputNoun } from './lexicon/asset.ts'
import { findConditions } from './lexicon/condition.ts'
import { findSubjects } from './lexicon/subject.ts'
import { findTeaching, madeByAi, ofMachines } from './lexicon/teaching.ts'
import { barredAfter, barredBefore, limit, openAfter, unlimited } from './lexicon/verdict.ts'
import { namesIn } from './names.ts'
import type { StatementDraft } from './statement-draft.ts'

/** The operator, its staff or its suppliers do it, or what is used is the user's: no rule for the public. */
const theirs =
  /\bour (?:own )?(?:[\w-]+ ){0,2}?(?:models?|ai|systems?|teams?|engineers?|algorithms?|providers?|partners?|suppliers?|software|purposes|classifiers?|products|features?|assistants?)\b|\bwe (?:(?:may|will|can|do|also|then|might|would|could|never|only|sometimes|currently|shall) )*(?:not )?(?:use|train|process|share|learn|analy[sz]e|retain|keep|collect|teach|feed|send|improve|develop|build|sell)\b|\byour (?:[\w-]+ ){0,3}?(?:data|content|files?|inputs?|prompts?|conversations?|messages?|photos?|posts?|uploads?|recordings?|documents?|work|information|voice|images?|account|feedback|e-?mails?)\b|\bpersonal (?:data|information)\b|\b(?:customer|user|member|patient|client|pupil|student|subscriber)(?:'s|s')? (?:data|content|records?|files?|inputs?|messages)\b|\b(?:processor|supplier|vendor|subprocessors?|service providers?|contractor)\b|\b(?:has|have) (?:promised|agreed|undertaken|committed|assured)\b|\b(?:client|customer|purchaser|user|member|patient|panellist|guest|pupil|tuning|claimant)s?(?:'s|')? (?:material|data|notes|code|records?|contracts?|input|calls|submissions)\b|\bsettings\b|\blearn more\b|\bindemnif\w+|\bof (?:our |the |its |real )?(?:clients|customers|patients|pupils|children)\b|\bbiometric\b|\bfor the benefit of\b|\b(?:contractually|by contract)\b|\bthese agreements\b|\bcompany whose\b|\b(?:provider|platform|distributor|evaluator|agencies|it) (?:shall|will|must|may|undertake)\b|\b(?:the|its) (?:model|provider) (?:has|hasn't|is|was)\b|\bit (?:isn't|can't)\b|\bwas made with\b|\bclaims?\b|\bdefend\b|\bstaff\b|\bemployees?\b|\bcourses?\b|\bstudents are\b|\breceive training\b|\btraining (?:sessions?|courses?|programmes?|videos?|purposes)\b|\bquality\b/
const noBar =
  /\b(?:does|do|shall|is|are) not (?:restrict|prohibit|limit|prevent|forbid)\b|\bno restriction\b|\b(?:no one|nobody)\b[^.;]{0,40}\bcan stop\b/
/** An order told of things: "the texts may not be fed …", "is closed to", "is not available for". */
const things =
  /\b(?:may|must|shall|can|should) not\b|^\W*(?:please )?do not\b|\b(?:does|do) not (?:extend|include|cover|permit|allow|licen[cs]e|go into)\b|\b(?:cannot|can't|mustn't|mayn't|shan't|shouldn't|don't go into)\b|\b(?:is|are)(?: not|n't) (?:to|available|licen[cs]ed|intended|part of|meant|for|covered|permitted|allowed)\b|\b(?:is|are) (?:closed|off[- ]limits|reserved|excluded|forbidden|prohibited|banned|barred)\b|\bwithholds? consent\b|\b(?:out of|outside|falls outside|beyond) (?:the |this |its )?(?:licen[cs]e|scope|training)\b|\bno (?:part|stem|image|article|text|item|piece|page|song|recording|user|person|machine|computer|photo|pattern|model|use|training|right|licen[cs]e|record|copy|work|ai|machine learning)\b|\bnone of\b|\bneither\b|\bnor\b|^\W*(?:\w+ )?don't\b|\bnobody\b|\bno one\b|\bnot lawful\b|\b(?:is|be|are|remains?) (?:an? )?(?:infringement|breach|violation|misuse)\b|\bin breach\b|\bbars\b|\bbans\b|\bwe (?:refuse|forbid|prohibit|oppose|object|ban|reserve|do not (?:allow|permit|license|consent|grant|authori[sz]e))\b|\bnot agreed\b|\bnot consented\b|\btake nothing\b|\bkeep (?:every |all |the |any |\w+ )?[\w' ]{0,30}(?:out of|from|away from)\b/

/** What a clause says on making machines learn, in words the lexicon of training does not know. SPEC.md N31–N34. */
export function readTeaching(clause: Clause, context: Context): StatementDraft[] {
  const own = clauseText(clause).toLowerCase()
  if (context.privacy) return []
  const drafts: StatementDraft[] = []
  for (const part of own.split(/;\s|,? (?:but|whereas)\s/).slice(0, 8)) {
    const told = verdictOf(clause, context, own, part)
    if (told === null) continue
    const [effect, asset, conditions] = told
    if (drafts.some((other) => other.effect === effect && other.asset === asset)) continue
    drafts.push({
      effect,
      actor: 'public',
      usage: 'train-ai',
      asset,
      conditions,
      confidence: 0.7,
      from: clause.from,
      to: clause.to,
    })
  }
  return drafts
}

function verdictOf(clause: Clause, context: Context, own: string, part: string): [Effect, Asset, Condition[]] | null {
  const found = findTeaching(part)
  if (found === null || theirs.test(part)) return null
  const around =
    `${clause.leads.join(' ')} ${clause.path.join(' ')} ${clause.previous} ${own} ${clause.next}`.toLowerCase()
  if (!ofMachines.test(found.bare ? around : `${part} ${clause.leads.join(' ').toLowerCase()}`)) {
    if (!/\bmining\b|\b(?:machines?|computers?|training (?:sets?|corp|data))\b/.test(part)) return null
  }
  const names = namesIn(clauseText(clause), context.names, `${clause.previous} ${clauseText(clause)}`)
  const at = own.indexOf(part) + found.from
  const governed = governs(own, at, clause.leads, clause.path, names)
  const subjects = findSubjects(part.slice(0, found.from), names).filter(({ nominative }) => nominative)
  const doer = subjects.at(-1)?.subject
  if (
    doer === 'operator' &&
    !/\bwe (?:refuse|forbid|prohibit|oppose|object|ban|reserve|do not (?:allow|permit|license|consent|grant|authori[sz]e))\b/.test(
      part,
    )
  )
    return null
  const before = part.slice(0, found.from)
  const upTo = part.slice(0, found.to)
  const after = part.slice(found.from)
  const named = `${part} ${/\b(?:it|them|they|these|those)\b/.test(part) ? clause.previous.toLowerCase() : ''}`
  const pronoun = /\b(?:it|them|they|these|those)\b/.test(part)
  const asset: Asset =
    outputNoun.test(part) || madeByAi.test(part) || (pronoun && (outputNoun.test(named) || madeByAi.test(named)))
      ? 'output'
      : 'content'
  const rival = competing.test(part)
  const conditions = findConditions(part, ['non-commercial', 'attribution', 'robots-txt', 'class'])
  const some = (): Condition[] =>
    rival
      ? [{ kind: 'non-competing' }]
      : conditions.length > 0
        ? conditions
        : [{ kind: 'class', note: 'within the limits the text sets' }]
  if (noBar.test(part)) return ['allow', asset, []]
  const bars =
    barredBefore.test(before) ||
    barredAfter.test(after) ||
    /^[^.;]{0,80}\b(?:(?:isn't|is not|aren't|are not) (?:part of|within|included)|(?:can't|cannot|may not) (?:use|have|do so)|(?:falls?|lies|is|are) outside)\b/.test(
      after,
    ) ||
    things.test(upTo) ||
    (governed?.force === 'forbid' &&
      governed.subject !== 'operator' &&
      governed.subject !== 'partner' &&
      !governed.told)
  if (bars) {
    if (rival) return ['conditional', asset, some()]
    return [
      'disallow',
      asset,
      /\bno-?(?:image)?ai\b/.test(around) ? [{ kind: 'class', note: 'content so marked by its author' }] : [],
    ]
  }
  if (doer === 'partner' || governed?.subject === 'operator' || governed?.subject === 'partner') return null
  const leaves =
    publicMay.test(upTo) ||
    (openAfter.test(after) && !/\bif\b/.test(before)) ||
    (/\b(?:may|can) (?:also |then |freely )?be\b/.test(upTo) &&
      (contentNoun.test(part) || pronoun || asset === 'output'))
  if (!leaves) return null
  const near = `${part} ${clause.next.toLowerCase()}`.replace(unlimited, ' ')
  return limit.test(near) || conditions.length > 0 ? ['conditional', asset, some()] : ['allow', asset, []]
}

/** Leave given to whoever is no partner of the operator's choice. */
const publicMay =
  /\b(?:you|anyone|anybody|everyone|everybody|users?|readers?|members?|developers?|researchers?|scholars?|scientists?|universities|institut(?:es|ions)|schools|museums|subscribers?|licensees?|buyers?|hobbyists?|companies alike|practitioners|recipients?|anyone else|anyone at all[\w, ]{0,24}|teachers|students|its staff|the public) (?:\w+,? ){0,4}?(?:may|can|are (?:\w+ )?(?:free|welcome|allowed|permitted|invited|entitled|at liberty) to|is (?:\w+ )?(?:free|welcome|allowed|permitted|entitled|at liberty) to)\b(?! not)|\bfeel free to\b|\bright to (?=train|use|develop|build|include)|\bgo ahead\b|\breuse (?:it|them) for any purpose\b/
