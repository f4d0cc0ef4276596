import { servicesOwn, userNoun, usersOwn } from '../lexicon/asset.ts'
import type { Mention } from './mention.ts'

/** Whether what is spoken of is the user's own: a ban on its use binds the operator [N15]. */
export function isUsersOwn({ own, leads, previous, context }: Mention): boolean {
  if (context.privacy && /\b(?:this|such|the|these) (?:data|information)\b/.test(own)) return true
  if (
    goesBack.test(own) &&
    !/\b(?:permission|licen[cs]e)\b/.test(own) &&
    (usersOwn.test(previous) || putIn.test(previous) || (context.privacy && userNoun.test(previous)))
  )
    return true
  if (usersOwn.test(own)) return true
  if (servicesOwn.test(own)) return false
  return context.privacy && (userNoun.test(own) || userNoun.test(leads))
}

/** "It is not used …", but not "this permission". */
const goesBack = /^\W*(?:it|they|this|these)\b(?! (?:permission|licen[cs]e|right|grant|authori))/
/** What users put into an AI. */
const putIn = /\b(?:inputs?|prompts?|conversations?|chats?|uploads?|submissions?)\b/
