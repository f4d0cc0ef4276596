import type { Condition } from '@proviso/rights'
import type { Gathering } from './findings.ts'

/** What a licence does to one usage of a work it covers. */
export interface LicenceWord {
  readonly effect: 'allow' | 'conditional'
  readonly conditions: readonly Condition[]
}

/** A licence and what it implies for models, with the reason. */
export interface Licence {
  /** SPDX identifier. */
  readonly id: string
  readonly training: LicenceWord
  /** One sentence, ours: why it is read so. */
  readonly because: string
}

const attribution: Condition = { kind: 'attribution' }
const shareAlike: Condition = {
  kind: 'licence',
  note: 'share-alike: what is adapted and shared bears the same licence',
}
const nonCommercial: Condition = { kind: 'non-commercial' }
const noDerivatives: Condition = { kind: 'licence', note: 'no derivatives: what is adapted may not be shared' }
const notices: Condition = { kind: 'attribution', note: 'notices are kept' }
const copyleft: Condition = { kind: 'licence', note: 'its terms bind what derives from the work' }

const elements: Readonly<Record<string, Condition>> = {
  by: attribution,
  sa: shareAlike,
  nc: nonCommercial,
  nd: noDerivatives,
}
const reasons: Readonly<Record<string, string>> = {
  by: 'every use is licensed to who credits the author',
  'by-sa': 'as BY; a model or output that adapts the work is shared alike',
  'by-nc': 'the licence covers non-commercial purposes at every stage',
  'by-nc-sa': 'the licence covers non-commercial purposes at every stage, shared alike',
  'by-nd': 'copies are licensed, sharing adaptations is not',
  'by-nc-nd': 'copies are licensed for non-commercial purposes, sharing adaptations is not',
}
const ccVersions: ReadonlySet<string> = new Set(['1.0', '2.0', '2.1', '2.5', '3.0', '4.0'])

/** Licences that are not Creative Commons': notices (permissive), terms (copyleft), data. By SPDX identifier, lower case. */
const others: ReadonlyMap<string, Licence> = new Map(
  (
    [
      ['MIT', [notices]],
      ['Apache-2.0', [notices]],
      ['BSD-2-Clause', [notices]],
      ['BSD-3-Clause', [notices]],
      ['ISC', [notices]],
      ['BlueOak-1.0.0', [notices]],
      ['BSL-1.0', [notices]],
      ['Zlib', [notices]],
      ['0BSD', []],
      ['Unlicense', []],
      ['PDDL-1.0', []],
      ['ODC-By-1.0', [attribution]],
      ['CDLA-Permissive-1.0', [attribution]],
      ['CDLA-Permissive-2.0', [notices]],
      ['ODbL-1.0', [attribution, shareAlike]],
      ['CDLA-Sharing-1.0', [attribution, shareAlike]],
      ['OGL-UK-3.0', [attribution]],
      ['etalab-2.0', [attribution]],
      ['DL-DE-BY-2.0', [attribution]],
      ['DL-DE-ZERO-2.0', []],
      ['MPL-2.0', [copyleft]],
      ['LGPL-2.1-only', [copyleft]],
      ['LGPL-2.1-or-later', [copyleft]],
      ['LGPL-3.0-only', [copyleft]],
      ['LGPL-3.0-or-later', [copyleft]],
      ['GPL-2.0-only', [copyleft]],
      ['GPL-2.0-or-later', [copyleft]],
      ['GPL-3.0-only', [copyleft]],
      ['GPL-3.0-or-later', [copyleft]],
      ['AGPL-3.0-only', [copyleft]],
      ['AGPL-3.0-or-later', [copyleft]],
      ['EUPL-1.2', [copyleft]],
      ['GFDL-1.2-or-later', [attribution, copyleft]],
      ['GFDL-1.3-or-later', [attribution, copyleft]],
    ] as const
  ).map(([id, conditions]) => [id.toLowerCase(), licence(id, conditions)]),
)

function licence(id: string, conditions: readonly Condition[], because?: string): Licence {
  const effect = conditions.length === 0 ? 'allow' : 'conditional'
  const reason =
    because ??
    (conditions.length === 0
      ? 'the work is given without conditions'
      : conditions.includes(copyleft)
        ? 'use is licensed under its terms; whether a model derives from the work is not settled'
        : 'use is licensed under its notices and credits')
  return { id, training: { effect, conditions }, because: reason }
}

