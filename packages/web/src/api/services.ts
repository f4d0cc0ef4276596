import { mainHost } from '@proviso/archive/main-host'
import type { Library } from '../library.ts'
import { provenance } from '../provenance.ts'

/** The value of `/api/services`. */
export type ServicesJson = ReturnType<typeof servicesJson>

/** Answers `/api/services`: who is known, under which names, over which hosts, and of whom documents have been read. */
export function servicesJson(library: Library) {
  const book = library.book()
  const { rulebook, remember } = book
  const documents = remember('documents', () => {
    const read = new Map<string, Set<string>>()
    for (const { service, terms, host = '' } of rulebook.states) {
      const own = read.get(service)
      if (own) own.add(`${terms}\0${host}`)
      else read.set(service, new Set([`${terms}\0${host}`]))
    }
    return read
  })
  return {
    services: rulebook.services.map((service) => ({
      name: service.name,
      aliases: service.aliases,
      hosts: service.hosts,
      host: mainHost(service) ?? null,
      documents: documents.get(service.name)?.size ?? 0,
    })),
    rulebook: provenance(book),
  }
}
