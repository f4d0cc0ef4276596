import { ownData, peoplesWords, strangers, whatYouDo } from '../lexicon/told.ts'
import type { Telling } from './telling.ts'
import type { Who } from './who.ts'

/** Whose the data is that training is told of [X6]. */
export interface DataToldOf {
  /** It is the users' own. */
  readonly users: boolean
  /** It may be theirs: data of a text on personal data, what people leave with a service. */
  readonly broad: boolean
  /** It is what the service hands out to those who take data from it. */
  readonly foreign: boolean
}

export function dataToldOf({ part, start, sentence }: Telling, who: Who): DataToldOf {
  const { own, leads, previous, context } = sentence
  const users =
    ownData.test(part) ||
    (who.owned && whatYouDo.test(part)) ||
    ownData.test(leads) ||
    (/\b(?:it|them|they|these|those|this|such)\b/.test(part) && ownData.test(`${previous} ${own.slice(0, start)}`))
  const broad =
    users ||
    (context.privacy && anyData.test(`${part} ${previous}`)) ||
    peoplesWords.test(`${part} ${anaphor.test(part) ? previous : ''}`)
  return { users, broad, foreign: !users && strangers.test(`${leads} ${own}`) }
}

export const anaphor = /\b(?:it|them|they|these|those|this|such|which|that)\b/
export const anyData = /\b(?:data|information|content|records?|messages?|files?|recordings?|images?|photos?|texts?)\b/
