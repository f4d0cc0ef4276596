import { mainHost } from '@proviso/archive/main-host'
import type { Library } from '../library.ts'
import { provenance } from '../provenance.ts'

/** The value of `/api/services`. */
export type ServicesJson = ReturnType<typeof servicesJson>

/** Answers `/api/services`: who is known, under which names, over which hosts. */
export function servicesJson(library: Library) {
  const chosen = library.chosen()
  return {
    services: chosen.file.services.map((service) => ({
      name: service.name,
      aliases: service.aliases,
      hosts: service.hosts,
      host: mainHost(service) ?? null,
    })),
    rulebook: provenance(chosen),
  }
}
