import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { emptyWorkspace } from '../test/small-collection.ts'
import { importCollection } from './import.ts'
import { readRecords } from './records.ts'

const bundle = fileURLToPath(new URL('../../../../shared/archives/demo-versions.bundle', import.meta.url))

test.skipIf(!existsSync(bundle))(
  '[I6] every record of a public collection links to its public commit (needs ../shared/archives)',
  async () => {
    const workspace = await emptyWorkspace()
    for await (const event of importCollection(workspace, bundle)) {
      expect(event.phase).not.toBe('failed')
      if (event.phase !== 'done') continue
      expect(event.result).toMatchObject({ records: 52, documents: 10 })
      for (const { commit, stored, url } of await readRecords(event.result.archive)) {
        expect(commit).not.toBe(stored)
        expect(url).toBe(`https://github.com/OpenTermsArchive/demo-versions/commit/${commit}`)
      }
    }
  },
)
