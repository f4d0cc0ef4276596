import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseHost } from './host.ts'

test.each([
  ['https://x.com/jack/status/20', 'x.com', '/jack/status/20'],
  ['X.COM', 'x.com', '/'],
  ['HTTPS://Bücher.example:8080/a?b#c', 'xn--bcher-kva.example', '/a?b'],
  ['bücher.example/ä', 'xn--bcher-kva.example', '/%C3%A4'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example', '/'],
  ['https://user:pass@example.com:444/', 'example.com', '/'],
  ['example.com.', 'example.com', '/'],
  ['https://example.com../a', 'example.com', '/a'],
  ['//example.com/a', 'example.com', '/a'],
  ['example.com:8080/a', 'example.com', '/a'],
  ['  example.com \n', 'example.com', '/'],
  ['http://192.0.2.1/a', '192.0.2.1', '/a'],
  ['http://[2001:db8::1]/a', '[2001:db8::1]', '/a'],
  ['ｅｘａｍｐｌｅ.com', 'example.com', '/'],
])('[S1] %j names a host', (text, host, path) => {
  expect(parseHost(text)).toMatchObject({ value: { host, path } })
})

test.each([
  ['http://example.com:8080/a', '8080'],
  ['https://example.com:443/a', undefined],
  ['example.com:443', undefined],
  ['example.com', undefined],
])('[S1] the port of %j stands aside', (text, port) => {
  const parsed = parseHost(text)
  expect('value' in parsed && parsed.value.port).toBe(port)
})

test.each([
  ['', 'no-host'],
  ['   ', 'no-host'],
  ['/etc/hosts', 'no-host'],
  ['https:///path', 'no-host'],
  ['https://?q', 'no-host'],
  ['mailto:someone@example.com', 'no-host'],
  ['data:text/plain,hello', 'no-host'],
  ['file:///etc/hosts', 'no-host'],
  ['?q=1', 'no-host'],
  ['twitter', 'not-a-host'],
  ['exa mple.com', 'not-a-host'],
  ['https://exa<mple.com', 'not-a-host'],
  ['a..b', 'not-a-host'],
  ['...', 'no-host'],
  [`https://${'a'.repeat(70_000)}.com`, 'not-a-host'],
])('[S1] %j names none', (text, code) => {
  const parsed = parseHost(text)
  expect('issue' in parsed && parsed.issue.code).toBe(code)
})

test('[S1] any text gives a host or an issue, and a host is read as itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.domain()), (text) => {
      const parsed = parseHost(text)
      if ('issue' in parsed) return
      expect(parsed.value.host).toMatch(/^[^\s/A-Z]+$/)
      expect(parseHost(parsed.value.host)).toMatchObject({ value: { host: parsed.value.host } })
    }),
  )
})
