import { type Layer, layers } from './layer.ts'

/** Which days are read: the day asked, the day the caller calls today, or every state ever recorded. */
export type DayReading = 'on' | 'today' | 'ever'

/** Which layers bind and how time is read. When several days are read, the strictest answer wins [Y5]. */
export interface Profile {
  readonly name: string
  readonly layers: readonly Layer[]
  readonly read: readonly DayReading[]
  /** The only documents of the layer `signals` that are heard, by name; absent: all of them [Y6]. */
  readonly documents?: readonly string[]
  /** Product tokens, lower case, asked as beside the asker's own: the strictest answer wins [Y8]. */
  readonly agents?: readonly string[]
  /** Documents of signals that must have been read for silence on a use to leave it allowed; absent: silence is unknown [Y9]. */
  readonly unreserved?: readonly string[]
  /** What the profile follows and where that holds, for whoever reads the answer. */
  readonly jurisdiction?: string
  readonly note?: string
}

/**
 * Whether a profile hears a document: its layer, and of signals its name. SPEC.md L3, Y6.
 * @example
 * hears(profiles['robots-only'], { terms: 'Terms of Service' }) // false
 */
export function hears(
  { layers, documents }: Profile,
  { layer = 'terms', terms }: { readonly layer?: Layer; readonly terms: string },
): boolean {
  return layers.includes(layer) && (documents === undefined || layer !== 'signals' || documents.includes(terms))
}

export type ProfileName =
  | 'as-of-crawl'
  | 'as-of-today'
  | 'strictest-ever'
  | 'terms-only'
  | 'signals-only'
  | 'robots-only'
  | 'eu-tdm'
  | 'eu-tdm-terms'
  | 'apertus'

/**
 * The profiles by name. SPEC.md Y1–Y10.
 * @example
 * decide(index, asked, profiles['eu-tdm'])
 */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  'as-of-crawl': { name: 'as-of-crawl', layers, read: ['on'] },
  'as-of-today': { name: 'as-of-today', layers, read: ['today'] },
  'strictest-ever': { name: 'strictest-ever', layers, read: ['on', 'today', 'ever'] },
  'terms-only': { name: 'terms-only', layers: ['terms'], read: ['on'] },
  'signals-only': { name: 'signals-only', layers: ['signals'], read: ['on'] },
  'robots-only': {
    name: 'robots-only',
    layers: ['signals'],
    documents: ['robots.txt'],
    read: ['on'],
    note: 'robots.txt says who may fetch; what may be done with what was fetched it says only in its extensions and to training agents.',
  },
  'eu-tdm': {
    name: 'eu-tdm',
    layers: ['signals', 'licence'],
    read: ['on'],
    unreserved: ['robots.txt'],
    jurisdiction: 'EU',
    note: 'Art. 4 of Directive (EU) 2019/790: mining what is lawfully accessible is allowed unless reserved by machine-readable means, judged on the day of use. Terms in natural language are not heard: whether they can reserve is before the courts (OLG Hamburg 5 U 104/24 of 2025-12-10: not in 2021; BGH I ZR 281/25 announced for 2026-12-17). A reservation does not bind research organisations (Art. 3).',
  },
  'eu-tdm-terms': {
    name: 'eu-tdm-terms',
    layers,
    read: ['on'],
    unreserved: ['robots.txt'],
    jurisdiction: 'EU',
    note: 'As eu-tdm, with reservations in the words of the terms as well, as LG Hamburg 310 O 227/23 of 2024-09-27 held possible in passing; contested (BGH I ZR 281/25 announced for 2026-12-17).',
  },
  apertus: {
    name: 'apertus',
    layers: ['signals'],
    documents: ['robots.txt'],
    read: ['today'],
    agents: [
      'ai2bot',
      'applebot-extended',
      'bytespider',
      'ccbot',
      'claudebot',
      'cohere-training-data-crawler',
      'diffbot',
      'google-extended',
      'gptbot',
      'meta-externalagent',
      'pangubot',
    ],
    unreserved: ['robots.txt'],
    note: 'As the Apertus project filtered its crawls of 2013 to 2024 by the robots.txt of January 2025: today’s robots.txt counts for every past crawl, and what it bars to any crawler of AI on the list is out. Give the day of the robots.txt that is to count as today.',
  },
}
