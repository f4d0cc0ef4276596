/** How an asset is obtained. */
export type Channel = 'web' | 'api' | 'licence'

export const channels: readonly Channel[] = ['web', 'api', 'licence']
