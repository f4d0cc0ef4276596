import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { histories } from '../test/histories.ts'
import { createReader, read } from './read.ts'

const filler = `${'The harbour is open to all who come by boat, and the keeper is there to help them with their ropes. '.repeat(4)}`

/** Lines that lean on what stands around them: headings, lead-ins, items, days, labels above a day, regional titles. */
const line = fc.constantFrom(
  '',
  ' ',
  '# Terms of Harbour',
  '## 2. What you may not do',
  'Rules',
  '-----',
  '=====',
  '**III. Restrictions.** You shall not do any of the following:',
  '**Our models**',
  'You may not:',
  'You agree that you will not',
  '- scrape, crawl or spider the Service by automated means',
  '  - use the content to train any AI model;',
  '(a) use robots to access the site; or',
  '(b) sell boats.',
  'except as robots.txt allows,',
  'or use our data to train machine learning models.',
  'We may use your personal information to train our AI models. You can opt out in your settings.',
  'Our partners train their models on your content “as it is”.',
  '| May we train AI on your posts? | Yes. |',
  'Harbour may change these terms. Harbour will tell you. Harbour uses cookies.',
  'AI Features take Inputs and give Outputs; you own your Output.',
  'Effective Date',
  'Last updated:',
  'March 3, 2024',
  'Effective: October 16, 2024',
  'May 2,',
  '2020 was a good year.',
  'Effective until November 15, 2024',
  'New version of these terms, effective November 15, 2024',
  'Terms for users residing in the European Union',
  'If you live in Japan, applicable to all users in the United States, for',
  'users who read this',
  'Privacy Policy',
  'Dies ist die Seite, die wir Ihnen und nicht den anderen auf dem Weg zeigen, wenn Sie es für uns tun.',
  'Page not found',
  filler,
  `${filler}You may not scrape it.  `,
)

/** Versions of one document: each has some lines of the one before cut out and others put in. */
const versions = fc
  .tuple(
    fc.array(line, { minLength: 1, maxLength: 40 }),
    fc.array(fc.tuple(fc.nat(60), fc.nat(3), fc.array(line, { maxLength: 3 })), { minLength: 1, maxLength: 5 }),
    fc.boolean(),
  )
  .map(([first, edits, long]) => {
    const all = [[...first, ...(long ? Array<string>(30).fill(filler) : [])]]
    for (const [at, cut, put] of edits) all.push(all.at(-1)!.toSpliced(at % (all.at(-1)!.length + 1), cut, ...put))
    return all.map((lines) => lines.join('\n'))
  })

describe('[M2] a reader that remembers reads as one that does not', () => {
  test('over the versions of a document', () => {
    fc.assert(
      fc.property(versions, (texts) => {
        const reader = createReader()
        for (const text of texts) {
          const reading = read(text)
          expect(reader(text)).toEqual(reading)
          expect(reader.utf8(Buffer.from(text))).toEqual(reading)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('over documents that take turns', () => {
    fc.assert(
      fc.property(fc.array(versions, { minLength: 2, maxLength: 3 }), (documents) => {
        const reader = createReader()
        for (let at = 0; at < 6; at++) {
          for (const texts of documents) {
            const text = texts[at % texts.length]!
            expect(reader(text)).toEqual(read(text))
          }
        }
      }),
      { numRuns: 20 },
    )
  })

  test.skipIf(histories === null)('over real histories (needs ../shared/archives)', () => {
    const reader = createReader()
    let compared = 0
    for (const texts of histories!(12)) {
      for (const [at, text] of texts.entries()) {
        const reading = reader.utf8(Buffer.from(text))
        if (at % 4 !== 0) continue
        expect(reading).toEqual(read(text))
        compared++
      }
    }
    expect(compared).toBeGreaterThan(10)
  })
})

test('[M3] what is remembered is bounded: many megabytes of texts leave no pile behind', () => {
  const reader = createReader()
  // the encoder stays, once it was asked
  reader('The maker of the language model behind this feature keeps what is typed and learns from it.')
  const answers =
    'You may not scrape the site. You may not train AI models on the content of the site. You may not train AI models on output of the service. We do not train AI models on your content. We do not allow third parties to train AI models on your content.'
  const before = heapHeld()
  for (let text = 0; text < 30; text++) {
    const lines = Array.from(
      { length: 1_000 },
      (_, line) =>
        `Line ${text}-${line}: members of the ${line} circle ${"keep their own garden tidy, and their neighbours' too, ".repeat(8)}in every season of the year, as the ${text} rule asks; robots do not.`,
    )
    // where rules answer, what is doubtful is kept and not asked about
    reader([...lines, answers].join('\n\n'))
  }
  expect(heapHeld() - before).toBeLessThan(128 * 1024 * 1024)
}, 120_000)

/** Bytes of the heap that something still holds. */
function heapHeld(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}
