import { findService } from '@proviso/archive/registry'
import type { Service } from '@proviso/rights'
import { Stop } from '../stop.ts'

/** A service by name, alias or host; else stops with `unknown-service` and the nearest names. */
export function findServiceOrStop({ services }: { readonly services: readonly Service[] }, name: string): Service {
  const found = findService(services, name)
  if ('service' in found) return found.service
  throw new Stop(found.issue)
}
