import type { Actor, Asset, Channel, Day, Outcome, Usage } from '@proviso/rights'
import type { Look } from './look.ts'
import { paint } from './position.ts'

/** What a verdict line says beside its word. */
export interface VerdictSubject {
  readonly usage: Usage
  readonly actor: Actor
  readonly channel: Channel
  readonly asset: Asset
  readonly on: Day
}

/** The verdict in one word and what it is about: `✗ DISALLOWED  train-ai by the public, through the API, on 2025-06-10`. */
export function verdictLine(outcome: Outcome, subject: VerdictSubject, look: Look): string {
  const word = ` ${look.marks[outcome]} ${outcome.toUpperCase()} `
  return `${badge(outcome, word, look)}  ${subjectText(subject)}`
}

/** `train-ai by the public through the API on 2025-06-10`. */
function subjectText({ usage, actor, channel, asset, on }: VerdictSubject): string {
  const what = asset === 'output' ? `${usage} on AI output` : usage
  return `${what} by the ${actor} ${channelText(channel)} on ${on}`
}

function channelText(channel: Channel): string {
  return channel === 'api' ? 'through the API' : channel === 'licence' ? 'under a licence' : 'on the web'
}

function badge(outcome: Outcome, word: string, look: Look): string {
  const { colour } = look
  // without colour the word stands at the margin, where `grep ^` and the eye find it
  if (!colour.isColorSupported) return word.trim()
  const back = {
    allowed: colour.bgGreen,
    conditional: colour.bgYellow,
    disallowed: colour.bgRed,
    unknown: colour.inverse,
  }
  const text = outcome === 'disallowed' ? colour.white(word) : outcome === 'unknown' ? word : colour.black(word)
  return back[outcome](colour.bold(text))
}

/** A smaller verdict for a line of its own: mark and word, coloured. */
export function outcomeText(outcome: Outcome, look: Look): string {
  return paint(outcome, `${look.marks[outcome]} ${outcome}`, look)
}
