import { parse, type ValueNode } from '@humanwhocodes/momoa'
import type { Issue } from '@proviso/rights'
import { lineIndex } from './line-index.ts'

export type JsonNode = ValueNode

const deepest = 64

/** Where JSON nests deeper than 64 levels, or -1. Brackets within strings do not count. */
function tooDeepAt(text: string): number {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (quoted) {
      if (code === 92) i++
      else if (code === 34) quoted = false
    } else if (code === 34) quoted = true
    else if (code === 91 || code === 123) {
      if (++depth > deepest) return i
    } else if (code === 93 || code === 125) depth--
  }
  return -1
}

/**
 * Parses JSON (RFC 8259) into nodes with offsets. What is refused gives no value and one issue: `malformed-json` or `too-deep`.
 * Never throws. SPEC.md PL5.
 * @example
 * parseJson('[1]').value?.type // 'Array'
 */
export function parseJson(text: string, at = '-'): { readonly value?: JsonNode; readonly issues: readonly Issue[] } {
  const deep = tooDeepAt(text)
  if (deep >= 0) {
    const message = `it nests deeper than ${deepest} levels`
    return { issues: [{ code: 'too-deep', at, ...lineIndex(text)(deep), message }] }
  }
  try {
    return { value: parse(text, { mode: 'json', ranges: true }).body, issues: [] }
  } catch (error) {
    const { line = 1, column = 1, message = '' } = error as { line?: number; column?: number; message?: string }
    const hint = 'check the file with a JSON parser; comments and trailing commas are not JSON'
    const said = message.replace(/\s*\(\d+:\d+\)$/, '').toLowerCase()
    return { issues: [{ code: 'malformed-json', at, line, column, message: said || 'the text is not JSON', hint }] }
  }
}

/** The members of an object by name; of one that is there twice the last. */
export function membersOf(node: JsonNode | undefined): Map<string, JsonNode> {
  const members = new Map<string, JsonNode>()
  if (node?.type !== 'Object') return members
  for (const member of node.members) {
    members.set(member.name.type === 'String' ? member.name.value : member.name.name, member.value)
  }
  return members
}

/** The string a node is, if it is one. */
export function stringOf(node: JsonNode | undefined): string | undefined {
  return node?.type === 'String' ? node.value : undefined
}

/** Where a node begins and ends, in UTF-16 code units. */
export function rangeOf(node: Pick<JsonNode, 'loc'>): readonly [start: number, end: number] {
  return [node.loc.start.offset, node.loc.end.offset]
}
