// @ts-check
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const documents = execFileSync('git', ['-C', root, 'ls-files', '-z', '--', '*.md'], { encoding: 'utf8' })
  .split('\0')
  .filter((path) => path !== '' && existsSync(join(root, path)))

test.each(documents)('links of %s lead somewhere', (path) => {
  // Code shows links that are not ours to keep.
  const prose = readFileSync(join(root, path), 'utf8')
    .replace(/^```.*?^```/gms, '')
    .replace(/`[^`\n]*`/g, '')
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target.replace(/#.*$/, ''))
  const broken = targets.filter(
    (target) => target !== '' && !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(path), target)),
  )
  expect(broken).toEqual([])
})
