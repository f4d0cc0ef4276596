import { type Layer, layers } from './layer.ts'

/** Which days are read: the day asked, the day the caller calls today, or every state ever recorded. */
export type DayReading = 'on' | 'today' | 'ever'

/** Which layers bind and how time is read. When several days are read, the strictest answer wins [Y5]. */
export interface Profile {
  readonly name: string
  readonly layers: readonly Layer[]
  readonly read: readonly DayReading[]
}

export type ProfileName = 'as-of-crawl' | 'as-of-today' | 'strictest-ever' | 'terms-only'

/** The profiles by name. SPEC.md Y1–Y4. */
export const profiles: Readonly<Record<ProfileName, Profile>> = {
  'as-of-crawl': { name: 'as-of-crawl', layers, read: ['on'] },
  'as-of-today': { name: 'as-of-today', layers, read: ['today'] },
  'strictest-ever': { name: 'strictest-ever', layers, read: ['on', 'today', 'ever'] },
  'terms-only': { name: 'terms-only', layers: ['terms'], read: ['on'] },
}
