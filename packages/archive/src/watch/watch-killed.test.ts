import { spawn } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { misbehavingSite, type Site, termsPage } from '../../test/misbehaving-site.ts'
import { emptyWorkspace, git, temporaryFolder } from '../../test/small-collection.ts'
import { StillClock } from '../../test/still-clock.ts'
import type { Workspace } from '../workspace.ts'
import { withWriteLock } from '../write-lock.ts'
import { runWatch } from './run.ts'
import { addWatched } from './watch-request.ts'

const dist = fileURLToPath(new URL('../../dist/', import.meta.url))
const killed = fileURLToPath(new URL('../../test/killed-watch.mjs', import.meta.url))

let site: Site
let version = 1
beforeAll(async () => {
  site = await misbehavingSite({
    '/terms': ({ send }) => send(200, { 'content-type': 'text/html' }, termsPage(`version ${version}`)),
    '/robots.txt': ({ send }) => send(200, {}, `User-agent: *\nAllow: /\n# ${version}\n`),
  })
})
afterAll(() => site.close())

/** Runs a watch in a process that kills itself just before its nth effect; true when it came to its end. */
function watchUntil(step: number, workspace: Workspace): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [killed, dist, workspace.dir, String(step)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let stderr = ''
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    child.on('close', (status, signal) => {
      if (signal === 'SIGKILL') resolve(false)
      else if (status === 0) resolve(true)
      else reject(new Error(stderr))
    })
  })
}

async function watching(): Promise<Workspace> {
  const workspace = await emptyWorkspace()
  const file = join(temporaryFolder(), 'Harbour.json')
  const terms = { Terms: { fetch: `${site.origin}/terms` }, Login: { fetch: `${site.origin}/login` } }
  writeFileSync(file, JSON.stringify({ terms }))
  const { issues } = await addWatched(workspace, [file, site.origin], { facts: [], every: 86_400 })
  expect(issues).toEqual([])
  return workspace
}

/** Each commit of the own store: what it is about and what it changed, oldest first. */
function history(workspace: Workspace): string[] {
  const dir = join(workspace.archives, 'own.git')
  if (!existsSync(join(dir, 'refs', 'heads', 'main')) && !existsSync(join(dir, 'packed-refs'))) return []
  return git(dir, ['log', '--reverse', '--name-status', '--format=%x00%s', 'main'])
    .split('\0')
    .slice(1)
    .map((commit) => commit.replace(/\s+/g, ' ').trim())
}

const run = (workspace: Workspace, clock?: StillClock) =>
  runWatch(workspace, {
    reach: ['127.0.0.1'],
    pause: 0,
    concurrency: 1,
    env: { PROVISO_CHROMIUM: 'none' },
    ...(clock && { clock }),
  })

function leftovers(dir: string): string[] {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => /(^|\/)(tmp_|writer\.)|\.(tmp|partial|trash|lock)$/.test(name))
}

describe.skipIf(!existsSync(join(dist, 'watch/run.js')))('killed anywhere (needs `npm run build`)', () => {
  test.each([
    ['a first run', false],
    ['a run over what was seen before', true],
  ])('[W20, A5] %s', { timeout: process.env.FUZZ ? 3_600_000 : 240_000 }, async (_, again) => {
    const clean = await watching()
    const yesterday = new StillClock(new Date(Date.now() - 25 * 3600_000).toISOString())
    const before = (workspace: Workspace) => {
      version = 1
      return again ? run(workspace, yesterday) : Promise.resolve()
    }
    await before(clean)
    version = 2
    await run(clean)
    const expected = history(clean)
    expect(expected.length).toBe(again ? 8 : 6)
    // The stride keeps the usual run short; FUZZ tries every step.
    const stride = process.env.FUZZ ? 1 : 17
    let ended = false
    for (let step = again ? 3 : 1; !ended && step < 400; step += stride) {
      const workspace = await watching()
      await before(workspace)
      version = 2
      const asked = site.asked.length
      ended = await watchUntil(step, workspace)
      const left = history(workspace)
      expect(expected.slice(0, left.length), `killed at step ${step}`).toEqual(left)
      await run(workspace)
      expect(history(workspace), `after step ${step}`).toEqual(expected)
      // Whatever was kept is not fetched again: one look at most was in the air.
      const twice = site.asked.slice(asked).map(({ path }) => path)
      const repeated = twice.filter((path, at) => path !== '/robots.txt' && twice.indexOf(path) !== at)
      expect(repeated.length, `${repeated} after step ${step}`).toBeLessThanOrEqual(2)
      expect(await run(workspace)).toMatchObject({ looks: [], requests: 0 })
      await withWriteLock(workspace, async () => {}) // the next writer sweeps what a dead one announced
      expect(leftovers(workspace.dir)).toEqual([])
      expect(git(join(workspace.archives, 'own.git'), ['fsck', '--strict', '--connectivity-only'])).not.toMatch(
        /missing|broken/,
      )
    }
    expect(ended).toBe(true)
  })
})
