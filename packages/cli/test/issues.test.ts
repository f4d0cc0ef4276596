import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { harbour } from './harbour.ts'
import { runMain, workspaceWith } from './run-main.ts'
import { temporaryFolder } from './temporary-folder.ts'

let home: string
beforeAll(async () => {
  home = await workspaceWith(harbour)
})
const run = async (...args: string[]) => runMain(args, { PROVISO_HOME: home })

describe('misuse ends with status 2 and says what would be right', () => {
  test.each([
    ['bad-date', ['ask', 'harbour.example', '--on', '2025-02-30']],
    ['bad-date', ['changes', '--since', 'yesterday']],
    ['bad-date', ['changes', '--since', '2025-02-01', '--until', '2025-01-01']],
    ['unknown-usage', ['ask', 'harbour.example', '--usage', 'train']],
    ['unknown-actor', ['changes', '--actor', 'me']],
    ['unknown-channel', ['ask', 'harbour.example', '--channel', 'ftp']],
    ['unknown-profile', ['ask', 'harbour.example', '--profile', 'lenient']],
    ['unknown-question', ['history', 'Harbour', '--question', 'train']],
    ['unknown-format', ['read', 'x.md', '--format', 'doc']],
    ['bad-agent', ['ask', 'harbour.example', '--agent', 'GPT Bot']],
    ['conflicting-options', ['changes', '--markdown', '--atom']],
    ['conflicting-options', ['import', 'a', 'b', '--name', 'c']],
    ['unknown-option', ['ask', 'harbour.example', '--chanel', 'api']],
    ['unknown-command', ['histroy', 'Harbour']],
    ['missing-argument', ['ask']],
    ['excess-arguments', ['ask', 'a.example', 'b.example']],
    ['option-missing-argument', ['ask', 'a.example', '--on']],
    ['bad-interval', ['watch', 'add', 'harbour.example', '--every', 'often']],
    ['bad-interval', ['watch', 'add', 'harbour.example', '--every', '1m']],
    ['unknown-layer', ['watch', 'add', 'harbour.example', '--only', 'robots']],
    ['bad-number', ['watch', 'run', '--once', '--pause', '-1']],
    ['bad-number', ['watch', 'run', '--once', '--budget', '1.5']],
    ['bad-network', ['watch', 'run', '--once', '--allow-private', 'localhost']],
    ['missing-argument', ['watch', 'add']],
    ['excess-arguments', ['watch', 'everything']],
    ['not-a-host', ['ask', 'Harbour']],
    ['no-host', ['ask', 'mailto:me@harbour.example']],
    ['not-a-host', ['ask', 'https://']],
    ['no-host', ['ask', '']],
  ])('%s: %j', async (code, args) => {
    const { out, err, status } = await run(...args)
    expect(out).toBe('')
    expect(err).toMatchSnapshot()
    expect(err).toMatch(new RegExp(`^error ${code}: `))
    expect(status).toBe(2)
  })
})

describe('what the world did ends with status 1', () => {
  test.each([
    ['unknown-service', ['history', 'Harbor']],
    ['unknown-service', ['changes', '--service', 'Nobody At All']],
    ['unknown-terms', ['history', 'Harbour', 'Privacy Polcy']],
    ['unknown-terms', ['history', 'Harbour', 'Cookies']],
    ['file-missing', ['read', 'no-such-file.md']],
    ['not-a-file', ['read', '/']],
    ['unknown-service', ['watch', 'add', 'Nobody At All']],
    ['not-watched', ['watch', 'remove', 'harbour.example']],
  ])('%s: %j', async (code, args) => {
    const { out, err, status } = await run(...args)
    expect(out).toBe('')
    expect(err).toMatchSnapshot()
    expect(err).toMatch(new RegExp(`^error ${code}: `))
    expect(status).toBe(1)
  })

  test('no-rulebook', async () => {
    const { err, status } = await runMain(['ask', 'a.example'], { PROVISO_HOME: '/nowhere' })
    expect(err).toMatchSnapshot()
    expect(status).toBe(1)
  })

  test.each([
    ['older', '{"proviso":"rulebook","format":0,"reader":"1"}\n'],
    ['newer', '{"proviso":"rulebook","format":99,"reader":"1"}\n'],
  ])('rulebook-format: an %s rulebook', async (age, text) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'rulebook.ndjson'), text)
    const { err, status } = await runMain(['ask', 'a.example'], { PROVISO_HOME: folder })
    expect(err).toMatch(/^error rulebook-format: /)
    expect(err).toContain(age)
    expect(status).toBe(1)
  })

  test('nothing-watched', async () => {
    const { err, status } = await run('watch', 'run', '--once')
    expect(err).toMatch(/^error nothing-watched: [\s\S]*hint: proviso watch add /)
    expect(status).toBe(1)
  })

  test('rulebook-damaged', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'rulebook.ndjson'), 'not a rulebook\n')
    const { err, status } = await runMain(['changes'], { PROVISO_HOME: folder })
    expect(err).toMatch(/^error rulebook-damaged: /)
    expect(status).toBe(1)
  })
})

test('under --json an error is one line of JSON on stderr, also when the arguments are what is wrong', async () => {
  for (const args of [
    ['ask', 'harbour.example', '--on', 'x', '--json'],
    ['ask', 'harbour.example', '--nope', '--json'],
    ['history', 'Harbor', '--json'],
  ]) {
    const { out, err } = await run(...args)
    expect(out).toBe('')
    const { error } = JSON.parse(err)
    expect(Object.keys(error)).toEqual(['code', 'at', 'message', 'hint'])
  }
})
