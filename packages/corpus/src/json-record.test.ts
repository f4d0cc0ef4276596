import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldsOf, recordReader } from './json-record.ts'

const read = (text: string, ...fields: string[]) => recordReader(fields).read(Buffer.from(text))

describe('recordReader', () => {
  test.each([
    ['{"url":"https://x.com/"}', ['https://x.com/']],
    [' { "a" : [1,{"url":"no"}] , "url" : "yes" } ', ['yes']],
    [String.raw`{"url":"a\"b\\\"c","t":"\\"}`, ['a"b\\"c']],
    [String.raw`{"t":"${'x'.repeat(100)}\"","url":"é\u00fc"}`, ['éü']],
    ['{"t":null,"f":false,"n":-1.5e3,"url":"u"}', ['u']],
    ['{"url":null}', [undefined]],
    ['{}', [undefined]],
    ['{"url":{"url":"no"}}', [undefined]],
  ])('[J1] %s', (text, values) => expect(read(text, 'url')).toEqual(values))

  test('[J1] nested fields and numbers', () => {
    expect(
      read(
        '{"metadata":{"url":"u","n":12,"deep":{"d":"x"}},"url":"top"}',
        'metadata.url',
        'metadata.n',
        'metadata.deep.d',
        'url',
      ),
    ).toEqual(['u', 12, 'x', 'top'])
  })

  test.each([
    '',
    'x',
    '[]',
    '"url"',
    '{',
    '{"url"}',
    '{"url":}',
    '{"url":"u"',
    '{"url":"u}',
    '{"url":"u"}}',
    '{"url":"u",}',
    '{"url":"u" "a":1}',
    '{url:"u"}',
    '{"a":[1,]}',
    '{"a":tru}',
    `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`,
  ])('[J2] %s is no record', (text) => expect(read(text, 'url')).toBeUndefined())

  test('[J1] any object gives what JSON.parse gives', () => {
    const url = fc.option(fc.oneof(fc.string(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })), {
      nil: undefined,
    })
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), url, (rest, url) => {
        const record = { ...rest, ...(url === undefined ? {} : { 'the url': url }) }
        fc.pre(url !== undefined || !('the url' in rest))
        const [found] = read(JSON.stringify(record), 'the url') ?? ['not read']
        expect(found).toBe(typeof url === 'number' ? Number(JSON.stringify(url)) : url)
      }),
    )
  })

  test('[J2] any bytes end in a record or none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void recordReader(['url']).read(Buffer.from(bytes))),
    )
  })

  test('fields of a sample, as paths', () => {
    expect(
      fieldsOf([
        Buffer.from('{"a":1,"m":{"url":1,"d":{"e":{"f":1}}}}'),
        Buffer.from('x'),
        Buffer.from('{"b":[{"c":1}]}'),
      ]),
    ).toEqual(['a', 'm', 'm.url', 'm.d', 'm.d.e', 'b'])
  })
})
