import type { Condition, Issue } from '@proviso/rights'
import { decodeUtf8 } from './charset.ts'
import { type Findings, Gathering, tooLarge } from './findings.ts'
import { lineIndex } from './line-index.ts'
import { expandToken, isEarlierToken, isPlaceToken, type RslUsage, rslUsages, userTokens } from './rsl-vocabulary.ts'
import { patternOfUrl } from './url-pattern.ts'
import { attribute, parseXml, type XmlElement } from './xml-tree.ts'

export const rslNamespace = 'https://rslstandard.org/rsl'
/** 1 MiB. */
export const mostRslBytes = 1024 * 1024

export interface RslTokens {
  readonly tokens: readonly string[]
  readonly start: number
  readonly end: number
}

export interface RslPayment {
  /** As written; absent for a `payment` without type. */
  readonly type?: string
  /** As written, e.g. `120.00`; absent when it is no decimal number. */
  readonly amount?: string
  readonly currency?: string
  readonly standard?: string
  readonly custom?: string
  /** Media types of payment protocols. */
  readonly accepts: readonly string[]
}

/** One of the alternatives of a content. */
export interface RslLicence {
  readonly permits: Readonly<Partial<Record<RslDimension, RslTokens>>>
  readonly prohibits: Readonly<Partial<Record<RslDimension, RslTokens>>>
  readonly payment?: RslPayment
  readonly reporting: readonly { readonly type?: string; readonly profile?: string; readonly endpoint?: string }[]
  readonly legal: readonly { readonly type?: string; readonly value: string }[]
  readonly start: number
  readonly end: number
}

export type RslDimension = 'usage' | 'user' | 'geo'

export interface RslContent {
  readonly url: string
  readonly server?: string
  readonly encrypted: boolean
  readonly lastmod?: string
  readonly licences: readonly RslLicence[]
  /** URLs of people's terms, where to write to, other renditions. */
  readonly terms?: string
  readonly copyright?: string
  readonly alternates: readonly string[]
  readonly start: number
  readonly end: number
}

export interface RslDocument {
  readonly version: '1.0' | 'pre-1.0'
  /** Days after which document and association are to be looked at again. */
  readonly maxAge: number
  readonly contents: readonly RslContent[]
}

export interface RslReading extends Findings {
  /** Absent when the text is no RSL document or is refused. */
  readonly value?: RslDocument
}

export interface RslWhere {
  /** The name of the source in issues. */
  readonly at?: string
  /** The host asked about: absolute URLs of other hosts are left out. */
  readonly host?: string | undefined
  /** Whether `url=""` has something to stand for: RSL in a page, a feed or an asset. */
  readonly embedded?: boolean
}

const known: Readonly<Record<string, ReadonlySet<string>>> = {
  rsl: new Set(['content']),
  content: new Set(['license', 'alternate', 'schema', 'copyright', 'terms']),
  license: new Set(['permits', 'prohibits', 'payment', 'reporting', 'legal', 'server']),
  payment: new Set(['standard', 'custom', 'amount', 'accepts']),
}

/** A document being read: what it says, and whether it is of before 1.0. */
class RslReader {
  readonly out: Gathering
  readonly where: RslWhere
  earlier = false
  skipped = 0

  constructor(text: string, where: RslWhere, place = lineIndex(text)) {
    this.out = new Gathering(text, where.at ?? 'rsl.xml', place)
    this.where = where
  }

  /** Children of RSL's own namespace, unknown ones told [RS2]. */
  children(parent: XmlElement): XmlElement[] {
    return parent.children.filter((child) => {
      if (child.namespace !== rslNamespace) return false
      if (known[parent.name]?.has(child.name)) return true
      this.out.tell(
        'unknown-element',
        child.start,
        `\`${child.name}\` is no element of \`${parent.name}\``,
        'it is ignored',
      )
      return false
    })
  }

  tokens(element: XmlElement, dimension: RslDimension): RslTokens {
    const said = element.text.trim()
    if (said.includes(',')) this.earlier = true
    const tokens = said.split(/[\s,]+/).filter((token) => token !== '')
    for (const token of tokens) {
      if (token.includes(':')) continue
      if (dimension === 'usage' && isEarlierToken(token)) this.earlier = true
      const knows =
        dimension === 'usage'
          ? expandToken(token) !== undefined
          : dimension === 'user'
            ? userTokens.has(token)
            : isPlaceToken(token)
      if (!knows) {
        const hint = 'it grants nothing and bars nothing'
        this.out.tell('unknown-token', element.start, `\`${token.slice(0, 60)}\` is no ${dimension} of RSL`, hint)
      }
    }
    return { tokens, start: element.start, end: element.end }
  }

