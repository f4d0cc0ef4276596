import { indexRulebook, type Service, servicesAt } from '@proviso/rights'
import { mainHost } from './main-host.ts'
import { nearNames } from './registry.ts'

/** Names of the services a host belongs to, found without parsing a document. SPEC.md H1–H4 of rights. */
export function ownersOf(services: readonly Service[], host: string): readonly string[] {
  return servicesAt(indexRulebook({ format: 0, reader: '', sources: [], services, states: [], unread: [] }), host)
}

/** Up to three services whose names come near a part of a host nobody holds, each with a host of its own. */
export function nearHosts(services: readonly Service[], host: string): { name: string; host: string }[] {
  const labels = host
    .split('.')
    .slice(0, -1)
    .filter((label) => label.length > 3)
  const names = new Set(labels.flatMap((label) => nearNames(services, label)))
  return services
    .flatMap((service) => {
      const main = names.has(service.name) ? mainHost(service) : undefined
      return main === undefined ? [] : [{ name: service.name, host: main }]
    })
    .slice(0, 3)
}
