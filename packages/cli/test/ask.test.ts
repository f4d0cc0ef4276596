import { stripVTControlCharacters } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { harbour } from './harbour.ts'
import { runMain, workspaceWith } from './run-main.ts'

let home: string
let bare: string
beforeAll(async () => {
  home = await workspaceWith(harbour)
  bare = await workspaceWith(harbour, { pointersOnly: true })
})
const ask = async (...args: string[]) =>
  (await runMain(['ask', ...args], { PROVISO_HOME: home })).out.replaceAll(home, 'HOME')

describe('for people', () => {
  test('the verdict, the clause, where it stands and since when', async () => {
    expect(
      await ask('https://harbour.example/quay/7', '--channel', 'api', '--on', '2025-06-10'),
    ).toMatchInlineSnapshot(`
      "✗ DISALLOWED  train-ai by the public through the API on 2025-06-10

        https://harbour.example/quay/7  ·  Harbour

        using      ✗ disallowed
          Developer Terms › III. Limits › A. What is off the table › (b)
          │ You must not do any of these things:
          │ • (a) sell access to the Harbour Feed;
          │ • (b) feed the Harbour Feed or Berth Data to a model so that it learns
          │ from it
          in force since 2025-06-04 (stated by the text) ·
          recorded 2025-06-04 08:30 UTC
          https://github.com/example/quay-versions/commit/702bb305d06092ca00aee93e1c00e8837f8074f8

        obtaining  ? unknown  a source that may speak of it could not be read

        layers
          layer  source           obtaining  using         since
          terms  Developer Terms  · silent   ✗ disallowed  2025-06-04
          silent: Privacy Policy, Terms of Service

        could not be read
          Harbour, Community Guidelines: login-wall since 2024-02-01

        today      ✗ disallowed  the same on 2026-01-01

        answered by HOME/rulebook.ndjson · records up to 2026-08-11
        not legal advice: the platform’s own words, read by a program
      "
    `)
  })

  test('the day before, with what differs today', async () => {
    expect(await ask('https://harbour.example/', '--channel', 'api', '--on', '2025-06-03')).toMatchInlineSnapshot(`
      "? UNKNOWN  train-ai by the public through the API on 2025-06-03

        https://harbour.example/  ·  Harbour

        using      ? unknown  a source that may speak of it could not be read

        obtaining  ? unknown  a source that may speak of it could not be read

        could not be read
          Harbour, Community Guidelines: login-wall since 2024-02-01

        today      ✗ disallowed  differs on 2026-01-01
          Developer Terms › III. Limits › A. What is off the table › (b)
          │ You must not do any of these things:
          │ • (a) sell access to the Harbour Feed;
          │ • (b) feed the Harbour Feed or Berth Data to a model so that it learns
          │ from it
          in force since 2025-06-04 (stated by the text) ·
          recorded 2025-06-04 08:30 UTC
          https://github.com/example/quay-versions/commit/702bb305d06092ca00aee93e1c00e8837f8074f8
        web        ✗ disallowed  through that channel (--channel web)

        answered by HOME/rulebook.ndjson · records up to 2026-08-11
        not legal advice: the platform’s own words, read by a program
      "
    `)
  })

  test('a clause stands since its words do, not since the last move beside it', async () => {
    expect(await ask('www.pier.example')).toContain('in force since 2022-03-01 (or before: its first record)')
  })

  test('conditions are named', async () => {
    expect(await ask('harbour.example', '--actor', 'operator')).toMatch(/^~ CONDITIONAL {2}train-ai by the operator/)
    expect(await ask('harbour.example', '--actor', 'operator')).toContain('~ conditional (opt-out)')
  })

  test('before the first record nothing is known', async () => {
    expect(await ask('harbour.example', '--on', '2021-01-01')).toContain(
      '2021-01-01 is before the first record of Harbour',
    )
  })

  test('output of an AI is another asset', async () => {
    expect(await ask('harbour.example', '--output')).toMatch(/^~ CONDITIONAL {2}train-ai on AI output by the public/)
  })

  test('a host nobody speaks for: what would help, and near names', async () => {
    expect(await ask('https://harbor.example')).toMatchInlineSnapshot(`
      "? UNKNOWN  train-ai by the public on the web on 2026-01-01

        https://harbor.example

        no service in this rulebook speaks for harbor.example: nothing is known, and
        that permits nothing
        did you mean harbour.example (Harbour)?

        what would help
          proviso import <archive of its terms> --declarations <folder or address>
          proviso read <its terms of service, saved as a file>
          proviso services   lists who is known

        answered by HOME/rulebook.ndjson · records up to 2026-08-11
        not legal advice: the platform’s own words, read by a program
      "
    `)
  })

  test('a service nothing was read of: what would help', async () => {
    const home = await workspaceWith({ ...harbour, states: [], unread: [] })
    const { out } = await runMain(['ask', 'harbour.example'], { PROVISO_HOME: home })
    expect(out).toContain(`
  using      ? unknown  no document of Harbour has been read

  obtaining  ? unknown  no document of Harbour has been read

  what would help
    proviso import <archive of its terms> --declarations <folder or address>
    proviso read <its terms of service, saved as a file>
`)
  })

  test('a service nothing was read of, asked of its operator: what would help too', async () => {
    const home = await workspaceWith({ ...harbour, states: [], unread: [] })
    const { out } = await runMain(['ask', 'harbour.example', '--actor', 'operator'], { PROVISO_HOME: home })
    expect(out).toContain('what would help')
  })

  test('a profile that listens to none of the documents that were read: what it listens to, and what would help', async () => {
    expect(await ask('https://harbour.example/a', '--profile', 'robots-only')).toMatchInlineSnapshot(`
      "? UNKNOWN  train-ai by the public on the web on 2026-01-01

        https://harbour.example/a  ·  Harbour

        using      ? unknown  no robots.txt of harbour.example is on record, and the
                   profile listens to nothing else

        obtaining  ? unknown  no robots.txt of harbour.example is on record, and the
                   profile listens to nothing else

        what would help
          proviso watch add harbour.example, then proviso watch run --once
          proviso import <folder of captured signals> --seen 2026-01-01
          proviso signals harbour.example   shows what it says now

        profile robots-only
          robots.txt says who may fetch; what may be done with what was fetched it
          says only in its extensions and to training agents.

        today      this is the answer for today

        answered by HOME/rulebook.ndjson · records up to 2026-08-11
        not legal advice: the platform’s own words, read by a program
      "
    `)
  })

  test.each([
    ['signals-only', 'no robots.txt or other signal of harbour.example'],
    ['eu-tdm', 'no robots.txt, other signal or licence of harbour.example'],
    ['apertus', 'no robots.txt of harbour.example'],
  ])('%s: the documents of the service were read, and are not listened to', async (profile, text) => {
    const out = (await ask('harbour.example', '--profile', profile)).replace(/\s+/g, ' ')
    expect(out).toContain(`${text} is on record, and the profile listens to nothing else`)
    expect(out).not.toContain('has been read')
    expect(out).not.toContain('archive of its terms')
  })

  test('signals of a day gone by help when they were kept, not when they are fetched now', async () => {
    const out = await ask('harbour.example', '--profile', 'robots-only', '--on', '2024-05-06')
    expect(out).toContain('proviso import <folder of captured signals> --seen 2024-05-06')
    expect(out).not.toContain('watch add')
  })

  test('a profile that reads today says today', async () => {
    const { out } = await runMain(['ask', 'harbour.example', '--on', '2024-01-01', '--profile', 'as-of-today'], {
      PROVISO_HOME: home,
      PROVISO_NOW: '2021-01-01',
    })
    expect(out).toContain('2021-01-01 is before the first record of Harbour')
  })

  test('a document that was read and then could not be is told once, with what it said and since when it is missed', async () => {
    const missed = { service: 'Harbour', terms: 'Privacy Policy', from: '2025-09-01', to: null, reason: 'empty' }
    const home = await workspaceWith({ ...harbour, unread: [...harbour.unread, missed] })
    const of = async (...args: string[]) =>
      (await runMain(['ask', 'harbour.example', ...args], { PROVISO_HOME: home })).out.replace(/\s+/g, ' ')
    const out = await of()
    expect(out).toContain('silent: Developer Terms could not be read')
    expect(out).toContain('Harbour, Privacy Policy: empty since 2025-09-01; as recorded on 2024-10-16 it is silent')
    expect(out).toContain('Harbour, Community Guidelines: login-wall since 2024-02-01 Harbour, Privacy')
    expect(await of('--on', '2025-08-31')).toContain('silent: Developer Terms, Privacy Policy could not be read')
    expect(await of('--actor', 'operator')).toContain(
      'empty since 2025-09-01; as recorded on 2024-10-16 it speaks, and is taken to go on',
    )
  })

  test('pointers instead of quotes say where the words are and how to see them', async () => {
    const { out } = await runMain(['ask', 'harbour.example'], { PROVISO_HOME: bare })
    expect(out.replaceAll(bare, 'HOME')).toMatchInlineSnapshot(`
      "✗ DISALLOWED  train-ai by the public on the web on 2026-01-01

        harbour.example  ·  Harbour

        obtaining  ✗ disallowed
          Terms of Service › 4. House rules › 4.2 Machines
          the words: characters 1200 to 1269, sha-256 e866a6a73c191edb…
          in force since 2022-03-01 (or before: its first record) ·
          recorded 2022-03-01 08:30 UTC
          https://github.com/example/quay-versions/commit/33e3327215fa3bb1de45d8c19bfe47694dd2ea4c

        using      ? unknown  a source that may speak of it could not be read

        this rulebook keeps pointers, not words; to see them quoted:
          proviso import https://github.com/example/quay-versions

        layers
          layer  source            obtaining     using     since
          terms  Terms of Service  ✗ disallowed  · silent  2022-03-01
          silent: Developer Terms, Privacy Policy

        could not be read
          Harbour, Community Guidelines: login-wall since 2024-02-01

        today      this is the answer for today

        answered by HOME/rulebook.ndjson · records up to 2026-08-11
        not legal advice: the platform’s own words, read by a program
      "
    `)
  })

  test('an agent is answered as the public is', async () => {
    expect(await ask('harbour.example', '--agent', 'GPTBot')).toContain(
      'no source names GPTBot: what is said to the public holds for it',
    )
  })

  test('IDN hosts are found by letters and by punycode', async () => {
    expect(await ask('https://überfahrt.example/x')).toContain('Überfahrt')
    expect(await ask('xn--berfahrt-55a.example')).toContain('Überfahrt')
  })

  test('no line is wider than the screen, but for links, and none ends in a space', async () => {
    for (const columns of [40, 60, 80, 110]) {
      const { out } = await runMain(
        ['ask', 'harbour.example', '--full'],
        { PROVISO_HOME: home },
        { tty: true, columns },
      )
      for (const line of stripVTControlCharacters(out).split('\n')) {
        expect(line).toBe(line.trimEnd())
        if (!/https?:|rulebook/.test(line) && columns >= 80) expect(line.length).toBeLessThanOrEqual(columns)
      }
    }
  })
})

