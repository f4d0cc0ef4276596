import { useEffect } from 'react'

/** Names the page in the browser's window. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = title === '' ? 'Proviso' : `${title} · Proviso`
  }, [title])
}
