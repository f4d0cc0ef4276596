import { describe, expect, test } from 'vitest'
import { runMain } from '../test/run-main.ts'
import { asStarted, programName } from './program-name.ts'

describe('what one types to start the program again', () => {
  test.each<[string, string | undefined, NodeJS.ProcessEnv, string]>([
    ['npx in a clone', '/clone/node_modules/.bin/proviso', { npm_command: 'exec' }, 'npx proviso'],
    ['a script of npm', '/clone/node_modules/.bin/proviso', { npm_command: 'run-script' }, 'npx proviso'],
    [
      'npx on Windows',
      String.raw`C:\clone\node_modules\proviso\bin\proviso.js`,
      { npm_command: 'exec' },
      'npx proviso',
    ],
    ['installed for everybody', '/usr/local/bin/proviso', {}, 'proviso'],
    ['the same on Windows', String.raw`C:\npm\node_modules\proviso\bin\proviso.js`, {}, 'proviso'],
    ['its file', '/clone/packages/cli/bin/proviso.js', {}, 'proviso'],
    ['not as a program', undefined, {}, 'proviso'],
  ])('%s', (_, file, env, name) => {
    expect(programName(file === undefined ? [] : ['/usr/bin/node', file], env)).toBe(name)
  })
})

test.each([
  ['run `proviso import` again', 'run `npx proviso import` again'],
  ['proviso watch --help shows what it takes', 'npx proviso watch --help shows what it takes'],
  ['PROVISO_HOME=/data/proviso proviso import ./mine', 'PROVISO_HOME=/data/proviso npx proviso import ./mine'],
  ['curl -s https://example.com/terms | proviso read -', 'curl -s https://example.com/terms | npx proviso read -'],
  ['must reach proviso or the shell whole', 'must reach proviso or the shell whole'],
  ['see /opt/proviso read', 'see /opt/proviso read'],
])('%s', (text, told) => expect(asStarted(text, 'npx proviso')).toBe(told))

const argv = ['/usr/bin/node', '/clone/node_modules/.bin/proviso']

test('errors, help and examples say it; every command is known', async () => {
  const { err } = await runMain(['changes'], {}, { argv })
  expect(err).toContain('hint: npx proviso import <')
  const { out } = await runMain(['--help'], {}, { argv })
  expect(out).toContain('Usage: npx proviso [options] [command]')
  const commands = [...out.matchAll(/^ {2}([a-z][a-z-]+)(?= )/gm)].map(([, name]) => name!)
  expect(commands.length).toBeGreaterThan(12)
  for (const name of commands) {
    expect(asStarted(`proviso ${name} x`, 'P')).toBe(`P ${name} x`)
    const help = await runMain([name, '--help'], {}, { argv })
    expect(help.out).not.toMatch(/(?<!npx |\/)\bproviso [a-z-]+ [^\s]/)
  }
})

test('JSON does not depend on how it was started', async () => {
  const { err } = await runMain(['changes', '--json'], {}, { argv })
  expect(JSON.parse(err).error.hint).toMatch(/^proviso import/)
})
