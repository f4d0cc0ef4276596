import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseContentUsage } from '../src/content-usage.ts'
import { parseRobotsTxt, pathOfUrl, type RobotsProfile } from '../src/robots-txt.ts'
import { type UsagePreferences, usagePreferences } from '../src/robots-usage.ts'

interface Case {
  readonly title: string
  readonly file?: string
  readonly fileBase64?: string
  readonly ask?: readonly ({ readonly agent: string; readonly url: string } & Readonly<
    Record<RobotsProfile, boolean>
  >)[]
  readonly usage?: readonly { readonly agent: string; readonly path: string; readonly expect: UsagePreferences }[]
  readonly field?: string
  readonly on?: string
  readonly expect?: UsagePreferences
}

const folder = new URL('../../../conformance/robots/', import.meta.url)
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name): Case[] => JSON.parse(readFileSync(new URL(name, folder), 'utf8')).cases)

test.each(cases)('$title', ({ file, fileBase64, ask = [], usage = [], field, on, expect: expected }) => {
  const body = file ?? Uint8Array.from(Buffer.from(fileBase64 ?? '', 'base64'))
  for (const profile of ['rfc9309', 'google'] as const) {
    const { value } = parseRobotsTxt(body, { profile })
    // again and again: the first few questions to a file are answered in another way than later ones
    const asked = [...ask, ...ask, ...ask, ...ask, ...ask, ...ask]
    const answers = asked.map(({ agent, url }) => `${agent} ${url} ${value.rulesFor(agent).allows(pathOfUrl(url))}`)
    expect(answers).toEqual(asked.map((one) => `${one.agent} ${one.url} ${one[profile]}`))
  }
  for (const one of usage) expect(usagePreferences(parseRobotsTxt(body).value, one.agent, one.path)).toEqual(one.expect)
  if (field !== undefined) {
    // of two labels on one usage the stricter holds
    const preferences: Record<string, string> = {}
    for (const { usage: about, effect } of parseContentUsage(field, on).preferences)
      if (preferences[about] !== 'disallow') preferences[about] = effect
    expect(preferences).toEqual(expected)
  }
})
