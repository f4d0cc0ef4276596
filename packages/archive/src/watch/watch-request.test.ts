import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyWorkspace, temporaryFolder } from '../../test/small-collection.ts'
import { keepDeclarations, parseDeclaration } from '../declarations.ts'
import { openOwnStore } from '../own-store.ts'
import type { Workspace } from '../workspace.ts'
import { addWatched, removeWatched } from './watch-request.ts'
import { knownDeclarations, readWatchList, targetsOf } from './watched.ts'

const facts = [
  { name: 'X', aliases: ['Twitter'], hosts: ['x.com', 'twitter.com'] },
  { name: 'Booking.com', hosts: ['booking.com'] },
]
const every = 86_400

/** A workspace in which a collection declares the terms of Twitter. */
async function withDeclarations(): Promise<Workspace> {
  const workspace = await emptyWorkspace()
  const text = JSON.stringify({
    terms: {
      'Terms of Service': { fetch: 'https://twitter.com/tos', select: 'main' },
      'Privacy Policy': { fetch: 'https://twitter.com/privacy' },
    },
  })
  await openOwnStore(workspace)
  await keepDeclarations(workspace, 'own', [parseDeclaration(text, 'Twitter.json').value!])
  return workspace
}

const host = (name: string, page = `https://${name}/`) => ({ host: name, origin: new URL(page).origin, page, every })

describe('[W11] what is watched', () => {
  test.each([
    ['a service: its terms and its hosts', ['X'], ['Twitter'], ['twitter.com', 'x.com'], []],
    ['by another name', ['twitter'], ['Twitter'], ['twitter.com', 'x.com'], []],
    ['a host', ['x.com'], [], ['x.com'], []],
    ['a name that looks like a host', ['Booking.com'], [], ['booking.com'], ['service-undeclared']],
    ['nobody', ['Nobody'], [], [], ['unknown-service']],
    ['a file that is not there', ['Nobody.json'], [], [], ['declaration-unreadable']],
    ['what is no host', ['http://'], [], [], ['not-a-host']],
    ['all that can be', ['Nobody', 'y.example'], [], ['y.example'], ['unknown-service']],
  ])('%s', async (_, names, services, hosts, codes) => {
    const workspace = await withDeclarations()
    const { issues } = await addWatched(workspace, names, { facts })
    expect(issues.map(({ code }) => code)).toEqual(codes)
    expect(issues.every(({ hint }) => hint)).toBe(true)
    const list = await readWatchList(workspace)
    expect(list.services.map(({ service }) => service)).toEqual(services)
    expect(list.hosts.map((one) => one.host)).toEqual(hosts)
  })

  test('a page of a host, with scheme and port', async () => {
    const workspace = await emptyWorkspace()
    await addWatched(workspace, ['http://me:secret@Y.example:8080/page?a=1#b', 'https://bücher.example'], { facts })
    expect((await readWatchList(workspace)).hosts).toEqual([
      host('xn--bcher-kva.example'),
      host('y.example:8080', 'http://y.example:8080/page?a=1'),
    ])
  })

  test('a declaration of one’s own, kept in the workspace', async () => {
    const workspace = await emptyWorkspace()
    const file = join(temporaryFolder(), 'Harbour.json')
    writeFileSync(file, JSON.stringify({ terms: { Terms: { fetch: 'https://harbour.example/terms' } } }))
    const added = await addWatched(workspace, [file], { facts, every: 1 })
    expect(added.services).toEqual([{ service: 'Harbour', every: 900 }])
    const { terms, issues } = targetsOf(await readWatchList(workspace), await knownDeclarations(workspace))
    expect(issues).toEqual([])
    expect(terms).toEqual([
      {
        service: 'Harbour',
        terms: 'Terms',
        path: 'Harbour/Terms.md',
        pages: [{ url: 'https://harbour.example/terms' }],
        every: 900,
      },
    ])
  })

  test('some terms, only terms, only signals', async () => {
    const workspace = await withDeclarations()
    await addWatched(workspace, ['X'], { facts, terms: ['Privacy Policy', 'Imprint'] })
    const { terms, hosts, issues } = targetsOf(await readWatchList(workspace), await knownDeclarations(workspace))
    expect(terms.map((one) => one.terms)).toEqual(['Privacy Policy'])
    expect(hosts).toEqual([])
    expect(issues).toMatchObject([{ code: 'terms-undeclared', at: 'Twitter' }])
    const signals = await emptyWorkspace()
    await addWatched(signals, ['X'], { facts, only: 'signals' })
    expect(await readWatchList(signals)).toEqual({ services: [], hosts: [host('twitter.com'), host('x.com')] })
  })

  test('what was added is taken off by the same names, and adding again replaces', async () => {
    const workspace = await withDeclarations()
    await addWatched(workspace, ['X', 'y.example'], { facts })
    await addWatched(workspace, ['https://y.example/other'], { facts, every: 3600 })
    expect((await readWatchList(workspace)).hosts.at(-1)).toEqual({
      ...host('y.example', 'https://y.example/other'),
      every: 3600,
    })
    const { issues } = await removeWatched(workspace, ['Twitter', 'z.example'], { facts })
    expect(issues).toMatchObject([{ code: 'not-watched', at: 'z.example' }])
    expect(await readWatchList(workspace)).toMatchObject({ services: [], hosts: [{ host: 'y.example' }] })
  })

  test('a damaged list is told, and not overwritten', async () => {
    const workspace = await emptyWorkspace()
    await addWatched(workspace, ['y.example'], { facts })
    const path = join(workspace.dir, 'watch', 'watched.json')
    writeFileSync(path, '{"services":')
    await expect(addWatched(workspace, ['z.example'], { facts })).rejects.toMatchObject({
      issue: { code: 'watch-list-damaged', at: path },
    })
  })
})
