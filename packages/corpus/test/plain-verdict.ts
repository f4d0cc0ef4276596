import { parseHost } from '@proviso/archive/host'
import {
  type Because,
  dayAt,
  decide,
  type FixedQuestion,
  indexRulebook,
  type Profile,
  type Rulebook,
} from '@proviso/rights'
import { recordDay } from '../src/record-day.ts'

/** A record decided with `decide` alone, one at a time: the answer every engine must give. */
export function plainDecider(rulebook: Rulebook, question: FixedQuestion, profile: Profile) {
  const index = indexRulebook(rulebook)
  const today = recordDay(question.today!)
  return (url: string | null, date: string | null) => {
    const read = date === null ? Number.NaN : recordDay(date)
    const day = read >= recordDay('1990-01-01') && read <= today ? dayAt(read) : null
    if (url === null || url === '') return { outcome: 'unknown', reason: 'no-url', service: null, rule: null, day }
    const parsed = parseHost(url)
    if ('issue' in parsed) return { outcome: 'unknown', reason: 'no-host', service: null, rule: null, day }
    const decision = decide(index, { ...question, ...parsed.value, on: day ?? '' }, profile)
    const parts = [decision.using, decision.obtaining].filter(({ outcome }) => outcome === decision.outcome)
    const [because] = parts.flatMap((part) => part.because)
    return {
      outcome: decision.outcome,
      reason: parts[0]!.reason,
      service: decision.services.join(', ') || null,
      rule: because === undefined ? null : ruleOf(because),
      day,
    }
  }
}

/** The name of a rule: service, host where it speaks for one, document, and its words or the question it answers without any. */
function ruleOf({ service, host, terms, statement, question }: Because): string {
  const words = statement === undefined ? question : statement.evidence.quoteHash
  return [service, host, terms, words].filter((piece) => piece !== undefined).join('/')
}
