import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildRulebook, createWorkspace, importCollection, workspaceAt } from '@proviso/archive'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Page as BuiltPage } from '../src/page-files.ts'
import { type Served, serve } from '../src/serve.ts'
import { launch, noBrowser, pageFromSources, patience, seriousFindings, type Watched, watch } from './chromium.ts'
import { folderForTests, hostile, quayWorkspace } from './quay.ts'

if (noBrowser !== undefined) console.log(`browser tests: skipped, ${noBrowser}`)

const starter = fileURLToPath(new URL('../../../rulebooks/starter.ndjson', import.meta.url))
const bundle = fileURLToPath(new URL('../../../../shared/archives/pga-versions.bundle', import.meta.url))
if (!existsSync(bundle))
  console.log('pages with the rulebook of real archives: skipped, no bundles in ../shared/archives')

/** Longest a test may take, milliseconds. */
const slow = 2 * patience

let browser: Browser
let page: BuiltPage
const folder = folderForTests()
beforeAll(async () => {
  if (noBrowser !== undefined) return
  browser = await launch()
  page = pageFromSources(join(folder, 'page'))
})
afterAll(() => browser?.close())

/** Serves a rulebook and opens a page on it for each test; whatever else the test is about, the page must behave. */
function opened(env: () => Promise<NodeJS.ProcessEnv>) {
  let served: Served
  let context: BrowserContext
  let watched: Watched
  const open = { page: undefined as unknown as Page, go: async (_path: string) => {} }
  beforeAll(async () => {
    const started = await serve({ env: await env(), today: () => '2026-09-01', port: 0, page })
    if ('issue' in started) throw new Error(started.issue.message)
    served = started.value
  }, slow)
  afterAll(() => served?.close())
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' })
    context.setDefaultTimeout(patience)
    open.page = await context.newPage()
    watched = watch(open.page, served.url)
    open.go = async (path) => {
      await open.page.goto(served.url.slice(0, -1) + path)
      await open.page.locator('main:not(:has([aria-busy=true])) :is(h1, [role=alert])').first().waitFor()
    }
  })
  afterEach(async () => {
    const wide = await open.page.evaluate(tooWide)
    await context.close()
    expect(watched).toEqual({ errors: [], elsewhere: [] })
    expect(wide).toBe(0)
  })
  return open
}

/** Pixels by which a page is wider than its window. */
const tooWide = 'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)'

/** What stands outside the axis it belongs to. */
const cutOff = `[...document.querySelectorAll('.ticks span, .strip-years span, .strip-track b')].flatMap((one) => {
  const [own, axis] = [one, one.parentElement].map((element) => element.getBoundingClientRect())
  return own.left < axis.left - 0.5 || own.right > axis.right + 0.5 ? [one.textContent || 'the day'] : []
})`

const pages = [
  '/',
  '/?q=x.com&channel=api&on=2025-06-04',
  '/services',
  '/services/X?channel=api',
  '/changes',
  '/landscape',
  '/read',
  '/review',
  '/nowhere',
]

function everyPage(open: ReturnType<typeof opened>) {
  test.each(pages)(
    '%s is usable by all: no serious finding of axe, light at 360 pixels, dark at 1280, none too wide',
    async (path) => {
      for (const [colorScheme, width] of [
        ['light', 360],
        ['dark', 1280],
      ] as const) {
        await open.page.emulateMedia({ colorScheme })
        await open.page.setViewportSize({ width, height: 800 })
        await open.go(path)
        expect([colorScheme, width, await seriousFindings(open.page)]).toEqual([colorScheme, width, []])
        expect([width, await open.page.evaluate(tooWide)]).toEqual([width, 0])
      }
      await open.page.setViewportSize({ width: 2000, height: 1100 })
      expect(await open.page.evaluate(tooWide)).toBe(0)
    },
  )

  test.each(['/?q=x.com&channel=api', '/services/X', '/changes', '/landscape'])(
    '%s does not move while it loads',
    async (path) => {
      await open.page.addInitScript(
        `globalThis.shifts = []
       new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: 'layout-shift', buffered: true })`,
      )
      await open.go(path)
      const shifts = await open.page.evaluate<number[]>('globalThis.shifts')
      expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.1)
    },
  )
}

