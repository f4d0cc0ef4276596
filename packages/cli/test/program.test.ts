import { type ExecFileException, execFile, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'

/** The built program, run as a user runs it, on a small archive of terms written here. */

const bin = fileURLToPath(new URL('../bin/proviso.js', import.meta.url))
const built = existsSync(fileURLToPath(new URL('../dist/main.js', import.meta.url)))

interface Ran {
  readonly out: string
  readonly err: string
  readonly status: number
}

let folder: string
const env = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  PROVISO_HOME: join(folder, 'home'),
  PROVISO_NOW: '2026-01-01',
  ...more,
})

function proviso(args: string[], more: NodeJS.ProcessEnv = {}, input = ''): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [bin, ...args], { env: env(more), cwd: folder }, (error, out, err) =>
      resolve({ out, err, status: error ? Number((error as ExecFileException).code) : 0 }),
    )
    child.stdin?.end(input)
  })
}

const polite =
  'Welcome aboard the ferry. These words tell you what you may do on board and what the crew does for you. '.repeat(12)
const banned = `${polite}\n\nYou may not scrape the Service or collect its content with robots.\n`
const learned = `${banned}\nWe use the content you post to train our AI models.\n`

function commit(repository: string, path: string, text: string, at: string, subject: string): void {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: repository,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        GIT_AUTHOR_NAME: 'Harbour master',
        GIT_AUTHOR_EMAIL: 'master@harbour.example',
        GIT_COMMITTER_NAME: 'Harbour master',
        GIT_COMMITTER_EMAIL: 'master@harbour.example',
        GIT_AUTHOR_DATE: at,
        GIT_COMMITTER_DATE: at,
      },
      stdio: 'pipe',
    })
  if (!existsSync(join(repository, '.git'))) {
    mkdirSync(repository, { recursive: true })
    git('init', '--quiet', '--initial-branch=main')
  }
  mkdirSync(join(repository, path, '..'), { recursive: true })
  writeFileSync(join(repository, path), text)
  git('add', '--all')
  git('commit', '--quiet', '--message', subject)
}

