import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = new URL('../src/', import.meta.url)
const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
const forbidden: readonly [string, RegExp][] = [
  ['an import that is not a neighbour', /(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"](?!\.\/)[^'"]+['"]/],
  ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\)|\bperformance\b/],
  ['chance', /\bMath\.random\b|\bcrypto\b/],
  ['the network', /\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b/],
  ['the process', /\bprocess\b|\bBuffer\b|\bglobalThis\b|\b__dirname\b|\bimport\.meta\b/],
  ['timers', /\bset(?:Timeout|Interval|Immediate)\b/],
]

test.each(sources)('%s reaches for nothing outside', (name) => {
  const code = readFileSync(new URL(name, folder), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
  for (const [what, pattern] of forbidden) expect(code.match(pattern)?.[0], what).toBeUndefined()
})

test('the package depends on nothing', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies'])
    expect(manifest[kind] ?? {}).toEqual({})
})
