import { expect, test } from 'vitest'
import { covers } from './interval.ts'

test.each([
  ['2025-01-01', '2025-02-01', '2024-12-31', false],
  ['2025-01-01', '2025-02-01', '2025-01-01', true],
  ['2025-01-01', '2025-02-01', '2025-01-31', true],
  ['2025-01-01', '2025-02-01', '2025-02-01', false],
  ['2025-01-01', null, '9999-12-31', true],
  ['2025-01-01', '2025-01-01', '2025-01-01', false],
])('[T1] %s to %s on %s: %s', (from, to, day, holds) => expect(covers({ from, to }, day)).toBe(holds))