  licence(element: XmlElement): RslLicence {
    const permits: Partial<Record<RslDimension, RslTokens>> = {}
    const prohibits: Partial<Record<RslDimension, RslTokens>> = {}
    const reporting: RslLicence['reporting'][number][] = []
    const legal: RslLicence['legal'][number][] = []
    let payment: RslPayment | undefined
    for (const child of this.children(element)) {
      const type = attribute(child, 'type')
      switch (child.name) {
        case 'permits':
        case 'prohibits': {
          const dimension = type ?? 'usage'
          if (dimension !== 'usage' && dimension !== 'user' && dimension !== 'geo') {
            this.out.tell('unknown-token', child.start, `\`${dimension.slice(0, 60)}\` is no type of \`${child.name}\``)
            break
          }
          const into = child.name === 'permits' ? permits : prohibits
          const tokens = this.tokens(child, dimension)
          const before = into[dimension]
          // A second list of one type is an error of the file; the stricter reading: what both permit, what either prohibits.
          if (before === undefined) into[dimension] = tokens
          else {
            this.out.tell('element-twice', child.start, `a second \`${child.name}\` of type ${dimension}`)
            const joined =
              child.name === 'permits'
                ? before.tokens.filter((token) => tokens.tokens.includes(token))
                : [...before.tokens, ...tokens.tokens]
            into[dimension] = { ...tokens, tokens: joined }
          }
          break
        }
        case 'payment':
          payment = this.payment(child, type)
          break
        case 'reporting': {
          const profile = attribute(child, 'profile')
          const endpoint = attribute(child, 'endpoint')
          reporting.push({
            ...(type === undefined ? {} : { type }),
            ...(profile === undefined ? {} : { profile }),
            ...(endpoint === undefined ? {} : { endpoint }),
          })
          break
        }
        case 'legal':
          legal.push({ ...(type === undefined ? {} : { type }), value: child.text.trim() })
          break
        default: // `server` as a child is of before 1.0
          this.earlier = true
      }
    }
    return {
      permits,
      prohibits,
      ...(payment === undefined ? {} : { payment }),
      reporting,
      legal,
      start: element.start,
      end: element.end,
    }
  }

  payment(element: XmlElement, type: string | undefined): RslPayment {
    const parts = this.children(element)
    const first = (name: string) => parts.find((one) => one.name === name)
    const amount = first('amount')
    const written = amount?.text.trim()
    const priced = written !== undefined && /^\d{1,18}(?:\.\d{1,18})?$/.test(written)
    if (amount && !priced) {
      this.out.tell(
        'malformed-amount',
        amount.start,
        'the amount is no decimal number',
        'it is read as to be paid, unpriced',
      )
    }
    const currency = amount && attribute(amount, 'currency')
    const standard = first('standard')?.text.trim()
    const custom = first('custom')?.text.trim()
    if (type?.trim() === 'inference') this.earlier = true
    return {
      ...(type === undefined ? {} : { type: type.trim() }),
      ...(priced ? { amount: written } : {}),
      ...(priced && currency !== undefined ? { currency } : {}),
      ...(standard ? { standard } : {}),
      ...(custom ? { custom } : {}),
      accepts: parts.flatMap((one) => (one.name === 'accepts' ? [attribute(one, 'type') ?? one.text.trim()] : [])),
    }
  }

  content(element: XmlElement): RslContent | undefined {
    const url = attribute(element, 'url')
    if (url === undefined) {
      this.out.tell('no-url', element.start, '`content` names no url', 'say which paths it speaks for')
      this.skipped++
      return undefined
    }
    const parts = this.children(element)
    const licences = parts.filter((one) => one.name === 'license').map((one) => this.licence(one))
    if (licences.length === 0) {
      const hint = 'a content without licence permits nothing; state one'
      this.out.tell('no-licence', element.start, '`content` holds no `license`', hint)
      this.skipped++
      return undefined
    }
    const server = attribute(element, 'server')?.trim()
    const flag = attribute(element, 'encrypted')
    if (flag !== undefined && flag !== 'true' && flag !== 'false') {
      this.out.tell('malformed-value', element.start, '`encrypted` is neither `true` nor `false`')
    }
    const encrypted = flag?.toLowerCase() === 'true'
    if (encrypted && !server) {
      this.out.tell('no-server', element.start, 'encrypted content names no server to get its key from')
      this.skipped++
      return undefined
    }
    const text = (name: string) => parts.find((one) => one.name === name)?.text.trim()
    const terms = text('terms')
    const copyright = text('copyright')
    const lastmod = attribute(element, 'lastmod')
    return {
      url: url.trim(),
      ...(server ? { server } : {}),
      encrypted,
      ...(lastmod === undefined ? {} : { lastmod }),
      licences,
      ...(terms ? { terms } : {}),
      ...(copyright ? { copyright } : {}),
      alternates: parts.flatMap((one) => (one.name === 'alternate' ? [one.text.trim()] : [])),
      start: element.start,
      end: element.opened,
    }
  }

