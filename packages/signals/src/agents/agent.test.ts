import { expect, test } from 'vitest'
import { agentOf, agents, agentsChecked, policyOf, policyTokens, usagesOf } from './agent.ts'

test('[AG1] at least a hundred agents, each once, with operator, purpose and source', () => {
  expect(agents.length).toBeGreaterThanOrEqual(100)
  const tokens = [...agents, ...policyTokens].map(({ token }) => token.toLowerCase())
  expect(new Set(tokens).size).toBe(tokens.length)
  expect(agentsChecked).toMatch(/^\d{4}-\d\d-\d\d$/)
  for (const { operator, purposes, source, since, until } of agents) {
    expect(operator).not.toBe('')
    expect(purposes.length).toBeGreaterThan(0)
    expect(new URL(source).protocol).toMatch(/^https?:$/)
    for (const day of [since, until]) if (day) expect(day).toMatch(/^\d{4}(?:-\d\d(?:-\d\d)?)?$/)
  }
  expect(agentOf('gptbot')).toMatchObject({ token: 'GPTBot', operator: 'OpenAI', since: '2023-08-07' })
  expect(agentOf('nobody')).toBeUndefined()
})

test.each([
  ['GPTBot', ['train-ai']],
  ['CCBot', ['train-ai']],
  ['OAI-SearchBot', ['search']],
  ['chatgpt-user', ['ai-input']],
  ['Amazonbot', ['train-ai', 'search']],
  ['Google-Extended', ['train-ai', 'ai-input']],
  ['AhrefsBot', []],
  ['archive.org_bot', []],
  ['nobody', []],
  ['constructor', []],
])('[AG2] %s speaks on %j', (token, usages) => expect(usagesOf(token)).toEqual(usages))

test('[AG3] a policy token is no agent', () => {
  expect(policyOf('applebot-extended')).toMatchObject({ definedBy: 'Apple', purposes: ['training'] })
  expect(agentOf('applebot-extended')).toBeUndefined()
  expect(policyOf('applebot')).toBeUndefined()
})
