import { describe, expect, test } from 'vitest'
import { namesIn } from './names.ts'

describe('names that stand as doers', () => {
  test.each<[string, string, string]>([
    ['the operator', 'Verifly uses your photos to train its models.', 'operator'],
    ['[X10] a controller of its own', 'Verifly also processes this data as an independent controller.', 'partner'],
    ['[X10] a controller apart', 'Verifly uses it as a separate data controller to train its models.', 'partner'],
    ['said of somebody else', 'Verifly uses it. We are an independent controller.', 'operator'],
  ])('%s: %s', (_, clause, subject) => {
    expect(namesIn(clause, new Map()).get('verifly')).toBe(subject)
  })
})
