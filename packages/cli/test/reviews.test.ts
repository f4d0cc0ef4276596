import { applyReviews, parseReviews } from '@proviso/archive/reviews'
import { expect, test } from 'vitest'
import { harbour } from './harbour.ts'
import { runMain, workspaceWith } from './run-main.ts'

const question = (terms: string, name: string) => `- service: Harbour\n  terms: ${terms}\n  question: ${name}\n`
const crawl = question('Terms of Service', 'public.crawl.content')
const ownUse = question('Privacy Policy', 'operator.train-ai.content')

const [ban] = harbour.states.at(-1)!.positions['public.crawl.content'].statements
const reject = `${crawl}  reject: "${ban!.evidence.quoteHash}"\n  by: Ben`

/** Runs the program on Harbour with a review applied. */
async function reviewed(review: string, ...args: string[]) {
  const { states } = applyReviews(harbour.states, parseReviews(review, 'a.yaml').reviews)
  const home = await workspaceWith({ ...harbour, states })
  return (await runMain(args, { PROVISO_HOME: home })).out.replaceAll(home, 'HOME')
}
const said = (json: string) => JSON.parse(json)

test('[V6] ask says that a person set the answer, and what the reader read', async () => {
  const review = `${crawl}  day: 2025-01-01\n  correct: { position: allowed }\n  by: Ada\n  note: \u001b[31mboats only`
  const out = await reviewed(review, 'ask', 'harbour.example', '--usage', 'crawl')
  expect(out).toContain(`
  using      ✓ allowed
    Terms of Service: corrected by a review (Ada, “[31mboats only”): the
      reader read disallowed
    Terms of Service › 4. House rules › 4.2 Machines
`)
  const { using, obtaining } = said(await reviewed(review, 'ask', 'harbour.example', '--usage', 'crawl', '--json'))
  const read = { position: 'disallowed', conditions: [] }
  for (const { because } of [using, obtaining])
    expect(because).toMatchObject([{ position: 'allowed', review: { verdict: 'correct', read, by: 'Ada' } }])
})

test('[V6] ask says that a person took out what the reader read', async () => {
  const out = await reviewed(reject, 'ask', 'harbour.example', '--on', '2023-01-01')
  expect(out).toContain(`
  obtaining  ? unknown  nothing in force speaks of it: silence is not consent
    Terms of Service: a review (Ben) rejected what the reader read here:
      disallowed
`)
  const { obtaining, using } = said(await reviewed(reject, 'ask', 'harbour.example', '--on', '2023-01-01', '--json'))
  expect(obtaining).toMatchObject({
    because: [],
    silenced: [
      {
        layer: 'terms',
        service: 'Harbour',
        terms: 'Terms of Service',
        question: 'public.crawl.content',
        review: { verdict: 'reject', read: { position: 'disallowed', conditions: [] }, by: 'Ben' },
      },
    ],
  })
  expect(using).not.toHaveProperty('silenced')
})

test('[V6] history marks what a person set, where nothing moved and where all is silent too', async () => {
  const review = `${ownUse}  day: 2025-01-01\n  correct: { position: allowed }`
  expect(await reviewed(review, 'history', 'Harbour', 'Privacy Policy')).toContain(
    'operator: train AI on content  allowed\n      corrected by a review: the reader read conditional (opt-out)\n',
  )
  const asked = ['history', 'Harbour', 'Terms of Service']
  expect(await reviewed(reject, ...asked)).toContain(`
  2022-03-01  first record  recorded 2022-03-01 08:30 UTC
    · public: crawl content          silent
      a review (Ben) rejected what the reader read here: disallowed
`)
  expect(await reviewed(reject, ...asked, '--question', 'public.crawl.content')).toContain('a review (Ben) rejected')
  const [first] = (await reviewed(reject, ...asked, '--json')).split('\n').map((line) => line && said(line))
  expect(first.positions['public.crawl.content']).toMatchObject({ review: { verdict: 'reject', by: 'Ben' } })
})

test('[T23] changes are told as the review they are', async () => {
  const review = `${ownUse}  day: 2025-01-01\n  correct: { position: disallowed }\n  by: Ada`
  const args = ['changes', '--question', 'operator.train-ai.content']
  expect(await reviewed(review, ...args)).toContain(', as a review reads it\n')
  const lines = (await reviewed(review, ...args, '--json')).trimEnd().split('\n').map(said)
  expect(lines.at(-1)).toMatchObject({
    before: { position: 'allowed' },
    after: { position: 'disallowed', review: { verdict: 'correct', by: 'Ada' } },
  })
  expect(lines.at(-1).before).not.toHaveProperty('review')
})
