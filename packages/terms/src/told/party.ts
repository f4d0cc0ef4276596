import { allMatches } from '../all-matches.ts'
import { findSubjects, type Names, type Subject } from '../lexicon/subject.ts'
import { otherParties } from '../lexicon/told.ts'

/** Somebody who is named, and may do something. */
export interface Party {
  readonly subject: Subject
  readonly from: number
  readonly to: number
}

/** Everybody who is named in a stretch and not only in passing, in order [X4, X10]. */
export function partiesIn(text: string, names: Names): Party[] {
  return named(text, names)
    .filter((party) => !isInPassing(text, party))
    .sort((a, b) => a.from - b.from)
}

function named(text: string, names: Names): Party[] {
  const found: Party[] = []
  const isFree = (from: number, to: number): boolean => !found.some((other) => other.from < to && other.to > from)
  for (const { index, 0: words } of allMatches(text, otherParties))
    found.push({ subject: 'partner', from: index, to: index + words.length })
  for (const { subject, from, to, nominative } of findSubjects(text, names)) {
    const words = text.slice(from, to)
    const acts = (nominative || words === 'us') && !(subject === 'partner' && makers.test(words))
    if (acts && isFree(from, to)) found.push({ subject, from, to })
  }
  const parties = found.map((party) =>
    isOperatorsRole(text, party, names) ? { ...party, subject: 'operator' as const } : party,
  )
  // in a contract the supplier under its role's name
  for (const { index, 1: words = '' } of allMatches(text, role))
    if (isFree(index, index + words.length))
      parties.push({ subject: 'operator', from: index, to: index + words.length })
  return parties
}

/** "The provider" is the operator, unless the text has brought one in as somebody else. */
function isOperatorsRole(text: string, { from, to }: Party, names: Names): boolean {
  const bare = /^the (provider|supplier|vendor|processor)$/.exec(text.slice(from, to))?.[1]
  return bare !== undefined && names.get(bare) !== 'partner'
}

/** Well-known makers of models: partners where the text brings them in, the operator where it is theirs. */
const makers = /^(?:azure openai|aws bedrock|openai|anthropic|google|microsoft|meta|mistral|cohere|amazon|aws|azure)$/
const role =
  /\b(provider|supplier|vendor|processor|contractor|company|platform|hospital|bank|organi[sz]er|marketplace|university|clinic)(?= (?:itself |also |hereby )?(?:may|shall|will|does|do|can|must|uses?|trains?|is|has|reserves?|feeds?|neither|covenants|warrants|undertakes|refrain)\b| itself\b)/g

/** "Anything we send", "the firms we work with", "data from third parties": named, but doing nothing. */
function isInPassing(text: string, { subject, from, to }: Party): boolean {
  if (subject === 'public') return false
  if (subject === 'partner') return inert.test(text.slice(Math.max(0, from - 40), from))
  const ahead = text.slice(Math.max(0, from - 24), from)
  // "us" does only what it is let do
  if (text.slice(from, to) === 'us') return !isLet.test(ahead)
  return passes.test(text.slice(to, to + 14)) && !beginsClause.test(ahead)
}

const inert =
  /\b(?:interests? of (?:[\w ]{1,20} and )?|(?<!\b(?:none|neither|any|each|one|some|both|all|part) )(?:from|about|like|unlike|than|behalf of|choice of|support of|use of|in) )$|\b(?:information|data|content|claims?|rights) of (?:\w+ )?$/
const isLet =
  /\b(?:let|lets|letting|allow\w*|permit\w*|enabl\w*|grant\w*|gives?|entitl\w+|by|authori\w+|and|or|nor|neither) $/
const passes =
  /^ (?:share|shares|send|sends|work|works|cooperate|entrust|engage|pass|give|hand|choose|chose|pick|forward|transmit|provide|provides|match|supply|deliver|sell|use |license|rely|have (?:chosen|signed|research|agreements))/
const beginsClause = /(?:^|[.,;:]|\b(?:and|or|but|nor|that|because|so|as|also)) ?$/
