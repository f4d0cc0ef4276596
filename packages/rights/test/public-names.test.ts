import { expect, test } from 'vitest'

test('the public names', async () => {
  expect(Object.keys(await import('../src/index.ts')).sort()).toMatchInlineSnapshot(`
    [
      "actors",
      "atLongestSuffix",
      "channels",
      "contains",
      "covers",
      "dayAt",
      "dayNumber",
      "dayOf",
      "decide",
      "hostSuffixes",
      "indexRulebook",
      "isDay",
      "layers",
      "outcomes",
      "positionOf",
      "positionsOf",
      "profiles",
      "questions",
      "questionsOn",
      "servicesAt",
      "stricterOutcome",
      "stricterPosition",
      "usages",
      "verdictTable",
    ]
  `)
})
