import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Instant, Rulebook, Service } from '@proviso/rights'
import { ArchiveError } from './archive-error.ts'
import { historiesBefore, importedServices, inOrder } from './continued-history.ts'
import { openRulebook, type RulebookFile } from './rulebook-file.ts'
import { workspaceAt } from './workspace.ts'

/** The rulebook that answers, and where it comes from. */
export interface ChosenRulebook {
  readonly file: RulebookFile
  /** `workspace`: built here by `proviso import`; `starter`: the one that ships with the program. */
  readonly kind: 'workspace' | 'starter'
}

/**
 * The workspace's rulebook where there is one, else the starter rulebook. A workspace rulebook that cannot be read is an
 * error and never silently replaced by the starter.
 * Throws `ArchiveError`: `no-rulebook`, and what `openRulebook` throws.
 */
export function chooseRulebook(env: NodeJS.ProcessEnv): ChosenRulebook {
  const { rulebook } = workspaceAt(undefined, env)
  if (existsSync(rulebook)) return { file: openRulebook(rulebook), kind: 'workspace' }
  const starter = starterRulebook(env)
  if (starter !== undefined) return starter
  throw new ArchiveError({
    code: 'no-rulebook',
    at: rulebook,
    message: 'there is no rulebook here, and none came with the program',
    hint: 'proviso import <git address, folder or bundle> builds one from an archive of terms',
  })
}

/** What a rulebook holds on some services. */
export interface RulebookPart {
  readonly chosen: ChosenRulebook
  /** The services asked about, as the rulebook names them. */
  readonly names: readonly string[]
  /** All services; documents of those asked about only. */
  readonly rulebook: Rulebook
  /** The starter, where its documents answer beside the workspace's signals. */
  readonly beside?: ChosenRulebook
}

/**
 * The rulebook that answers for the services `named` finds in it, with their documents. Where the workspace's has read none of
 * their documents and the starter has, the starter answers: importing one archive must not unlearn the others. Where it has
 * signals of theirs, or documents from watching alone, the terms of the starter answer beside them, up to where watching begins.
 */
export function chooseRulebookFor(
  env: NodeJS.ProcessEnv,
  named: (services: readonly Service[]) => readonly string[],
  open: OpenRulebooks = opening(env),
): RulebookPart {
  const chosen = open.chosen()
  const part = partOf(chosen, named)
  const isOwn = chosen.kind === 'starter' || importedServices(part.rulebook).size > 0
  const starter = isOwn ? undefined : open.starter()
  if (starter === undefined) return part
  const fallback = partOf(starter, named)
  if (!hasDocuments(fallback)) return part
  if (!hasDocuments(part)) return fallback
  const before = historiesBefore(fallback.rulebook, part.rulebook)
  return united(part, { ...fallback, rulebook: { ...fallback.rulebook, ...before } })
}

/** What was seen here, from the workspace, and the terms before, from the starter: one service known by two names is both. */
function united(part: RulebookPart, terms: RulebookPart): RulebookPart {
  return {
    chosen: part.chosen,
    beside: terms.chosen,
    names: [...new Set([...terms.names, ...part.names])].sort(),
    rulebook: {
      ...part.rulebook,
      sources: [...part.rulebook.sources, ...terms.rulebook.sources],
      services: [
        ...terms.rulebook.services,
        ...part.rulebook.services.filter(({ name }) => !terms.names.includes(name)),
      ],
      states: inOrder([...terms.rulebook.states, ...part.rulebook.states]),
      unread: inOrder([...terms.rulebook.unread, ...part.rulebook.unread]),
    },
  }
}

/** All services that can be asked about: those of the rulebook that answers, and those the starter alone knows. */
export function knownServices(env: NodeJS.ProcessEnv, open: OpenRulebooks = opening(env)): readonly Service[] {
  const chosen = open.chosen()
  const starter = chosen.kind === 'starter' ? undefined : open.starter()
  return starter === undefined ? chosen.file.services : bothServices(chosen, starter)
}

