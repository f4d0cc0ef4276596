/**
 * Who uses an asset.
 * - `public`: anyone the operator did not choose (visitor, user, developer, API client, crawler);
 * - `operator`: who runs the service, its affiliates and the processors that act for it;
 * - `partner`: third parties the operator picked.
 */
export type Actor = 'public' | 'operator' | 'partner'

export const actors: readonly Actor[] = ['public', 'operator', 'partner']
