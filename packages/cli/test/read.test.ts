import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runMain } from './run-main.ts'
import { temporaryFolder } from './temporary-folder.ts'

const terms = `# Terms of Ferry

Effective: 1 March 2024

## 4. House rules

These are the rules that everyone on board has agreed to keep. You must not:

*   (a) scrape the Service or copy it with robots;
*   (b) use Content to train a machine learning model.

## 5. Your posts

We use the content you post to train our AI models, unless you opt out in your settings.
`

const folder = temporaryFolder()
const file = (name: string, content: string | Buffer) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const shown = (text: string) => text.replaceAll(folder, 'FOLDER')

test('the positions of one text, each with its clause', async () => {
  const { out, status } = await runMain(['read', file('terms.md', terms)])
  expect(shown(out)).toMatchInlineSnapshot(`
    "FOLDER/terms.md  md · en · effective 2024-03-01
      ✗ public: train AI on content    disallowed
        Terms of Ferry › 4. House rules
        │ (b) use Content to train a machine learning model.
      ✗ public: crawl content          disallowed
        Terms of Ferry › 4. House rules
        │ (a) scrape the Service or copy it with robots;
      ~ operator: train AI on content  conditional (opt-out)
        Terms of Ferry › 5. Your posts
        │ We use the content you post to train our AI models, unless you opt out in
        │ your settings.
      · partner: train AI on content   silent
      · public: train AI on output     silent
    "
  `)
  expect(status).toBe(0)
})

test('JSON: one file a line, the shape of DESIGN, quotes exact', async () => {
  const { out } = await runMain(['read', file('a.md', terms), file('b.md', terms), '--json'])
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toHaveLength(2)
  expect(Object.keys(lines[0]).slice(0, 3)).toEqual(['file', 'positions', 'issues'])
  const { positions } = lines[0]
  expect(Object.keys(positions)).toEqual([
    'public.train-ai.content',
    'public.crawl.content',
    'operator.train-ai.content',
    'partner.train-ai.content',
    'public.train-ai.output',
  ])
  expect(positions['partner.train-ai.content']).toEqual({ position: 'silent', conditions: [], statements: [] })
  const [statement] = positions['public.train-ai.content'].statements
  expect(Object.keys(statement)).toEqual([
    'effect',
    'actor',
    'usage',
    'asset',
    'conditions',
    'quote',
    'start',
    'end',
    'section',
    'confidence',
  ])
  expect(terms.slice(statement.start, statement.end)).toBe(statement.quote)
})

test('standard input, and plain text whose quotes are the file’s own', async () => {
  const text = terms.replace(/^#+ |^\* {3}/gm, '')
  const { out } = await runMain(['read', '-', '--format', 'txt', '--json'], {}, { stdin: text })
  const { file, format, positions } = JSON.parse(out)
  expect([file, format]).toEqual(['-', 'txt'])
  for (const { statements } of Object.values<{ statements: { quote: string; start: number; end: number }[] }>(
    positions,
  ))
    for (const { quote, start, end } of statements) expect(text.slice(start, end)).toBe(quote)
})

test('HTML is read as a page', async () => {
  const html = `<!doctype html><html><body><main><h1>Terms of Ferry</h1>${'<p>Welcome aboard, and mind the gap.</p>'.repeat(20)}<p>You may not scrape the Service.</p></main></body></html>`
  const { out } = await runMain(['read', file('page.html', html), '--json'])
  expect(JSON.parse(out).positions['public.crawl.content'].position).toBe('disallowed')
})

test('a bad file is named, the others are read, and the status is 1', async () => {
  const { out, err, status } = await runMain([
    'read',
    join(folder, 'gone.md'),
    file('good.md', terms),
    file('zip.md', Buffer.from([0x50, 0x4b, 3, 4, 0, 0])),
  ])
  expect(shown(out)).toMatch(/^FOLDER\/good\.md/)
  expect(shown(err)).toMatch(/error file-missing: [\s\S]*error binary: /)
  expect(status).toBe(1)
})

test('bytes that are not UTF-8 are shown with a caret', async () => {
  const { out } = await runMain([
    'read',
    file('latin.md', Buffer.from(terms.replace('Effective', 'Effecti\u00ffve'), 'latin1')),
  ])
  expect(shown(out).slice(out.indexOf('note'))).toMatch(
    /at FOLDER\/latin\.md:3:8\n {2}3 │ Effecti.ve: 1 March 2024\n {4}│ {8}\^\n/,
  )
})

test('a text in another language is not read, and not silent', async () => {
  const text =
    '# Nutzungsbedingungen\n\n' +
    'Die Nutzer dürfen die Inhalte des Dienstes nicht mit automatischen Mitteln auslesen und auch nicht weitergeben. '.repeat(
      20,
    )
  const { out } = await runMain(['read', file('de.md', text)])
  expect(shown(out)).toContain('not read: language; what it says is unknown, not silent')
})
