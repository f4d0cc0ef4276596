import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { type Page as BuiltPage, readPage } from '../src/page-files.ts'

const places = [
  process.env.PROVISO_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
const executablePath = places.find((place) => place !== undefined && existsSync(place))

/** Longest a step may take before it counts as hanging, milliseconds: machines under load are slow, and time is not what is tested. */
export const patience = 120_000

/** Why there can be no browser tests here; undefined when there can. */
export const noBrowser: string | undefined =
  executablePath === undefined ? 'no Chromium here: install it or name it in PROVISO_CHROMIUM' : undefined

/** The page, built from its sources as they stand: tests must not show what was built earlier. */
export function pageFromSources(folder: string): BuiltPage {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js')
  const config = fileURLToPath(new URL('../vite.config.ts', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [vite, 'build', '--config', config, '--outDir', folder], {
    // what ships, though a test runner has said otherwise
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
  })
  const page = readPage(folder)
  if (status !== 0 || page === null) throw new Error(`the page was not built: ${stderr}`)
  return page
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath ?? '',
    timeout: patience,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

/** What a page did that it should not: errors, requests to elsewhere, shifts of what was shown. */
export interface Watched {
  readonly errors: string[]
  readonly elsewhere: string[]
}

/** Watches a page for faults; what the server refused on purpose is no fault. */
export function watch(page: Page, origin: string): Watched {
  const errors: string[] = []
  const elsewhere: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(message.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !/^(blob|data):/.test(request.url())) elsewhere.push(request.url())
  })
  return { errors, elsewhere }
}

/** Serious and critical findings of axe, as `rule: selectors`. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // the policy of the page allows no script of others; evaluating is the browser's own way in
  const { readFileSync } = await import('node:fs')
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(axe)
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe came in above, without its types
    const { violations } = await (globalThis as any).axe.run()
    return violations
      .filter(({ impact }: { impact: string }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }: { id: string; nodes: { target: string[] }[] }) =>
          `${id}: ${nodes
            .map(({ target }) => target.join(' '))
            .slice(0, 5)
            .join(', ')}`,
      )
  })
}
