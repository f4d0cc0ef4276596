import type { Issue } from '@proviso/rights'
import type { AnyNode, ChildNode, Document, Element, ParentNode } from 'domhandler'
import type { DeclaredPage, PageRange, PageSelector } from '../declared-page.ts'

/** The HTML that a declaration selects of a page; null when its selectors match nothing. */
export interface PageSelection {
  readonly html: string | null
  readonly issues: readonly Issue[]
}

// Deeper and larger than any page that a person wrote: a tree is walked by recursion, and selectors such as `:nth-child` look at all
// that stands beside an element.
const deepest = 1000
const mostNodes = 200_000
const mostComparisons = 200_000_000

/**
 * The part of a page that is the document: what is to be removed is removed, filters run, and the selected parts follow each other in
 * the declaration's order, none twice. A page nested deeper than 1,000 elements, or of more than
 * 200,000 elements and texts, or some 14,000 side by side, is taken whole (`page-excessive`). SPEC.md W12.
 *
 * @example
 * (await selectPage('<nav>Home</nav><main><p>Terms</p></main>', { url: 'https://x.com/tos', select: ['main'] })).html
 * // '<main><p>Terms</p></main>'
 */
export async function selectPage(html: string, page: DeclaredPage): Promise<PageSelection> {
  const { parseDocument, DomUtils } = await import('htmlparser2')
  const { compile, selectAll, selectOne } = await import('css-select')
  const issues: Issue[] = []
  const document = parseDocument(html, { decodeEntities: true })
  const excess = excessOf(document)
  if (excess !== null) {
    const message = `${excess}; nothing of it is selected or removed`
    const hint = 'nothing to do: the page is read whole'
    return { html, issues: [{ code: 'page-excessive', at: page.url, message, hint }] }
  }
  const all = (selector: string) => selectAll<AnyNode, Element>(selector, document)
  const usable = (selector: string): boolean => {
    try {
      compile(selector)
      return true
    } catch {
      if (issues.every(({ message }) => !message.includes(`\`${selector}\``)))
        issues.push({
          code: 'declaration-selector',
          at: page.url,
          message: `\`${selector}\` is no selector that can be used`,
          hint: 'correct it in the declaration; the rest of it is followed',
        })
      return false
    }
  }
  const places = (range: PageRange) => Object.values(range).every((selector) => usable(selector as string))
  const first = (selector: string | undefined): Element | null =>
    selector === undefined ? null : selectOne<AnyNode, Element>(selector, document)
  const between = (range: PageRange): Span | null => {
    const order = new Order(document)
    const start = first(range.startBefore ?? range.startAfter)
    const end = first(range.endBefore ?? range.endAfter)
    if (
      (start === null && (range.startBefore ?? range.startAfter) !== undefined) ||
      (end === null && (range.endBefore ?? range.endAfter) !== undefined)
    )
      return null
    const from = start === null ? 0 : range.startBefore !== undefined ? order.first(start) : order.last(start) + 1
    const to =
      end === null ? Number.POSITIVE_INFINITY : range.endBefore !== undefined ? order.first(end) : order.last(end) + 1
    return { order, from, to }
  }

  for (const selector of page.remove ?? []) {
    if (typeof selector === 'string') {
      if (usable(selector)) for (const element of all(selector)) DomUtils.removeElement(element)
    } else if (places(selector)) {
      const span = between(selector)
      if (span !== null) for (const node of within(document, span)) DomUtils.removeElement(node)
    }
  }
  showAddresses(all('[data-cfemail], a[href*="/cdn-cgi/l/email-protection#"]'))
  for (const { name, parameters = [] } of page.filter ?? []) {
    if (name === 'removeQueryParams') removeParameters(all('a[href]'), parameters, page.url)
    else if (name !== 'removeCloudflareEmailProtection')
      issues.push({
        code: 'filter-unsupported',
        at: page.url,
        message: `the filter \`${name}\` is a program of its collection and is not run`,
        hint: 'nothing to do; what it takes out stays in the text',
      })
  }

  if (page.select === undefined) return { html: DomUtils.getOuterHTML(document), issues }
  const parts: string[] = []
  const taken = new Set<ChildNode>()
  const matched = (selector: PageSelector): ChildNode[] => {
    if (typeof selector === 'string') return usable(selector) ? all(selector) : []
    const span = places(selector) ? between(selector) : null
    return span === null ? [] : within(document, span)
  }
  for (const selector of page.select) {
    for (const node of matched(selector)) {
      if (hasTaken(node, taken)) continue
      taken.add(node)
      parts.push(asContent(node, DomUtils.getOuterHTML(node), () => DomUtils.getInnerHTML(node)))
    }
  }
  return { html: parts.length === 0 ? null : `<main>${parts.join('\n')}</main>`, issues }
}

