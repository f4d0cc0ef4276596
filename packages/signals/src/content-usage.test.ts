import { describe, expect, test } from 'vitest'
import { parseContentSignal } from './content-signal.ts'
import { mostContentUsage, parseContentUsage, readContentUsage } from './content-usage.ts'
import { usageVocabularies, vocabularyOn } from './content-usage-vocabulary.ts'

/** Preferences in short: `train-ai:n search:y`, sorted. */
function prefers(text: string, day?: string): string {
  return parseContentUsage(text, day)
    .preferences.map(({ usage, effect, legacy }) => `${usage}:${effect === 'allow' ? 'y' : 'n'}${legacy ? '*' : ''}`)
    .sort()
    .join(' ')
}

describe('the dictionary', () => {
  test.each<[text: string, expected: string]>([
    ['train-ai=n, search=y', 'search:y train-ai:n'],
    ['train-ai=n,search=y', 'search:y train-ai:n'],
    ['train-ai=n\t,\t search=y', 'search:y train-ai:n'],
    ['  train-ai=n  ', 'train-ai:n'],
    ['train-ai=y, train-ai, search=n, search="n"', ''],
    ['train-ai, train-ai=n', 'train-ai:n'],
    ['train-ai;allow=n, train-ai=y', 'train-ai:y'],
    ['train-ai=n;x=1;y', 'train-ai:n'],
    ['train-ai=n; search=y', 'train-ai:n'],
    ['train-ai;x=1', ''],
    ['train-ai=N', ''],
    ['train-ai=no', ''],
    ['train-ai=?0', ''],
    ['train-ai=0', ''],
    ['train-ai="n"', ''],
    ['train-ai=:bg==:', ''],
    ['train-ai=(n)', ''],
    ['foo=n, train-ai=n', 'train-ai:n'],
    ['*=n, train-ai=n', 'train-ai:n'],
    ['', ''],
  ])('[CU1] %j', (text, expected) => {
    expect(prefers(text)).toBe(expected)
    expect(parseContentUsage(text).parsed).toBe(true)
  })

  test.each([
    'Train-AI=n, search=n',
    'train-ai = n',
    'train-ai=n,',
    ',train-ai=n',
    'train-ai=n search=n',
    'train-ai=n;',
    'train-ai=',
    'train-ai=é',
    'train-ai="n',
    '/a train-ai=n',
    '\u00a0train-ai=n',
    'train-ai=(n',
    `train-ai=n, ${'a'.repeat(mostContentUsage)}`,
    '__proto__=n, constructor=n, train-ai=n;A',
  ])('[CU2] %j says nothing', (text) => {
    expect(parseContentUsage(text)).toMatchObject({ parsed: false, preferences: [] })
    const { statements, issues } = readContentUsage(text)
    expect(statements).toEqual([])
    expect(issues.map(({ code }) => code)).toEqual(['unparsable-content-usage'])
  })

  test.each([
    ['train-ai=n', 'train-ai:n'],
    ['ai-use=n', 'ai-input:n'],
    ['search=n', 'search:n'],
    ['train-ai=y, ai-use=y, search=y', 'ai-input:y search:y train-ai:y'],
  ])('[CU3] %s', (text, expected) => expect(prefers(text)).toBe(expected))
})

describe('vocabularies by day', () => {
  test.each([
    ['2025-05-01', '01'],
    ['2025-06-19', '01'],
    ['2025-07-20', '01'],
    ['2025-07-21', '02'],
    ['2025-10-01', '03'],
    ['2025-10-28', '04'],
    ['2025-12-01', '05'],
    ['2026-05-01', '06'],
    ['2026-08-19', '07'],
    ['2026-09-13', '08'],
    [undefined, '08'],
  ])('[CU4] on %s revision %s', (day, revision) => expect(vocabularyOn(day).revision).toBe(revision))

  test('[CU4] newest first', () => {
    const days = usageVocabularies.map(({ since }) => since)
    expect(days).toEqual([...days].sort().reverse())
  })

  test.each<[text: string, day: string, expected: string]>([
    ['bots=n', '2025-10-01', 'ai-input:n search:n train-ai:n'],
    ['bots=n, search=y', '2025-10-01', 'ai-input:n search:y train-ai:n'],
    ['train-ai=n, train-genai=y', '2025-10-01', 'train-ai:y'],
    ['train-ai=n', '2025-10-01', 'train-ai:n'],
    ['tdm=y, genai=n', '2025-07-01', 'ai-input:y search:y tdm:y train-ai:n'],
    ['ai=n', '2025-07-01', 'train-ai:n'],
    ['all=n, ai-use=y', '2025-08-01', 'ai-input:y search:n train-ai:n'],
    ['ai-output=n', '2025-11-01', 'ai-input:n search:n'],
    ['train-ai=n, ai-use=y', '2026-05-01', 'train-ai:n'],
  ])('[CU4] %s on %s', (text, day, expected) => expect(prefers(text, day)).toBe(expected))

  test.each<[text: string, day: string | undefined, expected: string]>([
    ['bots=n', '2026-10-01', 'train-ai:n*'],
    ['ai=n', undefined, 'train-ai:n*'],
    ['inference=n', undefined, 'ai-input:n*'],
    ['bots=y, ai=y, genai=y', undefined, ''],
    ['bots=n, train-ai=y', undefined, 'train-ai:n* train-ai:y'],
    ['ai-use=n', '2026-05-01', 'ai-input:n*'],
    ['toString=n', undefined, ''],
  ])('[CU5] %s on %s', (text, day, expected) => expect(prefers(text, day)).toBe(expected))
})

describe('the response field', () => {
  test('[CU6] several lines are one', () => {
    const { statements, value } = readContentUsage(['train-ai=n', 'search=y'], { on: '2026-10-01' })
    expect(value.vocabulary).toBe('08')
    expect(statements.map(({ usage, effect, quote, directive }) => [usage, effect, quote, directive])).toEqual([
      ['train-ai', 'disallow', 'train-ai=n, search=y', 'content-usage'],
      ['search', 'allow', 'train-ai=n, search=y', 'content-usage'],
    ])
    expect(readContentUsage(['train-ai=n', 'search=']).statements).toEqual([])
  })

  test('[CU5] a legacy label is less sure and told', () => {
    const { statements, issues } = readContentUsage('genai=n', { at: 'h.example' })
    expect(statements.map(({ confidence }) => confidence)).toEqual([0.8])
    expect(issues).toMatchObject([{ code: 'legacy-label', at: 'h.example' }])
  })
})

describe('Content-Signal', () => {
  test.each<[text: string, expected: string]>([
    ['search=yes, ai-train=no', 'search:allow train-ai:disallow'],
    ['search=yes,ai-train=no,ai-input=no', 'search:allow train-ai:disallow ai-input:disallow'],
    ['AI-Train=No', 'train-ai:disallow'],
    ['ai-train = no', 'train-ai:disallow'],
    ['ai-train=n', ''],
    ['ai-train', ''],
    ['ai-train=yes, ai-train=no', 'train-ai:disallow'],
    ['use=reference', ''],
    ['constructor=no', ''],
    ['', ''],
  ])('[CS1] %j', (text, expected) => {
    const said = parseContentSignal(text).flatMap(({ usage, effect }) => (usage ? [`${usage}:${effect}`] : []))
    expect(said.join(' ')).toBe(expected)
  })

  test('[CS1] what is not known is kept', () => {
    expect(parseContentSignal('use=reference')).toEqual([{ key: 'use', value: 'reference' }])
  })
})
