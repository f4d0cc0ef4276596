import { describe, expect, test } from 'vitest'
import type { DeclaredService } from './declarations.ts'
import { createRegistry, findService, nearNames, type ServiceFact } from './registry.ts'

const declares = (service: string, ...hosts: string[]): DeclaredService => ({
  service,
  terms: hosts.map((host, index) => ({ terms: `Terms ${index}`, urls: [`https://${host}/terms`], hosts: [host] })),
})

const registryOf = (facts: ServiceFact[], declared: DeclaredService[], recorded: string[] = []) =>
  createRegistry({ facts, declared, recorded })

const hostsOf = (registry: ReturnType<typeof registryOf>, name: string) =>
  registry.services.find((service) => service.name === name)?.hosts

const x: ServiceFact = { name: 'X', aliases: ['Twitter'], hosts: ['x.com', 'twitter.com'] }

describe('[S2] names', () => {
  const registry = registryOf([x], [], ['Twitter', 'Other'])
  test.each([
    ['Twitter', 'X'],
    ['X', 'X'],
    ['Other', 'Other'],
  ])('%s stands for %s', (name, shown) => expect(registry.canonical(name)).toBe(shown))
  test('an alias is no service of its own', () => {
    expect(registry.services.map(({ name }) => name)).toEqual(['Other', 'X'])
  })
})

test.each<
  [rule: string, what: string, facts: ServiceFact[], declared: DeclaredService[], service: string, hosts: string[]]
>([
  [
    'S3',
    'the registrable domain of the pages',
    [],
    [declares('Example', 'www.example.co.uk')],
    'Example',
    ['example.co.uk'],
  ],
  [
    'S3',
    'facts stand for all hosts of a service',
    [x],
    [declares('Twitter', 'legal.twitter.com', 'other.net')],
    'X',
    ['twitter.com', 'x.com'],
  ],
  [
    'S4',
    'a help desk says nothing about its host',
    [],
    [declares('Example', 'zendesk.com', 'docs.notion.site')],
    'Example',
    [],
  ],
  [
    'S4',
    'a subdomain of a hosting service is its own domain',
    [],
    [declares('Example', 'example.zendesk.com')],
    'Example',
    ['example.zendesk.com'],
  ],
  ['S4', 'a help desk has its own host', [], [declares('Zendesk', 'www.zendesk.com')], 'Zendesk', ['zendesk.com']],
  ['S5', 'what facts gave to another is not taken', [x], [declares('Spaces', 'x.com')], 'Spaces', []],
  [
    'S5',
    'the name that fits gets the domain',
    [],
    [declares('Search', 'example.com'), declares('Example', 'example.com')],
    'Example',
    ['example.com'],
  ],
  [
    'S5',
    'and the other does not',
    [],
    [declares('Search', 'example.com'), declares('Example', 'example.com')],
    'Search',
    [],
  ],
  [
    'S5',
    'where no name fits, nobody gets it',
    [],
    [declares('One', 'parent.org'), declares('Two', 'parent.org')],
    'One',
    [],
  ],
  [
    'S5',
    'a lone service gets a domain its name does not show',
    [],
    [declares('One', 'parent.org')],
    'One',
    ['parent.org'],
  ],
  [
    'S6',
    'a corner named after the service',
    [],
    [declares('Gemini', 'gemini.example.com'), declares('Example', 'example.com')],
    'Gemini',
    ['gemini.example.com'],
  ],
])('[%s] %s', (_rule, _what, facts, declared, service, hosts) => {
  expect(hostsOf(registryOf(facts, declared), service)).toEqual(hosts)
})

test('[S5] no host is derived for two services', () => {
  const { services } = registryOf(
    [x],
    ['A', 'B', 'Example', 'X'].map((name) => declares(name, 'example.com', 'x.com', 'a.net')),
  )
  const all = services.flatMap(({ hosts }) => hosts)
  expect(new Set(all).size).toBe(all.length)
})

describe('[S7] a service is found', () => {
  const { services } = registryOf(
    [x, { name: 'The Guardian', hosts: ['theguardian.com'] }, { name: 'Quora', hosts: [] }],
    [],
  )
  test.each([
    ['X', 'X'],
    ['twitter', 'X'],
    ['the guardian', 'The Guardian'],
    ['TheGuardian', 'The Guardian'],
    ['theguardian.com', 'The Guardian'],
  ])('%s', (name, found) => expect(findService(services, name)).toMatchObject({ service: { name: found } }))
  test.each([
    ['twiter', ['X']],
    ['Qora', ['Quora']],
    ['guardian', []],
    ['zzzzzz', []],
    ['', []],
    ['\u{1f600}'.repeat(50_000), []],
  ])('%.20s is unknown', (name, near) => {
    const answer = findService(services, name)
    expect('issue' in answer && answer.issue.code).toBe('unknown-service')
    if (near.length > 0) expect(nearNames(services, name)).toEqual(near)
  })
})
