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
  const { value, issue } = useAnswer<ServicesJson>('/api/services')
  const [wanted, setWanted] = useState('')
  const words = wanted.trim().toLowerCase()
  const found = (value?.services ?? []).filter(({ name, aliases, hosts }) =>
    [name, ...aliases, ...hosts].some((each) => each.toLowerCase().includes(words)),
  )
  return (
    <div className="wide">
      <h1>Services</h1>
      {issue === undefined ? null : <IssueNote issue={issue} />}
      <label className="search">
        <span>Name or host</span>
        <input type="search" value={wanted} onChange={(event) => setWanted(event.target.value)} />
      </label>
      <p className="faint" role="status">
        {value === undefined ? '\u00a0' : countText(found.length, 'service')}
      </p>
      <ul className="services">
        {found.map(({ name, aliases, hosts }) => (
          <li key={name}>
            <Link href={`/services/${encodeURIComponent(name)}`}>{name}</Link>
            {aliases.length === 0 ? null : <span className="faint"> also {aliases.join(', ')}</span>}
            <span className="hosts">
              {hosts.slice(0, 3).join(', ')}
              {hosts.length > 3 ? ` and ${hosts.length - 3} more` : ''}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
