import { decodeUtf8 } from './charset.ts'
import { type Findings, Gathering, mostStatements, tooLarge } from './findings.ts'
import { type JsonNode, membersOf, parseJson, rangeOf, stringOf } from './json-tree.ts'
import { policyUrl, type TdmReservation } from './tdm-reservation.ts'

/** 1 MiB. */
export const mostTdmrepBytes = 1024 * 1024

export interface TdmRule extends TdmReservation {
  /** A path pattern that opens with `/`. */
  readonly location: string
}

export interface TdmrepReading extends Findings {
  /** The rules in the order of the file; absent when the file sets nothing at all. */
  readonly value?: readonly TdmRule[]
}

/** The reservation a rule states, and whether it does so as a string. */
function reservationOf(node: JsonNode | undefined): { value: 0 | 1; string: boolean } | undefined {
  if (node?.type === 'Number' && (node.value === 0 || node.value === 1)) return { value: node.value, string: false }
  if (node?.type === 'String' && (node.value === '0' || node.value === '1')) {
    return { value: node.value === '1' ? 1 : 0, string: true }
  }
  return undefined
}

/**
 * Reads `/.well-known/tdmrep.json`: a statement on `tdm` for each rule, in the order of the file, of which the first that matches
 * decides. At most 1 MiB; linear; never throws: what is wrong is in `issues` (`malformed-json`, `not-a-list`, `malformed-rule` …).
 * TDM Reservation Protocol, W3C Community Group final report of 2024-05-10. SPEC.md TD1–TD5, TD9.
 * @example
 * readTdmrep('[{"location": "/", "tdm-reservation": 1}]').statements[0]?.effect // 'disallow'
 */
export function readTdmrep(input: Uint8Array | string, at = 'tdmrep.json'): TdmrepReading {
  const nothing = { statements: [], mentions: [] }
  if (input.length > mostTdmrepBytes) return { ...nothing, issues: [tooLarge(at, input.length, mostTdmrepBytes)] }
  const text = typeof input === 'string' ? input : decodeUtf8(input).text
  const { value, issues } = parseJson(text, at)
  if (value === undefined) return { ...nothing, issues }
  const out = new Gathering(text, at)
  if (value.type !== 'Array') {
    out.tell('not-a-list', rangeOf(value)[0], 'the file is no list of rules', 'put the rule between `[` and `]`')
    return { ...nothing, issues: out.issues }
  }
  if (value.elements.length > mostStatements) {
    const message = `there are ${value.elements.length} rules; at most ${mostStatements} are read`
    out.tell('too-many', 0, message, 'join rules by patterns')
    return { ...nothing, issues: out.issues }
  }
  const rules: TdmRule[] = []
  for (const { value: node } of value.elements) {
    const rule = readRule(node, out)
    if (rule) rules.push(rule)
  }
  return { value: rules, statements: out.statements, mentions: out.mentions, issues: out.issues }
}

function readRule(node: JsonNode, out: Gathering): TdmRule | undefined {
  const [start, end] = rangeOf(node)
  const skip = (message: string) => {
    out.tell('malformed-rule', start, message, 'the rule is left out; give `location` and `tdm-reservation`')
    return undefined
  }
  if (node.type !== 'Object') return skip('a rule is no object')
  const members = membersOf(node)
  if (members.size < node.members.length) {
    out.tell(
      'member-twice',
      start,
      'a member of the rule stands twice',
      'the last is read; other programs may read the first',
    )
  }
  const location = stringOf(members.get('location'))
  if (!location?.startsWith('/')) return skip('`location` is missing, or does not open with `/`')
  const reservation = reservationOf(members.get('tdm-reservation'))
  if (reservation === undefined) return skip('`tdm-reservation` is neither 1 nor 0')
  if (reservation.string) {
    out.tell('string-reservation', start, '`tdm-reservation` is a string', 'write 1 or 0 without quotes')
  }
  const said = stringOf(members.get('tdm-policy'))
  const policy = said === undefined || reservation.value === 0 ? undefined : policyUrl(said)
  if (said !== undefined && reservation.value === 1 && policy === undefined) {
    out.tell('malformed-policy', start, '`tdm-policy` is no absolute URL', 'the reservation stands without it')
  }
  out.say(start, end, {
    usage: 'tdm',
    effect: reservation.value === 1 ? 'disallow' : 'allow',
    path: location,
    section: [`location ${location}`, ...(policy === undefined ? [] : [`tdm-policy ${policy}`])],
  })
  return { location, reservation: reservation.value, ...(policy === undefined ? {} : { policy }) }
}
