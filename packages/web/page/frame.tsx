import { type ReactNode, useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import type { Provenance } from '../src/provenance.ts'
import { dayText } from './shown/words.ts'
import { useAnswer } from './use-answer.ts'

const places = [
  ['/', 'Ask'],
  ['/services', 'Services'],
  ['/changes', 'Changes'],
  ['/landscape', 'Landscape'],
  ['/read', 'Read'],
  ['/review', 'Review'],
] as const

/** What surrounds every page: where one can go, and what the answers rest on. */
export function Frame({ children }: { children: ReactNode }) {
  const [path] = useLocation()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(path)
  useEffect(() => {
    if (shown.current === path) return
    shown.current = path
    main.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [path])
  return (
    <>
      <a className="skip" href="#main">
        To the content
      </a>
      <header className="top">
        <Link href="/" className="name" aria-label="Proviso, ask">
          Proviso
        </Link>
        <nav aria-label="Pages">
          {places.map(([to, text]) => {
            const here = to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`)
            return (
              <Link key={to} href={to} aria-current={here ? 'page' : undefined}>
                {text}
              </Link>
            )
          })}
        </nav>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      <Foot />
    </>
  )
}

function Foot() {
  const { value: rulebook } = useAnswer<Provenance>('/api/rulebook')
  return (
    <footer>
      <p>
        {rulebook === undefined ? (
          '\u00a0'
        ) : (
          <>
            Answered by{' '}
            {rulebook.kind === 'starter'
              ? 'the starter rulebook'
              : rulebook.beside
                ? 'the rulebook of this workspace, and by the starter rulebook for what was never imported here'
                : 'the rulebook of this workspace'}
            {rulebook.lastRecorded === null ? '' : `, records up to ${dayText(rulebook.lastRecorded)}`}.
            {rulebook.credit === '' ? '' : ` Records: ${rulebook.credit}.`}
          </>
        )}
      </p>
      <p>
        Not legal advice: the platforms’ own words, read by a program. <a href="/api">Interface</a>{' '}
        <a href="/changes.atom">Feed</a>
      </p>
    </footer>
  )
}
