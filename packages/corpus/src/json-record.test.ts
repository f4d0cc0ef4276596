import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fieldsOf, memberCutter, recordReader } from './json-record.ts'

const read = (text: string, ...fields: string[]) => {
  const reader = recordReader(fields)
  // a line has neighbours, which must not be looked into
  const line = Buffer.from(`"}\n${text}\n"}`)
  return reader.read(line, 3, line.length - 3) ? fields.map((_, field) => reader.value(field)) : undefined
}

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
    ['{"url":"first","url":"last"}', ['last']],
    ['{"url":"first","url":null}', [undefined]],
    ['{"url":"first","url":["no"]}', [undefined]],
    [String.raw`{"\u0075rl":"escaped name"}`.replace('\\\\', '\\'), ['escaped name']],
    [`{"${'n'.repeat(60)}":"long name","url":"${'p'.repeat(60)}"}`, ['p'.repeat(60)]],
    ['{"url":"u"} \t\r', ['u']],
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
    '{"url":"u',
    `{"url":"${'u'.repeat(100)}`,
    '{"url":"u\\\\',
    '{"url":1-2}',
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

  test('[J1] of names that occur twice, at any depth, the last counts', () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '"m":',
      '"url":',
      '"u"',
      '1',
      ',',
      'null',
      '[',
      ']',
      '{"url":"v"}',
      '{"m":2}',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = `{${parts.join('')}}`
        let parsed: { url?: unknown; m?: { url?: unknown } }
        try {
          parsed = JSON.parse(text)
        } catch {
          return
        }
        const value = (one: unknown) => (typeof one === 'string' || typeof one === 'number' ? one : undefined)
        const nested = typeof parsed.m === 'object' && !Array.isArray(parsed.m) ? parsed.m?.url : undefined
        expect(read(text, 'url', 'm.url')).toEqual([value(parsed.url), value(nested)])
      }),
      { numRuns: 3000 },
    )
  })

  test('[J2] any bytes end in a record or none', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        (bytes) => void recordReader(['url']).read(Buffer.from(bytes), 0, bytes.length),
      ),
    )
  })

  test.each([
    ['{"a":1,"b":2,"c":3}', '{"b":2}'],
    ['{ "a" : {"x":[1,"}"]} , "b":2}', '{  "b":2}'],
    ['{"b":{"a":1}, "c" : "x" }', '{"b":{"a":1} }'],
    ['{"a":1}', '{}'],
    ['{"a":1,"a":2}', '{}'],
    ['{"a":1,"b":"a"} ', '{"b":"a"} '],
  ])('[J4] members are cut: %s', (line, rest) =>
    expect(memberCutter(['a', 'c'])(Buffer.from(line)).toString()).toBe(rest),
  )

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
