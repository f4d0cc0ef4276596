import { expect, test } from 'vitest'
import { effectiveReservation, type TdmReservation } from './tdm-reservation.ts'

const values: (TdmReservation | undefined)[] = [undefined, { reservation: 0 }, { reservation: 1 }]

test('[TD7] over all 81 ways to fill four carriers the last value set stands', () => {
  for (const file of values) {
    for (const header of values) {
      for (const page of values) {
        for (const embedded of values) {
          const carriers = [file, header, page, embedded]
          const last = carriers.filter((one) => one !== undefined).at(-1)
          expect(effectiveReservation(carriers)?.reservation).toBe(last?.reservation)
        }
      }
    }
  }
})

test.each([
  [
    'its own',
    [
      { reservation: 1, policy: 'https://a.example/' },
      { reservation: 1, policy: 'https://b.example/' },
    ],
    'https://b.example/',
  ],
  [
    'the earlier',
    [{ reservation: 1, policy: 'https://a.example/' }, undefined, { reservation: 1 }],
    'https://a.example/',
  ],
  [
    'none after 0',
    [{ reservation: 1, policy: 'https://a.example/' }, { reservation: 0 }, { reservation: 1 }],
    undefined,
  ],
] as const)('[TD7] a carrier has %s policy', (_, carriers, policy) => {
  expect(effectiveReservation(carriers)?.policy).toBe(policy)
})
