import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { runMain } from './run-main.ts'
import { temporaryFolder } from './temporary-folder.ts'

const bundle = fileURLToPath(new URL('../../../../shared/archives/pga-versions.bundle', import.meta.url))

/** A robots.txt as a site of that day might have had it; the words are ours. */
const robots = `# written for this test
User-agent: GPTBot
Disallow: /

User-agent: *
Allow: /
Disallow: /*/followers
Content-Signal: search=yes, ai-train=no
`

test.skipIf(!existsSync(bundle))(
  'X closes its content on 4 June 2025, and the robots.txt of the day stands in the answer (needs ../shared/archives)',
  async () => {
    const home = temporaryFolder()
    const captures = join(temporaryFolder(), 'captures')
    const folder = join(captures, 'signals', 'x.com')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'robots.txt'), robots)
    writeFileSync(
      join(folder, 'robots.txt.response.json'),
      JSON.stringify({
        url: 'https://x.com/robots.txt',
        finalUrl: 'https://x.com/robots.txt',
        status: 200,
        headers: { 'content-type': 'text/plain' },
        redirects: [],
        startedAt: '2025-06-03T10:00:00Z',
        millis: 12,
        bytes: robots.length,
        outcome: 'ok',
      }),
    )
    const env = { PROVISO_HOME: home, PROVISO_NOW: '2025-07-01' }
    const imported = await runMain(['import', bundle, captures, '--quiet', '--json'], env)
    expect(imported.status).toBe(0)
    expect(JSON.parse(imported.out)).toMatchObject({
      archives: [{ archive: 'pga-versions' }, { archive: 'captures', new: 1 }],
      rulebook: { capturesRead: 1 },
    })

    const ask = async (...args: string[]) =>
      JSON.parse((await runMain(['ask', 'https://x.com/jack/status/20', '--json', ...args], env)).out)
    const terms = (list: readonly { terms: string }[]) => [...new Set(list.map((one) => one.terms))].sort()

    // the day before the clause: the developer terms do not speak of training, the robots.txt of the day does
    const before = await ask('--channel', 'api', '--on', '2025-06-03')
    expect(terms(before.using.because)).toEqual(['robots.txt'])
    // the day after: both bar it, each with its words
    const after = await ask('--channel', 'api', '--on', '2025-06-10')
    expect(after).toMatchObject({ outcome: 'disallowed', using: { outcome: 'disallowed' } })
    expect(terms(after.using.because)).toEqual(['Developer Terms', 'robots.txt'])
    const signal = after.using.because.find(({ layer }: { layer: string }) => layer === 'signals')
    expect(signal).toMatchObject({
      host: 'x.com',
      directive: 'content-signal',
      recorded: '2025-06-03T10:00:00Z',
      evidence: { archive: 'captures', path: 'signals/x.com/robots.txt' },
    })
    expect(robots.slice(signal.evidence.start, signal.evidence.end)).toBe(signal.evidence.quote)
    // before anybody looked at robots.txt, it says nothing
    expect(terms((await ask('--on', '2025-06-02')).layers)).not.toContain('robots.txt')

    // a crawler with a group of its own does not hear everybody's; its ban is its own
    const gpt = await ask('--agent', 'GPTBot', '--profile', 'robots-only', '--on', '2025-06-10')
    expect(gpt).toMatchObject({
      obtaining: { outcome: 'disallowed', because: [{ agents: ['gptbot'] }] },
      using: { outcome: 'disallowed' },
    })
    const search = await ask(
      '--agent',
      'SearchBot',
      '--profile',
      'robots-only',
      '--usage',
      'search',
      '--on',
      '2025-06-10',
    )
    expect(search.outcome).toBe('allowed')

    const { out } = await runMain(
      ['ask', 'https://x.com/jack/status/20', '--agent', 'OtherBot', '--on', '2025-06-10'],
      env,
    )
    expect(out).toMatch(/^✗ DISALLOWED/)
    expect(out).toMatch(/signals {2}robots\.txt, line \d+ +✓ allowed +✗ disallowed +2025-06-03/)
    expect(out).toMatch(/terms \([^)]+\) bars crawling by OtherBot; robots\.txt allows it/)
  },
  240_000,
)
