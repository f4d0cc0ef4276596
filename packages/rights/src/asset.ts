/** What is used: what a service holds (`content`) or what its AI generates (`output`). */
export type Asset = 'content' | 'output'
