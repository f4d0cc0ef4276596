import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildRulebook, createWorkspace, importCollection, workspaceAt } from '@proviso/archive'
import { importCaptures } from '@proviso/archive/import-captures'
import { afterAll } from 'vitest'

/** A made-up service with a history of its own, in a real archive; all words are ours. One name is hostile. */

const terms = (feed: string, more = '') => `# Terms of Harbour

## 4. House rules

You may not scrape or harvest the pages of Harbour by automated means.

## 7. The feed

The feed is for people.${more}

You must not do any of the following:

* (a) sell access to the feed;
${feed}
`

/** A name that would run in a page that did not escape it. */
export const hostile = '"><img src=x onerror=alert(1)>'

const versions: readonly (readonly [day: string, path: string, text: string])[] = [
  ['2023-05-20', 'Harbour/Terms of Service.md', terms('* (b) pretend to be a lighthouse.')],
  [
    '2025-06-04',
    'Harbour/Terms of Service.md',
    terms(
      '* (b) use the content of Harbour to train artificial intelligence models;\n* (c) pretend to be a lighthouse.',
      ' Boats are welcome.',
    ),
  ],
  [
    '2024-02-02',
    `${hostile}/Terms of Service.md`,
    '# Terms\n\nYou may not use our content to train AI models, <img src=x onerror="document.title=\'run\'"> ever.\n',
  ],
]

/** A folder for one test file, gone when its tests are done. */
export function folderForTests(): string {
  const folder = mkdtempSync(join(tmpdir(), 'proviso-web-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

/** A workspace with the archive of Harbour imported: the environment that chooses it. */
export async function quayWorkspace(folder: string): Promise<NodeJS.ProcessEnv> {
  const source = join(folder, 'quay-versions')
  const git = (args: readonly string[], day = '2023-01-01') => {
    const date = `${day}T10:00:00Z`
    const { status, stderr } = spawnSync('git', ['-C', source, ...args], {
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: 'T',
        GIT_AUTHOR_EMAIL: 't@example.org',
        GIT_COMMITTER_NAME: 'T',
        GIT_COMMITTER_EMAIL: 't@example.org',
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
      },
    })
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
  }
  mkdirSync(source, { recursive: true })
  git(['init', '-q', '-b', 'main'])
  const seen = new Set<string>()
  for (const [day, path, text] of versions) {
    const file = join(source, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    git(['add', '-A'])
    git(['commit', '-q', '-m', `${seen.has(path) ? 'Record new changes of' : 'First record of'} ${path}`], day)
    seen.add(path)
  }
  const declarations = join(folder, 'declared')
  mkdirSync(declarations)
  for (const [name, host] of [
    ['Harbour', 'harbour.example'],
    [hostile, 'wreck.example'],
  ] as const)
    writeFileSync(
      join(declarations, `${name}.json`),
      JSON.stringify({ name, terms: { 'Terms of Service': { fetch: `https://${host}/terms`, select: 'main' } } }),
    )
  const env = { ...process.env, PROVISO_HOME: join(folder, 'home'), PROVISO_NOW: '2026-01-01' }
  const workspace = workspaceAt(env.PROVISO_HOME)
  await createWorkspace(workspace)
  for await (const _ of importCollection(workspace, source, { declarations })) {
    // progress is of no interest here
  }
  await buildRulebook(workspace)
  return env
}

const robots: readonly (readonly [day: string, text: string])[] = [
  ['2024-06-05', 'User-agent: *\nDisallow: /private/\n'],
  ['2025-08-01', 'User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nDisallow: /private/\n'],
]

/** A workspace that holds nothing but what `www.pier.example` told robots, on two days: the environment that chooses it. */
export async function robotsWorkspace(folder: string): Promise<NodeJS.ProcessEnv> {
  const env = { ...process.env, PROVISO_HOME: join(folder, 'robots-home'), PROVISO_NOW: '2026-01-01' }
  const workspace = workspaceAt(env.PROVISO_HOME)
  await createWorkspace(workspace)
  for (const [day, text] of robots) {
    const captures = join(folder, `robots-${day}`)
    mkdirSync(join(captures, 'signals', 'www.pier.example'), { recursive: true })
    writeFileSync(join(captures, 'signals', 'www.pier.example', 'robots.txt'), text)
    await importCaptures(workspace, captures, { seen: day })
  }
  await buildRulebook(workspace)
  return env
}
