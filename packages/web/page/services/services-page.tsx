import { useState } from 'react'
import { Link } from 'wouter'
import type { ServicesJson } from '../../src/api/services.ts'
import { IssueNote } from '../shown/issue.tsx'
import { countText } from '../shown/words.ts'
import { useAnswer } from '../use-answer.ts'
import { useTitle } from '../use-title.ts'

/** Everyone who is known. */
export function ServicesPage() {
  useTitle('Services')
  const { value, issue, waiting } = useAnswer<ServicesJson>('/api/services')
  const [wanted, setWanted] = useState('')
  const words = wanted.trim().toLowerCase()
  const found = (value?.services ?? []).filter(({ name, aliases, hosts }) =>
    [name, ...aliases, ...hosts].some((each) => each.toLowerCase().includes(words)),
  )
  const read = found.filter(({ documents }) => documents > 0)
  const others = found.filter(({ documents }) => documents === 0)
  return (
    <div className="wide" aria-busy={waiting}>
      <h1>Services</h1>
      {issue === undefined ? null : <IssueNote issue={issue} />}
      <label className="search">
        <span>Name or host</span>
        <input type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
      </label>
      <p className="faint" role="status">
        {value === undefined ? '\u00a0' : `${countText(read.length, 'service')} whose documents have been read`}
      </p>
      <ul className="services">
        {read.map((service) => (
          <Known key={service.name} service={service} />
        ))}
      </ul>
      {others.length === 0 ? null : (
        <details className="more" open={read.length === 0 && words !== ''}>
          <summary>{countText(others.length, 'more service')} known by their hosts, no document read</summary>
          <ul className="services">
            {others.slice(0, 300).map((service) => (
              <Known key={service.name} service={service} />
            ))}
          </ul>
          {others.length > 300 ? (
            <p className="faint">and {others.length - 300} more: search for a name or host</p>
          ) : null}
        </details>
      )}
    </div>
  )
}

function Known({ service: { name, aliases, hosts, documents } }: { service: ServicesJson['services'][number] }) {
  return (
    <li>
      <Link href={`/services/${encodeURIComponent(name)}`}>{name}</Link>
      {aliases.length === 0 ? null : <span className="faint"> also {aliases.join(', ')}</span>}
      <span className="hosts">
        {[...(documents === 0 ? [] : [countText(documents, 'document')]), ...hosts.slice(0, 3)].join(', ')}
        {hosts.length > 3 ? ` and ${hosts.length - 3} more` : ''}
      </span>
    </li>
  )
}
