import type { Outcome } from './outcome.ts'
import type { PathPattern } from './path-pattern.ts'
import { type PathTest, pathTest } from './weigh.ts'

/** How an outcome follows from which patterns a path matches: patterns are asked in turn until the outcome is known. */
type Branch = Outcome | Node

interface Node {
  readonly pattern: PathPattern
  matched: Branch
  unmatched: Branch
}

export interface PathTree {
  readonly root: Branch
  /** False when there were too many patterns to work all of it out: what is left is `unknown` [V6]. */
  readonly whole: boolean
}

/** Questions about patterns put while one tree is worked out: the work is quadratic in the patterns, and must end. */
const mostAsked = 5_000_000

/** One step: learn what a path does, and find out what follows; or forget it again. */
type Step =
  | { readonly forget: false; readonly into: Node | null; readonly matched: boolean }
  | { readonly forget: true; readonly into: Node; readonly facts: Facts }

/** What is known of a path on the way down. Sound for texts of unreserved characters and `/`, which no encoding changes. */
interface Facts {
  /** The path begins with it. */
  readonly prefix: string
}

const undecided = new Error('the outcome depends on a pattern that was not asked about')

/**
 * Works out how an outcome depends on the path, by running the decision with patterns in place of a path: where it asks about one
 * whose answer does not follow from those before, both answers are tried. SPEC.md V5, V6.
 */
export function pathTree(outcomeFor: (matches: PathTest) => Outcome): PathTree {
  const answers = new Map<string, boolean>()
  const notPrefixes = new Set<string>()
  let facts: Facts = { prefix: '' }
  let asked = 0
  let open: PathPattern | undefined
  const matches: PathTest = (pattern) => {
    asked++
    const known = answers.get(pattern.text) ?? follows(pattern.text, facts, notPrefixes)
    if (known !== undefined) return known
    open = pattern
    throw undecided
  }
  const evaluate = (): Outcome | PathPattern => {
    try {
      return outcomeFor(matches)
    } catch (error) {
      if (error !== undecided) throw error
      return open!
    }
  }
  let root: Branch = 'unknown'
  let whole = true
  const steps: Step[] = [{ forget: false, into: null, matched: true }]
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if (step.forget) {
      answers.delete(step.into.pattern.text)
      notPrefixes.delete(step.into.pattern.text)
      facts = step.facts
      continue
    }
    const { into, matched } = step
    if (into) {
      const { text } = into.pattern
      steps.push({ forget: true, into, facts })
      answers.set(text, matched)
      if (matched) {
        const head = headOf(text)
        if (head.length > facts.prefix.length) facts = { prefix: head }
      } else if (headOf(text) === text) notPrefixes.add(text)
    }
    let found: Branch = 'unknown'
    if (asked > mostAsked) whole = false
    else {
      const outcome = evaluate()
      if (typeof outcome === 'string') found = outcome
      else {
        const node: Node = { pattern: outcome, matched: 'unknown', unmatched: 'unknown' }
        found = node
        // the last one pushed is the first one taken: a match comes before no match
        steps.push({ forget: false, into: node, matched: false }, { forget: false, into: node, matched: true })
      }
    }
    if (into === null) root = found
    else if (matched) into.matched = found
    else into.unmatched = found
  }
  return { root, whole }
}

/** The outcome for a path. */
export function treeOutcome({ root }: PathTree, path: string): Outcome {
  const matches = pathTest(path)
  let branch = root
  while (typeof branch !== 'string') branch = matches(branch.pattern) ? branch.matched : branch.unmatched
  return branch
}

/**
 * The tree as a list: the first row whose patterns all match a path gives its outcome. The last row has no pattern.
 * A path that takes another way than a row at a pattern the row requires does not match it, since a match is listed first.
 */
export function pathRows({ root }: PathTree): { readonly paths: readonly string[]; readonly outcome: Outcome }[] {
  const rows: { paths: readonly string[]; outcome: Outcome }[] = []
  const left: { branch: Branch; paths: readonly string[] }[] = [{ branch: root, paths: [] }]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { branch, paths } = next
    if (typeof branch === 'string') rows.push({ paths, outcome: branch })
    else {
      left.push({ branch: branch.unmatched, paths }, { branch: branch.matched, paths: [...paths, branch.pattern.text] })
    }
  }
  const { outcome } = rows.at(-1)!
  while (rows.length > 1 && rows.at(-2)!.outcome === outcome) rows.splice(-2, 1)
  return rows
}

/** What a pattern's answer must be, given what is known; `undefined` when it may be either. */
function follows(text: string, { prefix }: Facts, notPrefixes: ReadonlySet<string>): boolean | undefined {
  const head = headOf(text)
  if (head === text && prefix.startsWith(text)) return true
  if (!head.startsWith(prefix) && !prefix.startsWith(head)) return false
  if (notPrefixes.size > 0) {
    for (let length = 1; length <= head.length; length++) if (notPrefixes.has(head.slice(0, length))) return false
  }
  return undefined
}

/** The part of a pattern that a path must begin with, as far as no encoding or wildcard comes in. */
function headOf(text: string): string {
  return /^[\w/.~-]*/.exec(text)![0]
}
