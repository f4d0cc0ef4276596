import type { ClaimCheck, NotOnRecord } from '@proviso/archive/claim-check'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { paint, positionText } from './position.ts'
import { questionLabels } from './question.ts'
import { quoteLines } from './quote.ts'
import { placeText } from './section.ts'
import { shorten } from './shorten.ts'
import { wrap } from './wrap.ts'

const reasons: Readonly<Record<NotOnRecord, string>> = {
  'unknown-service': 'the rulebook knows no such service',
  'no-document': 'no document of it has been read',
  'no-such-document': 'no such document of it has been read',
  'before-first-record': 'the day is before the first record',
  silent: 'its documents say nothing on it: silence neither confirms nor contradicts',
}

const words = { confirmed: 'CONFIRMED', contradicted: 'CONTRADICTED', 'not-on-record': 'NOT ON RECORD' } as const
const tones = { confirmed: 'allowed', contradicted: 'disallowed', 'not-on-record': 'unknown' } as const

/** One claim: the verdict, the sentence, what was understood, and the clause. */
export function claimLines(
  { claim, verdict, conditional, reason, states, since, on, dated }: ClaimCheck,
  full: boolean,
  look: Look,
): string[] {
  const { colour, marks } = look
  const tone = conditional ? 'conditional' : tones[verdict]
  const when =
    claim.when === undefined
      ? `on ${on}`
      : claim.when.from === claim.when.to
        ? claim.when.from
        : `${claim.when.from} to ${claim.when.to}`
  const about = [
    claim.service,
    claim.terms,
    `${questionLabels[claim.question]} ${claim.says === 'bars' ? 'is barred' : 'is allowed'}`,
    when,
  ]
  const lines = [
    paint(tone, `${marks[tone]} ${words[verdict]}${conditional ? ', UNDER CONDITIONS' : ''}`, look),
    ...wrap(shorten(plain(claim.sentence), full ? 2_000 : 240, marks.ellipsis), look.width, '  '),
    ...wrap(
      colour.dim(about.flatMap((each) => (each === undefined ? [] : [plain(each)])).join(` ${marks.dot} `)),
      look.width,
      '  ',
    ),
  ]
  if (reason !== undefined) lines.push(...wrap(reasons[reason], look.width, '    '))
  for (const [at, state] of (full ? states : states.slice(0, 2)).entries()) {
    const { position, conditions, statements } = state.positions[claim.question]
    const [statement] = statements
    lines.push(
      ...wrap(
        `${paint(position, positionText(position, conditions), look)}  ${placeText(state.terms, statement?.evidence.section ?? [], look)}`,
        look.width,
        '    ',
        '      ',
      ),
    )
    if (statement?.evidence.quote !== undefined)
      lines.push(...quoteLines(statement.evidence.quote, look, '    ', full ? undefined : 300))
    const { from, basis: how } = since[at] ?? state
    const basis = how === 'stated' ? 'as the text states' : 'first seen'
    const apart = dated === false ? ', earlier than the report has it' : ''
    lines.push(colour.dim(`    in force since ${from} (${basis})${apart}`))
    if (statement?.evidence.url !== undefined) lines.push(`    ${colour.underline(plain(statement.evidence.url))}`)
  }
  return [...lines, '']
}
