import { profiles } from '@proviso/rights'
import { expect, test } from 'vitest'
import { hearsSignalsAlone, unheardText } from './heard-text.ts'

const about = { host: 'x.example', who: 'X', day: '2024-01-01' }

test.each([
  ['robots-only', 'no-document', 'no robots.txt of x.example is on record, and the profile listens to nothing else'],
  [
    'signals-only',
    'no-document',
    'no robots.txt or other signal of x.example is on record, and the profile listens to nothing else',
  ],
  [
    'eu-tdm',
    'not-in-force',
    'no robots.txt, other signal or licence of x.example was in force on 2024-01-01, and the profile listens to nothing else',
  ],
  [
    'apertus',
    'before-first-record',
    '2024-01-01 is before the first record of robots.txt of x.example, and the profile listens to nothing else',
  ],
  ['terms-only', 'no-document', 'no terms of X are on record, and the profile listens to nothing else'],
  ['robots-only', 'silent', undefined],
  ['as-of-crawl', 'no-document', undefined],
  ['eu-tdm-terms', 'no-document', undefined],
] as const)('%s, %s: %s', (name, reason, text) => expect(unheardText(reason, profiles[name], about)).toBe(text))

test('profiles that listen to signals alone', () => {
  expect(Object.values(profiles).flatMap((profile) => (hearsSignalsAlone(profile) ? profile.name : []))).toEqual([
    'signals-only',
    'robots-only',
    'eu-tdm',
    'apertus',
  ])
})
