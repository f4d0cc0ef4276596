import type { Condition } from '@proviso/rights'
import { findConditions } from '../lexicon/condition.ts'
import type { StatementDraft } from '../statement-draft.ts'
import { type Act, says } from './act.ts'

/** A ban on collecting, plain or within what it exempts and limits itself to [K7, K8, K9]. */
export function readBan(act: Act, confidence: number): StatementDraft {
  const { own } = act
  const part = partAround(act)
  const conditions = limitsOf(act, part)
  const robots = conditions.some(({ kind }) => kind === 'robots-txt')
  // "our robots.txt is no permission": the ban stands [K8]
  if (robots && /\b(?:does|shall|do|will|is) not\b[^.]{0,60}\b(?:constitut|permission|licen|permit)/.test(own))
    return says('disallow', [], confidence)
  if (isCommercial(part, own)) conditions.push({ kind: 'non-commercial' })
  if (otherThanApi.test(part))
    return says(
      'conditional',
      [...conditions, { kind: 'class', note: 'only through the API or under a licence' }],
      confidence - 0.1,
    )
  // naming search engines exempts nobody by itself [K7]
  const search = conditions.some(({ kind }) => kind === 'search-engine') && exempts.test(own)
  // "in violation of robots.txt" bars less than all; "unless robots.txt allows" leaves something [K8]
  if (search || (robots && !disregards.test(own))) return says('conditional', conditions, confidence)
  return says(
    'disallow',
    conditions.filter(({ kind }) => kind !== 'search-engine'),
    confidence,
  )
}

/** The conditions of a ban: those of its own part, and of what is marked or done for training alone [K14, K16]. */
function limitsOf(act: Act, part: string): Condition[] {
  const conditions = findConditions(`${act.leads} ${part}`.replace(/\bapi (?=data\b)/g, ''), [
    'robots-txt',
    'search-engine',
    'rate-limit',
    'class',
  ])
  if (/\bno-?ai\b/.test(act.around)) conditions.push({ kind: 'class', note: 'content so marked by its author' })
  if (isInsideTraining(act)) conditions.push({ kind: 'class', note: 'only for training AI' })
  return conditions
}

/** Of a row of bans ("…; …; …") the one that holds the mention, with an exemption that follows [K16]. */
function partAround({ own, from, to }: Act): string {
  let end = own.indexOf(';', to)
  // "…; public search engines are exempt": the exception is part of the ban
  if (end !== -1 && /^;[^;]{0,200}\b(?:exempt|excepted|excluded|not affected|does not apply)/.test(own.slice(end)))
    end = own.indexOf(';', end + 1)
  return own.slice(own.lastIndexOf(';', from) + 1, end === -1 ? own.length : end)
}

/** Whether collecting is named only as a means of a ban on training: "use the data (including by crawling) to train …" [K14]. */
function isInsideTraining({ own, from }: Act): boolean {
  const open = own.lastIndexOf('(', from)
  if (open === -1) return false
  const shut = own.indexOf(')', open)
  return shut > from && /\b(?:to|for|of) (?:the purposes? of )?(?:train|develop|creat|build|fine)/.test(own.slice(shut))
}

function isCommercial(part: string, own: string): boolean {
  return (
    /\bfor (?:any |your own |its own |their own |direct |primarily )?commercial\b/.test(part) &&
    !/\bnon-?commercial\b|\bpersonal (?:or|and)\b|\bany (?:other )?purpose\b/.test(own)
  )
}

const otherThanApi = /\b(?:otherwise|other) than (?:via|through|by|by means of|using|over) (?:the|our) (?:\w+ )?apis?\b/
const exempts =
  /\b(?:except(?:ed|ing|ions?)?|exempt(?:ed|ions?)?|unless|other than|save|however|but|provided|permi(?:t|ssi)\w*|grants?|allow\w*|only|excluded from this|outside this|not (?:meant|affected|covered))\b/
const disregards = /\b(?:disregard|ignor|circumvent|bypass|violat|breach|fail\w* to (?:comply|respect|honou?r))/
