import type { StandingSince } from '@proviso/archive/standing-since'
import type { Because, Disagreement, Said, Saying } from '@proviso/rights'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { paint } from './position.ts'
import { placeText } from './section.ts'
import { shorten } from './shorten.ts'
import { tableLines } from './table.ts'
import type { VerdictSubject } from './verdict.ts'
import { wrap } from './wrap.ts'

const sourceWidth = 24
const shownDisagreements = 4

/**
 * What each document in force says about obtaining and using, since when: one row a document, those that are silent on one line. One that
 * could not be read on the day is not called silent.
 */
export function layerLines(
  layers: readonly Saying[],
  {
    full,
    since,
    isUnread,
  }: {
    readonly full: boolean
    readonly since: (because: Because) => StandingSince
    readonly isUnread: (saying: Saying) => boolean
  },
  look: Look,
): string[] {
  const speaking = layers.filter(({ obtaining, using }) => obtaining !== null || using !== null)
  if (speaking.length === 0) return []
  const { colour } = look
  const rows = speaking.map((saying) => [
    saying.layer,
    shorten(sourceText(saying), sourceWidth, look.marks.ellipsis),
    saidText(saying.obtaining, look),
    saidText(saying.using, look),
    sinceText(saying, since),
  ])
  const head = ['layer', 'source', 'obtaining', 'using', 'since'].map((word) => colour.dim(word))
  const [headLine, ...lines] = tableLines([head, ...rows], '    ')
  const shown = ['', `  ${colour.bold('layers')}`, headLine!]
  for (const [at, line] of lines.entries()) {
    shown.push(line)
    if (full) shown.push(...whereLines(speaking[at]!, look))
  }
  const silent = layers
    .filter((saying) => !speaking.includes(saying) && !isUnread(saying))
    .map(({ state }) => state.terms)
  const names = [...new Set(silent)].map(plain)
  if (names.length > 0) {
    const some = full ? names : names.slice(0, 6)
    const more = names.length - some.length
    const text = `silent: ${some.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
    shown.push(...wrap(colour.dim(text), look.width, '    ', '      '))
  }
  return shown
}

/** Where documents disagree, in words. */
export function disagreementLines(
  disagreements: readonly Disagreement[],
  { subject, agent, full }: { readonly subject: VerdictSubject; readonly agent?: string; readonly full: boolean },
  look: Look,
): string[] {
  if (disagreements.length === 0) return []
  const who = agent === undefined ? undefined : plain(agent)
  const texts = [...new Set(disagreements.map((each) => disagreementText(each, subject.usage, who)))]
  const shown = full ? texts : texts.slice(0, shownDisagreements)
  const lines = ['', `  ${look.colour.bold('disagreements')}`]
  for (const text of shown) lines.push(...wrap(text, look.width, '    ', '      '))
  if (texts.length > shown.length) lines.push(look.colour.dim(`    and ${texts.length - shown.length} more (--full)`))
  return lines
}

/** Whether any document has words for the agent that asks. */
export function agentText(agent: string, layers: readonly Saying[]): string {
  const names = [...new Set(layers.filter(({ namesAgent }) => namesAgent).map(({ state }) => plain(state.terms)))]
  return names.length === 0
    ? `no source names ${plain(agent)}: what is said to the public holds for it`
    : `${names.join(', ')} ${names.length === 1 ? 'names' : 'name'} ${plain(agent)}`
}

function disagreementText({ about, strict, loose }: Disagreement, usage: string, agent: string | undefined): string {
  const by = agent === undefined ? '' : ` by ${agent}`
  const crawls = `lets ${agent ?? 'the public'} crawl`
  const [one, other] = [documentText(strict), documentText(loose)]
  switch (about) {
    case 'using':
      return `${one} ${verb(strict.using!)} ${usage}; ${other} ${looser(loose.using!)}`
    case 'obtaining':
      return `${one} ${verb(strict.obtaining!)} crawling${by}; ${other} ${looser(loose.obtaining!)}`
    case 'use-of-what-may-be-obtained':
      return `${one} bars ${usage}; ${other} ${crawls}`
    case 'obtaining-of-what-may-be-used':
      return `${one} bars crawling${by}; ${other} allows ${usage}`
  }
}

function documentText({ layer, state }: Saying): string {
  return layer === 'signals' ? plain(state.terms) : `${layer} (${plain(state.terms)})`
}

function verb({ position }: Said): string {
  return position === 'disallowed' ? 'bars' : 'sets conditions on'
}

function looser({ position }: Said): string {
  return position === 'conditional' ? 'sets conditions on it' : 'allows it'
}

/** Since when what the row shows has been said, which may be longer than the state of the document lasts. */
function sinceText({ state, using, obtaining }: Saying, since: (because: Because) => StandingSince): string {
  const because = (using ?? obtaining)?.because[0]
  return because === undefined ? state.from : since(because).from
}

/** A document, and the line where a file of lines says what it says. */
function sourceText({ state, using, obtaining }: Saying): string {
  const name = state.part === undefined ? plain(state.terms) : `${plain(state.terms)} (${plain(state.part)})`
  const section = (using ?? obtaining)?.because[0]?.statement?.evidence.section ?? []
  const line = section.find((each) => /^line \d+$/.test(each))
  return line === undefined ? name : `${name}, ${line}`
}

function saidText(said: Said | null, look: Look): string {
  const position = said?.position ?? 'silent'
  return paint(position, `${look.marks[position]} ${position}`, look)
}

function whereLines({ state, using, obtaining }: Saying, look: Look): string[] {
  const because = (using ?? obtaining)?.because[0]
  const evidence = because?.statement?.evidence
  const place = placeText(evidence?.path ?? state.records[0]?.path ?? state.terms, evidence?.section ?? [], look)
  const url = evidence?.url ?? state.records[0]?.url
  const lines = wrap(look.colour.dim(place), look.width, '             ', '               ')
  return url === undefined ? lines : [...lines, `             ${look.colour.dim(plain(url))}`]
}
