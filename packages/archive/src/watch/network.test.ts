import { describe, expect, test } from 'vitest'
import { isNetwork, isPublicAddress, reachTest } from './network.ts'

describe('[W3] public addresses', () => {
  test.each([
    ...['93.184.215.14', '8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.0', '223.255.255.255', '100.128.0.1'],
    ...['2606:4700:4700::1111', '2a00:1450:4001:82f::200e', '::ffff:8.8.8.8', '64:ff9b::808:808'],
  ])('%s is one', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each([
    ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1'],
    ...['172.31.255.255', '192.168.0.1', '192.0.0.8', '192.0.2.1', '198.18.0.1', '203.0.113.9', '224.0.0.1'],
    ...['240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::10.0.0.1'],
    ...['fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12:3456::1', 'ff02::1', '2001:db8::1', '2001::1', '2002:7f00:1::'],
    ...['fec0::1', '100::1', '::127.0.0.1', '64:ff9b:1::1', '', 'localhost', '1.2.3', '127.1'],
  ])('%j is none', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

test('[W3] networks can be allowed beside the public ones', () => {
  const mayReach = reachTest(['10.1.0.0/16', '::1', '127.0.0.1'])
  expect(['10.1.2.3', '::1', '127.0.0.1', '8.8.8.8'].map(mayReach)).toEqual([true, true, true, true])
  expect(['10.2.0.1', '127.0.0.2', '::2', 'x', '::ffff:10.2.0.1'].map(mayReach)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
  expect(reachTest('any')('10.2.0.1')).toBe(true)
  expect(() => reachTest(['10.0.0.0/33'])).toThrow(RangeError)
})

test.each([
  ['10.0.0.0/8', true],
  ['::1', true],
  ['fc00::/7', true],
  ['10.0.0.0/33', false],
  ['10.0.0.0/8/8', false],
  ['10.0.0.0/', false],
  ['localhost', false],
])('[W3] %s as a network: %s', (text, expected) => {
  expect(isNetwork(text)).toBe(expected)
})
