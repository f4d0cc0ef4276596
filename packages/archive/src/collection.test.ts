import { describe, expect, test } from 'vitest'
import { isName, nameOf, publicPages } from './collection.ts'

describe('names', () => {
  test.each([
    ['https://github.com/OpenTermsArchive/contrib-versions', 'contrib-versions'],
    ['https://github.com/OpenTermsArchive/contrib-versions.git/', 'contrib-versions'],
    ['git@github.com:OpenTermsArchive/pga-versions.git', 'pga-versions'],
    ['../archives/contrib-versions.bundle', 'contrib-versions'],
    ['/data/contrib-versions/.git', 'contrib-versions'],
    ['/data/contrib-versions/.git/', 'contrib-versions'],
    ['C:\\data\\contrib-versions', 'contrib-versions'],
    ['my terms & more.bundle', 'my-terms-more'],
    ['/', null],
    ['..', null],
    ['/data/.hidden', null],
  ])('[A2] %s is called %s', (source, expected) => {
    expect(nameOf(source)).toBe(expected)
  })

  test.each([
    ['contrib-versions', true],
    ['a/b', false],
    ['..', false],
    ['-x', false],
    ['x.partial', false],
    ['x.lock', false],
    ['', false],
    ['x'.repeat(101), false],
  ])('[A2] %j is a name: %s', (name, expected) => {
    expect(isName(name)).toBe(expected)
  })
})

test.each([
  ['https://github.com/OpenTermsArchive/pga-versions', 'https://github.com/OpenTermsArchive/pga-versions/commit/'],
  ['https://me:secret@github.com/O/pga-versions.git', 'https://github.com/O/pga-versions/commit/'],
  ['git@github.com:O/pga-versions.git', 'https://github.com/O/pga-versions/commit/'],
  ['ssh://git@gitlab.com:22/group/sub/versions.git', 'https://gitlab.com/group/sub/versions/-/commit/'],
  ['https://gitlab.example.org/g/versions', 'https://gitlab.example.org/g/versions/-/commit/'],
  ['https://codeberg.org/o/versions', 'https://codeberg.org/o/versions/commit/'],
  ['https://bitbucket.org/o/versions', 'https://bitbucket.org/o/versions/commits/'],
  ['https://git.example.org/o/versions', undefined],
  ['https://notgithub.community/x', undefined],
  ['/home/me/github.com/versions', undefined],
])('[I6] commits of %s are linked at %s', (address, expected) => {
  expect(publicPages(address)?.commitLink).toBe(expected)
})
