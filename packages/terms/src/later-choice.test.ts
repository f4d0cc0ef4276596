import { describe, expect, test } from 'vitest'
import { read } from './read.ts'

const operator = 'operator.train-ai.content'
const partner = 'partner.train-ai.content'
const rulesOnly = { encoder: false }

const told = 'We use recordings of requests to train our speech recognition models. A few of them are heard by people.'

describe('[N37] a say further below', () => {
  test.each([
    ['in the same paragraph', `${told} They know no names. You can opt out of training in the app.`, 'conditional'],
    [
      'in the next one',
      `## Voice\n\n${told}\n\nSwitch it off and no recording of yours is used in this way; unless you object, it is.`,
      'conditional',
    ],
    [
      'by a switch called after getting better',
      `${told} They know no names. You can opt out under Help improve Hearthling.`,
      'conditional',
    ],
    [
      'by a name given before',
      `The **Echo Club** is for all.\n${told} They know no names. You may withdraw at any time under Echo Club.`,
      'conditional',
    ],
    ['in a heading that waits for a yes', `## For research, if you consent\n\n${told}`, 'conditional'],
    ['on another matter', `${told} They know no names. You can opt out of marketing e-mails.`, 'allowed'],
    [
      'in another section',
      `## Voice\n\n${told}\n\n## Clips\n\nClips are kept. You can opt out of training on clips.`,
      'allowed',
    ],
    ['on consent in general', `${told} They know no names. You can withdraw your consent at any time.`, 'allowed'],
    ['that is denied', `${told} They know no names. It is not possible to opt out of training.`, 'allowed'],
  ])('%s', (_, text, position) => {
    expect(read(text, rulesOnly).positions[operator].position).toBe(position)
  })
})

describe('[N38] what is said of others', () => {
  test.each([
    [
      'In the studio settings, each channel can decide whether other companies may use its videos to train AI models.',
      { [operator]: 'silent', [partner]: 'conditional' },
    ],
    ['We do not sell personal information for AI training.', { [operator]: 'silent', [partner]: 'disallowed' }],
    [
      'Summaries are written by a model run by a provider in Oslo. We send the text. The provider keeps nothing and is not permitted to train on your data.',
      { [operator]: 'silent', [partner]: 'disallowed' },
    ],
    [
      'Only with your consent, we also give reviews and your profile to artificial intelligence companies that use them to train their models.',
      { [operator]: 'silent', [partner]: 'conditional' },
    ],
  ])('%s', (text, positions) => {
    const found = read(text, rulesOnly).positions
    expect({ [operator]: found[operator].position, [partner]: found[partner].position }).toEqual(positions)
  })
})
