import type { Condition } from '@proviso/rights'
import { type Findings, Gathering, tooLarge } from './findings.ts'
import { licenceNamed, stateLicence } from './licence.ts'
import { readRslContents, rslNamespace } from './rsl.ts'
import { policyUrl, reservationValue } from './tdm-reservation.ts'
import { attribute, parseXml, type XmlElement } from './xml-tree.ts'

/** 4 MiB. */
export const mostXmpBytes = 4 * 1024 * 1024

const plus = 'http://ns.useplus.org/ldf/xmp/1.0/'
const plusValue = /^https?:\/\/ns\.useplus\.org\/ldf\/vocab\//i
const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const tdm = 'http://www.w3.org/ns/tdmrep/'
const xmpRights = 'http://ns.adobe.com/xap/1.0/rights/'
const cc = 'http://creativecommons.org/ns#'
const dc = 'http://purl.org/dc/elements/1.1/'

/** What each key of PLUS says: `tdm` and, apart from it, `search` [EM2]. */
const keys: Readonly<
  Record<
    string,
    { readonly usage: 'tdm' | 'train-ai' | 'search'; readonly effect: 'allow' | 'disallow' | 'conditional' }[]
  >
> = {
  'DMI-UNSPECIFIED': [],
  'DMI-ALLOWED': [{ usage: 'tdm', effect: 'allow' }],
  'DMI-PROHIBITED-AIMLTRAINING': [{ usage: 'train-ai', effect: 'disallow' }],
  'DMI-PROHIBITED-GENAIMLTRAINING': [{ usage: 'train-ai', effect: 'disallow' }],
  'DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING': [
    { usage: 'tdm', effect: 'disallow' },
    { usage: 'search', effect: 'allow' },
  ],
  'DMI-PROHIBITED': [
    { usage: 'tdm', effect: 'disallow' },
    { usage: 'search', effect: 'disallow' },
  ],
  'DMI-PROHIBITED-SEECONSTRAINT': [{ usage: 'tdm', effect: 'conditional' }],
  'DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR': [{ usage: 'tdm', effect: 'conditional' }],
  'DMI-PROHIBITED-SEELINKEDRIGHTSEXPR': [{ usage: 'tdm', effect: 'conditional' }],
}
/** Labels as ExifTool and PLUS print them, reduced to letters. */
const labels: Readonly<Record<string, string>> = {
  unspecified: 'DMI-UNSPECIFIED',
  unspecifiednoprohibitiondefined: 'DMI-UNSPECIFIED',
  allowed: 'DMI-ALLOWED',
  prohibitedforaimltraining: 'DMI-PROHIBITED-AIMLTRAINING',
  prohibitedforgenerativeaimltraining: 'DMI-PROHIBITED-GENAIMLTRAINING',
  prohibitedexceptforsearchengineindexing: 'DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING',
  prohibited: 'DMI-PROHIBITED',
  prohibitedseeplusotherconstraints: 'DMI-PROHIBITED-SEECONSTRAINT',
  prohibitedseeembeddedrightsexpression: 'DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR',
  prohibitedseelinkedrightsexpression: 'DMI-PROHIBITED-SEELINKEDRIGHTSEXPR',
}

/** The key a value of `plus:DataMining` stands for: by URI, key or label. */
function dataMiningKey(value: string): string | undefined {
  const bare = value.trim().replace(plusValue, '').toUpperCase()
  if (Object.hasOwn(keys, bare)) return bare
  const label = value.toLowerCase().replace(/[^a-z]/g, '')
  return Object.hasOwn(labels, label) ? labels[label] : undefined
}

/** A property of the packet: its value, and what stands for it in the text. */
interface Property {
  readonly namespace: string
  readonly name: string
  readonly value: string
  readonly start: number
  readonly end: number
}

/** Every property of every description, as attribute, text, resource or item of a container. */
function* propertiesOf(element: XmlElement, deep = 0): Generator<Property> {
  const resource = element.attributes.find((one) => one.namespace === rdf && one.name === 'resource')?.value
  const items = element.children.filter((one) => one.namespace === rdf && /^(?:Alt|Bag|Seq)$/.test(one.name))
  const item = items[0]?.children.find((one) => one.namespace === rdf && one.name === 'li')
  const value = resource ?? item?.text ?? element.text
  if (element.namespace !== rdf && value.trim() !== '') {
    const { namespace, name, start, end } = element
    yield { namespace, name, value: value.trim(), start, end }
  }
  for (const { namespace, name, value } of element.attributes) {
    if (namespace !== '' && namespace !== rdf) {
      yield { namespace, name, value: value.trim(), start: element.start, end: element.opened }
    }
  }
  for (const child of element.children) yield* propertiesOf(child, deep + 1)
}