function hasTaken(node: ChildNode, taken: ReadonlySet<ChildNode>): boolean {
  for (let one: ParentNode | ChildNode | null = node; one !== null; one = one.parent as ParentNode | null)
    if (taken.has(one as ChildNode)) return true
  return false
}

/** What was selected is content, also where its tag or role is that of a page's frame, which a reader leaves out. */
function asContent(node: ChildNode, outer: string, inner: () => string): string {
  if (!('name' in node)) return outer
  const element = node as Element
  const framing = /^(?:html|body|main|nav|header|footer|aside|dialog|form)$/.test(element.name)
  return framing ||
    element.attribs.role !== undefined ||
    element.attribs['aria-hidden'] !== undefined ||
    'hidden' in element.attribs
    ? `<div>${inner()}</div>`
    : outer
}

/** What of a page is more than can be selected from; null when nothing is. */
function excessOf(document: Document): string | null {
  let nodes = 0
  let comparisons = 0
  let level: ParentNode[] = [document]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return `the elements of the page nest deeper than ${deepest}`
    const next: ParentNode[] = []
    for (const { children } of level) {
      nodes += children.length
      comparisons += children.length ** 2
      for (const child of children) if ('children' in child) next.push(child as ParentNode)
    }
    if (nodes > mostNodes) return `the page has more than ${mostNodes} elements and texts`
    if (comparisons > mostComparisons) return 'too many elements and texts of the page stand side by side'
    level = next
  }
  return null
}

/** Where each node stands in the document, and where the last of what it holds does. */
class Order {
  readonly #first = new Map<ChildNode, number>()
  readonly #last = new Map<ChildNode, number>()

  constructor(document: Document) {
    let next = 0
    const walk = (nodes: readonly ChildNode[]) => {
      for (const node of nodes) {
        this.#first.set(node, next++)
        if ('children' in node) walk(node.children as ChildNode[])
        this.#last.set(node, next - 1)
      }
    }
    walk(document.children)
  }

  first(node: ChildNode): number {
    return this.#first.get(node) ?? -1
  }

  last(node: ChildNode): number {
    return this.#last.get(node) ?? -1
  }
}

interface Span {
  readonly order: Order
  readonly from: number
  readonly to: number
}

/** The largest nodes that stand wholly within a span, in order. */
function within(parent: ParentNode, span: Span): ChildNode[] {
  return (parent.children as ChildNode[]).flatMap((node) => {
    const first = span.order.first(node)
    const last = span.order.last(node)
    if (last < span.from || first >= span.to) return []
    if (first >= span.from && last < span.to) return [node]
    return 'children' in node ? within(node as ParentNode, span) : []
  })
}

/** Mail addresses that Cloudflare hides, with another key for each visitor: they would change the text with every look. */
function showAddresses(elements: readonly Element[]): void {
  for (const element of elements) {
    const code = element.attribs['data-cfemail'] ?? element.attribs.href?.split('#')[1] ?? ''
    const address = /^(?:[\da-f]{2}){2,200}$/i.test(code) ? addressOf(code) : null
    if (address === null) continue
    if (element.attribs['data-cfemail'] !== undefined) {
      const [text] = element.children
      if (text !== undefined && 'data' in text) text.data = address
      delete element.attribs['data-cfemail']
    }
    if (element.attribs.href !== undefined) element.attribs.href = `mailto:${address}`
  }
}

function addressOf(code: string): string {
  const bytes = Buffer.from(code, 'hex')
  const key = bytes[0]!
  return Buffer.from(bytes.subarray(1).map((byte) => byte ^ key)).toString('utf8')
}

function removeParameters(links: readonly Element[], parameters: readonly string[], base: string): void {
  for (const link of links) {
    const href = link.attribs.href!
    if (!href.includes('?') || !URL.canParse(href, base)) continue
    const url = new URL(href, base)
    for (const parameter of parameters) url.searchParams.delete(parameter)
    link.attribs.href = url.href
  }
}
