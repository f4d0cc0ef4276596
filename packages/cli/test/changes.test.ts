import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import { harbour } from './harbour.ts'
import { runMain, workspaceWith } from './run-main.ts'

let home: string
beforeAll(async () => {
  home = await workspaceWith(harbour)
})
const changes = async (...args: string[]) => (await runMain(['changes', ...args], { PROVISO_HOME: home })).out

test('headlines by month, newest first', async () => {
  expect(await changes()).toMatchInlineSnapshot(`
    "June 2025

    2025-06-04  Harbour bars outsiders from training AI models on its
                content
                silent → disallowed  public.train-ai.content · Developer Terms
                in force as the text states, recorded 2025-06-04 08:30 UTC
                + You must not do any of these things: • (a) sell access to the
                  Harbour Feed; • (b) feed the Harbour Feed or Berth Data to a model
                  so that it learns from it
                https://github.com/example/quay-versions/commit/702bb305d06092ca00aee93e1c00e8837f8074f8

    November 2024

    2024-11-15  Harbour lets its partners train AI models on user data
                unless users opt out
                silent → conditional (opt-out)  partner.train-ai.content · Privacy
                Policy
                in force as the text states, recorded 2024-10-16 08:30 UTC
                + Companies we work with may teach theirs with it too, unless you
                  switch this off in your settings.
                https://github.com/example/quay-versions/commit/b023c3545eb7dc4311a28cba8a739b02fe5ff882

    2024-11-15  Harbour now says it may train AI models on user data
                unless users opt out
                allowed → conditional (opt-out)  operator.train-ai.content · Privacy
                Policy
                in force as the text states, recorded 2024-10-16 08:30 UTC
                + We teach our own models with what you post on Harbour, unless you
                  switch this off in your settings.
                - We teach our own models with what you post on Harbour.
                https://github.com/example/quay-versions/commit/b023c3545eb7dc4311a28cba8a739b02fe5ff882

    September 2023

    2023-09-29  Harbour says it may train AI models on user data
                silent → allowed  operator.train-ai.content · Privacy Policy
                in force as the text states, recorded 2023-08-30 08:30 UTC
                + We teach our own models with what you post on Harbour.
                https://github.com/example/quay-versions/commit/ae089e06a961b98ae4ff373239f680f8d5d6fb8f
    "
  `)
})

describe('filters', () => {
  test.each([
    [['--since', '2025-06-04'], 1],
    [['--until', '2023-09-29'], 1],
    [['--since', '2024-11-15', '--until', '2024-11-15'], 2],
    [['--actor', 'operator'], 2],
    [['--usage', 'train-ai'], 4],
    [['--usage', 'crawl'], 0],
    [['--question', 'partner.train-ai.content'], 1],
    [['--service', 'Pier'], 4],
    [['--service', 'Fjord'], 0],
  ])('%j leaves %i', async (args, left) => {
    expect((await changes(...args, '--json')).split('\n').filter((line) => line !== '')).toHaveLength(left)
  })

  test('nothing left is said, not left blank', async () => {
    expect(await changes('--usage', 'crawl')).toBe('no position moved that matches\n')
  })
})

test('JSON: one move a line, the shape of DESIGN', async () => {
  const lines = (await changes('--json'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  for (const line of lines)
    expect(Object.keys(line).slice(0, 11)).toEqual([
      'service',
      'terms',
      'question',
      'before',
      'after',
      'inForce',
      'recorded',
      'headline',
      'added',
      'removed',
      'evidence',
    ])
  expect(lines.at(-1)).toMatchObject({
    question: 'public.train-ai.content',
    before: { position: 'silent' },
    after: { position: 'disallowed' },
    inForce: '2025-06-04',
    recorded: '2025-06-04T08:30:00Z',
    headline: 'Harbour bars outsiders from training AI models on its content',
  })
})

test('Markdown reads as a reporter wants it', async () => {
  expect(
    await changes('--markdown', '--service', 'Harbour', '--since', '2024-11-15', '--actor', 'operator'),
  ).toMatchInlineSnapshot(`
    "# How Harbour changed the rules on AI and crawling (operator, since 2024-11-15)

    ## November 2024

    ### Harbour now says it may train AI models on user data unless users opt out

    - **Document:** Harbour, Privacy Policy
    - **In force:** 15 November 2024 (as the text states)
    - **Recorded:** 16 October 2024, 08:30 UTC
    - **May the operator train AI models on what its users give it?** allowed → **conditional (opt-out)**

    Added, in 2. What we do with it:

    > We teach our own models with what you post on Harbour, unless you switch this off in your settings.

    Removed, in 2. What we do with it:

    > We teach our own models with what you post on Harbour.

    Public record: [quay-versions](https://github.com/example/quay-versions/commit/b023c3545eb7dc4311a28cba8a739b02fe5ff882)

    ---

    Records: Open Terms Archive, ODC-By 1.0, [quay-versions](https://github.com/example/quay-versions). The words quoted belong to their authors.
    Read by Proviso, a program; check the record before you rely on it. Not legal advice.
    "
  `)
})

describe('Atom', () => {
  test('is well-formed, has what RFC 4287 asks for, and does not read the clock', async () => {
    const xml = await changes('--atom')
    expect(XMLValidator.validate(xml)).toBe(true)
    const { feed } = new XMLParser({ ignoreAttributes: false }).parse(xml)
    expect(feed['@_xmlns']).toBe('http://www.w3.org/2005/Atom')
    expect(feed.updated).toBe('2025-06-04T08:30:00Z')
    expect(feed.author.name).toBe('Proviso')
    expect(feed.entry).toHaveLength(4)
    const ids = feed.entry.map((entry: { id: string }) => entry.id)
    expect(new Set([...ids, feed.id]).size).toBe(5)
    for (const entry of feed.entry) {
      expect(entry.id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(entry.title).not.toBe('')
      expect(entry.updated).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/)
      expect(entry.link['@_rel']).toBe('alternate')
    }
    expect(await changes('--atom')).toBe(xml)
  })

  test('a feed without entries is still a feed', async () => {
    const xml = await changes('--atom', '--usage', 'crawl')
    expect(XMLValidator.validate(xml)).toBe(true)
    expect(xml).toContain('<updated>1970-01-01T00:00:00Z</updated>')
  })
})

test('who sees places in place of words is told what brings the words', async () => {
  const bare = await workspaceWith(harbour, { pointersOnly: true })
  const told = async (...args: string[]) => (await runMain(args, { PROVISO_HOME: bare })).err
  for (const args of [['changes'], ['changes', '--markdown'], ['history', 'Harbour']])
    expect(await told(...args)).toContain('proviso import <')
  for (const args of [
    ['changes', '--json'],
    ['changes', '--atom'],
    ['changes', '--since', '2030-01-01'],
  ])
    expect(await told(...args)).not.toContain('import')
  expect((await runMain(['changes'], { PROVISO_HOME: home })).err).not.toContain('import')
})