describe.skipIf(noBrowser !== undefined)('with the starter rulebook', { timeout: slow }, () => {
  const home = join(folder, 'none')
  const open = opened(async () => ({ PROVISO_HOME: home, PROVISO_STARTER: starter }))
  everyPage(open)

  test('typing x.com and moving the day from 3 to 4 June 2025 changes the answer before one’s eyes', async () => {
    await open.go('/?channel=api&on=2025-06-03')
    const { page } = open
    await page.getByLabel('What is used').fill('x.com')
    const verdict = page.getByRole('region', { name: 'Verdict' })
    await verdict.getByText('unknown', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'The day after' }).click()
    await verdict.getByText('disallowed', { exact: true }).waitFor()
    await page.getByText('(k)').first().waitFor()
    expect(new URL(page.url()).search).toBe('?q=x.com&on=2025-06-04&channel=api')
    await page.getByLabel('Day', { exact: true }).focus()
    await page.keyboard.press('ArrowLeft')
    await verdict.getByText('unknown', { exact: true }).waitFor()
  })

  test('the permalink shows the same, and a broken question says what to do', async () => {
    await open.go('/?q=x.com&on=2025-06-04&channel=api')
    await open.page.getByRole('region', { name: 'Verdict' }).getByText('disallowed', { exact: true }).waitFor()
    await open.page.getByLabel('What is used').fill('redditt')
    await open.page.getByRole('alert').getByRole('button', { name: 'Reddit' }).click()
    await open.page.getByRole('region', { name: 'Verdict' }).getByText('reddit.com').waitFor()
  })

  test('keyboard alone reaches every state and opens it', async () => {
    await open.go('/services/X?channel=api')
    const { page } = open
    const lane = page.getByRole('group', { name: 'Developer Terms: states' }).first()
    await lane.getByRole('button').first().focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /Developer Terms, 4 June 2025/ }).waitFor()
    await page.getByText('proviso import https://github.com/OpenTermsArchive/pga-versions').waitFor()
  })

  test('changes are filtered, found and opened', async () => {
    await open.go('/changes')
    const { page } = open
    await page.getByRole('combobox', { name: /^Service/ }).selectOption('X')
    await page.getByLabel('Words').fill('bars outsiders')
    await page.getByText('1 change', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'X bars outsiders from training AI models on its content' }).click()
    await page
      .getByRole('heading', { level: 1, name: 'X bars outsiders from training AI models on its content' })
      .waitFor()
  })

  test('the landscape moves with the slider, sorts, and is saved', async () => {
    await open.go('/landscape?channel=api&on=2025-06-03')
    const { page } = open
    await page.getByLabel('Service').fill('x.com')
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'X', exact: true }) })
    await row.getByRole('cell').first().getByText('unknown').waitFor()
    await page.getByRole('slider').focus()
    await page.keyboard.press('ArrowRight')
    await row.getByRole('cell').first().getByText('disallowed').waitFor()
    await page.getByRole('button', { name: 'Others crawl' }).click()
    for (const form of ['CSV', 'JSON', 'SVG', 'PNG']) {
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: form }).click()
      expect((await download).suggestedFilename()).toBe(`proviso-landscape-2025-06-04.${form.toLowerCase()}`)
    }
  })

  test('a pasted document is read and its words are marked; a hostile one runs nothing', async () => {
    await open.go('/read')
    const { page } = open
    await page
      .getByLabel('Paste a text')
      .fill(
        '# Rules\n\n<script>document.title = "run"</script> You may not scrape <img src=x onerror="document.title=\'run\'"> the site.',
      )
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.locator('pre mark').first().waitFor()
    expect(await page.title()).toBe('Read · Proviso')
  })

  test('a text too long for the field is read as it is pasted, and the places it speaks at are counted', async () => {
    await open.go('/read')
    const { page } = open
    await page.getByLabel('Paste a text').evaluate((field) => {
      const rules = Array.from({ length: 250 }, (_, at) => `You may not scrape page ${at} of the site.\n\n`).join('')
      // biome-ignore lint/suspicious/noExplicitAny: this runs in the browser, whose types are not at hand here
      const { ClipboardEvent, DataTransfer } = globalThis as any
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', rules + 'The boats come in one after another.\n\n'.repeat(12_000))
      field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })
    await page.getByRole('heading', { name: 'Positions' }).waitFor()
    await page.getByText('242 more places').click()
    await page.getByText('and 50 more, listed by').waitFor()
    expect(await page.locator('pre mark').count()).toBe(200)
    await page.getByRole('link', { name: 'You may not scrape page 7 of the site.' }).click()
    expect(await page.locator('mark:target').textContent()).toBe('You may not scrape page 7 of the site.')
  })

  test('reading tells that it goes on, and can be stopped', async () => {
    await open.go('/read')
    const { page } = open
    await page.route('**/api/read*', () => {}) // never answered
    await page.getByLabel('Paste a text').fill('You may not scrape the site.')
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.getByRole('status').getByText('Reading pasted text').waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('Reading pasted text').waitFor({ state: 'hidden' })
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.locator('pre mark').first().waitFor()
  })

  test('a press report is checked claim by claim', async () => {
    await open.go('/read')
    const { page } = open
    await page.getByLabel('A press report').check()
    await page
      .getByLabel('Paste a text')
      .fill(
        'In June 2025 X changed its developer agreement to prohibit training AI models on its posts. Nimbus Works bans scraping.',
      )
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.getByRole('heading', { name: 'Confirmed' }).waitFor()
    await page.getByRole('heading', { name: 'Not on record' }).waitFor()
    await page.getByRole('link', { name: 'the change' }).click()
    await page.getByRole('heading', { level: 1, name: /X bars outsiders/ }).waitFor()
  })

  test('review says why there is nothing to judge', async () => {
    await open.go('/review')
    await open.page.getByText('holds pointers and no words').waitFor()
    const confirm = open.page.getByRole('button', { name: 'Confirm', disabled: true })
    await confirm.waitFor()
    const why = open.page.locator(`#${await confirm.getAttribute('aria-describedby')}`)
    expect(await why.textContent()).toContain('the words of these clauses are not here')
  })

  test('what could not be read is drawn apart from silence, in the answer and over its document', async () => {
    await open.go('/services/Instacart')
    const training = open.page.getByRole('region', { name: 'May outsiders train AI on its content?' })
    expect(await training.locator('.bands.main i.unread').count()).toBeGreaterThan(0)
    const lane = training.getByRole('group', { name: /^Terms of Service: states, not read/ })
    expect(await lane.locator('i.unread').count()).toBeGreaterThan(0)
    await open.page.getByText('could not be read: not silence').waitFor()
    await open.go('/?q=aetna.com')
    expect(await open.page.locator('.strip-track i.unread').count()).toBeGreaterThan(0)
  })

  test.each(['/services/Spotify', '/?q=x.com&channel=api', '/?q=x.com&on=2020-01-01'])(
    '%s: on a phone no label of an axis and no mark of a day is cut off',
    async (path) => {
      await open.page.setViewportSize({ width: 390, height: 844 })
      await open.go(path)
      await open.page.locator('.ticks span, .strip-years span').first().waitFor()
      expect(await open.page.evaluate<string[]>(cutOff)).toEqual([])
    },
  )
})

