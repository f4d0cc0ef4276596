import type { Governed } from '../grammar/force.ts'
import { governs } from '../grammar/governing.ts'
import { reservesMining } from '../grammar/reservation.ts'
import type { Act } from './act.ts'

/** What governs a mention of collecting. */
export function governedBy(act: Act): Governed | null {
  const { own, from, clause } = act
  if (isExampleOfAbuse(act) || isNone(act) || isNotTheWay(act)) return plainBan
  return (
    reservesMining(own, from) ??
    ofTool(act) ??
    ifYouCrawl(act) ??
    governs(own, from, clause.leads, clause.path, act.names)
  )
}

const plainBan: Governed = { force: 'forbid', subject: 'public', passive: false, told: false, where: 'own' }

/** Named as an example of harm or abuse: "causes harm, for example by hacking or scraping" [K13]. */
export function isExampleOfAbuse({ kind, before }: Act): boolean {
  return kind === 'act' && asExample.test(before)
}

const asExample =
  /\b(?:harm|abuse|misuse|abusive|misconduct|liability)\w*\b[^.]{0,200}\b(?:for example|such as|including|e\.g\.|by|like)\b[^.]{0,160}$/

/** "No scraping": an order without a verb. */
function isNone({ own, before }: Act): boolean {
  return /\bno (?:[\w-]+,? (?:or |and )?){0,3}$/.test(before) && !/\b(?:is|are|was|were|has|have|there)\b/.test(own)
}

/** "Only through the interface, and not by scrapers, macros or other scripted means". */
function isNotTheWay({ kind, before }: Act): boolean {
  return kind === 'tool' && notTheWay.test(before)
}

const notTheWay =
  /\b(?:access|use|visit|open|query|reach|retrieve|obtain)\w*\b[^.;]*(?:\band|\bbut|,) not (?:by|with|through|via|using|by means of)(?: any| the use of)?(?: [\w-]+(?:,| or| and)?){0,2} $/

/** The tool is the doer: "crawlers may visit …", "robots must not …". */
function ofTool({ words, before, after }: Act): Governed | null {
  if (!/^(?:crawlers|robots|bots|spiders|scrapers)$/.test(words) || /\b(?:our|chat|cancel) $/.test(before)) return null
  const modal = toolsModal.exec(after)
  if (modal === null) return null
  const denied = modal.groups?.not !== undefined || modal.groups?.cannot !== undefined
  if (!denied && /^\s*(?:must|shall|should)/.test(after)) return null
  return { force: denied ? 'forbid' : 'permit', subject: 'public', passive: false, told: false, where: 'own' }
}

const toolsModal =
  /^\s*(?:\([^)]*\)\s*)?(?:may|must|shall|can|should)(?<not>\s+not\b)?(?!\s+be\b)|^\s*(?<cannot>cannot|can't|(?:are|is) (?:\w+ )?(?:prohibited|forbidden|banned|excluded|not (?:allowed|permitted|welcome)))\b/

/** "If you operate a crawler, you may access the site, subject to …": leave, given to those who use the tool. */
function ifYouCrawl({ before, after }: Act): Governed | null {
  if (!/\bif you (?:operate|run|use|are|own|maintain)\b[^.;:]*$/.test(before) || !thenYouMay.test(after)) return null
  return { force: 'permit', subject: 'public', passive: false, told: false, where: 'after' }
}

const thenYouMay =
  /^[^.;:]*,\s*(?:[^.;:]{0,80},\s*)?(?:you (?:may|can)\b(?! not)|we (?:conditionally )?(?:grant|permit|allow)\b)/
