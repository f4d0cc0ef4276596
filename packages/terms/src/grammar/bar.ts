import { auxiliaries, banVerbs } from '../lexicon/verb.ts'
import type { Words } from './token.ts'
import { type GroupForm, passedOver } from './verb-group.ts'

/** "Agree not to", "undertakes that it will never": whoever promises not to is barred [G1]. */
export function promiseNot(words: Words, at: number): GroupForm | null {
  if (!promises.test(words.at(at))) return null
  const ahead = [1, 2, 3, 4, 5].map((offset) => words.at(at + offset))
  const denied = ahead.includes('not') ? ahead.indexOf('not') : ahead.indexOf('never')
  if (denied === -1 || denied > 3 || !ahead.slice(0, denied).every((word) => betweenPromise.test(word))) return null
  return { last: at + 1 + denied + (words.at(at + 2 + denied) === 'to' ? 1 : 0), force: 'forbid' }
}

const promises = /^(?:agree|agrees|undertake|undertakes|promise|promises|covenant|commit|commits|asked|required)$/
const betweenPromise = /^(?:to|and|that|,|you|they|agrees?|further|expressly|warrants?|represents?|acknowledges?)$/

/** "Refrain from" [G1]. */
export function refraining(words: Words, at: number): GroupForm | null {
  return /^(?:refrain|refrains|refraining|abstain|desist)$/.test(words.at(at))
    ? { last: at + 1, force: 'forbid' }
    : null
}

/** "Not to train": but for "whether or not to". */
export function purposeDenied(words: Words, at: number): GroupForm | null {
  if (words.at(at) !== 'not' || words.at(at + 1) !== 'to') return null
  const before = words.at(at - 1)
  return before === 'whether' || before === 'or' ? null : { last: at + 1, force: 'forbid' }
}

/** "We require that providers not use …": an order without an auxiliary [G11]. */
export function orderWithoutAuxiliary(words: Words, at: number): GroupForm | null {
  if (words.at(at) !== 'not' || !bareVerb.test(words.at(at + 1)) || !ordered.test(words.at(at - 1))) return null
  return { last: at + 1, force: 'forbid' }
}

const bareVerb =
  /^(?:use|train|process|share|retain|store|sell|disclose|access|collect|develop|employ|scrape|crawl|copy)$/
const ordered =
  /^(?:they|it|you|users?|customers?|providers?|partners?|vendors?|suppliers?|recipients?|subprocessors?|processors?|companies|parties|developers?|licensees?|agents?|bots?|crawlers?)$/

/** "A prohibition on scraping". */
export function nounOfBan(words: Words, at: number): GroupForm | null {
  if (!/^(?:prohibitions?|bans?|restrictions?)$/.test(words.at(at))) return null
  return /^(?:on|against|of)$/.test(words.at(at + 1)) ? { last: at + 1, force: 'forbid', passive: true } : null
}

/** A verb that bars by itself: "prohibited:", "our policy forbids", "against". */
export function barringWord(words: Words, at: number): GroupForm | typeof passedOver | null {
  const verb = words.at(at)
  if (!banVerbs.test(verb)) return null
  // "prohibited practices" names some, and bans none
  if (
    /ed$|forbidden/.test(verb) &&
    /^(?:practices?|content|items?|goods|persons?|countries|territor\w+|by|under|products?|behaviou?rs?)$/.test(
      words.at(at + 1),
    ) &&
    !auxiliaries.has(words.at(at - 1))
  )
    return passedOver
  return {
    last: at,
    force: 'forbid',
    passive: /ed$|barred|forbidden/.test(verb),
    leave: /^(?:prohibit|forbid|disallow|restrict|preclude)s?$/.test(verb),
  }
}