function bothServices(own: ChosenRulebook, starter: ChosenRulebook): Service[] {
  const names = new Set(own.file.services.flatMap(({ name, aliases }) => [name, ...aliases]))
  const others = starter.file.services.filter(({ name }) => !names.has(name))
  return [...own.file.services, ...others].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** A whole rulebook, and the hash that names what answers. */
export interface WholeRulebook {
  readonly rulebook: Rulebook
  /** SHA-256 of the file; of both files' hashes where the starter rulebook fills in. */
  readonly sha256: string
  /** The starter, where it fills in. */
  readonly beside?: ChosenRulebook
}

/**
 * The whole rulebook that answers for a corpus: the workspace's, and the starter's on services of which the workspace has imported no
 * document, up to where it has watched them. Every service is answered for as `chooseRulebookFor` would.
 */
export function wholeRulebook(env: NodeJS.ProcessEnv, open: OpenRulebooks = opening(env)): WholeRulebook {
  const chosen = open.chosen()
  const own = chosen.file.load()
  const starter = chosen.kind === 'starter' ? undefined : open.starter()
  if (starter === undefined) return { rulebook: own, sha256: chosen.file.sha256() }
  const imported = importedServices(own)
  const held = own.services.filter(({ name }) => imported.has(name))
  // one service may go by two names: what a service with imported documents holds, no other of the starter's may answer for
  const taken = new Set(held.flatMap(({ name, aliases, hosts }) => [name, ...aliases, ...hosts]))
  const names = new Set(
    starter.file.services
      .filter(({ name, aliases, hosts }) => ![name, ...aliases, ...hosts].some((each) => taken.has(each)))
      .map(({ name }) => name),
  )
  const earlier = starter.file.load(names)
  const { states, unread } = historiesBefore(earlier, own)
  if (states.length + unread.length === 0) return { rulebook: own, sha256: chosen.file.sha256() }
  const more = earlier.sources.filter(({ archive }) => !own.sources.some((source) => source.archive === archive))
  return {
    rulebook: {
      ...own,
      sources: [...own.sources, ...more],
      services: bothServices(chosen, starter),
      states: inOrder([...states, ...own.states]),
      unread: inOrder([...unread, ...own.unread]),
    },
    sha256: createHash('sha256').update(`${chosen.file.sha256()}\n${starter.file.sha256()}\n`).digest('hex'),
    beside: starter,
  }
}

/** How the rulebooks are opened: anew at each question, or kept by who answers many. */
export interface OpenRulebooks {
  readonly chosen: () => ChosenRulebook
  readonly starter: () => ChosenRulebook | undefined
}

function opening(env: NodeJS.ProcessEnv): OpenRulebooks {
  return { chosen: () => chooseRulebook(env), starter: () => starterRulebook(env) }
}

function partOf(chosen: ChosenRulebook, named: (services: readonly Service[]) => readonly string[]): RulebookPart {
  const names = named(chosen.file.services)
  return { chosen, names, rulebook: chosen.file.load(names) }
}

function hasDocuments({ rulebook: { states, unread } }: RulebookPart): boolean {
  return states.length > 0 || unread.length > 0
}

/** The rulebook that ships with the program, where it is found. */
export function starterRulebook(env: NodeJS.ProcessEnv): ChosenRulebook | undefined {
  const path = starterPath(env)
  return path === undefined ? undefined : { file: openRulebook(path), kind: 'starter' }
}

/** Beside the packages in the repository, inside the package when it is installed; `PROVISO_STARTER` names another. */
function starterPath(env: NodeJS.ProcessEnv): string | undefined {
  const places = env.PROVISO_STARTER
    ? [env.PROVISO_STARTER]
    : ['../rulebooks/starter.ndjson', '../../../rulebooks/starter.ndjson'].map((path) =>
        fileURLToPath(new URL(path, import.meta.url)),
      )
  return places.find((path) => existsSync(path))
}

/** When the newest record of a rulebook's sources was made; undefined for a rulebook that does not say. */
export function lastRecorded({ file }: ChosenRulebook): Instant | undefined {
  return file.sources
    .map((source) => source.lastRecorded)
    .filter((instant) => instant !== undefined)
    .sort()
    .at(-1)
}
