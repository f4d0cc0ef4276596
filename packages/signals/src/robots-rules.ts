import { compilePathPattern, encodePath, isPlainPath, matchLiterals } from '@proviso/rights'
import { lineKinds } from './robots-line.ts'
import type { RobotsProfile } from './robots-profile.ts'

/** One `Allow` or `Disallow` with a pattern. */
export interface RobotsRule {
  readonly allow: boolean
  /** The pattern as it is compared: octets outside ASCII are percent-encoded. */
  readonly pattern: string
  /** Octets of the pattern: the most of them win [R10]. */
  readonly octets: number
  /** The line it stands on, from 1. */
  readonly line: number
}

/** A rule with its pattern taken apart. */
interface CompiledRule extends RobotsRule {
  readonly anchored: boolean
  readonly literals: readonly string[]
  readonly queryLiterals?: readonly string[]
}

/**
 * The rules one agent has to heed, of all its groups together, arranged by what they begin with: a path meets only those that it may
 * match. SPEC.md R10–R14.
 */
export class RuleSet {
  readonly rules: readonly RobotsRule[]
  /** `own`: the file names the agent; `everyone`: the groups `*` stand in; `none`: neither is there. */
  readonly group: 'own' | 'everyone' | 'none'
  readonly #profile: RobotsProfile
  readonly #compiled: readonly CompiledRule[]
  readonly #inQuery: boolean
  #asked = 0
  #tree: PrefixNode | undefined
  #queryTree: PrefixNode | undefined

  constructor(group: RuleSet['group'], compiled: readonly CompiledRule[], profile: RobotsProfile) {
    this.group = group
    this.rules = compiled
    this.#profile = profile
    this.#compiled = compiled
    this.#inQuery = compiled.some(({ queryLiterals }) => queryLiterals !== undefined)
  }

  /**
   * Whether the agent may fetch a path with its query, as `pathOfUrl` gives it. What no rule matches is allowed; so is, to RFC 9309,
   * `/robots.txt`.
   * @example
   * parseRobotsTxt('User-agent: *\nDisallow: /a').value.rulesFor('AnyBot').allows('/b') // true
   */
  allows(path: string): boolean {
    return this.ruleFor(path)?.allow ?? true
  }

