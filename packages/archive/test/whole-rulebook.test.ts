import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { buildRulebook } from '../src/build.ts'
import { importCaptures } from '../src/import-captures.ts'
import { mainHost } from '../src/main-host.ts'
import { ownersOf } from '../src/near-hosts.ts'
import { chooseRulebook, chooseRulebookFor, knownServices, wholeRulebook } from '../src/rulebook-choice.ts'
import { emptyWorkspace, temporaryFolder } from './small-collection.ts'

const starter = fileURLToPath(new URL('../../../rulebooks/starter.ndjson', import.meta.url))

test('[B12] beside captures the starter answers for every service it knows, whole as by host', async () => {
  const folder = join(temporaryFolder(), 'robots')
  mkdirSync(folder)
  for (const host of ['www.reddit.com', 'starlink.com', 'nobody.example'])
    writeFileSync(join(folder, host), 'User-agent: GPTBot\nDisallow: /\n')
  const workspace = await emptyWorkspace()
  await importCaptures(workspace, folder, { seen: '2024-06-05' })
  await buildRulebook(workspace)
  const env = { PROVISO_HOME: workspace.dir, PROVISO_STARTER: starter }

  const { rulebook, beside } = wholeRulebook(env)
  expect(beside?.kind).toBe('starter')
  const known = knownServices(env)
  expect(rulebook.services).toEqual(known)
  const told = (host: string, { states, services }: typeof rulebook) => {
    const owners = new Set(ownersOf(services, host))
    return states
      .filter(({ service }) => owners.has(service))
      .map(({ service, terms, layer, from }) => `${service} ${terms} ${layer} ${from}`)
      .sort()
  }
  const chosen = chooseRulebook(env)
  const open = { chosen: () => chosen, starter: () => beside }
  const read = new Set(rulebook.states.map(({ service }) => service))
  let spoken = 0
  for (const host of known.flatMap((service) => (read.has(service.name) ? (mainHost(service) ?? []) : []))) {
    const part = chooseRulebookFor(env, (services) => ownersOf(services, host), open)
    expect([host, told(host, rulebook)]).toEqual([host, told(host, part.rulebook)])
    spoken += part.rulebook.states.length > 0 ? 1 : 0
  }
  expect(spoken).toBeGreaterThan(150)
  // both of its names: the one of the capture, and the one of the terms
  expect(told('starlink.com', rulebook).map((line) => line.split(' ')[0])).toContain('Starlink')
})
