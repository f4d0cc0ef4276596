import { beforeAll, expect, test } from 'vitest'
import { harbour } from './harbour.ts'
import { runMain, workspaceWith } from './run-main.ts'

let home: string
beforeAll(async () => {
  home = await workspaceWith(harbour)
})
const history = async (...args: string[]) => (await runMain(['history', ...args], { PROVISO_HOME: home })).out

test('a service as a timeline', async () => {
  expect(await history('pier')).toMatchInlineSnapshot(`
    "Harbour (also Pier)
    harbour.example, pier.example

    Developer Terms

      2023-05-20  first record  recorded 2023-05-20 08:30 UTC
        · silent

      2025-06-04  change  in force as the text states ·
                  recorded 2025-06-04 08:30 UTC
        ✗ public: train AI on content    silent → disallowed
          │ You must not do any of these things:
          │ • (a) sell access to the Harbour Feed;
          │ • (b) feed the Harbour Feed or Berth Data to a model so that it learns
          │ from it
          III. Limits › A. What is off the table › (b)
          https://github.com/example/quay-versions/commit/702bb305d06092ca00aee93e1c00e8837f8074f8

    Privacy Policy

      2022-03-01  first record  recorded 2022-03-01 08:30 UTC
        · silent

      2023-09-29  change  in force as the text states ·
                  recorded 2023-08-30 08:30 UTC · 2 variants came and went
        ✓ operator: train AI on content  silent → allowed
          │ We teach our own models with what you post on Harbour.
          2. What we do with it
          https://github.com/example/quay-versions/commit/ae089e06a961b98ae4ff373239f680f8d5d6fb8f

      2024-11-15  change  in force as the text states ·
                  recorded 2024-10-16 08:30 UTC
        ~ operator: train AI on content  allowed → conditional (opt-out)
          │ We teach our own models with what you post on Harbour, unless you switch
          │ this off in your settings.
          2. What we do with it
          https://github.com/example/quay-versions/commit/b023c3545eb7dc4311a28cba8a739b02fe5ff882
        ~ partner: train AI on content   silent → conditional (opt-out)
          │ Companies we work with may teach theirs with it too, unless you switch
          │ this off in your settings.
          2. What we do with it
          https://github.com/example/quay-versions/commit/b023c3545eb7dc4311a28cba8a739b02fe5ff882

    Terms of Service

      2022-03-01  first record  recorded 2022-03-01 08:30 UTC
        ✗ public: crawl content          disallowed
          │ Nobody may scrape or harvest the pages of Harbour by automated means.
          4. House rules › 4.2 Machines
          https://github.com/example/quay-versions/commit/33e3327215fa3bb1de45d8c19bfe47694dd2ea4c

      2024-01-10  technical record  in force on or before this day ·
                  recorded 2024-01-10 08:30 UTC
        ~ public: train AI on output     silent → conditional (non-competing)
          │ What Harbour Pilot answers may not teach a model that competes with it.
          7. Pilot
          https://github.com/example/quay-versions/commit/d4511410d0c6f88eda074a75fbc4732b34ca1aaa

    could not be read

      ? 2024-02-01 to now  Community Guidelines: login-wall
    "
  `)
})

test('one question alone: silent documents step back', async () => {
  expect(await history('Harbour', '--question', 'public.crawl.content')).toMatchInlineSnapshot(`
    "Harbour (also Pier)
    harbour.example, pier.example

    Terms of Service

      2022-03-01  first record  recorded 2022-03-01 08:30 UTC
        ✗ public: crawl content          disallowed
          │ Nobody may scrape or harvest the pages of Harbour by automated means.
          4. House rules › 4.2 Machines
          https://github.com/example/quay-versions/commit/33e3327215fa3bb1de45d8c19bfe47694dd2ea4c

    silent on this question

      · Developer Terms (since 2023-05-20)
      · Privacy Policy (since 2022-03-01)

    could not be read

      ? 2024-02-01 to now  Community Guidelines: login-wall
    "
  `)
})

test('one document, in any letter case', async () => {
  const out = await history('Harbour', 'developer terms')
  expect(out).toContain('Developer Terms')
  expect(out).not.toContain('Privacy Policy')
})

test('a service nothing was read of', async () => {
  expect(await history('Fjord')).toMatchInlineSnapshot(`
    "Fjord
    fjord.example

    no document has been read: what its terms say is unknown
    "
  `)
})

test('JSON: one state a line, the shape of DESIGN', async () => {
  const lines = (await history('Harbour', '--json'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toHaveLength(harbour.states.length)
  for (const line of lines)
    expect(Object.keys(line).filter((key) => key !== 'variants')).toEqual([
      'service',
      'terms',
      'from',
      'to',
      'basis',
      'recorded',
      'kind',
      'positions',
      'moved',
      'records',
    ])
  expect(lines[1]).toMatchObject({
    service: 'Harbour',
    terms: 'Developer Terms',
    from: '2025-06-04',
    to: null,
    basis: 'stated',
    recorded: '2025-06-04T08:30:00Z',
    kind: 'change',
    moved: ['public.train-ai.content'],
    records: [{ collection: 'quay-versions', path: 'Pier/Developer Terms.md' }],
  })
  expect(lines[1].positions['public.crawl.content']).toEqual({ position: 'silent', conditions: [], statements: [] })
  expect(lines[3].variants).toBe(2)
})

test('JSON of one question: states that say the same on it are one', async () => {
  const lines = (await history('Harbour', 'Terms of Service', '--question', 'public.crawl.content', '--json'))
    .trimEnd()
    .split('\n')
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0]!)).toMatchObject({ from: '2022-03-01', to: null, moved: [] })
})