/** A Creative Commons licence by its elements (`by-nc-sa`) and version; `port` is a jurisdiction's. */
function creativeCommons(kind: string, version: string, port?: string): Licence | undefined {
  if (!Object.hasOwn(reasons, kind) || !ccVersions.has(version)) return undefined
  const conditions = kind.split('-').map((element) => elements[element]!)
  const id = `CC-${kind.toUpperCase()}-${version}${port === undefined ? '' : `-${port.toUpperCase()}`}`
  return licence(id, conditions, reasons[kind]!)
}

const cc0 = licence('CC0-1.0', [], 'rights are waived as far as the law lets')
const publicDomainMark = licence('CC-PDM-1.0', [], 'the work is marked as free of known copyright')

const short: Readonly<Record<string, string>> = {
  'opensource.org/licenses/mit': 'mit',
  'opensource.org/license/mit': 'mit',
  'apache.org/licenses/license-2.0': 'apache-2.0',
  'opensource.org/licenses/apache-2.0': 'apache-2.0',
  'opensource.org/licenses/bsd-3-clause': 'bsd-3-clause',
  'opensource.org/licenses/bsd-2-clause': 'bsd-2-clause',
  'opendatacommons.org/licenses/odbl/1-0': 'odbl-1.0',
  'opendatacommons.org/licenses/odbl/1.0': 'odbl-1.0',
  'opendatacommons.org/licenses/odbl': 'odbl-1.0',
  'opendatacommons.org/licenses/by/1-0': 'odc-by-1.0',
  'opendatacommons.org/licenses/by/1.0': 'odc-by-1.0',
  'opendatacommons.org/licenses/by': 'odc-by-1.0',
  'opendatacommons.org/licenses/pddl/1-0': 'pddl-1.0',
  'opendatacommons.org/licenses/pddl/1.0': 'pddl-1.0',
  'gnu.org/licenses/gpl-3.0': 'gpl-3.0-only',
  'gnu.org/licenses/gpl': 'gpl-3.0-only',
  'gnu.org/licenses/agpl-3.0': 'agpl-3.0-only',
  'gnu.org/licenses/lgpl-3.0': 'lgpl-3.0-only',
  'gnu.org/licenses/old-licenses/gpl-2.0': 'gpl-2.0-only',
  'gnu.org/licenses/fdl-1.3': 'gfdl-1.3-or-later',
  'gnu.org/copyleft/fdl': 'gfdl-1.3-or-later',
  'mozilla.org/mpl/2.0': 'mpl-2.0',
  'mozilla.org/en-us/mpl/2.0': 'mpl-2.0',
  'nationalarchives.gov.uk/doc/open-government-licence/version/3': 'ogl-uk-3.0',
  'govdata.de/dl-de/by-2-0': 'dl-de-by-2.0',
  'govdata.de/dl-de/zero-2-0': 'dl-de-zero-2.0',
  'etalab.gouv.fr/licence-ouverte-open-licence': 'etalab-2.0',
  'unlicense.org': 'unlicense',
}

/** A licence by its SPDX identifier, of any case; `LicenseRef-…` and unknown ones give nothing. SPEC.md LI1. */
export function licenceById(identifier: string): Licence | undefined {
  const id = identifier.trim().toLowerCase()
  if (id === 'cc0-1.0') return cc0
  if (id === 'cc-pdm-1.0' || id === 'cc-pddc') return publicDomainMark
  const cc = /^cc-(by(?:-nc)?(?:-nd|-sa)?)-(\d\.\d)(?:-([a-z]{2,3}))?$/.exec(id)
  if (cc) return creativeCommons(cc[1]!, cc[2]!, cc[3])
  const plus = /^((?:[al]?gpl)-\d\.\d)(\+)?$/.exec(id)
  return others.get(plus ? `${plus[1]}-${plus[2] ? 'or-later' : 'only'}` : id)
}

/**
 * A licence by its URL; scheme, `www.`, language, `legalcode`, `deed` and file endings do not matter. SPEC.md LI1.
 * @example
 * licenceByUrl('https://creativecommons.org/licenses/by-nc/4.0/deed.de')?.id // 'CC-BY-NC-4.0'
 */
