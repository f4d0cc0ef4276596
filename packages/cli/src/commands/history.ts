import { findService, nearNames } from '@proviso/archive/registry'
import { statesOnQuestion } from '@proviso/archive/states-on-question'
import type { DocumentState } from '@proviso/rights'
import { jsonLines } from '@proviso/web/json/lines'
import { stateJson } from '@proviso/web/json/state'
import { parseQuestion } from '../arguments/question.ts'
import { findServiceOrStop } from '../arguments/service.ts'
import { pointersText } from '../render/pointers.ts'
import { timelineLines } from '../render/timeline.ts'
import { chooseRulebookFor, provenanceText } from '../rulebook-choice.ts'
import { type ExitStatus, Stop } from '../stop.ts'
import type { Terminal } from '../terminal.ts'

export interface HistoryOptions {
  readonly question?: string
  readonly full?: boolean
  readonly json?: boolean
}

/** `proviso history`: a service's documents and what each said over time. */
export async function history(
  name: string,
  terms: string | undefined,
  options: HistoryOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const question = options.question === undefined ? undefined : parseQuestion(options.question)
  const { chosen, rulebook } = chooseRulebookFor(terminal.env, (services) => {
    const found = findService(services, name)
    return 'service' in found ? [found.service.name] : []
  })
  const service = findServiceOrStop(chosen.file, name)
  const ofTerms = terms === undefined ? rulebook.states : statesOfTerms(rulebook.states, service.name, terms)
  const states = question === undefined ? ofTerms : statesOnQuestion(ofTerms, question)
  if (options.json) {
    terminal.write(jsonLines(states.map((state) => stateJson(state, question))))
    return 0
  }
  const kinds = new Set(states.map((state) => state.terms))
  const unread = rulebook.unread.filter((source) => terms === undefined || kinds.has(source.terms))
  terminal.print(
    timelineLines(
      service,
      states,
      unread,
      { ...(question && { question }), full: options.full === true },
      terminal.look,
    ),
  )
  terminal.note([
    '',
    terminal.errLook.colour.dim(provenanceText(chosen, terminal.errLook)),
    ...pointersText(chosen.file.quotes, terminal.errLook),
  ])
  return 0
}

function statesOfTerms(states: readonly DocumentState[], service: string, terms: string): readonly DocumentState[] {
  const kinds = [...new Set(states.map((state) => state.terms))]
  const wanted = terms.toLowerCase()
  const kind = kinds.find((each) => each.toLowerCase() === wanted)
  if (kind !== undefined) return states.filter((state) => state.terms === kind)
  const near = nearNames(
    kinds.map((each) => ({ name: each, aliases: [], hosts: [] })),
    terms,
  )
  const list = (near.length > 0 ? near : kinds).map((each) => `\`${each}\``).join(near.length > 0 ? ' or ' : ', ')
  throw new Stop({
    code: 'unknown-terms',
    at: terms,
    message: `no document of ${service} is called so`,
    hint:
      kinds.length === 0
        ? `no document of ${service} has been read`
        : near.length > 0
          ? `did you mean ${list}?`
          : `it has ${list}`,
  })
}
