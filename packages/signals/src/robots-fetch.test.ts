import { describe, expect, test } from 'vitest'
import { classOfRobotsFetch, type RobotsFetch, readRobotsFetch } from './robots-fetch.ts'

describe('classes', () => {
  test.each<[rule: string, fetched: RobotsFetch, rfc: string, google?: string]>([
    ['RF1', { status: 200 }, 'successful'],
    ['RF1', { status: 204 }, 'successful'],
    ['RF1', { status: 200, redirects: 5 }, 'successful'],
    ['RF2', { status: 400 }, 'unavailable'],
    ['RF2', { status: 401 }, 'unavailable'],
    ['RF2', { status: 403 }, 'unavailable'],
    ['RF2', { status: 404 }, 'unavailable'],
    ['RF2', { status: 410 }, 'unavailable'],
    ['RF2', { status: 451 }, 'unavailable'],
    ['RF2', { status: 429 }, 'unavailable', 'unreachable'],
    ['RF3', { status: 301 }, 'unavailable'],
    ['RF3', { status: 200, redirects: 6 }, 'unavailable'],
    ['RF4', { status: 500 }, 'unreachable'],
    ['RF4', { status: 503 }, 'unreachable'],
    ['RF4', { status: 503, redirects: 1 }, 'unreachable'],
    ['RF4', { status: 100 }, 'unreachable'],
    ['RF4', { status: 999 }, 'unreachable'],
    ['RF4', { failure: 'tls' }, 'unreachable'],
    ['RF4', {}, 'unreachable'],
  ])('[%s] %j is %s', (_, fetched, rfc, google = rfc) => {
    expect(classOfRobotsFetch(fetched)).toBe(rfc)
    expect(classOfRobotsFetch(fetched, 'google')).toBe(google)
  })
})

describe('what a fetch says', () => {
  test('[RF1] what the file says', () => {
    const reading = readRobotsFetch({ status: 200 }, 'User-agent: *\nDisallow: /', { at: 'h.example' })
    expect(reading).toMatchObject({ class: 'successful', statements: [{ effect: 'disallow', path: '/' }], issues: [] })
    expect(reading.value?.rulesFor('x').allows('/')).toBe(false)
    const page = readRobotsFetch({ status: 200 }, '<html><p>Not found</p></html>')
    expect(page.statements).toEqual([])
    expect(page.issues.map(({ code }) => code)).toEqual(['not-robots'])
  })

  test.each<[fetched: RobotsFetch, effect: string, section: string, code: string | undefined, unread?: string]>([
    [{ status: 404 }, 'allow', 'HTTP status 404', undefined],
    [{ status: 403 }, 'allow', 'HTTP status 403', 'robots-unavailable'],
    [{ status: 302, redirects: 6 }, 'allow', 'HTTP status 302', 'too-many-redirects'],
    [{ status: 503 }, 'disallow', 'HTTP status 503', 'robots-unreachable', 'http-503'],
    [{ failure: 'timeout' }, 'disallow', 'timeout', 'robots-unreachable', 'timeout'],
  ])('[RF4, RF5] %j', (fetched, effect, section, code, unread) => {
    const reading = readRobotsFetch(fetched, 'User-agent: *\nDisallow: /a')
    expect(reading.value).toBeUndefined()
    expect(reading.unread).toBe(unread)
    expect(reading.issues.map((issue) => issue.code)).toEqual(code ? [code] : [])
    expect(reading.statements).toEqual([
      {
        effect,
        usage: 'crawl',
        actor: 'public',
        asset: 'content',
        conditions: [],
        quote: '',
        start: 0,
        end: 0,
        section: [section],
        confidence: 1,
      },
    ])
  })
})
