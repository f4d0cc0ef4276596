import { expect, test } from 'vitest'
import { glance } from '../../packages/terms/weights/glance.js'
import { glimpsed } from './glimpsed.js'

test('the glance at hand was taught by the encoder at hand: npm run train -- --glance', () => {
  expect(glance.from).toBe(glimpsed())
})
