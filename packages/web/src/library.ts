import { statSync } from 'node:fs'
import { type Change, changesOf } from '@proviso/archive/changes'
import {
  type ChosenRulebook,
  chooseRulebook,
  chooseRulebookFor,
  knownServices,
  type RulebookPart,
  starterRulebook,
  type WholeRulebook,
  wholeRulebook,
} from '@proviso/archive/rulebook-choice'
import { type Workspace, workspaceAt } from '@proviso/archive/workspace'
import { indexRulebook, type Rulebook, type RulebookIndex, type Service, servicesAt } from '@proviso/rights'
import { changeId } from './change-id.ts'

/** The documents of some services, arranged for deciding. */
export interface Shelf extends RulebookPart {
  readonly index: RulebookIndex
}

/** A whole rulebook, arranged for deciding, with every change in it by its id. */
export interface Book {
  readonly chosen: ChosenRulebook
  /** The starter, where it answers for services the workspace has imported no document of. */
  readonly beside?: ChosenRulebook
  readonly rulebook: Rulebook
  readonly index: RulebookIndex
  /** Oldest first. */
  readonly changes: readonly Change[]
  readonly byId: ReadonlyMap<string, Change>
  /** Remembers what is made from this rulebook for as long as it is the one that answers. */
  remember<T>(key: string, make: () => T): T
}

/** The rulebooks that answer, kept in memory and opened anew when `import` has written another. */
export interface Library {
  readonly env: NodeJS.ProcessEnv
  readonly workspace: Workspace
  chosen(): ChosenRulebook
  /** Everyone who may be asked about: of the workspace, and of the starter. */
  services(): readonly Service[]
  /** The rulebooks that may answer: the chosen one, and the starter where it can fill in. Loads neither. */
  answering(): { readonly chosen: ChosenRulebook; readonly beside?: ChosenRulebook }
  /** Documents of the services `named` finds, from the starter rulebook where the workspace has none of theirs. */
  shelf(named: (services: readonly Service[]) => readonly string[]): Shelf
  /** Everything that answers, service by service as a shelf would. */
  book(): Book
  /** Names of the services a host belongs to. */
  ownersOf(host: string): readonly string[]
}

/** Opens nothing before the first question. Errors are those of `chooseRulebook`. */
export function createLibrary(env: NodeJS.ProcessEnv): Library {
  const workspace = workspaceAt(undefined, env)
  let stamp = ''
  let opened: ChosenRulebook | undefined
  let whole: Book | undefined
  let starter: { readonly found: ChosenRulebook | undefined } | undefined
  let shelves = new Map<string, Shelf>()
  let owners: RulebookIndex | undefined
  let all: readonly Service[] | undefined

  const chosen = () => {
    const now = stampOf(workspace.rulebook)
    if (opened === undefined || now !== stamp) {
      opened = chooseRulebook(env)
      stamp = now
      whole = undefined
      shelves = new Map()
      owners = undefined
      all = undefined
    }
    return opened
  }
  const ofStarter = () => {
    starter ??= { found: starterRulebook(env) }
    return starter.found
  }
  return {
    env,
    workspace,
    chosen,
    services() {
      const own = chosen()
      all ??= knownServices(env, { chosen: () => own, starter: ofStarter })
      return all
    },
    answering() {
      const own = chosen()
      const beside = own.kind === 'starter' ? undefined : ofStarter()
      return { chosen: own, ...(beside && { beside }) }
    },
    ownersOf(host) {
      const { services } = chosen().file
      owners ??= indexRulebook({ format: 0, reader: '', sources: [], services, states: [], unread: [] })
      return servicesAt(owners, host)
    },
    shelf(named) {
      const names = named(chosen().file.services)
      const key = names.join('\0')
      const known = names.length === 0 ? undefined : shelves.get(key)
      if (known !== undefined) return known
      const part = chooseRulebookFor(env, named, { chosen, starter: ofStarter })
      const services = part.rulebook.services.filter(({ name }) => part.names.includes(name))
      const shelf = { ...part, index: indexRulebook({ ...part.rulebook, services }) }
      if (names.length > 0) shelves.set(key, shelf)
      return shelf
    },
    book() {
      const own = chosen()
      whole ??= bookOf(own, wholeRulebook(env, { chosen: () => own, starter: ofStarter }))
      return whole
    },
  }
}

function bookOf(chosen: ChosenRulebook, { rulebook, beside }: WholeRulebook): Book {
  const changes = changesOf(rulebook.states)
  const made = new Map<string, unknown>()
  return {
    chosen,
    ...(beside && { beside }),
    rulebook,
    index: indexRulebook(rulebook),
    changes,
    byId: new Map(changes.map((change) => [changeId(change), change])),
    remember<T>(key: string, make: () => T): T {
      if (!made.has(key)) made.set(key, make())
      return made.get(key) as T
    },
  }
}

/** Changes when the file is replaced; empty when there is none. */
function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? '' : `${found.ino}.${found.mtimeMs}.${found.size}`
}