  /** The rule that decides on a path: of those that match, the one with the most octets, of equal ones an `Allow`. */
  ruleFor(path: string): RobotsRule | undefined {
    if (this.#profile === 'google') return this.#strongest(path)
    if (path === '/robots.txt') return undefined
    const plain = isPlainPath(path)
    if (plain && !this.#inQuery) return this.#strongest(path)
    const encoded = plain ? { path, query: path } : encodePath(path)
    const rule = this.#strongest(encoded.path)
    if (!this.#inQuery && encoded.query === encoded.path) return rule
    // the RFC's second form of a query, for the few paths or patterns that have one [N4 of packages/rights]
    this.#queryTree ??= treeOf(this.#compiled, ({ literals, queryLiterals }) => queryLiterals ?? literals)
    return strongest(this.#queryTree, encoded.query, rule)
  }

  #strongest(path: string): CompiledRule | undefined {
    if (this.#tree === undefined) {
      // a few questions are answered sooner than a tree is made
      if (this.#asked++ < 4) return strongestOfAll(this.#compiled, path)
      this.#tree = treeOf(this.#compiled, ({ literals }) => literals)
    }
    return strongest(this.#tree, path, undefined)
  }
}

/**
 * The rules of one line of the table, none when its pattern is empty; two for an `Allow` of an index page, which Google's program takes
 * to allow its folder too [R14].
 * @param value the line's value, a character per octet
 */
export function rulesOfLine(value: string, kind: number, line: number, profile: RobotsProfile): CompiledRule[] {
  if (value === '') return []
  const allow = kind === lineKinds.allow
  if (!special.test(value))
    return [{ allow, pattern: value, octets: value.length, line, anchored: false, literals: [value] }]
  const pattern = escapeOctets(value)
  if (profile === 'rfc9309') {
    const { octets, anchored, literals, queryLiterals } = compilePathPattern(pattern)
    return [{ allow, pattern, octets, line, anchored, literals, ...(queryLiterals && { queryLiterals }) }]
  }
  const rules = [literalRule(allow, pattern, line)]
  const slash = pattern.lastIndexOf('/')
  if (allow && slash >= 0 && pattern.startsWith('/index.htm', slash))
    rules.push(literalRule(true, `${pattern.slice(0, slash + 1)}$`, line))
  return rules
}

/** What makes a pattern more than a text to begin with, or one that `index.htm` may stand in. */
const special = /[*$%\x80-\xff]|\/index\.htm/

/** Google's program compares octets as they are, once those of the pattern are escaped. */
function literalRule(allow: boolean, pattern: string, line: number): CompiledRule {
  const anchored = pattern.endsWith('$')
  const literals = (anchored ? pattern.slice(0, -1) : pattern).split(/\*+/)
  return { allow, pattern, octets: pattern.length, line, anchored, literals }
}

/** Octets outside ASCII percent-encoded, the digits of what is encoded in capitals; nothing is decoded [R13]. */
function escapeOctets(text: string): string {
  if (!/[%\x80-\xff]/.test(text)) return text
  return text.replace(/%[\da-fA-F]{2}|[\x80-\xff]/g, (piece) =>
    piece.length === 3 ? piece.toUpperCase() : `%${piece.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Rules whose patterns begin alike: `label` follows what the nodes above have said. */
interface PrefixNode {
  label: string
  /** Told apart by the first character of their labels; the first of them beside the map, because most nodes have one alone. */
  child: PrefixNode | undefined
  children: Map<number, PrefixNode> | undefined
  /** The strongest rule that is nothing but what the path to this node says. */
  prefix: CompiledRule | undefined
  /** Rules that begin so and go on with a star or an end, most octets first. */
  others: OtherRule[]
}

interface OtherRule {
  readonly rule: CompiledRule
  readonly literals: readonly string[]
  /** Whether a path without a `?` cannot match. */
  readonly query: boolean
}

function treeOf(rules: readonly CompiledRule[], literalsOf: (rule: CompiledRule) => readonly string[]): PrefixNode {
  const root = emptyNode('')
  for (const rule of rules) {
    const literals = literalsOf(rule)
    const node = nodeFor(root, literals[0]!)
    if (literals.length === 1 && !rule.anchored) node.prefix = stronger(node.prefix, rule)
    else node.others.push({ rule, literals, query: literals.some((literal) => literal.includes('?')) })
  }
  const open = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    node.others.sort((a, b) => b.rule.octets - a.rule.octets)
    open.push(...(node.children?.values() ?? (node.child ? [node.child] : [])))
  }
  return root
}

function emptyNode(label: string): PrefixNode {
  return { label, child: undefined, children: undefined, prefix: undefined, others: [] }
}

/** The node of a prefix, made where there is none. */
function nodeFor(root: PrefixNode, prefix: string): PrefixNode {
  let node = root
  let at = 0
  while (at < prefix.length) {
    const first = prefix.charCodeAt(at)
    const child = childAt(node, first)
    if (child === undefined) {
      const leaf = emptyNode(prefix.slice(at))
      addChild(node, leaf)
      return leaf
    }
    const { label } = child
    let shared = 1
    while (shared < label.length && label.charCodeAt(shared) === prefix.charCodeAt(at + shared)) shared++
    if (shared < label.length) split(child, shared)
    node = child
    at += shared
  }
  return node
}

/** Makes a node of the first characters of a label; what the node was hangs below it. */
function split(node: PrefixNode, length: number): void {
  const below = { ...node, label: node.label.slice(length) }
  node.label = node.label.slice(0, length)
  node.child = below
  node.children = undefined
  node.prefix = undefined
  node.others = []
}

function childAt({ child, children }: PrefixNode, first: number): PrefixNode | undefined {
  if (children !== undefined) return children.get(first)
  return child !== undefined && child.label.charCodeAt(0) === first ? child : undefined
}

/** Adds a child whose label begins as no other's. */
function addChild(node: PrefixNode, child: PrefixNode): void {
  if (node.child === undefined) node.child = child
  else {
    node.children ??= new Map([[node.child.label.charCodeAt(0), node.child]])
    node.children.set(child.label.charCodeAt(0), child)
  }
}

/** The strongest rule, by asking each. */
function strongestOfAll(rules: readonly CompiledRule[], path: string): CompiledRule | undefined {
  let best: CompiledRule | undefined
  for (const rule of rules) {
    if (best !== undefined && rule.octets < best.octets) continue
    if (matchLiterals(rule.literals, rule.anchored, path)) best = stronger(best, rule)
  }
  return best
}

/** The strongest rule a path meets on its way down. */
function strongest(root: PrefixNode, path: string, start: CompiledRule | undefined): CompiledRule | undefined {
  let best = start
  let at = 0
  let query: boolean | undefined
  for (let node = root; ; ) {
    const { prefix, others } = node
    if (prefix !== undefined) best = stronger(best, prefix)
    for (let i = 0; i < others.length; i++) {
      const other = others[i]!
      if (best !== undefined && other.rule.octets < best.octets) break
      if (other.query) {
        query ??= path.includes('?')
        if (!query) continue
      }
      if (matchLiterals(other.literals, other.rule.anchored, path)) best = stronger(best, other.rule)
    }
    const child = at < path.length ? childAt(node, path.charCodeAt(at)) : undefined
    if (child === undefined || !path.startsWith(child.label, at)) return best
    at += child.label.length
    node = child
  }
}

/** Of two rules that match: more octets, then the `Allow`, then the earlier line [R10]. */
function stronger(a: CompiledRule | undefined, b: CompiledRule): CompiledRule {
  if (a === undefined || b.octets > a.octets) return b
  if (b.octets < a.octets || a === b) return a
  if (a.allow !== b.allow) return a.allow ? a : b
  return b.line < a.line ? b : a
}
