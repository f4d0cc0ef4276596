import { describe, expect, test } from 'vitest'
import { read } from './read.ts'

const rulesOnly = { encoder: false }
const operator = 'operator.train-ai.content'
const partner = 'partner.train-ai.content'
const crawl = 'public.crawl.content'

const uses = `# Terms

## 6. Chats

6.1 Chats are kept for a month.

6.2 We use chats to train our AI models.

6.3 We use ratings to rank answers.

`
const purposes = `# Notice

## 3. Purposes

We use photographs for the following purposes:

- (a) to print them;
- (b) to train our recognition models;
- (c) to bill you.

`
const bans = `# Rules

## 4. Not allowed

You may not:

(a) sell your account;

(b) scrape the site;

(c) pretend to be somebody else.

`

describe('[N44] what others say of a paragraph or an item by its number', () => {
  test.each([
    [
      'a switch, in another section',
      `${uses}## 9. Settings\n\nSection 6.2 does not apply while the control is turned off.`,
      operator,
      'conditional',
    ],
    [
      'a question before it',
      `${uses}## 9. Settings\n\nNot keen on 6.2? You can opt out in the settings.`,
      operator,
      'conditional',
    ],
    ['for some plans', `${uses}## 9. Plans\n\nArticle 6.2 is not applicable to the Pro plan.`, operator, 'conditional'],
    [
      'another number',
      `${uses}## 9. Settings\n\nSection 6.3 does not apply while the control is turned off.`,
      operator,
      'allowed',
    ],
    [
      'a longer number',
      `${uses}## 9. Settings\n\nSection 6.21 does not apply while the control is turned off.`,
      operator,
      'allowed',
    ],
    ['no say', `${uses}## 9. Law\n\nSection 6.2 is governed by the law of Norway.`, operator, 'allowed'],
    [
      'a say that there is not',
      `${uses}## 9. Settings\n\nIt is not possible to opt out of section 6.2.`,
      operator,
      'allowed',
    ],
    [
      'a letter, in its section',
      `${purposes}You can stop purposes (a) and (b) at any time in the settings.`,
      operator,
      'conditional',
    ],
    [
      'what outlives the contract',
      `${uses}## 9. End\n\nIf you stop using the Services at any time, sections 6.2 and 9.1 continue to apply.`,
      operator,
      'allowed',
    ],
    [
      'what survives',
      `${uses}## 9. End\n\nYou may end this agreement at any time; sections 5.3 and 6.2 survive.`,
      operator,
      'allowed',
    ],
    ['a version', `${uses}## 9. App\n\nVersion 6.2 of the app can be disabled in the settings.`, operator, 'allowed'],
    [
      'a law',
      `${uses}## 9. Law\n\nSee GDPR Article 6.2 for how you can withdraw consent in the settings.`,
      operator,
      'allowed',
    ],
    [
      'another document',
      `${uses}## 9. Fees\n\nSection 6.2 of the Payment Terms does not apply to free accounts.`,
      operator,
      'allowed',
    ],
    [
      'of this document',
      `${uses}## 9. Fees\n\nSection 6.2 of these terms does not apply to free accounts.`,
      operator,
      'conditional',
    ],
    [
      'the same letter, in another section',
      `${purposes}## 4. Cookies\n\nYou can opt out of purposes (b) in the settings.`,
      operator,
      'allowed',
    ],
    [
      'an item of a paragraph, its letter a capital',
      '# Terms\n\n4.1 We use photographs:\n\n(e) to train our AI models.\n\n9.2 You may opt out of clause 4.1(E) in the settings.',
      operator,
      'conditional',
    ],
    [
      'a letter, of another section',
      `${purposes}You can stop purpose (c) at any time in the settings.`,
      operator,
      'allowed',
    ],
    ['who is let through', `${bans}Letter (b) does not apply to researchers at universities.`, crawl, 'conditional'],
    [
      'what the law lets through',
      `${bans}Letter (b) does not apply where the law lets researchers copy.`,
      crawl,
      'disallowed',
    ],
    [
      'what begins with a yes',
      `${uses}## 9. Choices\n\nSection 6.2 takes effect for you only upon your explicit consent.`,
      operator,
      'conditional',
    ],
    ['some only', `${uses}## 9. Plans\n\nParagraph 6.2 applies to the Basic plan only.`, operator, 'conditional'],
    [
      'what the law sets',
      `${uses}## 9. Law\n\nSection 6.2 applies only as far as statute law permits it.`,
      operator,
      'allowed',
    ],
    [
      'what a line is about, and what it says',
      `${uses}## 9. Choices\n\n*Chats and section 6.2.* Clear the box in the settings to opt out.`,
      operator,
      'conditional',
    ],
    [
      'what is pointed to in passing',
      `${uses}## 9. Choices\n\nSee section 6.2. You can opt out of the newsletter in the settings.`,
      operator,
      'allowed',
    ],
    [
      'what a promise does not cover',
      '# Terms\n\n6.2 We do not use chats to train our AI models.\n\n9.1 Clause 6.2 does not concern ratings.',
      operator,
      'conditional',
    ],
    [
      'a partner’s use',
      '# Terms\n\n4.1 You grant us a licence:\n\n(e) to let our partners train their AI models on your photographs.\n\n9.2 You may opt out of the arrangements of clause 4.1(e) in the settings.',
      partner,
      'conditional',
    ],
  ] as const)('%s', (_, text, question, position) => {
    expect(read(text, rulesOnly).positions[question].position).toBe(position)
  })

  test('search engines that are let through by number are named', () => {
    const { positions } = read(`${bans}Letter (b) does not apply to search engines.`, rulesOnly)
    expect(positions[crawl].conditions).toEqual([{ kind: 'search-engine' }])
  })
})
