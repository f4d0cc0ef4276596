import type { Issue } from '@proviso/rights'
import sax from 'sax'
import { lineIndex } from './line-index.ts'

/** An attribute; `namespace` is empty for one without prefix (Namespaces in XML 1.0, section 6.2). */
export interface XmlAttribute {
  readonly namespace: string
  readonly name: string
  readonly value: string
}

/** An element; offsets are of the text that was parsed, and take in the tags. */
export interface XmlElement {
  readonly namespace: string
  readonly name: string
  readonly attributes: readonly XmlAttribute[]
  readonly children: readonly XmlElement[]
  /** The text directly within, entities resolved, of all its runs. */
  readonly text: string
  readonly start: number
  /** Where its start tag ends. */
  readonly opened: number
  readonly end: number
}

const wellFormed = 'check the file with an XML parser; it has to be well-formed'
/**
 * Characters given to the library at a time. It compares a declaration anew with every character of it, so one that goes on is refused
 * before that costs; `![CDATA[` may lie across two pieces.
 */
const step = 4096
const longestOpening = '[CDATA['.length
const deepest = 64
const mostAttributes = 64
// `strictEntities`, the five of XML alone, is missing from the library's types.
const options: sax.SAXOptions & { strictEntities: boolean } = { position: true, strictEntities: true }

class Refused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

interface Open {
  name: string
  namespace: string
  attributes: XmlAttribute[]
  children: XmlElement[]
  runs: string[]
  start: number
  opened: number
  raw: string
  scope: Map<string, string> | undefined
}

/** The value of an attribute without namespace. */
export function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((one) => one.name === name && one.namespace === '')?.value
}

/**
 * Parses XML with namespaces into a tree with offsets: strictly, without a document type, without entities beyond the five of XML.
 * What is refused gives no root and one issue: `doctype`, `malformed-xml`, `too-deep`. Never throws. SPEC.md PL4.
 * @example
 * parseXml('<a xmlns="urn:x"/>').root?.namespace // 'urn:x'
 */
export function parseXml(text: string, at = '-'): { readonly root?: XmlElement; readonly issues: readonly Issue[] } {
  const parser = sax.parser(true, options)
  // Both are missing from the library's types. The length of one value is limited by that of the text.
  const inner = parser as unknown as { sgmlDecl: string; bufferCheckPosition: number }
  inner.bufferCheckPosition = Number.POSITIVE_INFINITY
  const open: Open[] = []
  let root: XmlElement | undefined
  // The library counts a tag's start after its `<`; before the first character it has counted the byte order mark.
  const tagStart = () => Math.max(0, parser.startTagPosition - 1)
  const refuse = (code: string, message: string) => {
    throw new Refused(code, message)
  }
  parser.onerror = (error) => refuse('malformed-xml', error.message.split('\n')[0]!.toLowerCase())
  parser.ondoctype = () => refuse('doctype', 'a document type is not read, nor entities of its own')
  parser.onsgmldeclaration = () => refuse('malformed-xml', 'a declaration within the document')
  parser.onopentagstart = (tag) => {
    if (open.length === 0 && root !== undefined) refuse('malformed-xml', 'a second root')
    if (open.length >= deepest) refuse('too-deep', `elements nest deeper than ${deepest}`)
    open.push({
      raw: tag.name,
      name: '',
      namespace: '',
      attributes: [],
      children: [],
      runs: [],
      start: tagStart(),
      opened: 0,
      scope: undefined,
    })
  }
  let count = 0
  parser.onattribute = () => {
    count++
    if (count > mostAttributes) refuse('too-deep', `a tag has more than ${mostAttributes} attributes`)
  }
  const resolve = (prefix: string): string | undefined => {
    if (prefix === 'xml') return 'http://www.w3.org/XML/1998/namespace'
    for (let i = open.length - 1; i >= 0; i--) {
      const namespace = open[i]!.scope?.get(prefix)
      if (namespace !== undefined) return namespace
    }
    return prefix === '' ? '' : undefined
  }
  parser.onopentag = (tag) => {
    count = 0
    const current = open.at(-1)!
    const entries = Object.entries(tag.attributes as Record<string, string>)
    for (const [name, value] of entries) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) {
        current.scope ??= new Map()
        current.scope.set(name === 'xmlns' ? '' : name.slice(6), value)
      }
    }
    for (const [name, value] of entries) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) continue
      const colon = name.indexOf(':')
      const namespace = colon < 0 ? '' : resolve(name.slice(0, colon))
      if (namespace === undefined) refuse('malformed-xml', `the prefix of \`${name.slice(0, 40)}\` is not declared`)
      current.attributes.push({ namespace: namespace!, name: name.slice(colon + 1), value })
    }
    const colon = current.raw.indexOf(':')
    const namespace = resolve(colon < 0 ? '' : current.raw.slice(0, colon))
    if (namespace === undefined)
      refuse('malformed-xml', `the prefix of \`${current.raw.slice(0, 40)}\` is not declared`)
    current.namespace = namespace!
    current.name = current.raw.slice(colon + 1)
    current.opened = parser.position
  }
  const run = (text: string) => {
    open.at(-1)?.runs.push(text)
  }
  parser.ontext = run
  parser.oncdata = run
  parser.onclosetag = () => {
    const { name, namespace, attributes, children, runs, start, opened } = open.pop()!
    const element = { name, namespace, attributes, children, text: runs.join(''), start, opened, end: parser.position }
    const parent = open.at(-1)
    if (parent) parent.children.push(element)
    else root = element
  }
  try {
    for (let from = 0; from < text.length; from += step) {
      parser.write(text.slice(from, from + step))
      if (inner.sgmlDecl.length > longestOpening) refuse('malformed-xml', 'a declaration within the document')
    }
    parser.close()
    if (root === undefined) refuse('malformed-xml', 'there is no element')
    return { root: root!, issues: [] }
  } catch (error) {
    const refused = error instanceof Refused ? error : new Refused('malformed-xml', 'the document cannot be read')
    const place = lineIndex(text)(Math.min(text.length, Math.max(0, parser.position - 1)))
    return { issues: [{ code: refused.code, at, ...place, message: refused.message, hint: wellFormed }] }
  }
}
