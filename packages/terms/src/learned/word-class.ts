import { remembering } from '../remembering.ts'

/** Classes of words that a clause's meaning turns on; any other word stands for itself. */
const classes: readonly (readonly [name: string, words: RegExp])[] = [
  ['OPERATOR', /^(?:we|us|our|ours|ourselves|company|licensor|operator)$/],
  [
    'PUBLIC',
    /^(?:you|users?|customers?|members?|visitors?|developers?|licensees?|subscribers?|anyone|anybody|clients?|everyone)$/,
  ],
  ['YOURS', /^(?:your|yours|users'|customer's|user's|customers')$/],
  [
    'PARTNER',
    /^(?:partners?|vendors?|suppliers?|providers?|third|third-party|parties|collaborators|openai|anthropic|google|subprocessors?|sub-processors?|companies|firms|hosts|makers?)$/,
  ],
  [
    'NOT',
    /^(?:not|never|no|none|nor|neither|nothing|cannot|can't|don't|doesn't|won't|isn't|aren't|mustn't|without|nobody)$/,
  ],
  ['MAY', /^(?:may|can|could|might)$/],
  ['MUST', /^(?:must|shall|should)$/],
  ['WILL', /^(?:will|would|do|does|did)$/],
  ['TRAIN', /^(?:re-?|pre-?)?(?:train|fine-?tun|teach|distil|learn)\w*$/],
  ['DEVELOP', /^(?:develop|improv|build|creat|refin|enhanc|calibrat|construct)\w*$/],
  [
    'AI',
    /^(?:ai|a\.i|artificial|intelligence|machine-learning|ml|models?|llms?|algorithms?|neural|generative|chatbots?|classifiers?)$/,
  ],
  [
    'BAN',
    /^(?:(?:prohibit|forbid|restrict|exclud|refus|disallow|infring|reserv|oppos|object)\w*|ban|bans|banned|barred|unlawful|breach|off-limits)$/,
  ],
  ['LEAVE', /^(?:(?:permit|allow|authori[sz]|grant|consent|agree)\w*|licen[cs]e[sd]?|welcome|free|rights?)$/],
  ['OUTPUT', /^(?:outputs?|results?|responses?|answers?|generations?|completions?|generated)$/],
  [
    'CONTENT',
    /^(?:content|data|materials?|information|site|website|service|services|pages?|articles?|images?|photos?|posts?|texts?|works?|database|archive)$/,
  ],
  ['HAND', /^(?:(?:shar|disclos|transfer|provid|suppl|deliver)\w*|sell|sold|send|sent|pass|passed)$/],
  ['USE', /^(?:us(?:e|es|ed|ing)|(?:process|analy|utili[sz])\w*)$/],
  [
    'CHOICE',
    /^(?:opt|opt-out|opt-in|opted|opting|settings?|toggle|switch|disable|turn|choose|tick|untick|decline|preferences?)$/,
  ],
  ['IF', /^(?:if|when|where|only|provided|except|unless)$/],
  ['COMPETE', /^(?:(?:compet|rival)\w*|similar)$/],
  [
    'COLLECT',
    /^(?:(?:scrap|crawl|spider|harvest|systematic)\w*|robots?|bots?|automated|automatic|scripts?|mining|mine|bulk)$/,
  ],
]

/** The class of a word in lower case; null when it has none. */
export const classOf = remembering((word): string | null => {
  for (const [name, words] of classes) if (words.test(word)) return name
  return null
}, 10_000)

/** The words of plain text, lower case. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z][a-z'.-]*[a-z]|[a-z]/g) ?? []
}
