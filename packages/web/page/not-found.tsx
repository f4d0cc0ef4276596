import { Link } from 'wouter'
import { useTitle } from './use-title.ts'

export function NotFound() {
  useTitle('Not found')
  return (
    <section className="narrow">
      <h1>There is no page at this address</h1>
      <p>
        <Link href="/">Ask a question</Link>, or look at the <Link href="/changes">changes</Link>.
      </p>
    </section>
  )
}
