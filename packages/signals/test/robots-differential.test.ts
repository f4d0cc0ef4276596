import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as robots from 'robots-parser'
import { describe, expect, test } from 'vitest'
import { parseRobotsTxt } from '../src/robots-txt.ts'

/** Its types give its default export no call signature under `nodenext`. */
const robotsParser = robots.default as unknown as (
  url: string,
  text: string,
) => { isAllowed(url: string, agent: string): boolean | undefined }

/** A question to both. */
interface Question {
  readonly text: string
  readonly agent: string
  readonly path: string
}

/**
 * Where robots-parser reads otherwise, by the rule of SPEC.md that says how we do, and how to write the same so that it reads as we do.
 * Applied one after another, the rule after which both agree is the reason; where none is left to apply, there is a mistake.
 */
const reasons: readonly { readonly rule: string; readonly rewrite: (question: Question) => Question }[] = [
  {
    rule: 'R3', // it has no limit
    rewrite: (question) => ({ ...question, text: parseRobotsTxt(question.text).value.text }),
  },
  {
    rule: 'R7', // any key ends its list of user agents
    rewrite: ({ text, ...rest }) => ({ ...rest, text: keep(text, /^[ \t]*(?:user-agent|allow|disallow)[ \t]*:/i) }),
  },
  {
    rule: 'R8', // it cuts names at the first slash, in the file and in the question
    rewrite: ({ text, agent, path }) => ({
      text: text.replace(/^([ \t]*user-agent[ \t]*:)(.*)$/gim, (_, key, name) => `${key}${name.replaceAll('/', '|')}`),
      agent: agent.replaceAll('/', '|'),
      path,
    }),
  },
  {
    rule: 'R9', // a group without any line is no group to it
    rewrite: ({ text, ...rest }) => ({ ...rest, text: `${text}\nDisallow:` }),
  },
  {
    rule: 'R11', // it takes white space within a pattern for %20
    rewrite: ({ text, ...rest }) => ({
      ...rest,
      text: without(text, /^[ \t]*(?:allow|disallow)[ \t]*:[ \t]*\S+\s+[^\s#]/i),
    }),
  },
  {
    rule: 'R12', // it decodes nothing, and encodes in patterns what a URL may not hold
    rewrite: ({ text, agent, path }) => ({
      text: text.replace(/^([ \t]*(?:allow|disallow)[ \t]*:)([^#\r\n]*)/gim, (_, key, value) => key + plain(value)),
      agent,
      path: plain(path),
    }),
  },
]

const keep = (text: string, pattern: RegExp) =>
  text
    .split(/\r\n|\r|\n/)
    .filter((line) => pattern.test(line))
    .join('\n')
const without = (text: string, pattern: RegExp) =>
  text
    .split(/\r\n|\r|\n/)
    .filter((line) => !pattern.test(line))
    .join('\n')

/** Unreserved characters decoded, what no URL holds replaced by a letter on both sides. */
function plain(text: string): string {
  const decoded = text.replace(/%[\da-f]{2}/gi, (escaped) => {
    const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
    return /[\w.~-]/.test(character) ? character : escaped.toUpperCase()
  })
  return decoded.replace(/["<>^`{}|\\[\]]|%(?:22|3C|3E|5E|60|7B|7D|7C|5C|5B|5D)/gi, 'Z')
}

const ours = ({ text, agent, path }: Question) => parseRobotsTxt(text).value.rulesFor(agent).allows(path)
const theirs = ({ text, agent, path }: Question) =>
  robotsParser('https://h.example/robots.txt', text).isAllowed(`https://h.example${path}`, agent)

/** Why the two answer differently: a rule, `undefined` when they do not, `unexplained` when no rule says. */
function reasonFor(question: Question): string | undefined {
  const answer = ours(question)
  let asked = question
  if (theirs(asked) === answer) return undefined
  for (const { rule, rewrite } of reasons) {
    asked = rewrite(asked)
    if (theirs(asked) === answer) return rule
  }
  return 'unexplained'
}

describe('beside robots-parser', () => {
  test.each<[rule: string | undefined, text: string, agent: string, path: string]>([
    [undefined, 'User-agent: a\nDisallow: /', 'a', '/x'],
    ['R3', `User-agent: a\n${'#'.repeat(520_000)}\nDisallow: /`, 'a', '/x'],
    ['R7', 'User-agent: a\nSitemap: /s\nUser-agent: b\nDisallow: /', 'a', '/x'],
    ['R8', 'User-agent: a/1.0\nDisallow: /', 'a', '/x'],
    ['R9', 'User-agent: *\nDisallow: /\nUser-agent: a', 'a', '/x'],
    ['R11', 'User-agent: a\nDisallow: /b c', 'a', '/b%20c'],
    ['R12', 'User-agent: a\nDisallow: /%61', 'a', '/a'],
    ['unexplained', 'User-agent: a\nDisallow: /robots.txt', 'a', '/robots.txt'],
  ])('[%s] is told from other reasons: %#', (rule, text, agent, path) =>
    expect(reasonFor({ text, agent, path })).toBe(rule),
  )

  const archive = fileURLToPath(new URL('../../../../shared/robots/real-robots.tar.gz', import.meta.url))

  test.skipIf(!existsSync(archive))(
    '[R3, R7, R8, R9, R11, R12] real files: every difference has its rule (needs ../shared/robots)',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'proviso-robots-'))
      try {
        execFileSync('tar', ['xzf', archive, '-C', folder])
        const found = new Map<string, number>()
        const unexplained: unknown[] = []
        let asked = 0
        for (const name of readdirSync(join(folder, 'real-robots')).sort()) {
          const text = readFileSync(join(folder, 'real-robots', name), 'utf8')
          for (const question of questionsOn(text, name)) {
            asked++
            const rule = reasonFor(question)
            if (rule === undefined) continue
            found.set(rule, (found.get(rule) ?? 0) + 1)
            if (rule === 'unexplained') unexplained.push({ name, agent: question.agent, path: question.path })
          }
        }
        expect(asked).toBeGreaterThan(40_000)
        expect(unexplained.map((one) => JSON.stringify(one))).toEqual([])
        console.info(
          `${asked} questions; ${
            [...found]
              .sort()
              .map((one) => one.join(' '))
              .join(', ') || 'no difference'
          }`,
        )
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
    300_000,
  )
})

/** Agents that a file names and two it may not, by paths that its rules are about and some they are not. */
function* questionsOn(text: string, name: string): Generator<Question> {
  const next = chance([...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7) || 1)
  const named = [...text.matchAll(/^[ \t]*user-agent[ \t]*:[ \t]*([^#\r\n]*)/gim)].map(([, agent = '']) => agent.trim())
  const patterns = [...text.matchAll(/^[ \t]*(?:dis)?allow[ \t]*:[ \t]*([^#\r\n]*)/gim)].map(([, one = '']) =>
    one.trim(),
  )
  const agents = ['Googlebot', 'GPTBot']
  for (let i = 0; i < 3 && named.length > 0; i++) agents.push(named[next(named.length)]!)
  const paths = ['/', '/about/index.html?x=1']
  for (let i = 0; i < 6 && patterns.length > 0; i++) {
    const pattern = patterns[next(patterns.length)]!
    const filled = pattern.replaceAll('*', ['', 'a', 'b/c'][next(3)]!).replace(/\$$/, ['', 'x'][next(2)]!)
    const path = `${filled.startsWith('/') ? '' : '/'}${filled}${['', '', 'more', '/deep/', '?q=1'][next(5)]}`
    // as a crawler would ask: what a URL may not hold is encoded, dots are resolved
    const url = URL.canParse(`https://h.example${path}`) ? new URL(`https://h.example${path}`) : undefined
    if (url && url.pathname !== '/robots.txt') paths.push(url.pathname + url.search)
  }
  for (const agent of new Set(agents)) for (const path of new Set(paths)) yield { text, agent, path }
}

/** xorshift32: the same questions on every machine. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}