export function licenceByUrl(url: string): Licence | undefined {
  if (url.length > 2048) return undefined
  const found = /^(?:https?:)?\/\/(?:www\.|creative)?([^?#]*)/i.exec(url.trim())
  if (!found) return undefined
  const rest = (/^(?:https?:)?\/\/creative/i.test(url.trim()) ? `creative${found[1]}` : found[1]!).toLowerCase()
  const cc = /^creativecommons\.org\/(?:licenses|licences)\/([a-z-]{2,12})\/(\d\.\d)(?:\/([a-z]{2,3}))?(?:\/|$)/.exec(
    rest,
  )
  if (cc) return creativeCommons(cc[1]!, cc[2]!, /^(?:legalcode|deed)/.test(cc[3] ?? '') ? undefined : cc[3])
  if (/^creativecommons\.org\/publicdomain\/zero\/1\.0(?:\/|$)/.test(rest)) return cc0
  if (/^creativecommons\.org\/publicdomain\/mark\/1\.0(?:\/|$)/.test(rest)) return publicDomainMark
  const spdx = /^spdx\.org\/licenses\/([a-z0-9.+-]{1,60}?)(?:\.html|\.json)?\/?$/.exec(rest)
  if (spdx) return licenceById(spdx[1]!)
  const key = rest
    .replace(/\/+$/, '')
    .replace(/\.(?:html|txt|en\.html|php|md)$/, '')
    .replace(/\.en$/, '')
  const id = Object.hasOwn(short, key) ? short[key]! : undefined
  return id === undefined ? undefined : others.get(id)
}

/**
 * The licence of an SPDX expression: with `OR` the loosest of its parts, with `AND` all of them together. SPEC.md LI6.
 * @example
 * licenceByExpression('MIT OR CC-BY-NC-4.0')?.id // 'MIT'
 */
export function licenceByExpression(expression: string): Licence | undefined {
  if (expression.length > 512) return undefined
  const tokens = expression.match(/\(|\)|[^\s()]+/g) ?? []
  let at = 0
  const looser = (a: Licence | undefined, b: Licence | undefined) =>
    a === undefined ? b : b === undefined ? a : b.training.conditions.length < a.training.conditions.length ? b : a
  const both = (a: Licence | undefined, b: Licence | undefined): Licence | undefined => {
    if (a === undefined || b === undefined) return undefined
    const kinds = a.training.conditions.map((one) => one.kind)
    const conditions = [
      ...a.training.conditions,
      ...b.training.conditions.filter((one) => !kinds.includes(one.kind) || one.note !== undefined),
    ]
    return licence(`${a.id} AND ${b.id}`, conditions, `${a.because}; ${b.because}`)
  }
  const one = (): Licence | undefined => {
    if (tokens[at] === '(') {
      at++
      const inner = either()
      if (tokens[at] === ')') at++
      return inner
    }
    const found = licenceById(tokens[at++] ?? '')
    if (tokens[at]?.toUpperCase() === 'WITH') at += 2
    return found
  }
  const all = (): Licence | undefined => {
    let found = one()
    while (tokens[at]?.toUpperCase() === 'AND') {
      at++
      found = both(found, one())
    }
    return found
  }
  const either = (): Licence | undefined => {
    let found = all()
    while (tokens[at]?.toUpperCase() === 'OR') {
      at++
      found = looser(found, all())
    }
    return found
  }
  const found = either()
  return at >= tokens.length ? found : undefined
}

/** A licence however it is named: URL, SPDX identifier or expression, or the short name people write (`CC BY-SA 4.0`). */
export function licenceNamed(name: string): Licence | undefined {
  const said = name.trim()
  if (said === '' || said.length > 2048) return undefined
  if (/^(?:https?:)?\/\//i.test(said)) return licenceByUrl(said)
  const cc = /^(?:creative commons|cc)[ -]+(by(?:[ -]nc)?(?:[ -](?:nd|sa))?)[ -]+v?(\d\.\d)\b/i.exec(said)
  if (cc) return creativeCommons(cc[1]!.toLowerCase().replaceAll(' ', '-'), cc[2]!)
  if (/^cc0(?:[ -]1\.0)?$/i.test(said)) return cc0
  return licenceByExpression(said)
}

/** Puts what a licence says into a gathering, or a mention when it is none we know. SPEC.md LI2–LI4. */
export function stateLicence(
  name: string,
  out: Gathering,
  quoted: {
    readonly start: number
    readonly end: number
    readonly path?: string | undefined
    readonly section: readonly string[]
    readonly confidence?: number
  },
): void {
  const { start, end, path, section, confidence = 1 } = quoted
  const found = licenceNamed(name)
  if (found === undefined) {
    out.mention(start, end, { name: 'license', value: name.slice(0, 500), reason: 'no licence we know', section })
    if (/^https?:\/\/[^/]*creativecommons\.org\//i.test(name)) {
      out.tell('unknown-licence', start, `\`${name.slice(0, 120)}\` is no licence of Creative Commons`)
    }
    return
  }
  const { effect, conditions } = found.training
  for (const usage of ['train-ai', 'ai-input'] as const) {
    out.say(start, end, { usage, effect, conditions, path, section: [...section, found.id], confidence })
  }
}
