import { type Findings, Gathering, tooLarge } from './findings.ts'
import { type JsonNode, membersOf, parseJson, rangeOf, stringOf } from './json-tree.ts'
import { stateLicence } from './licence.ts'
import { pointers } from './licence-pointers.ts'

/** 1 MiB. */
const mostJsonLd = 1024 * 1024

/** Types that a page's main thing has; licences of other things (an image, an author) are not the page's. */
const mains =
  /^(?:WebPage|WebSite|Article|NewsArticle|BlogPosting|Blog|TechArticle|ScholarlyArticle|Report|CreativeWork|Dataset|Book|Recipe|Product|SoftwareSourceCode|ItemPage|AboutPage|FAQPage|QAPage|CollectionPage|LiveBlogPosting|Course|LearningResource|DigitalDocument|AnalysisNewsArticle|OpinionNewsArticle|ReportageNewsArticle|DiscussionForumPosting|SocialMediaPosting)$/

function typesOf(node: JsonNode | undefined): string[] {
  const all = node?.type === 'Array' ? node.elements.map((one) => one.value) : node === undefined ? [] : [node]
  return all.flatMap((one) => stringOf(one)?.replace(/^https?:\/\/schema\.org\//, '') ?? [])
}

/** The texts a property holds: itself, a list's, an object's `@id` or `url` or `name`. */
function valuesOf(node: JsonNode): { value: string; node: JsonNode }[] {
  if (node.type === 'Array') return node.elements.slice(0, 100).flatMap((one) => valuesOf(one.value))
  if (node.type === 'String') return [{ value: node.value, node }]
  if (node.type === 'Boolean') return [{ value: String(node.value), node }]
  if (node.type !== 'Object') return []
  const members = membersOf(node)
  const value = stringOf(members.get('@id')) ?? stringOf(members.get('url')) ?? stringOf(members.get('name'))
  return value === undefined ? [] : [{ value, node }]
}

/**
 * Reads the licences of a block of JSON-LD in schema.org's words; `license` of a thing that is not the page's main one has
 * confidence 0.5. What else bears on rights is a mention. At most 1 MiB; never throws. SPEC.md PG5, LI5.
 */
export function readJsonLd(text: string, path: string | undefined): Findings {
  if (text.length > mostJsonLd)
    return { statements: [], mentions: [], issues: [tooLarge('JSON-LD', text.length, mostJsonLd)] }
  if (text.trim() === '') return { statements: [], mentions: [], issues: [] }
  const { value, issues } = parseJson(text, 'JSON-LD')
  if (value === undefined) return { statements: [], mentions: [], issues }
  const out = new Gathering(text, 'JSON-LD')
  const walk = (node: JsonNode, main: boolean): void => {
    if (node.type === 'Array') for (const { value: one } of node.elements) walk(one, main)
    if (node.type !== 'Object') return
    const members = membersOf(node)
    const types = typesOf(members.get('@type'))
    const here = main && (types.length === 0 || types.some((type) => mains.test(type)))
    for (const { name, value: held } of node.members) {
      const key = (name.type === 'String' ? name.value : name.name).replace(/^(?:https?:\/\/schema\.org\/|schema:)/, '')
      const [start] = rangeOf(name)
      const [, end] = rangeOf(held)
      if (key === 'license') {
        const section = ['JSON-LD', `${types[0] ?? 'thing'}.license`]
        for (const one of valuesOf(held)) {
          stateLicence(one.value, out, { start, end, path, section, ...(here ? {} : { confidence: 0.5 }) })
        }
      } else if (pointers.has(key)) {
        const [first] = valuesOf(held)
        if (first) {
          const reason = pointers.get(key)!
          out.mention(start, end, { name: key, value: first.value.slice(0, 500), reason, section: ['JSON-LD'] })
        }
      }
      // The things of a graph, and what the page says it is mainly about, are as much the page's as the outermost.
      if (key !== 'license')
        walk(held, here && (key === '@graph' || key === 'mainEntity' || key === 'mainEntityOfPage'))
    }
  }
  walk(value, true)
  return { statements: out.statements, mentions: out.mentions, issues: out.issues }
}