describe.skipIf(!built)('the program as a user runs it (needs `npm run build`)', () => {
  beforeAll(async () => {
    folder = temporaryFolder()
    const archive = join(folder, 'ferry-versions')
    const document = 'Ferry/Terms of Service.md'
    commit(
      archive,
      document,
      `# Terms of Service\n\n${banned}`,
      '2024-01-10T09:00:00Z',
      'First record of Ferry Terms of Service',
    )
    commit(
      archive,
      document,
      `# Terms of Service\n\n${learned}`,
      '2025-03-05T09:00:00Z',
      'Record new changes of Ferry Terms of Service',
    )
    const declarations = join(folder, 'declarations', 'ferry-declarations')
    mkdirSync(declarations, { recursive: true })
    writeFileSync(
      join(declarations, 'Ferry.json'),
      JSON.stringify({
        name: 'Ferry',
        terms: { 'Terms of Service': { fetch: 'https://ferry.example/terms', select: 'main' } },
      }),
    )
  })

  test('import, history, changes, ask: from an archive to an answer with its clause', async () => {
    const imported = await proviso(['import', 'ferry-versions'])
    expect(imported).toMatchObject({ status: 0 })
    expect(imported.out.replace(/\d+(\.\d)? s\b/g, 'N s')).toMatchInlineSnapshot(`
      "ferry-versions  2 records, 2 new, 1 document             hosts from declarations/ferry-declarations
      rulebook        1 service, 1 document, 2 states, 1 move  home/rulebook.ndjson
      2 versions read, N s

      try next
        proviso changes --since 2025-01-01
        proviso history Ferry
        proviso ask https://ferry.example/
      "
    `)
    expect(imported.err).toContain('reading terms')

    const { out: history } = await proviso(['history', 'ferry', '--json'])
    const states = history
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(states.map(({ from, kind, moved }) => [from, kind, moved])).toEqual([
      ['2024-01-10', 'first-record', []],
      ['2025-03-05', 'change', ['operator.train-ai.content']],
    ])

    const { out: changes } = await proviso(['changes'])
    expect(changes).toMatch(/^March 2025\n\n2025-03-05 {2}Ferry says it may train AI models on user data\n/)

    const { out: ask } = await proviso(['ask', 'https://www.ferry.example/deck'])
    expect(ask).toMatch(/^✗ DISALLOWED/)
    expect(ask).toContain('│ You may not scrape the Service or collect its content with robots.')

    const { out: operator } = await proviso([
      'ask',
      'ferry.example',
      '--actor',
      'operator',
      '--on',
      '2025-03-04',
      '--json',
    ])
    expect(JSON.parse(operator)).toMatchObject({ outcome: 'unknown', today: { outcome: 'allowed' } })
  })

  test('import --json is one value; with nothing new the rulebook stands', async () => {
    await proviso(['import', 'ferry-versions', '--quiet'])
    const { out, err } = await proviso(['import', 'ferry-versions', '--quiet', '--json'])
    expect(err).toBe('')
    expect(JSON.parse(out)).toMatchObject({
      archives: [{ archive: 'ferry-versions', records: 2, new: 0, documents: 1 }],
      rulebook: { changed: false, documents: 1, moves: 1, versionsRead: 0 },
      issues: [],
    })
  })

  test('[V7] import tells how many reviews hold', async () => {
    const home = join(folder, 'reviewed')
    const env = { PROVISO_HOME: home }
    mkdirSync(join(home, 'reviews'), { recursive: true })
    const about = 'service: Ferry, terms: Terms of Service, question: public.crawl.content'
    writeFileSync(
      join(home, 'reviews', 'a.yaml'),
      `- {${about}, day: 2025-03-06, correct: {position: allowed}}\n- {${about}, day: 1999-01-01, confirm: true}\n`,
    )
    const { out, err } = await proviso(['import', 'ferry-versions', '--quiet'], env)
    expect(out).toMatch(/^rulebook .* 1 move, 1 review applied /m)
    expect(err).toBe('')
    const { out: again } = await proviso(['import', 'ferry-versions', '--quiet', '--json'], env)
    expect(JSON.parse(again)).toMatchObject({ rulebook: { changed: false, reviews: 1 } })
  })

  test('what cannot be imported is named, and the workspace is left alone', async () => {
    const home = join(folder, 'other')
    const { err, out, status } = await proviso(['import', 'no-such-archive'], { PROVISO_HOME: home })
    expect([out, status]).toEqual(['', 1])
    expect(err).toMatch(/error [a-z-]+: /)
    expect(err).not.toMatch(/\n\s+at .*:\d+:\d+\)/)
    expect(existsSync(join(home, 'rulebook.ndjson'))).toBe(false)
  })

  test('one archive fails, the other is imported, and the status is 1', async () => {
    const { out, err, status } = await proviso(['import', 'no-such-archive', 'ferry-versions'])
    expect(err).toMatch(/error /)
    expect(out).toContain('ferry-versions')
    expect(status).toBe(1)
  })

  test('read takes standard input', async () => {
    const { out } = await proviso(['read', '-', '--json'], {}, learned)
    expect(JSON.parse(out).positions['operator.train-ai.content'].position).toBe('allowed')
  })

  test('piped: no colour; FORCE_COLOR: colour; NO_COLOR: none', async () => {
    const colourCode = String.fromCharCode(27)
    expect((await proviso(['changes'])).out).not.toContain(colourCode)
    expect((await proviso(['changes'], { FORCE_COLOR: '1' })).out).toContain(colourCode)
    expect((await proviso(['changes'], { FORCE_COLOR: '1', NO_COLOR: '1' })).out).not.toContain(colourCode)
  })

  test('a reader that closes early ends it quietly', async () => {
    const child = spawn(process.execPath, [bin, 'services'], { env: env(), cwd: folder })
    let err = ''
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.stdout.destroy()
    const status = await new Promise((resolve) => child.on('close', resolve))
    expect(status).toBe(0)
    expect(err).not.toMatch(/EPIPE|Error/)
  })

  test('interrupted: status 130, said so, and nothing half written', async () => {
    const home = join(folder, 'stopped')
    const child = spawn(process.execPath, [bin, 'import', 'ferry-versions'], {
      env: env({ PROVISO_HOME: home }),
      cwd: folder,
    })
    let err = ''
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    // a second signal would end it at once
    child.stderr.once('data', () => child.kill('SIGINT'))
    const status = await new Promise((resolve) => child.on('close', resolve))
    // it may have been done before it heard
    if (status !== 0) {
      expect(status).toBe(130)
      expect(err).toContain('error import-stopped: ')
      expect(existsSync(join(home, 'rulebook.ndjson'))).toBe(false)
    }
    expect(existsSync(home) ? readdirSync(home).filter((name) => name.startsWith('writer.')) : []).toEqual([])
    expect(await proviso(['import', 'ferry-versions', '--quiet'], { PROVISO_HOME: home })).toMatchObject({ status: 0 })
    expect(readFileSync(join(home, 'rulebook.ndjson'), 'utf8')).toBe(
      readFileSync(join(folder, 'home', 'rulebook.ndjson'), 'utf8'),
    )
  })

  test('--version and --help end well; help of every command has examples', async () => {
    expect((await proviso(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect(await proviso([])).toMatchObject({ status: 0, err: '' })
    for (const command of ['ask', 'history', 'changes', 'read', 'import', 'services', 'watch']) {
      const { out, status } = await proviso([command, '--help'])
      expect(out).toContain(`$ proviso ${command}`)
      expect(status).toBe(0)
    }
  })

  test('the clock is a day that can be set, and must be one', async () => {
    expect((await proviso(['ask', 'ferry.example'])).out).toContain('on 2026-01-01')
    expect(await proviso(['ask', 'ferry.example'], { PROVISO_NOW: 'soon' })).toMatchObject({ status: 2 })
  })
})