function rslWithin(element: XmlElement): XmlElement | undefined {
  if (element.namespace === rslNamespace && element.name === 'rsl') return element
  for (const child of element.children) {
    const found = rslWithin(child)
    if (found) return found
  }
  return undefined
}

/**
 * Reads an XMP packet: PLUS data mining, TDMRep, RSL, and licences. At most 4 MiB; linear; never throws. SPEC.md EM2, EM5, TD8.
 * @example
 * readXmp('<x xmlns:p="http://ns.useplus.org/ldf/xmp/1.0/" p:DataMining="DMI-PROHIBITED"/>').statements.length // 2
 */
export function readXmp(text: string, at = 'XMP'): Findings {
  if (text.length > mostXmpBytes)
    return { statements: [], mentions: [], issues: [tooLarge(at, text.length, mostXmpBytes)] }
  const { root, issues } = parseXml(text, at)
  if (root === undefined) return { statements: [], mentions: [], issues }
  const out = new Gathering(text, at)
  const properties = [...propertiesOf(root)]
  const constraint = properties.find((one) => one.namespace === plus && one.name === 'OtherConstraints')?.value
  const policy = properties.find((one) => one.namespace === tdm && one.name === 'policy')?.value
  for (const { namespace, name, value, start, end } of properties) {
    if (namespace === plus && name === 'DataMining') {
      const key = dataMiningKey(value)
      if (key === undefined) {
        out.tell('unknown-value', start, `\`${value.slice(0, 80)}\` is no value of plus:DataMining`, 'it says nothing')
        continue
      }
      const note =
        key === 'DMI-PROHIBITED-SEECONSTRAINT' && constraint ? 'see the other constraints' : 'see the rights expression'
      for (const { usage, effect } of keys[key]!) {
        const conditions: Condition[] = effect === 'conditional' ? [{ kind: 'licence', note }] : []
        out.say(start, end, { usage, effect, conditions, section: ['plus:DataMining', key] })
      }
    } else if (namespace === plus && name === 'OtherConstraints') {
      out.mention(start, end, { name: 'plus:OtherConstraints', value: value.slice(0, 500), reason: 'free text' })
    } else if (namespace === tdm && name === 'reservation') {
      const reservation = reservationValue(value)
      if (reservation === undefined) {
        out.tell('malformed-reservation', start, 'the value is neither 1 nor 0', 'it sets nothing')
        continue
      }
      const url = reservation === 1 && policy !== undefined ? policyUrl(policy) : undefined
      const section = ['tdm:reservation', ...(url === undefined ? [] : [`tdm-policy ${url}`])]
      out.say(start, end, { usage: 'tdm', effect: reservation === 1 ? 'disallow' : 'allow', section })
    } else if (
      (namespace === xmpRights && name === 'WebStatement') ||
      (namespace === cc && name === 'license') ||
      (namespace === dc && name === 'rights' && licenceNamed(value) !== undefined)
    ) {
      stateLicence(value, out, { start, end, section: [namespace === dc ? 'dc:rights' : name] })
    } else if (namespace === dc && name === 'rights') {
      out.mention(start, end, { name: 'dc:rights', value: value.slice(0, 500), reason: 'free text' })
    }
  }
  const rsl = rslWithin(root)
  if (rsl) {
    const contents = rsl.children.filter((one) => one.namespace === rslNamespace && one.name === 'content')
    // In an asset the association supplies the URL: what the content names tells which asset was meant.
    const { statements, mentions, issues } = readRslContents(contents, out, { at, embedded: true })
    out.take({ statements: statements.map(({ path: _, ...rest }) => rest), mentions, issues }, 0, { section: ['RSL'] })
    for (const content of contents) {
      const url = attribute(content, 'url')
      if (url) {
        const reason = 'the asset its RSL was written for'
        out.mention(content.start, content.opened, { name: 'content url', value: url.slice(0, 500), reason })
      }
    }
  }
  return { statements: out.statements, mentions: out.mentions, issues: out.issues }
}
