import { findTraining } from './lexicon/training.ts'

/** "Model Development" means …; “AI Purposes” shall include …. */
const means =
  /["“]\*{0,2}([A-Z][\w’'-]*(?: (?:and |or |of )?[A-Z][\w’'-]*){0,4})\*{0,2}["”]\*{0,2},? (?:shall |will )?(?:means?|refers? to|includes?|has the meaning|is defined as|are|is)\b([^\n]{0,500})|^\W*\*\*([A-Z][\w’'-]*(?: (?:and |or |of )?[A-Z][\w’'-]*){0,4})\*\* (?:means?|refers? to|includes?)\b([^\n]{0,500})/g
/** … developing or operating AI (collectively, “AI Purposes”). */
const collects =
  /\((?:(?:collectively|together|each|jointly|the|such|any|all|an?|hereinafter|hereafter|referred to as|these|our|as)[, ]+)*["“]\*{0,2}([A-Z][\w’'-]*(?: (?:and |or |of )?[A-Z][\w’'-]*){0,4})\*{0,2}["”]\)/g

/**
 * The terms a line defines to mean the developing of AI, as they are written: what is said of them later is said of training.
 *
 * @example
 * trainingTermsOf('“Model Development” means the training and testing of machine learning systems.') // ['Model Development']
 */
export function trainingTermsOf(line: string): readonly string[] {
  if (!/["“*]/.test(line)) return none
  const found = new Set<string>()
  // most definitions are of other things: whether the line speaks of training at all is asked last
  let speaks: boolean | undefined
  const add = (term: string, tell: () => string): void => {
    if (!act.test(term)) return
    const told = tell()
    if (told === '') return
    speaks ??= findTraining(line.toLowerCase()).length > 0
    if (speaks && findTraining(told.toLowerCase()).length > 0) found.add(term)
  }
  for (const match of line.matchAll(means)) add(match[1] ?? match[3]!, () => sentence(match[2] ?? match[4]!))
  for (const match of line.matchAll(collects)) add(match[1]!, () => before(line, match.index))
  return [...found]
}

const none: readonly string[] = []
/** A word that names a thing, a person or a product does not become an act by its definition. */
const act =
  /(?:Purposes?|Training|Development|Learning|Uses?|Improvements?|Activit(?:y|ies)|Exploitation|Mining|Research)$/

/** The first sentence of what follows. */
function sentence(text: string): string {
  return text.split(/[.;](?:\s|$)/, 1)[0]!
}

/** The last sentence of what stands before a place. */
function before(text: string, place: number): string {
  let from = place
  while (from > 0 && from > place - 300 && text[from - 1] !== '.' && text[from - 1] !== ';') from--
  return text.slice(from, place)
}
