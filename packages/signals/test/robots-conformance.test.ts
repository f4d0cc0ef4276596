import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseRobotsTxt, pathOfUrl, type RobotsProfile } from '../src/robots-txt.ts'

interface Case {
  readonly title: string
  readonly file?: string
  readonly fileBase64?: string
  readonly ask: readonly ({ readonly agent: string; readonly url: string } & Readonly<Record<RobotsProfile, boolean>>)[]
}

const folder = new URL('../../../conformance/robots/', import.meta.url)
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name): Case[] => JSON.parse(readFileSync(new URL(name, folder), 'utf8')).cases)

test.each(cases)('$title', ({ file, fileBase64, ask }) => {
  const body = file ?? Uint8Array.from(Buffer.from(fileBase64 ?? '', 'base64'))
  const answers = (profile: RobotsProfile) => {
    const { value } = parseRobotsTxt(body, { profile })
    return ask.map(({ agent, url }) => `${agent} ${url} ${value.rulesFor(agent).allows(pathOfUrl(url))}`)
  }
  for (const profile of ['rfc9309', 'google'] as const) {
    expect(answers(profile)).toEqual(ask.map((one) => `${one.agent} ${one.url} ${one[profile]}`))
  }
})