describe('the rulebook that answers', () => {
  test('the starter answers for a service of which nothing was imported', async () => {
    const empty = await workspaceWith({ ...harbour, states: [], unread: [] })
    const env = { PROVISO_HOME: empty, PROVISO_STARTER: `${home}/rulebook.ndjson` }
    const { out } = await runMain(['ask', 'harbour.example'], env)
    expect(out).toMatch(/^✗ DISALLOWED/)
    expect(out).toContain('answered by the starter rulebook · records up to 2026-08-11')
  })

  test('the starter answers where there is no workspace', async () => {
    const env = { PROVISO_HOME: '/nowhere', PROVISO_STARTER: `${bare}/rulebook.ndjson` }
    expect((await runMain(['ask', 'harbour.example'], env)).out).toContain('answered by the starter rulebook')
  })
})

describe('for programs', () => {
  test('the shape of DESIGN, keys in its order', async () => {
    const json = JSON.parse(await ask('https://harbour.example/a', '--channel', 'api', '--on', '2025-06-10', '--json'))
    expect(Object.keys(json)).toEqual([
      'asset',
      'service',
      'usage',
      'actor',
      'channel',
      'on',
      'outcome',
      'obtaining',
      'using',
      'conflicts',
      'unread',
      'today',
      'layers',
      'disagreements',
      'profile',
    ])
    expect(json).toMatchObject({
      asset: 'https://harbour.example/a',
      service: 'Harbour',
      usage: 'train-ai',
      actor: 'public',
      channel: 'api',
      on: '2025-06-10',
      outcome: 'disallowed',
      using: { outcome: 'disallowed', because: [{ terms: 'Developer Terms', effect: 'disallow' }] },
      conflicts: [],
      today: { outcome: 'disallowed', because: [{ terms: 'Developer Terms' }] },
    })
    expect(json.using.because[0].evidence).toMatchObject({
      quote: harbour.states[1]!.positions['public.train-ai.content'].statements[0]!.evidence.quote,
      section: ['III. Limits', 'A. What is off the table', '(b)'],
      url: expect.stringMatching(/^https:\/\/github\.com\/example\/quay-versions\/commit\/[0-9a-f]{40}$/),
    })
  })

  test('nobody speaks for it: service null, outcome unknown, status 0', async () => {
    const { out, status } = await runMain(['ask', 'nobody.example', '--json'], { PROVISO_HOME: home })
    expect(JSON.parse(out)).toMatchObject({
      service: null,
      outcome: 'unknown',
      using: { outcome: 'unknown', because: [] },
    })
    expect(status).toBe(0)
  })
})
