import type { Service } from '@proviso/rights'

/** The host a person would type for a service: the one called like it, else the shortest. */
export function mainHost({ name, hosts }: Service): string | undefined {
  const called = name.toLowerCase().replace(/[^a-z0-9]+/g, '')
  return (
    hosts.find((host) => host.split('.')[0] === called) ??
    hosts.find((host) => host.replaceAll('.', '') === called) ??
    [...hosts].sort((a, b) => a.length - b.length)[0]
  )
}
