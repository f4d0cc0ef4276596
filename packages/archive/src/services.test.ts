import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'tldts'
import { describe, expect, test } from 'vitest'
import { createRegistry, readServiceFacts } from './registry.ts'

const folder = fileURLToPath(new URL('../services/', import.meta.url))
const declarations = fileURLToPath(new URL('../../../../shared/archives/declarations/', import.meta.url))

interface Entry {
  readonly name: string
  readonly aliases: readonly string[]
  readonly hosts: readonly string[]
  readonly kind: string
  readonly operator?: string
  readonly note?: string
}

const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const entriesOf = (file: string) => JSON.parse(readFileSync(folder + file, 'utf8')) as Entry[]
const entries = files.flatMap(entriesOf)
const owners = new Map(entries.flatMap(({ name, hosts }) => hosts.map((host) => [host, name] as const)))

/** The kinds the README closes the list with, by file: a row is `kind`, a link to the file, what it holds. */
const kinds = new Map(
  [...readFileSync(`${folder}README.md`, 'utf8').matchAll(/^\| `([^`]+)` \| \[([^\]]+)\]/gm)].map(
    ([, kind, file]) => [file!, kind!] as const,
  ),
)

const twice = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index)

/** The hosts that hold `host`, nearest first: `a.b.example` is inside `b.example`. */
const around = (host: string) => {
  const labels = host.split('.')
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'))
}

describe('the reviewed list of services', () => {
  test('holds at least 220 services', () => expect(entries.length).toBeGreaterThanOrEqual(220))

  test('every entry has the fields it should have and no other', () => {
    const wrong = entries.filter((entry) => {
      const { name, aliases, hosts, kind, operator, note, ...rest } = entry
      const texts = [name, kind, ...aliases, ...hosts, ...[operator ?? 'x', note ?? 'x']]
      return (
        Object.keys(rest).length > 0 ||
        !Array.isArray(aliases) ||
        !Array.isArray(hosts) ||
        texts.some((text) => typeof text !== 'string' || text === '' || text !== text.trim())
      )
    })
    expect(wrong).toEqual([])
  })

  test('[F1] a name or alias belongs to one entry, in any letter case', () => {
    const names = entries.flatMap(({ name, aliases }) => [
      ...new Set([name, ...aliases].map((text) => text.normalize('NFC').toLowerCase())),
    ])
    expect(twice(names)).toEqual([])
    expect(entries.filter(({ name, aliases }) => twice([name, ...aliases]).length > 0)).toEqual([])
  })

  test('[F2] what was renamed is folded, what only shares an operator is not', () => {
    const { canonical } = createRegistry({ facts: entries, declared: [], recorded: [] })
    const shown = ['Twitter', 'xAI', 'Le Chat', 'Bard', 'TruthSocial', 'ChatGPT', 'DALL·E', 'Threads', 'YouTube Kids']
    expect(shown.map(canonical)).toEqual([
      'X',
      'xAI',
      'Mistral AI',
      'Gemini',
      'Truth Social',
      'ChatGPT',
      'DALL·E',
      'Threads',
      'YouTube Kids',
    ])
  })

  test('[F3] a host belongs to one service', () => {
    expect(twice(entries.flatMap(({ hosts }) => hosts))).toEqual([])
  })

  test('[F3] a host inside another service’s host is meant, and inside its own is left out', () => {
    const inside = entries.flatMap((entry) =>
      entry.hosts.flatMap((host) => {
        const around_ = around(host).filter((suffix) => owners.has(suffix))
        return around_.map((suffix) => ({ host, suffix, entry, holder: owners.get(suffix)! }))
      }),
    )
    expect(inside.filter(({ entry, holder }) => holder === entry.name)).toEqual([])
    expect(inside.filter(({ entry }) => !/\binside\b/.test(entry.note ?? ''))).toEqual([])
    expect(inside.map(({ host }) => host)).toContain('play.google.com')
  })

  test('hosts are lower case, punycode and under a public suffix', () => {
    const wrong = [...owners.keys()].filter((host) => {
      const { domain, isIcann, isIp } = parse(host)
      return (
        !URL.canParse(`https://${host}`) || new URL(`https://${host}`).hostname !== host || !isIcann || isIp || !domain
      )
    })
    expect(wrong).toEqual([])
  })

  test('[F6] a service without a host says why', () => {
    expect(entries.filter(({ hosts, note }) => hosts.length === 0 && note === undefined)).toEqual([])
  })

  test('[F7] a file holds one kind of the closed list, sorted by name', () => {
    expect(files.sort()).toEqual([...kinds.keys()].sort())
    for (const file of files) {
      const list = entriesOf(file)
      expect(new Set(list.map(({ kind }) => kind)), file).toEqual(new Set([kinds.get(file)]))
      const names = list.map(({ name }) => name.toLowerCase())
      expect(names, file).toEqual([...names].sort())
    }
  })

  test('are the facts the registry reads', async () => {
    expect(await readServiceFacts()).toHaveLength(entries.length)
  })

  /** Services that are declared somewhere and hold nothing for the public to read: what they declare gives their hosts. */
  const holdNothing = new Set(
    [
      ['Allstate', 'BRED Access', 'Flutterwave', 'Lydia'],
      ['AcuityAds', 'AdRoll', 'AdSupply', 'Jeeng', 'PubMatic', 'The Reach Group'],
      ['Bitwarden', 'Freja eID', 'Kivra', 'Mullvad', 'ProtonVPN', 'Spark', 'Wide Angle Software'],
      ['Energia', 'OVHcloud', 'Starlink', 'Ubiquiti', 'Visible'],
      ['FedEx', 'Nissan', 'Starbucks', 'Toyota Connected Services'],
      ['Gumb', 'Mattermost beta.gouv.fr'],
    ].flat(),
  )

  test('cover every declared service that holds content', ({ skip }) => {
    skip(!existsSync(declarations), 'the declarations to compare with are not beside this repository')
    const known = new Set(entries.flatMap(({ name, aliases }) => [name, ...aliases]))
    const declared = readdirSync(declarations).flatMap((collection) =>
      readdirSync(declarations + collection)
        .filter((file) => /^(?!.*\.history\.json$).*\.json$/.test(file))
        .flatMap((file) => {
          const { name } = JSON.parse(readFileSync(`${declarations}${collection}/${file}`, 'utf8')) as { name: string }
          // an archive files its records under the file's name, which may differ from the name shown
          return [file.slice(0, -'.json'.length), name]
        }),
    )
    expect(declared.filter((name) => !known.has(name) && !holdNothing.has(name))).toEqual([])
    expect([...holdNothing].filter((name) => known.has(name))).toEqual([])
    expect(declared.length).toBeGreaterThan(0)
  })
})