  /** The statements of one content [RS3–RS9]. */
  state(content: RslContent): void {
    const pattern =
      content.url === '' && this.where.embedded ? { path: undefined } : patternOfUrl(content.url, this.where.host)
    if ('issue' in pattern) {
      this.out.tell(pattern.issue.code, content.start, pattern.issue.message, pattern.issue.hint)
      return
    }
    const section = [`content url="${content.url}"`]
    for (const usage of rslUsages) {
      const fits: Fit[] = []
      let barred: RslTokens | undefined
      for (const [at, licence] of content.licences.entries()) {
        const refusal = refuses(licence, usage)
        if (refusal) {
          // A prohibition in so many words is the better evidence than a list it is missing from.
          if (barred === undefined || (licence.prohibits.usage === refusal && !lists(barred, usage))) barred = refusal
        } else if (this.earlier) continue
        else fits.push({ licence, number: at + 1, conditions: obligations(content, licence) })
      }
      if (this.earlier) {
        const ban = content.licences.find(({ prohibits }) => prohibits.usage && lists(prohibits.usage, usage))
        if (ban) {
          const { start, end } = ban.prohibits.usage!
          this.out.say(start, end, { usage, effect: 'disallow', path: pattern.path, section })
        }
      } else if (fits.length === 0) {
        const { start, end } = barred!
        this.out.say(start, end, { usage, effect: 'disallow', path: pattern.path, section })
      } else {
        const free = fits.find(({ conditions }) => conditions.length === 0)
        const { licence } = free ?? fits[0]!
        const { start, end } = licence.permits.usage ?? licence
        if (free) this.out.say(start, end, { usage, effect: 'allow', path: pattern.path, section })
        else {
          const conditions = alternatives(fits, content.licences.length)
          this.out.say(start, end, { usage, effect: 'conditional', conditions, path: pattern.path, section })
        }
      }
    }
  }

  contradictions(licence: RslLicence): void {
    const { usage: permitted } = licence.permits
    if (!permitted || !licence.prohibits.usage) return
    const left = rslUsages.filter((usage) => lists(permitted, usage))
    if (left.length > 0 && left.every((usage) => lists(licence.prohibits.usage!, usage))) {
      const hint = 'a prohibition wins; list only what is meant'
      this.out.tell('self-contradictory', licence.start, 'the licence prohibits all that it permits', hint)
    }
  }
}

function lists(list: RslTokens, usage: RslUsage): boolean {
  return list.tokens.some((token) => expandToken(token)?.includes(usage))
}

/** What in a licence keeps a usage from being licensed, if something does [RS3, RS4]. */
function refuses({ permits, prohibits }: RslLicence, usage: RslUsage): RslTokens | undefined {
  if (prohibits.usage && lists(prohibits.usage, usage)) return prohibits.usage
  if (permits.usage && !lists(permits.usage, usage)) return permits.usage
  return undefined
}

const mostNote = 200

/** What a licence asks of who takes it [RS7]. */
function obligations(content: RslContent, { permits, prohibits, payment, reporting }: RslLicence): Condition[] {
  const conditions: Condition[] = []
  const { user, geo } = permits
  if (user || prohibits.user) {
    const barred = new Set(prohibits.user?.tokens)
    const users = user?.tokens.filter((token) => !barred.has(token))
    const commercial = users ? users.includes('commercial') : !barred.has('commercial')
    const note = users ? `users: ${users.join(', ') || 'none'}` : `not for: ${[...barred].join(', ')}`
    conditions.push({ kind: commercial ? 'class' : 'non-commercial', note: note.slice(0, mostNote) })
  }
  if (geo) conditions.push({ kind: 'class', note: `in: ${geo.tokens.join(', ')}`.slice(0, mostNote) })
  if (prohibits.geo)
    conditions.push({ kind: 'class', note: `not in: ${prohibits.geo.tokens.join(', ')}`.slice(0, mostNote) })
  if (payment && payment.type !== 'free') {
    const price = payment.amount === undefined ? '' : ` ${payment.amount} ${payment.currency ?? ''}`.trimEnd()
    if (payment.type === 'attribution') conditions.push({ kind: 'attribution' })
    else conditions.push({ kind: 'payment', note: `${payment.type ?? 'of no stated type'}${price}` })
  }
  const reference = payment?.standard ?? payment?.custom
  if (reference !== undefined) conditions.push({ kind: 'licence', note: reference })
  if (content.server !== undefined) conditions.push({ kind: 'licence', note: `a token of ${content.server}` })
  for (const { type } of reporting)
    conditions.push({ kind: 'licence', note: `reporting: ${type ?? 'of no stated type'}` })
  return conditions
}

