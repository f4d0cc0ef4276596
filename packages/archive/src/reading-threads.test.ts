import { expect, test } from 'vitest'
import { ReadingThreads } from './reading-threads.ts'

const script = ReadingThreads.script()

test.skipIf(script === null)('threads started before there is anything to read read what comes', async () => {
  const threads = new ReadingThreads(script!, [])
  threads.start(1)
  threads.start(2)
  expect(await Promise.all([threads.read(0, [], () => {}), threads.read(1, [], () => {})])).toEqual([[], []])
  await threads.end()
})

test.skipIf(script === null)('what is asked of a thread that has ended fails and does not hang', async () => {
  const threads = new ReadingThreads(script!, [])
  threads.start(1)
  await threads.end()
  await expect(threads.read(0, [], () => {})).rejects.toThrow('a reading thread ended with status')
})
