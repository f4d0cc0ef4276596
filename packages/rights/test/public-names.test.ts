import { expect, test } from 'vitest'

test('the public names', async () => {
  expect(Object.keys(await import('../src/index.ts')).sort()).toMatchInlineSnapshot(`
    [
      "actors",
      "atLongestSuffix",
      "channels",
      "compilePathPattern",
      "contains",
      "covers",
      "dayAt",
      "dayNumber",
      "dayOf",
      "decide",
      "decisive",
      "disagreementsOf",
      "encodePath",
      "furtherQuestions",
      "heardQuestions",
      "hostSuffixes",
      "indexRulebook",
      "isDay",
      "layers",
      "matchEncodedPath",
      "matchLiterals",
      "matchPath",
      "outcomes",
      "positionOf",
      "positionOn",
      "positionsOf",
      "profiles",
      "questions",
      "questionsOn",
      "sayingsOf",
      "servicesAt",
      "stricterOutcome",
      "stricterPosition",
      "usages",
      "verdictTable",
      "withHeardPositions",
    ]
  `)
})
