import type { ChangeFilter } from '@proviso/archive/change-filter'

/** What a list of changes is about. */
export interface ChangesScope extends ChangeFilter {
  readonly service?: string
  readonly terms?: string
  /** The position moved to. */
  readonly to?: string
  readonly words?: string
}

/** `How X changed its rules for AI and crawling`, with the filters named. */
export function changesTitle({
  service,
  since,
  until,
  actor,
  usage,
  question,
  terms,
  to,
  words,
}: ChangesScope): string {
  const about = question ?? [actor, usage].filter((each) => each !== undefined).join(', ')
  const span = [since === undefined ? '' : `since ${since}`, until === undefined ? '' : `until ${until}`].filter(
    (each) => each !== '',
  )
  const facts = [
    about,
    terms ?? '',
    to === undefined ? '' : `now ${to}`,
    words === undefined ? '' : `“${words}”`,
    ...span,
  ].filter((each) => each !== '')
  return `How ${service ?? 'platforms'} changed the rules on AI and crawling${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`
}
