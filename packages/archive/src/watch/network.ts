import { BlockList, isIP, isIPv4 } from 'node:net'

/**
 * Which addresses may be asked. `'public'`: those of the public internet. `'any'`: private and local ones too. A list of networks
 * (`10.0.0.0/8`, `127.0.0.1`): the public ones and these.
 */
export type Reach = 'public' | 'any' | readonly string[]

// IANA's special-purpose address registries, IPv4 and IPv6, and what is no address of one host: multicast, reserved, broadcast.
const special: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

// Within 2000::/3, the only unicast addresses handed out. Tunnels carry an IPv4 address of anyone's choosing, so they are no way in.
const specialSix: readonly (readonly [network: string, bits: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const refusedFour = blockList(special, 'ipv4')
const refusedSix = blockList(specialSix, 'ipv6')
const unicastSix = blockList([['2000::', 3]], 'ipv6')

function blockList(networks: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const [network, bits] of networks) list.addSubnet(network, bits, family)
  return list
}

/**
 * Whether an IP address is one of the public internet: no loopback, private, link-local, shared, documentation, multicast or
 * reserved one, none of these dressed as IPv6. What is no address is not public. SPEC.md W3.
 *
 * @example
 * isPublicAddress('169.254.169.254') // false
 */
export function isPublicAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '')
  if (isIPv4(plain)) return !refusedFour.check(plain, 'ipv4')
  if (isIP(plain) !== 6) return false
  // IPv4 within IPv6 (mapped, or translated by NAT64): what counts is the address within.
  const within = /^(?:::ffff:|64:ff9b::)(\d+\.\d+\.\d+\.\d+|[\da-f]{1,4}:[\da-f]{1,4})$/i.exec(plain)?.[1]
  if (within !== undefined) return !refusedFour.check(dotted(within), 'ipv4')
  return unicastSix.check(plain, 'ipv6') && !refusedSix.check(plain, 'ipv6')
}

function dotted(within: string): string {
  if (within.includes('.')) return within
  const [high = 0, low = 0] = within.split(':').map((group) => Number.parseInt(group, 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/**
 * Whether a network can be allowed by name: an IP address, or one with a prefix length.
 *
 * @example
 * isNetwork('10.0.0.0/8') // true
 */
export function isNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/')
  const family = isIP(address)
  if (family === 0 || more !== undefined) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** Tells of each address whether it may be asked (SPEC.md W3). Throws `RangeError` for what `isNetwork` refuses. */
export function reachTest(reach: Reach): (address: string) => boolean {
  if (reach === 'any') return (address) => isIP(address.replace(/%.*$/, '')) !== 0
  if (reach === 'public') return isPublicAddress
  const allowed = new BlockList()
  for (const network of reach) {
    if (!isNetwork(network)) throw new RangeError(`\`${network}\` is no network`)
    const [address = '', bits] = network.split('/')
    const family = isIPv4(address) ? 'ipv4' : 'ipv6'
    allowed.addSubnet(address, bits === undefined ? (family === 'ipv4' ? 32 : 128) : Number(bits), family)
  }
  return (address) => isPublicAddress(address) || allowed.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}
