import { describe, expect, test } from 'vitest'
import { clausesOf, clauseWords } from './index.ts'

const wordsIn = (text: string) => clausesOf(text).map(({ clause, context }) => clauseWords(clause, context))

describe('the words of a clause', () => {
  test('[Q2] are in lower case with what stands around them', () => {
    const text =
      '# AI features\n\nThe feature is optional. We keep Recordings, and train our models on them! You can switch it off.'
    expect(wordsIn(text).find((words) => words !== null)).toMatchObject({
      own: 'we keep recordings , and train our models on them',
      heading: 'ai features',
      previous: 'the feature is optional',
      next: 'you can switch it off',
    })
  })

  test('[Q2] the operator and its partners go by what they are', () => {
    const text =
      'These terms are between you and Wexhallow Ltd ("Wexhallow"). Wexhallow may train AI models on your photos.'
    const own = wordsIn(text).flatMap((words) => words?.own ?? [])
    expect(own.at(-1)).toBe('the operator may train ai models on your photos')
  })

  test('[Q2] an address with the name of the operator in it is the operator', () => {
    const text =
      'These terms are between you and Wexhallow Ltd ("Wexhallow"). Wexhallow lets no robot read www.wexhallow.com.'
    const own = wordsIn(text).flatMap((words) => words?.own ?? [])
    expect(own.at(-1)).toBe('the operator lets no robot read the operator')
  })

  test('[Q2] what the rules make of the grammar is shown as signs, each once', () => {
    const [words] = wordsIn('We train our models on your photos.')
    expect(words?.signs).toEqual(
      expect.arrayContaining(['doer:operator', 'mention:train', 'owner:operator', 'collecting:none']),
    )
    expect(new Set(words?.signs).size).toBe(words?.signs.length)
  })

  test('[Q2] a clause that speaks of neither AI nor machines has none', () => {
    expect(wordsIn('You may cancel your plan at any time.').filter((words) => words !== null)).toEqual([])
  })

  test('[Q2] what is not worth it is not looked at further', () => {
    const text = '# AI features\n\nWe may not: train our models on them.'
    const [{ clause, context } = { clause: null, context: null }] = clausesOf(text).slice(-1)
    const shown: unknown[] = []
    const worth = (answer: boolean) => (own: unknown) => {
      shown.push(own)
      return answer
    }
    const words = clauseWords(clause!, context!, [], worth(true))
    expect(words).toEqual(clauseWords(clause!, context!))
    expect(clauseWords(clause!, context!, [], worth(false))).toBe(null)
    expect(shown).toEqual([shown[1], { own: words?.own, lead: words?.lead, heading: words?.heading }])
  })
})
