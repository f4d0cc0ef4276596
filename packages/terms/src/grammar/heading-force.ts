import type { Reached } from './force.ts'

/** The force of a heading over what stands below it; null where it has none [G5]. */
export function headingForce(heading: string): Reached | null {
  if (exempting.test(heading) || helping.test(heading)) return null
  if (/\bwe (?:do not|don't|will not|won't|never|cannot|can't)\b|\bnever do\b/.test(heading))
    return { force: 'forbid', subject: 'operator', passive: false, told: true }
  if (/^we (?:do|may|will|can)\b/.test(heading))
    return { force: 'practise', subject: 'operator', passive: false, told: true }
  if (prohibitive.test(heading)) return { force: 'forbid', subject: 'public', passive: false, told: false }
  if (practised.test(heading)) return { force: 'practise', subject: 'operator', passive: false, told: true }
  return null
}

/** Headings and lead-ins of what is allowed, although a word of prohibition stands in them [G13]. */
export const exempting =
  /\bnot (?:a |in |an? )?(?:violat\w+|prohibited|against)\b|what (?:is|are|you|we)(?:'s|'re)? (?:allow|permit|can do|may do)|\b(?:permitted|allowed|acceptable) (?:uses|activities|conduct|behaviou?r|automation)\b|^dos?\b(?!n't| not)/

/** "Where can I report a violation?", "How to appeal": what is told below is help [G13]. */
const helping =
  /\b(?:where|how) (?:can|do|may|should|to)\b[^.]{0,30}\b(?:report|appeal|complain|flag)|^\W*(?:report(?:ing)?|appeal(?:s|ing)?)\b/

const prohibitive =
  /prohibit|restrict|\bnot (?:do|allow|permit|use|accept)|(?:may|must|shall|can|will|should)(?: not|n't)|cannot|can't|\bdon'?t\b|do not|misuse|\babuse|forbidden|unacceptable|acceptable use|violat|unauthori[sz]ed|limitations? on|no scraping|scraping|automated access|improper|not permitted|rules of conduct|user conduct|your conduct|code of conduct|not allowed|fair use|proper use|never\b|refrain|\bno\b.*\b(?:bots?|crawl|spider|ai\b|training)/
const practised =
  /how (?:do |does |will |may |can )?(?:we|\w+) (?:may )?(?:use|process|collect|handle)|(?:why|what|when) (?:do |does )?(?:we|\w+) (?:use|process|collect|do)|\buse of (?:your |the |personal |my |user |customer )?(?:personal )?(?:information|data|content|input|cookies)|\bpurposes?\b|our use|legitimate interests?|information (?:we|use)|data (?:we|use)|\buses? of|\bwe (?:may )?(?:use|process)|legal bas[ie]s|processing of|improvement|improving|your (?:content|data|information)\b/
