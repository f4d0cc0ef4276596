import { describe, expect, test } from 'vitest'
import type { Names } from '../lexicon/subject.ts'
import type { Governed } from './force.ts'
import { governs } from './governing.ts'

interface Around {
  readonly leads?: readonly string[]
  readonly path?: readonly string[]
  readonly previous?: string
  readonly names?: Names
}

/** What governs the place marked by `▲`, as one line; null when nothing does. */
function governing(marked: string, { leads = [], path = [], previous = '', names = new Map() }: Around = {}) {
  const at = marked.indexOf('▲')
  const governed = governs(marked.replace('▲', ''), at, leads, path, names, previous)
  return governed === null ? null : told(governed)
}

function told({ force, subject, where }: Governed): string {
  return `${force} ${subject ?? 'nobody'} ${where}`
}

describe('what governs a place', () => {
  test.each<[rule: string, what: string, text: string, expected: string | null, around?: Around]>([
    ['G1', 'may not', 'you may not ▲scrape it', 'forbid public own'],
    [
      'G1',
      'must not, far away',
      'users must not at any time or under any circumstances ▲scrape it',
      'forbid public own',
    ],
    ['G1', 'agree not to', 'you agree not to ▲scrape it', 'forbid public own'],
    ['G1', 'refrain from', 'you shall refrain from ▲scraping', 'forbid public own'],
    ['G1', 'never', 'never ▲scrape it', 'forbid nobody own'],
    ['G1', 'are prohibited from', 'users are prohibited from ▲scraping', 'forbid public own'],
    ['G1', 'may', 'you may ▲scrape it', 'permit public own'],
    ['G1', 'a practice', 'we use your posts to ▲train', 'practise operator own'],
    ['G1', 'the last of several', 'we may close accounts and you may not ▲scrape it', 'forbid public own'],
    ['G1', 'nothing', 'the word ▲scrape', null],
    ['G2', 'a colon hands on', 'you may not: sell boats; ▲scrape it', 'forbid public lead'],
    ['G2', 'over several semicolons', 'you may not sell boats; sink; swim; ▲scrape it', 'forbid public lead'],
    ['G3', 'a verdict that follows', '▲scraping is strictly prohibited', 'forbid public after'],
    ['G3', 'not permitted', '▲scraping of any page is not permitted', 'forbid public after'],
    ['G3', 'leave that follows', '▲scraping is permitted', 'permit public after'],
    ['G3', 'without our consent', '▲scraping without our prior written consent', 'forbid nobody after'],
    ['G3', 'a semicolon ends it', '▲scraping; selling boats is prohibited', null],
    ['G4', 'a lead-in', '▲scrape it', 'forbid public lead', { leads: ['You may not:'] }],
    ['G4', 'the nearest lead-in first', '▲scrape it', 'permit public lead', { leads: ['You may not:', 'You may:'] }],
    [
      'G4',
      'one that says nothing is passed over',
      '▲scrape it',
      'forbid public lead',
      { leads: ['You may not:', 'Pages:'] },
    ],
    ['G4', 'own words come first', 'you may ▲scrape it', 'permit public own', { leads: ['You may not:'] }],
    ['G4', 'what the operator does', '▲train models', 'practise operator lead', { leads: ['We do the following:'] }],
    ['G5', 'a heading, for an item', '▲scraping it', 'forbid public heading', { path: ['Prohibited conduct'] }],
    ['G5', 'a heading rules no sentence', 'the word ▲scraping is old', null, { path: ['Prohibited conduct'] }],
    [
      'G5',
      'a heading of purposes, for either',
      'the word ▲training',
      'practise operator heading',
      { path: ['How we use information'] },
    ],
    [
      'G5',
      'the nearest heading first',
      '▲training on it',
      'forbid operator heading',
      { path: ['How we use data', 'What we do not do'] },
    ],
    ['G6', 'a verb in an exception', 'except as we may allow, do not ▲scrape it', 'forbid nobody own'],
    ['G6', 'a verb in a condition', 'you may not, unless the law permits it, ▲scrape it', 'forbid public own'],
    ['G6', 'a verb in a relative clause', 'you may not use tools that can be bought, ▲scrape it', 'forbid public own'],
    [
      'G6',
      'a relative clause that goes on to the place',
      'we pass it to a partner, which may not use it to ▲train',
      'forbid partner own',
    ],
    [
      'G7',
      'parentheses do not rule what is outside',
      'you may not (or allow others to) ▲scrape it',
      'forbid public own',
    ],
    [
      'G7',
      'what stands before them rules inside',
      'you may not copy it (for example, robots ▲scraping)',
      'forbid public own',
    ],
    ['G9', 'no responsibility', 'we are not responsible for what may ▲scrape it', null],
    ['G9', 'no guarantee', 'we do not guarantee that nobody will ▲scrape it', null],
    ['G10', 'a denied ban is no ban', 'nobody is not prohibited from ▲scraping', null],
    ['G11', 'leave goes to whom it names', 'we allow you to ▲scrape it', 'permit public own'],
    ['G11', 'leave to the operator', 'you grant us the right to ▲train', 'permit operator own'],
    ['G11', 'leave denied to others', 'you may not allow others to ▲scrape it', 'forbid public own'],
    ['G11', 'nothing grants', 'nothing in these terms permits you to ▲scrape it', 'forbid nobody own'],
    ['G11', 'no right', 'clients receive no right to ▲scrape it', 'forbid public own'],
    ['G12', 'a possessor does nothing', 'user content may be used to ▲train', 'permit nobody own'],
    ['G12', 'by whom', 'posts may be used by us to ▲train', 'permit operator own'],
    ['G12', 'neither … nor', 'neither we nor our partners use it to ▲train', 'forbid operator own'],
    [
      'G12',
      'what is used is told by a verb of its own',
      'vendors may not use the data we share with them to ▲train ai',
      'forbid partner own',
    ],
    ['G12', 'what they receive', 'they may not use data they receive, including to ▲train ai', 'forbid nobody own'],
    ['G12', 'data that is collected for it', 'the data we collect to ▲train our ai', 'practise operator own'],
    ['G11', 'let', 'we do not let partners use your posts to ▲train ai', 'forbid partner own'],
    ['G11', 'let, never', 'we never let partners use your posts to ▲train ai', 'forbid partner own'],
    [
      'G11',
      'an order without an auxiliary',
      'we require that providers not use your posts to ▲train ai',
      'forbid partner own',
    ],
    ['G13', 'a heading of what is allowed', '▲scraping it', null, { path: ['Permitted uses'] }],
    ['G13', 'a heading of help', '▲scraping it', null, { path: ['Where can I report violations of this policy?'] }],
    ['G13', 'a lead-in of what is no breach', '▲scraping it', null, { leads: ['It is not a violation to do this:'] }],
    ['G14', 'this includes', 'this includes ▲training models', 'practise operator lead', { previous: 'We use posts.' }],
    ['G14', 'a sentence that begins anew', 'nobody speaks of ▲training', null, { previous: 'We use posts.' }],
    [
      'G15',
      'a name that is the operator’s',
      'harbour may use posts to ▲train',
      'permit operator own',
      { names: new Map([['harbour', 'operator']]) },
    ],
    [
      'G15',
      'a name that is a partner’s',
      'anchor may not use posts to ▲train',
      'forbid partner own',
      { names: new Map([['anchor', 'partner']]) },
    ],
    ['G17', 'a contraction', "we'll use it to ▲train models", 'practise operator own'],
    ['G17', 'an aside', 'your posts are, in turn, used to ▲train models', 'practise nobody own'],
    ['G17', 'an adverb', 'we may still use it to ▲train models', 'permit operator own'],
    [
      'G18',
      'what only tells which',
      'we may use content that is processed by the service to ▲train models',
      'permit operator own',
    ],
    ['G19', 'the purpose first', 'to ▲train our models, we use what you post', 'practise operator own'],
    [
      'G20',
      'nothing prevents',
      'nothing in these terms prevents you from using it to ▲train models',
      'permit public own',
    ],
    ['G20', 'no right passes', 'no right passes to the company to use it to ▲train models', 'forbid operator own'],
    ['G20', 'at no time', 'at no time will we use it to ▲train models', 'forbid operator own'],
    ['G20', 'never will', 'never will we use it to ▲train models', 'forbid operator own'],
    ['G20', 'left out of', 'your posts are left out of the ▲training of models', 'forbid nobody own'],
    ['G22', 'to be used', 'you may not cause it to be used to ▲train models', 'forbid public own'],
    ['G16', 'the next cell answers', '| ▲scraping | no |', 'forbid public after'],
    ['G16', 'and allows', '| ▲scraping | yes |', 'permit public after'],
  ])('[%s] %s', (_, __, text, expected, around = {}) => {
    expect(governing(text, around)).toBe(expected)
  })

  test.each<[text: string, told: boolean]>([
    ['it is never used to ▲train', true],
    ['it will not be used to ▲train', true],
    ['it does not ▲train', true],
    ['it may not be used to ▲train', false],
    ['it must not be used to ▲train', false],
    ['it shall not be used to ▲train', false],
  ])('[G8] told or ordered: %s', (marked, expected) => {
    const governed = governs(marked.replace('▲', ''), marked.indexOf('▲'), [], [], new Map())
    expect(governed).toMatchObject({ force: 'forbid', told: expected })
  })
})
