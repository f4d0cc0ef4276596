import { type ChangeFilter, matches } from '@proviso/archive/change-filter'
import { changesOf } from '@proviso/archive/changes'
import { actors, usages } from '@proviso/rights'
import { changeJson } from '@proviso/web/json/change'
import { jsonLines } from '@proviso/web/json/lines'
import { parseChoice } from '../arguments/choice.ts'
import { parseDay } from '../arguments/day.ts'
import { parseQuestion } from '../arguments/question.ts'
import { findServiceOrStop } from '../arguments/service.ts'
import { changesLines } from '../render/changes.ts'
import { countOf } from '../render/count.ts'
import { pointersText } from '../render/pointers.ts'
import { chooseRulebook, provenanceText } from '../rulebook-choice.ts'
import { type ExitStatus, misuse } from '../stop.ts'
import type { Terminal } from '../terminal.ts'

export interface ChangesOptions {
  readonly since?: string
  readonly until?: string
  readonly service?: string
  readonly actor?: string
  readonly usage?: string
  readonly question?: string
  readonly full?: boolean
  readonly json?: boolean
  readonly markdown?: boolean
  readonly atom?: boolean
}

/** `proviso changes`: every move of a position, as headlines, JSON, Markdown or a feed. */
export async function changes(options: ChangesOptions, terminal: Terminal): Promise<ExitStatus> {
  const forms = (['json', 'markdown', 'atom'] as const).filter((form) => options[form])
  if (forms.length > 1)
    throw misuse({
      code: 'conflicting-options',
      at: forms.map((form) => `--${form}`).join(' '),
      message: 'a list is printed in one form at a time',
      hint: 'keep one of them',
    })
  const filter = filterOf(options)
  const chosen = chooseRulebook(terminal.env)
  const service = options.service === undefined ? undefined : findServiceOrStop(chosen.file, options.service)
  const { states } = chosen.file.load(service && [service.name])
  const found = changesOf(states).filter((change) => matches(change, filter))
  switch (forms[0]) {
    case 'json':
      terminal.write(jsonLines(found.map(changeJson)))
      return 0
    case 'markdown': {
      const { changesMarkdown } = await import('../render/changes-markdown.ts')
      terminal.write(
        changesMarkdown(found, { ...(service && { service: service.name }), ...filter }, chosen.file.sources),
      )
      terminal.note(pointersText(chosen.file.quotes || found.length === 0, terminal.errLook))
      return 0
    }
    case 'atom': {
      const { changesAtom } = await import('@proviso/web/changes-atom')
      terminal.write(changesAtom(found, { ...(service && { service: service.name }), ...filter }, chosen.file.sources))
      return 0
    }
  }
  if (found.length === 0) terminal.print(['no position moved that matches'])
  else terminal.print(changesLines(found, { full: options.full === true }, terminal.look))
  terminal.note([
    '',
    terminal.errLook.colour.dim(
      `${countOf(found.length, 'change')} ${terminal.errLook.marks.dot} ${provenanceText(chosen, terminal.errLook)}`,
    ),
    ...pointersText(chosen.file.quotes || found.length === 0, terminal.errLook),
  ])
  return 0
}

function filterOf(options: ChangesOptions): ChangeFilter {
  const since = options.since === undefined ? undefined : parseDay(options.since, '--since')
  const until = options.until === undefined ? undefined : parseDay(options.until, '--until')
  if (since !== undefined && until !== undefined && since > until)
    throw misuse({
      code: 'bad-date',
      at: '--since --until',
      message: `${since} is after ${until}: no day lies between them`,
      hint: 'swap the two days',
    })
  return {
    ...(since && { since }),
    ...(until && { until }),
    ...(options.actor !== undefined && { actor: parseChoice(options.actor, '--actor', 'actor', actors) }),
    ...(options.usage !== undefined && { usage: parseChoice(options.usage, '--usage', 'usage', usages) }),
    ...(options.question !== undefined && { question: parseQuestion(options.question) }),
  }
}
