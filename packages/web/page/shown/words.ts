import {
  type Actor,
  type Basis,
  type Channel,
  type Condition,
  type ConditionKind,
  type PositionKind,
  type Profile,
  type ProfileName,
  profiles,
  type Reason,
  type StandingQuestion,
  type Usage,
} from '@proviso/rights'
import { dayHeard, unheardText } from '../../src/text/heard-text.ts'

/** A word an answer is shown with. */
export type Word = PositionKind | 'unknown' | 'unread' | 'none'

export const wordText: Readonly<Record<Word, string>> = {
  allowed: 'allowed',
  conditional: 'conditional',
  disallowed: 'disallowed',
  silent: 'silent',
  unknown: 'unknown',
  unread: 'not read',
  none: 'no record',
}

export const questionText: Readonly<Record<StandingQuestion, { readonly short: string; readonly long: string }>> = {
  'public.train-ai.content': { short: 'Others train on content', long: 'May outsiders train AI on its content?' },
  'public.crawl.content': { short: 'Others crawl', long: 'May outsiders crawl or scrape its content?' },
  'operator.train-ai.content': {
    short: 'It trains on users’ content',
    long: 'May the operator itself train AI on what users give it?',
  },
  'partner.train-ai.content': {
    short: 'Partners train',
    long: 'May partners it picked train AI on what users give it?',
  },
  'public.train-ai.output': {
    short: 'Others train on its output',
    long: 'May users train AI on what its AI generates?',
  },
}

export const usageText: Readonly<Record<Usage, string>> = {
  'train-ai': 'train AI',
  search: 'index for search',
  'ai-input': 'feed to an AI as input',
  'ai-index': 'index for an AI',
  tdm: 'mine text and data',
  crawl: 'crawl or scrape',
}

export const actorText: Readonly<Record<Actor, string>> = {
  public: 'anyone',
  operator: 'the operator itself',
  partner: 'a partner it picked',
}

export const channelText: Readonly<Record<Channel, string>> = {
  web: 'on the web',
  api: 'through the API',
  licence: 'under a licence',
}

const conditionText: Readonly<Record<ConditionKind, string>> = {
  'opt-out': 'unless users opt out',
  'opt-in': 'if users opt in',
  licence: 'under a licence',
  payment: 'for a fee',
  attribution: 'with attribution',
  'non-commercial': 'not commercially',
  'robots-txt': 'as robots.txt says',
  'rate-limit': 'within rate limits',
  'search-engine': 'search engines only',
  'non-competing': 'no competing models',
  class: 'certain cases only',
  part: 'one part or kind of data only',
}

/** Conditions as a person reads them, each once. */
export function conditionsText(conditions: readonly Condition[]): string {
  return [...new Set(conditions.map(oneConditionText))].join(', ')
}

function oneConditionText({ kind, note }: Condition): string {
  if ((kind !== 'class' && kind !== 'part') || note === undefined) return conditionText[kind] ?? kind
  return note.replace(/^agents: (.*)$/u, 'not for some crawlers ($1)')
}

const unreadTexts: Readonly<Record<string, string>> = {
  language: 'not in English',
  empty: 'an empty page',
  'login-wall': 'behind a login',
  'bot-check': 'behind a check for bots',
  'cookie-banner': 'nothing but a cookie banner',
  'error-page': 'an error page',
  'other-document': 'another document in its place',
  redirect: 'nothing but a redirect',
  removed: 'removed',
  shrunk: 'a part of the page only',
}

/** A language by its name; what has none by its tag. */
export function languageText(tag: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** Why a source could not be read. */
export function unreadText(reason: string): string {
  return unreadTexts[reason] ?? reason.replaceAll('-', ' ')
}

/** The profile of a name; without one that is known, the usual. */
export function profileNamed(name: string | undefined): Profile {
  return profiles[name as ProfileName] ?? profiles['as-of-crawl']
}

/** What an answer is about, as far as it tells why nothing states it. */
interface Unstated {
  readonly service: string
  readonly host: string
  /** The day asked, and the day called today. */
  readonly on: string
  readonly today: string
  readonly output: boolean
  /** Name of the profile that was followed. */
  readonly profile: string | undefined
}

/** Why an answer is not stated by a document; '' when it is. */
export function reasonText(reason: Reason, { service, host, on, today, output, profile }: Unstated): string {
  const followed = profileNamed(profile)
  const day = dayText(dayHeard(followed, on, today))
  const unheard = unheardText(reason, followed, { host, who: service, day })
  if (unheard !== undefined) return `${unheard.charAt(0).toUpperCase()}${unheard.slice(1)}.`
  const texts: Readonly<Record<Reason, string>> = {
    stated: '',
    own: output
      ? 'The service hands its output to whoever asked for it.'
      : 'Not in question for who holds the content.',
    licensed: 'Comes with the licence.',
    silent: 'Nothing in force speaks of it. Silence is not consent.',
    'not-reserved': 'Nothing reserves it where this profile looks.',
    unread: 'A source that may speak of it could not be read.',
    'before-first-record': `${day} is before the first record of ${service}.`,
    'not-in-force': `No document of ${service} was in force on ${day}.`,
    'no-document': `No document of ${service} has been read.`,
    'no-question': 'The documents are not read for this usage by this actor.',
    'no-service': 'No service in this rulebook speaks for this host.',
    'no-day': `${on} is not on the calendar.`,
  }
  return texts[reason] ?? reason
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `4 June 2025`. */
export function dayText(day: string): string {
  const [year, month, date] = day.slice(0, 10).split('-')
  const name = months[Number(month) - 1]
  return name === undefined ? day : `${Number(date)} ${name} ${year}`
}

/** `4 Jun 2025`. */
export function shortDay(day: string): string {
  const [year, month, date] = day.slice(0, 10).split('-')
  const name = months[Number(month) - 1]
  return name === undefined ? day : `${Number(date)} ${name.slice(0, 3)} ${year}`
}

export function basisText(basis: Basis, orBefore = false): string {
  return basis === 'stated'
    ? 'as the text states'
    : orBefore
      ? 'or before: its first record'
      : 'the day it was first seen'
}

/** `1 clause`, `3 clauses`. */
export function countText(count: number, word: string): string {
  return `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`
}
