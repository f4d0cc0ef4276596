import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { misbehavingSite, type Site, termsPage } from '../../test/misbehaving-site.ts'
import { type Browser, createBrowser, findChromium } from './browser.ts'
import { systemClock } from './clock.ts'
import { usualLimits } from './limits.ts'
import { reachTest } from './network.ts'
import { systemResolve } from './resolve-host.ts'

const program = await findChromium(process.env)

describe.skipIf(program === null)('[W15] a browser (needs Chromium, or PROVISO_CHROMIUM)', () => {
  let site: Site
  let browser: Browser
  const html = { 'content-type': 'text/html; charset=utf-8' }
  const written = `<body><script>document.body.innerHTML = ${JSON.stringify(termsPage('by script'))}</script></body>`
  beforeAll(async () => {
    site = await misbehavingSite({
      '/scripted': ({ send }) => send(200, html, written),
      '/to-scripted': ({ send }) => send(302, { location: '/scripted' }),
      '/reaching': ({ send }) =>
        send(
          200,
          html,
          `<p id="p">waiting</p><script>
          fetch('http://10.1.2.3/').then(() => 'reached', () => 'refused').then((word) => { document.getElementById('p').textContent = word })
        </script>`,
        ),
    })
    browser = createBrowser({
      program: program!,
      userAgent: 'Proviso/test',
      limits: { ...usualLimits, total: 20_000 },
      resolve: systemResolve,
      mayReach: reachTest(['127.0.0.1']),
      clock: systemClock,
    })
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  test('gives the page as its scripts have left it, and says who it is', async () => {
    const { response, body } = await browser.fetch(`${site.origin}/to-scripted`)
    expect(response).toMatchObject({
      outcome: 'ok',
      status: 200,
      by: 'browser',
      finalUrl: `${site.origin}/scripted`,
      redirects: [{ status: 302, from: `${site.origin}/to-scripted`, to: `${site.origin}/scripted` }],
    })
    expect(Buffer.from(body!).toString()).toContain('by script')
    expect(site.asked.find(({ path }) => path === '/scripted')?.headers['user-agent']).toBe('Proviso/test')
  })

  test('[W3] reaches nothing that a fetch may not reach, from a page either', async () => {
    expect((await browser.fetch('http://10.1.2.3/')).response).toMatchObject({
      outcome: 'private-address',
      detail: '10.1.2.3',
    })
    expect((await browser.fetch(`${site.origin}/to-private`)).response).toMatchObject({ outcome: 'private-address' })
    const { body } = await browser.fetch(`${site.origin}/reaching`)
    expect(Buffer.from(body!).toString()).toContain('>refused<')
  })

  test('a page that fails has an outcome', async () => {
    const { response } = await browser.fetch(`${site.origin}/reset`)
    expect(response.outcome).toBe('browser-failed')
  })
})

test('[W15] a machine without a browser has none', async () => {
  expect(await findChromium({ PATH: '/nowhere', PROVISO_CHROMIUM: 'none' })).toBeNull()
  expect(await findChromium({ PROVISO_CHROMIUM: '/nowhere/chromium' })).toBeNull()
})
