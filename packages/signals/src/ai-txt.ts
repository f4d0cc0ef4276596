import type { Condition, Effect, Usage } from '@proviso/rights'
import { decodeUtf8 } from './charset.ts'
import { type Findings, Gathering, tooLarge } from './findings.ts'

/** 1 MiB. */
export const mostAiTxtBytes = 1024 * 1024

/** `spawning`: groups of globs; `draft-car`: fields with a policy. */
export type AiTxtDialect = 'spawning' | 'draft-car'

export interface AiTxtReading extends Findings {
  /** Absent when the file is no rights file. */
  readonly value?: { readonly dialect: AiTxtDialect }
}

/** A line that is neither empty nor a comment: `name: value` with offsets; `colon` is whether there was one. */
interface Line {
  readonly start: number
  readonly end: number
  readonly indented: boolean
  readonly colon: boolean
  /** Lower case. */
  readonly name: string
  readonly value: string
}

function* linesOf(text: string): Generator<Line> {
  let at = 0
  while (at < text.length) {
    let stop = at
    while (stop < text.length && text.charCodeAt(stop) !== 10 && text.charCodeAt(stop) !== 13) stop++
    const whole = text.slice(at, stop)
    const hash = whole.indexOf('#')
    const raw = hash < 0 ? whole : whole.slice(0, hash)
    const said = raw.trim()
    if (said !== '') {
      const start = at + raw.length - raw.trimStart().length
      const colon = said.indexOf(':')
      yield {
        start,
        end: start + said.length,
        indented: start > at,
        colon: colon >= 0,
        name: (colon < 0 ? said : said.slice(0, colon)).trim().toLowerCase(),
        value: colon < 0 ? '' : said.slice(colon + 1).trim(),
      }
    }
    at = stop + 1
  }
}

const spawningNames = new Set(['user-agent', 'allow', 'disallow'])
const draftNames = new Set(['spec-version', 'site-name', 'site-url'])

/**
 * Reads `ai.txt`, in the two dialects that speak of rights: Spawning's (which files may train) and that of
 * draft-car-ai-txt-wellknown-00. Another file of that name says nothing. At most 1 MiB; linear; never throws. SPEC.md AT1–AT9.
 * @example
 * readAiTxt('User-Agent: *\nDisallow: *.jpg').statements.map((one) => one.path) // ['/*.jpg$', '/*.jpg?']
 */
export function readAiTxt(input: Uint8Array | string, at = 'ai.txt'): AiTxtReading {
  const nothing = { statements: [], mentions: [] }
  if (input.length > mostAiTxtBytes) return { ...nothing, issues: [tooLarge(at, input.length, mostAiTxtBytes)] }
  const text = typeof input === 'string' ? input : decodeUtf8(input).text
  const out = new Gathering(text, at)
  const first = linesOf(text).next().value
  if (first === undefined) {
    out.tell('empty', 0, 'the file says nothing')
    return { ...nothing, issues: out.issues }
  }
  const dialect =
    first.colon && spawningNames.has(first.name)
      ? 'spawning'
      : first.colon && draftNames.has(first.name)
        ? 'draft-car'
        : undefined
  if (dialect === undefined) {
    if (text[first.start] === '<') out.tell('html', first.start, 'a page stands in place of the file')
    else out.tell('other-dialect', first.start, 'the file is none of rights', 'it is not read')
    return { ...nothing, issues: out.issues }
  }
  if (dialect === 'spawning') readSpawning(text, out)
  else readDraft(text, out)
  return { value: { dialect }, statements: out.statements, mentions: out.mentions, issues: out.issues }
}

/** The path patterns of a glob; two for a suffix, which a query may follow [AT3]. */
function patternsOf(glob: string): readonly (string | undefined)[] {
  if (glob === '*' || glob === '/' || glob === '/*') return ['/']
  if (glob.startsWith('/')) return [glob]
  if (/^\*\.[^*$?]+$/.test(glob)) return [`/${glob}$`, `/${glob}?`]
  if (glob.startsWith('*')) return [`/${glob}`]
  return [`/*${glob}`]
}

/** Who a group speaks to; made once for all its lines. */
interface Told {
  readonly agents: readonly string[] | undefined
  readonly section: readonly string[]
}

function toldTo(names: ReadonlySet<string>): Told {
  const shown = [...names].slice(0, 10).join(', ')
  const section = [names.size === 0 ? 'no User-Agent' : `User-Agent: ${shown}${names.size > 10 ? ' …' : ''}`]
  const agents = [...names].filter((name) => name !== '')
  return { agents: names.has('*') || agents.length === 0 ? undefined : agents, section }
}

