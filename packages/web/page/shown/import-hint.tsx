import { Fragment } from 'react'
import type { Provenance } from '../../src/provenance.ts'
import { program } from './program.ts'

/** How to get the words: what to import, as commands where the archives have an address. */
export function ImportHint({ why, archives }: { why: string; archives: Provenance['archives'] }) {
  const addressed = archives.flatMap(({ url }) => url ?? [])
  const others = archives.filter(({ url }) => url === undefined).map(({ name }) => name)
  return (
    <div className="hint">
      <p>{why}</p>
      {addressed.length === 0 ? null : (
        <pre>
          {addressed.map((url, at) => (
            <Fragment key={url}>
              {at === 0 ? '' : '\n'}
              {program} import <Address url={url} />
            </Fragment>
          ))}
        </pre>
      )}
      {others.length === 0 ? null : (
        <p>
          Import {others.join(', ')} from where {others.length === 1 ? 'it' : 'they'} came: a folder, a bundle or a git
          address.
        </p>
      )}
    </div>
  )
}

/** Where it must wrap, it wraps at its slashes. */
function Address({ url }: { url: string }) {
  return url.split(/(?<=[^/:]\/)/u).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one address, never reordered
    <Fragment key={at}>
      {at === 0 ? null : <wbr />}
      {part}
    </Fragment>
  ))
}
