import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyWorkspace, git, temporaryFolder } from '../test/small-collection.ts'
import {
  declarationsName,
  fetchDeclarations,
  keepDeclarations,
  parseDeclaration,
  readDeclarationFolder,
  readDeclarations,
} from './declarations.ts'

const declaration = (fetch: string) =>
  JSON.stringify({ name: 'X', terms: { 'Privacy Policy': { fetch, select: 'body' } } })

describe('one declaration', () => {
  test('[I10] addresses and hosts, combined pages too', () => {
    const text = JSON.stringify({
      name: 'X (formerly Twitter)',
      terms: {
        'Terms of Service': {
          fetch: 'https://X.com/tos',
          combine: [{ fetch: 'https://help.x.com./a' }, { fetch: 'https://x.com/tos' }, {}],
        },
        'Privacy Policy': { combine: [{ fetch: 'https://bücher.example/privacy' }] },
        Imprint: { select: 'body' },
      },
    })
    const { value, issues } = parseDeclaration(text, 'dir/X.json')
    expect(issues).toEqual([])
    expect(value).toEqual({
      service: 'X',
      name: 'X (formerly Twitter)',
      terms: [
        { terms: 'Imprint', urls: [], hosts: [], pages: [] },
        {
          terms: 'Privacy Policy',
          urls: ['https://bücher.example/privacy'],
          hosts: ['xn--bcher-kva.example'],
          pages: [{ url: 'https://bücher.example/privacy' }],
        },
        {
          terms: 'Terms of Service',
          urls: ['https://X.com/tos', 'https://help.x.com./a', 'https://x.com/tos'],
          hosts: ['help.x.com', 'x.com'],
          pages: [{ url: 'https://help.x.com./a' }, { url: 'https://x.com/tos' }, { url: 'https://X.com/tos' }],
        },
      ],
    })
  })

  test.each([
    ['not JSON', '{', 'declaration-not-json'],
    ['a list', '[]', 'declaration-shape'],
    ['null', 'null', 'declaration-shape'],
    ['no terms', '{"name":"X"}', 'declaration-shape'],
    ['terms that are a list', '{"terms":[]}', 'declaration-shape'],
    ['an address that is none', declaration('x.com/privacy'), 'declaration-address'],
    ['an address that is no web page', declaration('file:///etc/passwd'), 'declaration-address'],
  ])('[I10] %s', (_, text, code) => {
    expect(parseDeclaration(text, 'X.json').issues).toMatchObject([{ code, at: 'X.json' }])
  })

  test('[I10] declarations that still say `documents`, and a byte order mark', () => {
    const { value } = parseDeclaration('\uFEFF{"documents":{"Terms":{"fetch":"https://x.com"}}}', 'X.json')
    expect(value?.terms[0]?.hosts).toEqual(['x.com'])
  })
})

describe('folders', () => {
  test.each([
    ['the folder itself', '.'],
    ['its `declarations`', 'declarations'],
    ['the one named after the collection', 'contrib-declarations'],
  ])('[I10] %s', async (_, folder) => {
    const dir = temporaryFolder()
    mkdirSync(join(dir, folder), { recursive: true })
    writeFileSync(join(dir, folder, 'X.json'), declaration('https://x.com'))
    writeFileSync(join(dir, folder, 'X.history.json'), '{}')
    writeFileSync(join(dir, folder, 'X.filters.js'), '')
    writeFileSync(join(dir, folder, 'Broken.json'), '{')
    const { services, issues } = await readDeclarationFolder(dir, 'contrib-versions')
    expect(services.map(({ service }) => service)).toEqual(['X'])
    expect(issues).toMatchObject([{ code: 'declaration-not-json' }])
  })

  test('[I10] no declaration anywhere', async () => {
    await expect(readDeclarationFolder(temporaryFolder(), 'x')).rejects.toMatchObject({
      issue: { code: 'declarations-not-found' },
    })
  })

  test('[I10] the newest commit of a git address, of which nothing is kept; kept declarations come back', async () => {
    const source = temporaryFolder()
    git(source, ['init', '-q'])
    mkdirSync(join(source, 'declarations'))
    writeFileSync(join(source, 'declarations', 'X.json'), declaration('https://x.com'))
    git(source, ['add', '.'])
    git(source, ['commit', '-qm', 'Declare'])
    const workspace = await emptyWorkspace()
    const { services } = await fetchDeclarations(workspace, source, 'contrib-versions')
    await keepDeclarations(workspace, 'contrib-versions', services)
    expect(await readDeclarations(workspace, 'contrib-versions')).toEqual(services)
    expect(services[0]?.terms[0]?.hosts).toEqual(['x.com'])
    expect(await readDeclarations(workspace, 'other')).toEqual([])
  })

  test('[I10] kept declarations changed by hand', async () => {
    const workspace = await emptyWorkspace()
    writeFileSync(join(workspace.archives, 'x.declarations.json'), '{')
    await expect(readDeclarations(workspace, 'x')).rejects.toMatchObject({ issue: { code: 'declarations-damaged' } })
  })
})

test.each([
  ['contrib-versions', 'contrib-declarations'],
  ['mine', 'mine-declarations'],
])('[I10] declarations of %s are called %s', (name, expected) => expect(declarationsName(name)).toBe(expected))
