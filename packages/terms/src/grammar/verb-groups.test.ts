import { describe, expect, test } from 'vitest'
import { findVerbGroups } from './verb-groups.ts'

/** Each verb group of a text: its words, its force, and what else is so. */
function groupsOf(text: string): string[] {
  return findVerbGroups(text).map(({ from, to, force, ...rest }) => {
    const also = Object.entries(rest).flatMap(([what, isSo]) => (isSo ? [what] : []))
    return [`${text.slice(from, to)}: ${force}`, ...also].join(' ')
  })
}

describe('verb groups', () => {
  test.each<[rule: string, what: string, text: string, expected: string[]]>([
    ['G1', 'an order', 'you may not use it', ['may not use: forbid']],
    ['G1', 'leave', 'you may use it', ['may use: permit']],
    ['G1', 'a practice', 'it is used by us', ['is used: practise passive']],
    ['G1', 'a practice without an auxiliary', 'we also use it', ['use: practise']],
    ['G1', 'a promise', 'you agree that you will not use it', ['agree: permit leave', 'will not use: forbid told']],
    ['G1', 'a promise not to', 'users agree not to use it', ['agree not to: forbid']],
    ['G1', 'refraining', 'please refrain from scraping', ['refrain from: forbid']],
    ['G8', 'told', 'it is never sold', ['is never sold: forbid passive told']],
    ['G8', 'an order that nobody is named in', "don't use it", ["don't use: forbid"]],
    ['G10', 'a ban denied', 'scraping is not prohibited', ['is not prohibited: neutral passive']],
    ['G11', 'leave', 'you grant us the right to use it', ['grant: permit leave', 'right: permit leave nominal']],
    ['G11', 'leave denied', 'we do not allow scraping', ['do not allow: forbid leave']],
    ['G11', 'whom an order binds', 'we require that providers not use it', ['not use: forbid']],
    ['G11', 'what partners are let do', 'we let partners use it', ['let: permit leave']],
    ['G11', 'things that are licensed', 'the licensed data', []],
    ['G17', 'a contraction', "we'll use it", ["we'll use: practise"]],
    ['G17', 'an aside between commas', 'they are, in turn, used', ['are, in turn, used: practise passive']],
    ['G20', 'nothing gives', 'nothing here grants you a right', ['nothing here grants: forbid leave nominal']],
    ['G20', 'nothing prevents', 'nothing here prevents you', ['nothing here prevents: permit leave']],
    ['G20', 'no right', 'there, no right to copy passes', ['no right to: forbid']],
    ['G20', 'has no right', 'it has no right to copy', ['has no right: forbid']],
    ['G20', 'stopped', 'we have stopped selling', ['have stopped: forbid told']],
    ['G20', 'left out', 'it is left out of the set', ['is left out of: forbid passive told']],
    ['G20', 'never will we', 'never will we use it', ['never will we use: forbid told']],
    ['G22', 'to be used', 'you may not copy it to be used', ['may not copy: forbid', 'be used: neutral passive']],
    ['N9', 'mining is reserved', 'mining rights (text and data mining) reserved', ['reserved: forbid passive nominal']],
    ['N9', 'something else is reserved', 'all rights are expressly reserved', ['are expressly reserved: neutral']],
    ['N14', 'neither, nor', 'neither we nor partners use it', ['neither we nor partners use: forbid told']],
    ['N14', 'nobody may', 'no provider may use it', ['no provider may use: forbid']],
  ])('[%s] %s: "%s"', (_rule, _what, text, expected) => {
    expect(groupsOf(text)).toEqual(expected)
  })

  test('[G6] what stands in a condition or an exception is none', () => {
    expect(groupsOf('unless you may use it, we do not')).toEqual(['do not: forbid told'])
  })
})
