import { describe, expect, test } from 'vitest'
import { readCapture } from './capture.ts'
import { countSurvey, surveyHost } from './survey.ts'

const host = (name: string, robots: string | number) =>
  surveyHost(name, [
    {
      file: 'robots.txt',
      reading: readCapture({
        file: 'robots.txt',
        ...(typeof robots === 'string' ? { body: new TextEncoder().encode(robots) } : { response: { status: robots } }),
      }),
    },
  ])

const barred = host('a.example', 'User-agent: *\nDisallow: /\n\nUser-agent: GPTBot\nDisallow:\n')
const partly = host(
  'b.example',
  'User-agent: *\nDisallow: /a\nContent-Signal: ai-train=no\n\nUser-agent: GPTBot\nDisallow: /\n',
)
const open = host('c.example', 'User-agent: *\nDisallow:\n\nUser-agent: GPTBot\nDisallow: /b\n')

describe('one host', () => {
  test.each([
    ['barred', barred, 'open'],
    ['partly', partly, 'barred'],
    ['open', open, 'partly'],
  ])('[SU1] everyone %s', (access, one, gptbot) => {
    expect(one.everyone).toBe(access)
    expect(one.agents).toEqual({ gptbot })
  })

  test('[SU2] words on usages, each once', () => {
    expect(partly.said).toEqual([
      { file: 'robots.txt', directive: 'content-signal', usage: 'train-ai', effect: 'disallow' },
    ])
    expect(barred.said).toEqual([])
  })
})

test('[SU3] many hosts', () => {
  const survey = countSurvey([barred, partly, open, host('d.example', 404), host('e.example', 503)])
  expect(survey.hosts).toBe(5)
  expect(survey.everyone).toEqual({ barred: 1, partly: 1, open: 1, none: 2 })
  expect(survey.agents).toEqual([{ agent: 'gptbot', named: 3, barred: 1, partly: 1, open: 1 }])
  expect(survey.said).toMatchObject([{ usage: 'train-ai', hosts: 1 }])
  expect(survey.unread).toEqual([{ file: 'robots.txt', reason: 'http-503', hosts: 1 }])
})
