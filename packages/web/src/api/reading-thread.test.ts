import { expect, test } from 'vitest'
import { createReadingThread } from './reading-thread.ts'

const job = { bytes: new TextEncoder().encode('You may not scrape us.'), parameters: {}, env: {}, today: '2026-01-01' }

test.each([
  ['read', 'proviso read'],
  ['report', 'proviso check-report'],
] as const)(
  'a document that takes too long to %s is sent to `%s`, and the next one is taken',
  async (task, command) => {
    const thread = createReadingThread({ patience: 0 })
    const { issue, status } = await thread.run({ ...job, task }).then(
      () => expect.fail('it was read'),
      (problem) => problem,
    )
    expect(issue).toMatchObject({ code: 'too-slow', at: `/api/${task}` })
    expect(issue.hint).toContain(`\`${command}\``)
    expect(status).toBe(422)
    await expect(thread.run({ ...job, task })).rejects.toMatchObject({ issue: { code: 'too-slow' } })
    await thread.close()
  },
)
