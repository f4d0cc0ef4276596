import type { Governed } from './force.ts'
import type { Words } from './token.ts'
import type { GroupForm } from './verb-group.ts'

/** "… reserves the right to text and data mining": a reservation is a ban on everyone else [N9]. Of other rights it bars nothing. */
export function reservation(words: Words, at: number): GroupForm | null {
  if (!/^reserv(?:e|es|ed|ing|ation)$/.test(words.at(at))) return null
  const { text } = words
  const { from } = words.tokens[at]!
  const ofRights = /rights?|reservation/.test(text.slice(Math.max(0, from - 80), from + 120))
  const ofMining = /\b(?:text (?:and|or)|tdm|data mining|2019\/790)\b/.test(
    `${text.slice(from, from + 220)} ${text.slice(0, from)}`,
  )
  return { last: at, force: ofRights && ofMining ? 'forbid' : 'neutral', passive: true, nominal: true }
}

/** The ban on mining at a place, where the words around reserve or object to it; null where none do [N9]. */
export function reservesMining(own: string, at: number): Governed | null {
  if (!/^(?:text|tdm|data[- ]min|directive|article)/.test(own.slice(at, at + 12))) return null
  if (!reserves.test(own.slice(Math.max(0, at - 400), at)) && !isReserved.test(own.slice(at))) return null
  return { force: 'forbid', subject: 'public', passive: true, told: false, where: 'own' }
}

const reserves =
  /\breserv\w+\b|\bopts? out\b|\b(?:expressly|hereby|formally) (?:object|exclud)|\boppos(?:es?|ing|ed)\b|\bobjects? to\b/
const isReserved = /^[^.;]{0,160}\b(?:is|are) (?:expressly |hereby )?reserved\b/
