import { decodeHTMLAttribute } from 'entities'
import { Tokenizer } from 'htmlparser2'

/** A start tag of a page; offsets are of the page's text. */
export interface Tag {
  /** Lower case. */
  readonly name: string
  /** Decoded values by lower-case name; the first of each counts. */
  readonly attributes: ReadonlyMap<string, string>
  readonly start: number
  readonly end: number
  /** The raw text within, of a `script`. */
  readonly content?: { readonly start: number; readonly end: number }
}

const mostAttributes = 200
/** Tags kept of one page [PL7]. */
export const mostTags = 100_000
const hidden = 'template'
const always = new Set(['meta', 'link', 'script'])
// Other tags are kept for these.
const telling = ['rel', 'itemprop', 'property', 'data-nosnippet']

/**
 * The start tags of a page whose names are among `wanted`, in order, without those in comments and `template`; `dropped` tells that
 * there were more than are kept. Only the
 * tokenizer runs: no tree, no stack that a hostile page could grow. Linear; never throws. SPEC.md PG2, PG3.
 */
export function tagsOf(
  html: string,
  wanted: ReadonlySet<string>,
): { readonly tags: readonly Tag[]; readonly dropped: boolean } {
  const tags: Tag[] = []
  let name = ''
  let nameStart = 0
  let attributes: Map<string, string> | undefined
  let attributeName = ''
  let valueStart = -1
  let valueEnd = -1
  let hiddenDepth = 0
  let dropped = false
  let script: { tag: Tag; from: number } | undefined
  const opened = (endIndex: number) => {
    if (name === hidden) hiddenDepth++
    if (attributes !== undefined && (always.has(name) || telling.some((one) => attributes!.has(one)))) {
      if (tags.length >= mostTags) dropped = true
      else keep(attributes, endIndex)
    }
    attributes = undefined
    name = ''
  }
  const keep = (attributes: ReadonlyMap<string, string>, endIndex: number) => {
    const tag: Tag = { name, attributes, start: nameStart - 1, end: endIndex + 1 }
    tags.push(tag)
    if (name === 'script') script = { tag, from: endIndex + 1 }
  }
  const closeScript = (at: number) => {
    if (script === undefined) return
    tags[tags.lastIndexOf(script.tag)] = { ...script.tag, content: { start: script.from, end: at } }
    script = undefined
  }
  const tokenizer = new Tokenizer(
    { decodeEntities: false, xmlMode: false },
    {
      onopentagname(start, endIndex) {
        name = html.slice(start, endIndex).toLowerCase()
        nameStart = start
        attributes = hiddenDepth === 0 && wanted.has(name) ? new Map() : undefined
      },
      onattribname(start, endIndex) {
        attributeName = attributes === undefined ? '' : html.slice(start, endIndex).toLowerCase()
        valueStart = -1
        valueEnd = -1
      },
      onattribdata(start, endIndex) {
        if (valueStart < 0) valueStart = start
        valueEnd = endIndex
      },
      onattribentity() {},
      onattribend() {
        if (attributes === undefined || attributes.has(attributeName) || attributes.size >= mostAttributes) return
        attributes.set(attributeName, valueStart < 0 ? '' : decodeHTMLAttribute(html.slice(valueStart, valueEnd)))
      },
      onopentagend: opened,
      onselfclosingtag: opened,
      onclosetag(start, endIndex) {
        const closed = html.slice(start, endIndex).toLowerCase()
        if (closed === hidden && hiddenDepth > 0) hiddenDepth--
        if (closed === 'script') closeScript(start - 2)
      },
      oncdata() {},
      oncomment() {},
      ondeclaration() {},
      onend() {},
      onprocessinginstruction() {},
      ontext() {},
      ontextentity() {},
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  closeScript(html.length)
  return { tags, dropped }
}
