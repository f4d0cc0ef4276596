import { describe, expect, test } from 'vitest'
import { parseXRobotsTag } from './robots-directives.ts'

const named = (line: string, reading: 'documented' | 'img2dataset' | 'datadiligence') =>
  parseXRobotsTag(line, reading).map(({ agent, name }) => (agent === undefined ? name : `${agent}|${name}`))

describe('three ways to read one line', () => {
  test.each([
    ['noai', ['noai'], ['noai'], ['noai']],
    ['NOAI', ['noai'], ['noai'], ['NOAI']],
    [
      'otherbot: noai, noindex',
      ['otherbot|noai', 'otherbot|noindex'],
      ['otherbot|noai', 'otherbot|noindex'],
      ['otherbot|noai', 'noindex'],
    ],
    [
      'unavailable_after: 2030-01-01, noai',
      ['unavailable_after', 'noai'],
      ['unavailable_after|2030-01-01', 'unavailable_after|noai'],
      ['unavailable_after|2030-01-01', 'noai'],
    ],
  ])('[XR7] %s', (line, documented, img2dataset, datadiligence) => {
    expect(named(line, 'documented')).toEqual(documented)
    expect(named(line, 'img2dataset')).toEqual(img2dataset)
    expect(named(line, 'datadiligence')).toEqual(datadiligence)
  })
})
