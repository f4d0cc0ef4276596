import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPlainText } from './plain-text.ts'

const wrapped = `HARBOUR TERMS

1. MOORING
Guests may moor where the harbour master shows them a berth, and they
keep the quay clean for as long as they stay, as guests of any harbour
would do without being told.

2. FEES
Fees are due on arrival. The harbour master keeps a list of them in the
office, and a copy of that list hangs on the door of the office.
`
const perLine = `Harbour terms
Mooring
Guests may moor where the harbour master shows them a berth, and they keep the quay clean for as long as they stay, as guests of any harbour would.
Fees
Fees are due on arrival.
The harbour master keeps a list of them in the office, and a copy of that list hangs on the door of the office for everyone who passes by to read it.
`

test('[F12] wrapped lines stay together, headings stand alone', () => {
  const { text } = readPlainText(wrapped)
  expect(text).toBe(wrapped.replace('MOORING\n', 'MOORING\n\n').replace('FEES\n', 'FEES\n\n'))
})

test('[F13] a paragraph to a line', () => {
  const { text, original } = readPlainText(perLine)
  expect(text).toBe(`${perLine.trimEnd().replaceAll('\n', '\n\n')}\n`)
  for (const word of ['berth', 'arrival', 'everyone']) {
    const start = text.indexOf(word)
    expect(perLine.slice(original(start), original(start + word.length))).toBe(word)
  }
})

test('[F13] line ends are the only change, and the way back is exact', () => {
  const line = fc.constantFrom('', 'FEES', 'short line', 'x'.repeat(70), 'y'.repeat(200), '1. One', ' ', 'a\r')
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const before = lines.join('\n')
      const { text, original } = readPlainText(before)
      expect(text.replace(/\n+/g, '\n')).toBe(before.replace(/\n+/g, '\n'))
      for (let i = 0; i < text.length; i++) if (text[i] !== '\n') expect(before[original(i)]).toBe(text[i])
      expect(original(text.length)).toBe(before.length)
    }),
  )
})
