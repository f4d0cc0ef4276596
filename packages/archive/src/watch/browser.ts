import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Browser as Chromium } from 'playwright-core'
import type { Clock } from './clock.ts'
import { type GuardedProxy, guardedProxy } from './guarded-proxy.ts'
import type { FetchLimits } from './limits.ts'
import type { Resolve } from './resolve-host.ts'
import type { Fetched, ObservedResponse, Redirect } from './response.ts'

/** A browser without a window, started when it is first needed. */
export interface Browser {
  /** Opens a page, lets its scripts run, and gives the document as it then stands, as HTML. Outcomes as those of a fetch, and `browser-failed`. */
  fetch(url: string): Promise<Fetched>
  close(): Promise<void>
}

interface BrowserOptions {
  /** The program, as `findChromium` finds it. */
  readonly program: string
  readonly userAgent: string
  readonly limits: FetchLimits
  readonly resolve: Resolve
  readonly mayReach: (address: string) => boolean
  readonly clock: Clock
}

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
  'msedge',
]
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
// How long a page may go on loading after its document is there.
const settling = 5000

/** The Chromium of the machine: `PROVISO_CHROMIUM` (`none` for none), else the first in `PATH` and the usual places; null when there is none. */
export async function findChromium(env: Readonly<Record<string, string | undefined>>): Promise<string | null> {
  if (env.PROVISO_CHROMIUM === 'none') return null
  if (env.PROVISO_CHROMIUM) return (await runs(env.PROVISO_CHROMIUM)) ? env.PROVISO_CHROMIUM : null
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  for (const program of [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...elsewhere])
    if (await runs(program)) return program
  return null
}

async function runs(program: string): Promise<boolean> {
  return access(program, constants.X_OK).then(
    () => true,
    () => false,
  )
}

/** A browser that is started by its first page. It reaches what a fetch may reach, through a proxy of ours. SPEC.md W15. */
export function createBrowser(options: BrowserOptions): Browser {
  let started: Promise<{ readonly chromium: Chromium; readonly proxy: GuardedProxy }> | undefined
  return {
    fetch: async (url) => {
      const startedAt = new Date(options.clock.now()).toISOString()
      const began = performance.now()
      const ended = (more: Partial<ObservedResponse>, body?: Uint8Array): Fetched => ({
        response: {
          url,
          finalUrl: url,
          status: null,
          headers: {},
          redirects: [],
          startedAt,
          outcome: 'ok',
          by: 'browser',
          ...more,
          millis: Math.round(performance.now() - began),
          bytes: body?.length ?? 0,
        },
        ...(body !== undefined && { body }),
      })
      try {
        started ??= start(options)
        const { chromium, proxy } = await started
        return await open(chromium, proxy, url, options, ended)
      } catch (error) {
        const [detail = ''] = String((error as Error).message).split('\n')
        return ended({ outcome: 'browser-failed', detail: detail.slice(0, 200) })
      }
    },
    close: async () => {
      const running = await started?.catch(() => undefined)
      started = undefined
      await running?.chromium.close().catch(() => {})
      await running?.proxy.close()
    },
  }
}

async function start({ program, resolve, mayReach }: BrowserOptions) {
  const { chromium } = await import('playwright-core')
  const proxy = await guardedProxy(resolve, mayReach)
  try {
    const args = [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Nothing goes past the proxy: no loopback exception, no UDP of WebRTC.
      '--proxy-bypass-list=<-loopback>',
      '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    ]
    const browser = await chromium.launch({
      executablePath: program,
      headless: true,
      args,
      // Chromium refuses its sandbox to root.
      chromiumSandbox: process.getuid?.() !== 0,
      proxy: { server: `http://127.0.0.1:${proxy.port}` },
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
    return { chromium: browser, proxy }
  } catch (error) {
    await proxy.close()
    throw error
  }
}

async function open(
  chromium: Chromium,
  proxy: GuardedProxy,
  url: string,
  { userAgent, limits }: BrowserOptions,
  ended: (more: Partial<ObservedResponse>, body?: Uint8Array) => Fetched,
): Promise<Fetched> {
  const context = await chromium.newContext({
    userAgent,
    locale: 'en',
    serviceWorkers: 'block',
    acceptDownloads: false,
  })
  try {
    const page = await context.newPage()
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}))
    await page.route('**/*', (route) =>
      /^(?:image|media|font)$/.test(route.request().resourceType()) ? route.abort() : route.continue(),
    )
    proxy.refused()
    const answer = await page
      .goto(url, { timeout: limits.total, waitUntil: 'domcontentloaded' })
      .catch((error: Error) => error)
    if (answer instanceof Error || answer === null) {
      const refused = proxy.refused()
      if (refused !== undefined) return ended({ outcome: 'private-address', detail: refused })
      const [message = ''] = (answer?.message ?? 'no answer').split('\n')
      return ended({
        outcome: /timeout/i.test(message) ? 'total-timeout' : 'browser-failed',
        detail: message.slice(0, 200),
      })
    }
    await page.waitForLoadState('networkidle', { timeout: settling }).catch(() => {}) // a page that never rests is taken as it is
    const html = await page.content()
    const redirects: Redirect[] = []
    for (let step = answer.request().redirectedFrom(); step !== null; step = step.redirectedFrom()) {
      const status = (await step.response())?.status() ?? 0
      redirects.unshift({ status, from: step.url(), to: step.redirectedTo()?.url() ?? '' })
    }
    const { 'set-cookie': _, ...headers } = await answer.allHeaders()
    const more = {
      finalUrl: page.url(),
      status: answer.status(),
      headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
      redirects,
    }
    const body = Buffer.from(html)
    return body.length > limits.bodyBytes ? ended({ ...more, outcome: 'too-large' }) : ended(more, body)
  } finally {
    await context.close().catch(() => {})
  }
}
