import { chooseRulebookFor, knownServices } from '@proviso/archive/rulebook-choice'
import type { Day } from '@proviso/rights'
import { readDay } from '../argument/day.ts'
import { claimJson } from '../json/claim.ts'
import { must } from '../problem.ts'
import { checkReport } from '../report.ts'
import type { Get } from './get.ts'

/** The value of `/api/report`. */
export type ReportJson = Awaited<ReturnType<typeof reportJson>>

/** Longest text given back, UTF-16 code units. */
const mostShown = 400_000

/** Answers `/api/report`: the claims of a press report, each beside what the record says. */
export async function reportJson(bytes: Uint8Array, get: Get, env: NodeJS.ProcessEnv, today: Day) {
  const name = (get('name') || 'report').slice(0, 200)
  const on = get('on') ? must(readDay(get('on')!, 'on')) : today
  const load = (names: readonly string[]) => chooseRulebookFor(env, () => names).rulebook
  const { text, checks } = must(await checkReport(bytes, name, { services: knownServices(env), load }, on), 422)
  return { file: name, on, text: text.slice(0, mostShown), claims: checks.map(claimJson) }
}
