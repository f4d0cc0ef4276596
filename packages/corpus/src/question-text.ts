import type { Actor, Channel, Usage } from '@proviso/rights'

const who: Readonly<Record<Actor, string>> = { public: 'the public', operator: 'the operator', partner: 'a partner' }

const what: Readonly<Record<Usage, string>> = {
  'train-ai': 'train AI on it',
  search: 'index it for search',
  'ai-input': 'give it to an AI as input',
  'ai-index': 'index it for an AI',
  tdm: 'mine it for text and data',
  crawl: 'crawl it',
}

const how: Readonly<Record<Channel, string>> = { web: 'on the web', api: 'through an API', licence: 'under a licence' }

/**
 * What an audit asks of each record, as a person asks it. A report that comes from a file may name what this program does not know.
 * @example questionText({ actor: 'public', usage: 'train-ai' }) // 'May the public train AI on it?'
 */
export function questionText({ actor, usage }: { readonly actor: string; readonly usage: string }): string {
  return `May ${told(who, actor) ?? actor} ${told(what, usage) ?? `use it for ${usage}`}?`
}

/** How the records were obtained: `obtained on the web`. */
export function obtainedText(channel: string): string {
  return `obtained ${told(how, channel) ?? `through ${channel}`}`
}

function told(words: Readonly<Record<string, string>>, token: string): string | undefined {
  return Object.hasOwn(words, token) ? words[token] : undefined
}
