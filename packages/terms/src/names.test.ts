import { describe, expect, test } from 'vitest'
import { namesIn } from './names.ts'

describe('names that stand as doers', () => {
  test.each<[string, string, string]>([
    ['the operator', 'Verifly uses your photos to train its models.', 'operator'],
    ['[X10] a controller of its own', 'Verifly also processes this data as an independent controller.', 'partner'],
    ['[X10] a controller apart', 'Verifly uses it as a separate data controller to train its models.', 'partner'],
    ['said of somebody else', 'Verifly uses it. We are an independent controller.', 'operator'],
    ['given something', 'We share logs with Verifly, which may use them to train its models.', 'partner'],
    ['given by users', 'The information that you provide to Verifly is not used to train.', 'operator'],
    ['of one house', 'We share logs with our sister company Verifly, which uses them to train.', 'operator'],
  ])('%s: %s', (_, clause, subject) => {
    expect(namesIn(clause, new Map()).get('verifly')).toBe(subject)
  })

  test('"AI" at the end of a name is a part of it', () => {
    const names = namesIn('We share your data with Acme AI, which may use it to train its models.', new Map())
    expect(names.get('acme ai')).toBe('partner')
    expect(namesIn('AI may use your data.', new Map()).has('ai')).toBe(false)
  })
})
