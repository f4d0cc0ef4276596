import { describe, expect, test } from 'vitest'
import { said } from '../test/said.ts'

const table = (...rows: string[]) =>
  `These are the plans of the service.\n\n${rows[0]}\n${rows[0]!.replace(/[^|]+/g, '---')}\n${rows.slice(1).join('\n')}\n`

describe('[N45] rows of plans', () => {
  test.each<[what: string, text: string, expected: string[]]>([
    [
      'alike for all',
      table('| | Free | Pro |', '| Your files used to train our AI models | No | No |'),
      ['operator train-ai: disallow'],
    ],
    [
      'in the affirmative',
      table('| | Free | Pro |', '| Your files used to train our AI models | ✓ | ✓ |'),
      ['operator train-ai: allow'],
    ],
    [
      'differing',
      table('| | Free | Pro |', '| Messages used to train our AI models | yes | no |'),
      ['operator train-ai: conditional (class)'],
    ],
    [
      'with a say',
      table('| | All |', '| Messages used to train our AI models | Opt-in |'),
      ['operator train-ai: conditional (class)'],
    ],
    ...[
      'Yes, unless you opt out',
      'Yes (opt-out available)',
      'Off by default',
      'On request',
      'No, unless you opt in',
    ].map((cell): [string, string, string[]] => [
      `with a way out: ${cell}`,
      table('| | All |', `| Messages used to train our AI models | ${cell} |`),
      ['operator train-ai: conditional (class)'],
    ]),
    [
      'of what readers may do',
      table('| Activity | Allowed? |', '| Training AI models on the content | No |'),
      ['public train-ai: disallow'],
    ],
    [
      'under the question',
      table('| Plan | Price | Used for training? |', '| Pro | 8 | No |'),
      ['operator train-ai: disallow'],
    ],
    [
      'of partners, in a column of theirs',
      table('| Promise | Us | Our suppliers |', '| Do not train AI on customer data | ✔ | ✔ |'),
      ['operator train-ai: disallow', 'partner train-ai: disallow'],
    ],
    [
      'of outsiders',
      table('| Label | May anyone train AI on the work? |', '| Open | Yes |'),
      ['public train-ai: allow'],
    ],
    [
      'whose cells answer nothing',
      table(
        '| | Why | How long |',
        '| Your files used to train our AI models | Better search, unless you leave | A year |',
      ),
      ['operator train-ai: allow'],
    ],
    ['of what customers may do', table('| | Free | Pro |', '| Custom model training | No | Yes |'), []],
    ['of people', table('| | Free | Pro |', '| Your calls used to train our staff | No | Yes |'), []],
  ])('%s', (_, text, expected) => {
    expect(said(text)).toEqual(expected)
  })
})