/** A licence under which a usage may be had, its number among those of its content, and what it asks. */
interface Fit {
  readonly licence: RslLicence
  readonly number: number
  readonly conditions: readonly Condition[]
}

const mostAlternatives = 50

/** The conditions of the licences that fit; each named when there are several, the first fifty of them [RS8]. */
function alternatives(fits: readonly Fit[], of: number): Condition[] {
  if (fits.length === 1) return [...fits[0]!.conditions]
  return fits.slice(0, mostAlternatives).flatMap(({ number, conditions }) =>
    conditions.map(({ kind, note }) => ({
      kind,
      note: `licence ${number} of ${of}${note === undefined ? '' : `: ${note}`}`,
    })),
  )
}

function readElement(reader: RslReader, contents: readonly XmlElement[], maxAge: number): RslDocument {
  const read = contents.flatMap((one) => reader.content(one) ?? [])
  if (reader.earlier) {
    const hint = 'what it prohibits is heard, what it permits is not; write it anew after RSL 1.0'
    reader.out.tell('pre-1-0', contents[0]?.start ?? 0, 'the document follows a draft of before RSL 1.0', hint)
  }
  for (const content of read) {
    reader.state(content)
    for (const licence of content.licences) reader.contradictions(licence)
  }
  return { version: reader.earlier ? 'pre-1.0' : '1.0', maxAge, contents: read }
}

/** Reads `content` elements that stand within another document, as in a feed or in XMP, which `within` reads. SPEC.md RS16, RS17. */
export function readRslContents(
  contents: readonly XmlElement[],
  within: Pick<Gathering, 'text' | 'place'>,
  where: RslWhere = {},
): RslReading & { readonly value: RslDocument } {
  const reader = new RslReader(within.text, { ...where, embedded: true }, within.place)
  const value = readElement(reader, contents, 30)
  return { value, statements: reader.out.statements, mentions: reader.out.mentions, issues: reader.out.issues }
}

/**
 * Reads an RSL document: what its licences permit for `train-ai`, `ai-input`, `ai-index` and `search`, and on which conditions.
 * At most 1 MiB; linear; never throws: what is wrong is in `issues` (`malformed-xml`, `doctype`, `not-rsl`, `no-licence`, `pre-1-0` …).
 * RSL 1.0, 2025-12-10. SPEC.md RS1–RS15.
 * @example
 * const text = '<rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license><prohibits>ai-train</prohibits></license></content></rsl>'
 * readRsl(text).statements[0]?.effect // 'disallow'
 */
export function readRsl(input: Uint8Array | string, where: RslWhere = {}): RslReading {
  const at = where.at ?? 'rsl.xml'
  if (input.length > mostRslBytes) return only(tooLarge(at, input.length, mostRslBytes))
  const text = typeof input === 'string' ? input : decodeUtf8(input).text
  const { root, issues } = parseXml(text, at)
  if (root === undefined) return { statements: [], mentions: [], issues }
  const reader = new RslReader(text, where)
  if (root.name !== 'rsl' || root.namespace !== rslNamespace) {
    reader.out.tell('not-rsl', root.start, `the root is \`${root.name.slice(0, 60)}\`, not \`rsl\` of ${rslNamespace}`)
    return { statements: [], mentions: [], issues: reader.out.issues }
  }
  const age = attribute(root, 'max-age')?.trim()
  const days = age !== undefined && /^\d{1,6}$/.test(age) ? Number(age) : 30
  if (age !== undefined && !/^\d{1,6}$/.test(age)) {
    reader.out.tell('malformed-value', root.start, '`max-age` is no number of days', '30 days are taken')
  }
  const value = readElement(reader, reader.children(root), days)
  return { value, statements: reader.out.statements, mentions: reader.out.mentions, issues: reader.out.issues }
}

function only(issue: Issue): RslReading {
  return { statements: [], mentions: [], issues: [issue] }
}
