import { type ChosenRulebook, lastRecorded } from '@proviso/archive/rulebook-choice'
import type { Look } from './render/look.ts'
import { pathText } from './render/path.ts'

export { type ChosenRulebook, chooseRulebook, chooseRulebookFor, knownServices } from '@proviso/archive/rulebook-choice'

/** Which rulebook answered, beside which other, and how current each is, on one line. */
export function provenanceText(chosen: ChosenRulebook, look: Look, beside?: ChosenRulebook): string {
  return `answered by ${[chosen, ...(beside === undefined ? [] : [beside])].map((each) => currentText(each, look)).join(' and ')}`
}

function currentText(chosen: ChosenRulebook, look: Look): string {
  const last = lastRecorded(chosen)
  const name = chosen.kind === 'starter' ? 'the starter rulebook' : pathText(chosen.file.path)
  return `${name}${last === undefined ? '' : ` ${look.marks.dot} records up to ${last.slice(0, 10)}`}`
}
