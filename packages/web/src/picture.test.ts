import type { Change } from '@proviso/archive/changes'
import { expect, test } from 'vitest'
import { changePicture } from './picture.ts'

const change = (service: string): Change =>
  ({
    service,
    terms: 'Terms of Service',
    headline: `${service} bars outsiders`,
    before: { position: 'silent', conditions: [] },
    after: { position: 'disallowed', conditions: [] },
    inForce: '2025-06-04',
  }) as unknown as Change

test.each([
  ['Harbour', 'harbour.example', 'Harbour bars outsiders'],
  ['Café', 'cafe.example', 'Café bars outsiders'],
  ['Škoda', 'skoda.example', 'Skoda bars outsiders'],
  ['ВКонтакте', 'vk.example', 'vk.example bars outsiders'],
  ['百度', undefined, '·· bars outsiders'],
])('%s is drawn in letters the typeface has', (service, host, headline) => {
  const shown = changePicture(change(service), host).replace(/<[^>]*>/g, ' ')
  expect(shown).toContain(headline)
  expect(shown).toContain(`${headline.replace(' bars outsiders', '')}, Terms of Service`)
})
