import type { Change } from '@proviso/archive/changes'
import type { RulebookSource, RuledStatement, StandingQuestion } from '@proviso/rights'
import { type ChangesScope, changesTitle } from '@proviso/web/changes-title'
import { creditText } from '@proviso/web/credit'
import { dayText, monthText } from './calendar.ts'
import { clauseText } from './clause.ts'
import { plain } from './plain.ts'
import { positionText } from './position.ts'

const asked: Readonly<Record<StandingQuestion, string>> = {
  'public.train-ai.content': 'May anyone train AI models on its content?',
  'public.crawl.content': 'May anyone scrape or crawl its content?',
  'operator.train-ai.content': 'May the operator train AI models on what its users give it?',
  'partner.train-ai.content': 'May its partners train AI models on what its users give it?',
  'public.train-ai.output': 'May anyone train AI models on what its AI generates?',
}

/**
 * Changes as an article's raw material, newest first: headline, both days, before and after, the words, the public record,
 * and whom to credit. `changes` come oldest first.
 */
export function changesMarkdown(
  changes: readonly Change[],
  scope: ChangesScope,
  sources: readonly RulebookSource[],
): string {
  const lines = [`# ${escaped(changesTitle(scope))}`, '']
  if (changes.length === 0) lines.push('No position moved that matches.', '')
  let month = ''
  for (const change of [...changes].reverse()) {
    const its = monthText(change.inForce)
    if (its !== month) lines.push(`## ${its}`, '')
    month = its
    lines.push(...changeMarkdown(change))
  }
  lines.push('---', '', ...creditLines(sources), '')
  return lines.join('\n')
}

function changeMarkdown(change: Change): string[] {
  const lines = [`### ${escaped(change.headline)}`, '']
  const stated = change.basis === 'stated' ? 'as the text states' : 'the day it was first seen'
  lines.push(
    `- **Document:** ${escaped(change.service)}, ${escaped(change.terms)}`,
    `- **In force:** ${dayText(change.inForce)} (${stated})`,
    `- **Recorded:** ${dayText(change.recorded)}, ${change.recorded.slice(11, 16)} UTC`,
    `- **${asked[change.question]}** ${said(change.before)} → **${said(change.after)}**`,
    '',
    ...wordsMarkdown('Added', change.added),
    ...wordsMarkdown('Removed', change.removed),
  )
  const links = change.records.flatMap(({ collection, url }) =>
    url === undefined ? [] : [`[${escaped(collection)}](${link(url)})`],
  )
  if (links.length > 0) lines.push(`Public record: ${links.join(', ')}`, '')
  return lines
}

function said({ position, conditions }: Change['before']): string {
  return position === 'silent' ? 'nothing said' : positionText(position, conditions)
}

function wordsMarkdown(verb: string, statements: readonly RuledStatement[]): string[] {
  return statements.flatMap(({ evidence }) => {
    const place = evidence.section.map(plain).join(' › ')
    const lead = `${verb}${place === '' ? '' : `, in ${escaped(place)}`}`
    if (evidence.quote === undefined)
      return [`${lead}: characters ${evidence.start} to ${evidence.end} of the record`, '']
    return [`${lead}:`, '', `> ${escaped(clauseText(evidence.quote))}`, '']
  })
}

function creditLines(sources: readonly RulebookSource[]): string[] {
  const credit = creditText(sources)
  const archives = sources.map(({ archive, url }) =>
    url === undefined ? escaped(archive) : `[${escaped(archive)}](${link(url)})`,
  )
  return [
    `Records: ${[...(credit === '' ? [] : [escaped(credit)]), ...archives].join(', ')}. The words quoted belong to their authors.`,
    'Read by Proviso, a program; check the record before you rely on it. Not legal advice.',
  ]
}

/** Foreign text as Markdown text: nothing in it becomes a link, a heading or HTML. */
function escaped(text: string): string {
  return plain(text).replace(/[\\`*_[\]<>#|~]/g, '\\$&')
}

/** A link target that cannot end its link; anything but http and https leads nowhere. */
function link(url: string): string {
  return /^https?:\/\//i.test(url)
    ? url.replace(/[\s()<>\\]/g, (each) => `%${each.charCodeAt(0).toString(16).padStart(2, '0')}`)
    : '#'
}
