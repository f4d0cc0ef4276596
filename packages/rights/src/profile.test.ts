import { expect, test } from 'vitest'
import { hears, profiles } from './profile.ts'

test.each([
  ['as-of-crawl', { terms: 'Terms of Service' }, true],
  ['robots-only', { terms: 'Terms of Service' }, false],
  ['robots-only', { layer: 'signals', terms: 'robots.txt' }, true],
  ['robots-only', { layer: 'signals', terms: 'ai.txt' }, false],
  ['signals-only', { layer: 'signals', terms: 'ai.txt' }, true],
  ['eu-tdm', { layer: 'licence', terms: 'Deal' }, true],
  ['terms-only', { layer: 'signals', terms: 'robots.txt' }, false],
] as const)('[L3, Y6] %s hears %j: %s', (name, document, heard) => expect(hears(profiles[name], document)).toBe(heard))
