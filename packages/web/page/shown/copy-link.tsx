import { useState } from 'react'

/** Copies the address of what is shown. */
export function CopyLink() {
  const [told, setTold] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href)
      setTold('Copied')
    } catch {
      setTold('Copy it from the address bar')
    }
    setTimeout(() => setTold(''), 2500)
  }
  return (
    <span className="copy">
      <button type="button" className="quiet" onClick={copy}>
        Copy link
      </button>
      <span role="status">{told}</span>
    </span>
  )
}
