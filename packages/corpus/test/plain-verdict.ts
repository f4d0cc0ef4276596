import { parseHost } from '@proviso/archive/host'
import { dayAt, decide, type FixedQuestion, indexRulebook, type Profile, type Rulebook } from '@proviso/rights'
import { recordDay } from '../src/record-day.ts'

/** A record decided with `decide` alone, one at a time: the answer every engine must give. */
export function plainDecider(rulebook: Rulebook, question: FixedQuestion, profile: Profile) {
  const index = indexRulebook(rulebook)
  const today = recordDay(question.today!)
  return (url: string | null, date: string | null) => {
    const read = date === null ? Number.NaN : recordDay(date)
    const day = read >= recordDay('1990-01-01') && read <= today ? dayAt(read) : null
    if (url === null || url === '') return { outcome: 'unknown', reason: 'no-url', service: null, day }
    const parsed = parseHost(url)
    if ('issue' in parsed) return { outcome: 'unknown', reason: 'no-host', service: null, day }
    const decision = decide(index, { ...question, ...parsed.value, on: day ?? '' }, profile)
    const part = decision.using.outcome === decision.outcome ? decision.using : decision.obtaining
    return { outcome: decision.outcome, reason: part.reason, service: decision.services.join(', ') || null, day }
  }
}
