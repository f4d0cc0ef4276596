import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readAiTxt } from '../src/ai-txt.ts'
import { readFeed } from '../src/feed.ts'
import { type Findings, Gathering } from '../src/findings.ts'
import { stateLicence } from '../src/licence.ts'
import { readPage } from '../src/page.ts'
import type { Headers } from '../src/response-headers.ts'
import { readRsl } from '../src/rsl.ts'
import { readTdmrep } from '../src/tdmrep.ts'
import { readXmp } from '../src/xmp-packet.ts'
import { told, toldIssue } from './told.ts'

interface Case {
  readonly title: string
  readonly input: string & Headers
  readonly host?: string
  readonly url?: string
  readonly status?: number
  readonly embedded?: boolean
  readonly headers?: Headers
  readonly expect: {
    readonly statements: readonly string[]
    readonly issues: readonly string[]
    readonly value?: unknown
  }
}

const bytes = (text: string) => new TextEncoder().encode(text)

/** How each format of the folder is read. */
const readers: Readonly<Record<string, (one: Case) => Findings & { readonly value?: unknown }>> = {
  rsl: ({ input, host, embedded = false }) => readRsl(input, { host, embedded }),
  tdmrep: ({ input }) => readTdmrep(bytes(input)),
  'ai-txt': ({ input }) => readAiTxt(input),
  headers: ({ input, url, status }) => readPage(new Uint8Array(), input, { url, status }),
  page: ({ input, headers, url }) => readPage(bytes(input), headers, { url }),
  licence: ({ input }) => {
    const out = new Gathering(input, 'licence')
    stateLicence(input, out, { start: 0, end: input.length, section: [] })
    return out
  },
  xmp: ({ input }) => readXmp(input),
  feed: ({ input, url }) => readFeed(input, { url }),
}

const folder = new URL('../../../conformance/signals/', import.meta.url)

for (const name of ['rsl', 'tdmrep', 'ai-txt', 'headers', 'page', 'licences', 'xmp', 'feed']) {
  const { format, cases } = JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as {
    format: string
    cases: Case[]
  }
  describe(name, () => {
    test.each(cases.map((one) => [one.title, one] as const))('%s', (_, one) => {
      const { statements, issues, value } = readers[format]!(one)
      expect({ statements: statements.map(told), issues: issues.map(toldIssue) }).toEqual({
        statements: one.expect.statements,
        issues: one.expect.issues,
      })
      if (one.expect.value !== undefined) expect(value).toEqual(one.expect.value)
    })
  })
}