function readSpawning(text: string, out: Gathering): void {
  let names = new Set<string>()
  let told: Told | undefined
  for (const line of linesOf(text)) {
    const { start, end, name, value } = line
    if (!line.colon) {
      out.tell('malformed-line', start, 'the line has no colon', 'it is ignored')
    } else if (name === 'user-agent') {
      if (told !== undefined) names = new Set()
      told = undefined
      names.add(value.toLowerCase())
    } else if (name === 'allow' || name === 'disallow') {
      told ??= toldTo(names)
      const effect = name === 'allow' ? 'allow' : 'disallow'
      for (const glob of value.split(',')) {
        const said = glob.trim()
        if (said === '') continue
        for (const path of patternsOf(said)) out.say(start, end, { usage: 'train-ai', effect, path, ...told })
      }
    } else {
      out.mention(start, end, { name, value: value.slice(0, 500), reason: 'no field of the format' })
    }
  }
}

const required = new Set(['spec-version', 'site-name', 'site-url'])
const policies: Readonly<Record<string, Usage>> = { training: 'train-ai', scraping: 'crawl', indexing: 'search' }
const values: Readonly<Record<string, Effect>> = { allow: 'allow', deny: 'disallow', conditional: 'conditional' }

/** What one block of the draft's file says of training, gathered until the block ends. */
interface Block {
  readonly agents: readonly string[] | undefined
  readonly section: readonly string[]
  training: { effect: Effect; line: Line } | undefined
  readonly paths: { effect: 'allow' | 'disallow'; line: Line }[]
  readonly conditions: Condition[]
}

function readDraft(text: string, out: Gathering): void {
  const present = new Set<string>()
  let first: Line | undefined
  const site: Block = { agents: undefined, section: [], training: undefined, paths: [], conditions: [] }
  let block = site
  const finish = (one: Block) => {
    const { agents, section, training, paths, conditions } = one
    if (training === undefined) return
    const { effect, line } = training
    const said =
      effect !== 'conditional'
        ? []
        : conditions.length > 0
          ? conditions
          : [{ kind: 'class' as const, note: 'on the terms of the site' }]
    out.say(line.start, line.end, { usage: 'train-ai', effect, conditions: said, agents, section })
    if (effect !== 'conditional') return
    for (const path of paths) {
      for (const glob of path.line.value.split(/[\s,]+/)) {
        if (glob === '') continue
        for (const pattern of patternsOf(glob)) {
          out.say(path.line.start, path.line.end, {
            usage: 'train-ai',
            effect: path.effect,
            path: pattern,
            agents,
            section,
          })
        }
      }
    }
  }
  for (const line of linesOf(text)) {
    first ??= line
    const { start, end, name, value } = line
    if (!line.colon) {
      out.tell('malformed-line', start, 'the line has no colon', 'it is ignored')
      continue
    }
    if (!line.indented && block !== site) {
      finish(block)
      block = site
    }
    if (!line.indented) present.add(name)
    if (Object.hasOwn(policies, name)) {
      const effect = Object.hasOwn(values, value.toLowerCase()) ? values[value.toLowerCase()] : undefined
      if (effect === undefined) {
        out.tell(
          'unknown-value',
          start,
          `\`${value.slice(0, 60)}\` is none of allow, deny, conditional`,
          'it is ignored',
        )
      } else if (name === 'training') block.training = { effect, line }
      else {
        const conditions: Condition[] =
          effect === 'conditional' ? [{ kind: 'class', note: 'on the terms of the site' }] : []
        const { agents, section } = block
        out.say(start, end, { usage: policies[name]!, effect, conditions, agents, section })
      }
    } else if (name === 'training-allow' || name === 'training-deny') {
      block.paths.push({ effect: name === 'training-allow' ? 'allow' : 'disallow', line })
    } else if (name === 'training-license') block.conditions.push({ kind: 'licence', note: value.slice(0, 200) })
    else if (name === 'training-fee') block.conditions.push({ kind: 'payment', note: value.slice(0, 200) })
    else if (name === 'agent') {
      block = {
        agents: value === '*' || value === '' ? undefined : [value.toLowerCase()],
        section: [`Agent: ${value}`],
        training: undefined,
        paths: [],
        conditions: [],
      }
    } else if (name === 'rate-limit') {
      const conditions: Condition[] = [{ kind: 'rate-limit', note: value.slice(0, 60) }]
      const { agents, section } = block
      out.say(start, end, { usage: 'crawl', effect: 'conditional', conditions, agents, section })
    } else if (!required.has(name))
      out.mention(start, end, { name, value: value.slice(0, 500), reason: 'it speaks of no usage' })
  }
  if (block !== site) finish(block)
  const missing = ['site-name', 'site-url'].filter((name) => !present.has(name))
  for (const name of missing) {
    out.tell(
      'missing-field',
      first!.start,
      `\`${name}\` is missing`,
      'the file is not valid; its defaults do not count',
    )
  }
  if (site.training !== undefined) finish(site)
  else if (missing.length === 0) {
    const section = ['no `Training`: denied by default']
    out.say(first!.start, first!.end, { usage: 'train-ai', effect: 'disallow', section, confidence: 0.8 })
  }
}
