import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { openDuck } from '../duckdb.ts'
import { segmentWords } from './segment-words.ts'

test('[V2, O5] words of segments are handed over by number; few are in their order, whenever they were met', async () => {
  const duck = await openDuck({ overflow: join(temporaryFolder(), 'overflow') })
  const words = segmentWords()
  const said = (reason: 'stated' | 'silent', service: string) =>
    ({ outcome: 'allowed', reason, service, rule: null }) as const
  words.push(said('stated', 'Yew'))
  words.push(undefined)
  words.push(said('silent', 'Ash'))
  words.push(said('stated', 'Oak'))
  for (const segments of [[3, 1, 0], [2]]) {
    expect(await words.write(duck, segments, () => true)).toEqual({
      outcome: 1,
      reason: 1,
      service: segments.length === 3 ? 2 : 1,
      rule: 0,
    })
    const rows = await duck.rows(`SELECT segment, outcome, reason, service, rule FROM numbered_words ORDER BY segment`)
    const all = [
      [0, 'allowed', 'stated', 'Yew', null],
      [1, null, null, null, null],
      [2, 'allowed', 'silent', 'Ash', null],
      [3, 'allowed', 'stated', 'Oak', null],
    ]
    expect(rows).toEqual(all.filter(([segment]) => segments.includes(segment as number)))
    const [[services] = []] = await duck.rows('SELECT enum_range(CAST(NULL AS service_word))')
    expect(services).toEqual(segments.length === 3 ? ['Oak', 'Yew'] : ['Ash'])
  }
  duck.close()
})
