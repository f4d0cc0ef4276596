import type { Reached } from './force.ts'

/** The verdict that follows a place in a clause: "… is strictly prohibited", "… is not permitted", "… without our consent" [G3]. */
export function verdictAfter(own: string, at: number): Reached | null {
  const verdict = verdictIn(own.slice(at))
  // "no scraping of any kind is permitted": what is permitted is none
  if (verdict?.force === 'permit' && /\bno (?:[\w-]+,? (?:or |and )?){0,4}$/.test(own.slice(0, at)))
    return { ...verdict, force: 'forbid' }
  return verdict
}

/** The verdict in what follows, up to a semicolon, whatever stands before it. */
export function verdictIn(rest: string): Reached | null {
  const stop = rest.indexOf(';')
  const stretch = stop === -1 ? rest : rest.slice(0, stop)
  if (banAfter.test(stretch) || banCell.test(stretch))
    return { force: 'forbid', subject: 'public', passive: true, told: false }
  if (leaveAfter.test(stretch) || leaveCell.test(stretch))
    return { force: 'permit', subject: 'public', passive: true, told: false }
  if (lacksPermission.test(stretch)) return { force: 'forbid', subject: null, passive: true, told: false }
  return null
}

const being = '(?:is|are|was|were|be|being|will be|shall be|remains?)'
const banAfter = new RegExp(
  [
    `\\b${being}\\s+(?:[\\w-]+,?\\s+){0,3}?(?:prohibited|forbidden|banned|unlawful|illegal|disallowed|barred|excluded|off[- ]limits|out of bounds|(?:in )?violation|reserved)\\b`,
    `\\b(?:${being}|do|does)\\s+not\\s+(?:[\\w-]+\\s+){0,3}?(?:permitted|allowed|authori[sz]ed|acceptable|accepted|tolerated|permissible|okay|ok|licensed|permit\\w*|an? (?:authori[sz]ed|permitted|acceptable) use)\\b`,
    `\\b(?:isn't|aren't) (?:[\\w-]+ ){0,2}?(?:permitted|allowed|authori[sz]ed|ok|okay|welcome|acceptable)\\b`,
    `\\b(?:considered|deemed|regarded as|treated as|constitutes?|amounts? to|${being}) (?:to be )?(?:an? )?(?:[\\w-]+ ){0,2}?(?:breach|violation|infringement|misuse|abuse|unauthori[sz]ed|trespass)\\b`,
    `\\b(?:requires?|needs?|(?:is|are) subject to)\\s+(?:[\\w',/-]+\\s+){0,6}?(?:licen[sc]e|permission|consent|agreement|authori[sz]ation|approval)\\b`,
    `\\b(?:infringes|breaches|violates|contravenes) (?:our|the|these|this|any|its|their|applicable|copyright|your)\\b`,
    `\\b(?:may|must|shall|can|should) not (?:\\w+ )?be (?:used|employed|deployed|run|operated|launched|directed|carried out)\\b|\\bcannot be (?:used|employed)\\b`,
    `\\b${being} (?:something|(?:a )?things?|(?:an? )?(?:uses?|acts?)) (?:that )?(?:[\\w'’-]+ ){1,5}?(?:(?:doesn't|does not|don't|do not|won't|will not|cannot|can't|never) (?:allow|permit|accept|tolerate|agree to|license)s?|forbids?|prohibits?|rules? out)\\b`,
    `\\b${being} (?:[\\w-]+ ){0,3}?(?:what|things?|something|acts?|activities) (?:that )?(?:(?:you|users?|visitors|anyone) (?:(?:may|must|can|should|shall) not|cannot|can't|mustn't)|nobody may) (?:do|engage in)\\b`,
    `\\bexceeds? (?:your|the|any) (?:authori[sz]ation|licen[sc]e|permission|right)`,
    `^[^,]{0,80}(?<!\\b(?:unless|where|if|otherwise|as|not|extent|except) )\\b(?:prohibited|not permitted|forbidden)\\b`,
  ].join('|'),
)
const leaveAfter =
  /\b(?:is|are) (?:(?!not\b)[\w-]+ ){0,3}?(?:permitted|permissible|allowed|authori[sz]ed|welcome|fine|ok|okay|acceptable)\b|\bpermission (?:is|has been|to do so is) (?:hereby |conditionally )?granted/

/** A table's answer beside what it asks: "| Scraping | No |" [G16]. */
const banCell = /\|\s*(?:no|not (?:permitted|allowed)|prohibited|forbidden|never|[✗✘❌×])\s*(?:\||$)/
const leaveCell = /\|\s*(?:yes|permitted|allowed|[✓✔✅])\s*(?:\||$)/

/** Leave that is asked for: "without our prior written consent". */
const lacksPermission =
  /\b(?:without|absent|only with|except with|save with|subject to|not without)\s+(?:[\w',/-]+\s+){0,7}?(?:consent|permission|approval|authori[sz]ation|licen[cs]e|agreement|authority)\b|\bunless\s+(?:[\w',/-]+\s+){0,6}?(?:consent|permission|authori[sz]ed|permitted|agreed|approval)\b/