describe.skipIf(noBrowser !== undefined)('with an archive in the workspace', { timeout: slow }, () => {
  const open = opened(() => quayWorkspace(folder))

  test('the clause is quoted under its lead-in, the words that decide marked', async () => {
    await open.go('/?q=harbour.example&on=2025-07-01')
    await open.page.locator('blockquote .lead').getByText('You must not do any of the following:').waitFor()
    expect(await open.page.locator('blockquote mark').first().textContent()).toContain('train artificial intelligence')
  })

  test('a state opens to the words that came, not to the noise of the page', async () => {
    await open.go('/services/Harbour')
    const { page } = open
    await page.getByRole('group', { name: 'Terms of Service: states' }).first().getByRole('button').nth(1).click()
    await page.locator('.passage ins').first().getByText('train artificial intelligence models').waitFor()
    await page.getByText('Boats are welcome').first().waitFor({ state: 'hidden' })
    await page.getByText('other passages changed').click()
    await page.getByText('Boats are welcome').first().waitFor()
  })

  test('a name that is markup is text on every page', async () => {
    for (const path of [
      '/?q=wreck.example',
      '/services',
      `/services/${encodeURIComponent(hostile)}`,
      '/landscape',
      `/?q=${encodeURIComponent(hostile)}`,
      `/changes?search=${encodeURIComponent(hostile)}&service=Harbour`,
    ]) {
      await open.go(path)
      expect(await open.page.locator('img').count()).toBe(0)
      expect(await open.page.title()).not.toBe('run')
    }
    await open.go('/services')
    await open.page.getByRole('link', { name: hostile }).first().waitFor()
  })
})

describe.skipIf(noBrowser !== undefined || !existsSync(bundle))(
  'with the rulebook of real archives',
  { timeout: slow },
  () => {
    const open = opened(async () => {
      const env = { ...process.env, PROVISO_HOME: join(folder, 'real') }
      const workspace = workspaceAt(env.PROVISO_HOME)
      await createWorkspace(workspace)
      for await (const event of importCollection(workspace, bundle))
        if (event.phase === 'failed') throw new Error(event.issue.message)
      await buildRulebook(workspace)
      return env
    })
    everyPage(open)

    test('X’s clause is shown as it was added', async () => {
      await open.go('/changes?service=X&since=2025-06-04&until=2025-06-04')
      await open.page.getByRole('link', { name: 'X bars outsiders from training AI models on its content' }).click()
      await open.page.locator('.passage ins').first().waitFor()
      expect(await open.page.locator('.story mark').first().textContent()).not.toBe('')
    })

    test('a keystroke judges, and the next statement comes', async () => {
      await open.go('/review')
      const { page } = open
      await page.getByText(/^1 of \d+ statements$/).waitFor()
      await page.keyboard.press('c')
      await page.getByText(/^2 of \d+ statements, 1 judged$/).waitFor()
      await page.reload()
      await page.getByText(/^1 of \d+ statements$/).waitFor()
    })
  },
)
