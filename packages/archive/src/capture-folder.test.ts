import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type HostCaptures, readCaptureFolder } from './capture-folder.ts'

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'proviso-captures-'))
  made.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

async function captured(folder: string): Promise<HostCaptures[]> {
  const hosts: HostCaptures[] = []
  for await (const one of readCaptureFolder(folder)) hosts.push(one)
  return hosts
}
const shape = (hosts: readonly HostCaptures[]) =>
  hosts.map(({ host, captures }) => [host, ...captures.map(({ file }) => file)])
const response =
  '{"url": "https://q.example/robots.txt", "status": 503, "outcome": "ok", "startedAt": "2026-01-02T03:04:05Z"}'

describe('layouts', () => {
  test('[G10, G15] signals with a folder for each host, or such folders alone', async () => {
    const files = { 'a.example/robots.txt': '', 'a.example/other': '', 'b.example/ai.txt': '', 'c.example/x': '' }
    const inSignals = Object.fromEntries(Object.entries(files).map(([name, text]) => [`signals/${name}`, text]))
    const expected = [
      ['a.example', 'robots.txt'],
      ['b.example', 'ai.txt'],
    ]
    expect(shape(await captured(folderWith(files)))).toEqual(expected)
    expect(shape(await captured(folderWith({ ...inSignals, 'X/Terms.md': '' })))).toEqual(expected)
  })

  test('[G10, G15] one host’s folder is named by its response', async () => {
    expect(shape(await captured(folderWith({ 'robots.txt': '', 'robots.txt.response.json': response })))).toEqual([
      ['q.example', 'robots.txt'],
    ])
  })

  test('[G10, G15] files named after their hosts each hold a robots.txt', async () => {
    const folder = folderWith({
      'a.com': 'User-agent: *',
      'b.org': '',
      'c.org_8080': '',
      README: 'no host',
      '.hidden.com': '',
    })
    const hosts = await captured(folder)
    expect(shape(hosts)).toEqual([
      ['a.com', 'robots.txt'],
      ['b.org', 'robots.txt'],
      ['c.org:8080', 'robots.txt'],
    ])
    expect(new TextDecoder().decode(hosts[0]!.captures[0]!.body)).toBe('User-agent: *')
  })
})

test('[G15] a response without a file is a capture; one that cannot be read is told', async () => {
  const [one] = await captured(folderWith({ 'q.example/robots.txt.response.json': response }))
  expect(one!.captures).toMatchObject([{ file: 'robots.txt', response: { status: 503 } }])
  expect(one!.captures[0]!.body).toBeUndefined()
  for (const bad of ['{', '[]', '{"status": 503}']) {
    const [other] = await captured(
      folderWith({ 'q.example/robots.txt': '', 'q.example/robots.txt.response.json': bad }),
    )
    expect(other!.issues.map(({ code }) => code)).toEqual(['response-unreadable'])
    expect(other!.captures[0]!.response).toBeUndefined()
  }
})

test('[G10] links are not followed', async () => {
  const folder = folderWith({ 'a.com': '' })
  symlinkSync('/etc/passwd', join(folder, 'b.com'))
  symlinkSync(folder, join(folder, 'c.com'))
  expect(shape(await captured(folder))).toEqual([['a.com', 'robots.txt']])
})
