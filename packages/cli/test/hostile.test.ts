import type { RulebookContent } from '@proviso/archive/rulebook-file'
import { XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { harbour } from './harbour.ts'
import { runMain, workspaceWith } from './run-main.ts'

const nasty =
  '\u001b[2J\u001b]0;owned\u0007<script>alert(1)</script> ]]> & [here](javascript:alert(1)) # \u202egnp.exe\u202c \ud800 \u0000 `x`'

/** Harbour with nasty words wherever a page's words can come from. */
function hostile(): RulebookContent {
  const text = JSON.stringify(harbour, (key, value) => {
    if (key === 'quote') return `${value} ${nasty}`
    if (key === 'section') return [...value, nasty]
    if (key === 'terms') return `${value} ${nasty}`
    return value
  })
  return JSON.parse(text)
}

test('what a page says cannot move the cursor, colour the screen, turn the line or break out of Markdown and XML', async () => {
  const home = await workspaceWith(hostile())
  const runs = [
    ['ask', 'harbour.example', '--full'],
    ['ask', 'harbour.example', '--channel', 'api'],
    ['history', 'Harbour', '--full'],
    ['changes', '--full'],
    ['changes', '--markdown'],
    ['changes', '--atom'],
  ]
  for (const args of runs) {
    const { out, status } = await runMain(args, { PROVISO_HOME: home })
    expect(status).toBe(0)
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u)
    if (args.includes('--markdown')) {
      expect(out).not.toMatch(/(?<!\\)<script/)
      expect(out).not.toMatch(/(?<!\\)\]\(javascript/)
    }
    if (args.includes('--atom')) {
      expect(XMLValidator.validate(out)).toBe(true)
      expect(out).not.toContain('<script')
      // titles are plain text; content is HTML, where a mark must be escaped once more
      for (const content of out.match(/<content.*?<\/content>/gs) ?? []) expect(content).not.toContain('&lt;script')
    }
  }
})
