import type { Issue } from '@proviso/rights'

/** What Node says about a file that cannot be read to its end; undefined for an error that is no file's. SPEC.md E1. */
export function fileIssue(error: unknown, at: string): Issue | undefined {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT')
    return { code: 'input-missing', at, message: 'the file is gone', hint: 'was it moved meanwhile?' }
  if (code?.startsWith('Z_') || /zstd|invalid block|unexpected EOF/i.test(message ?? ''))
    return {
      code: 'file-damaged',
      at,
      message: `its compression breaks off or is damaged (${message})`,
      hint: 'fetch it again; nothing of it was counted or written, the other files are not affected',
    }
  if (code !== undefined && /^E[A-Z]+$/.test(code))
    return {
      code: 'input-unreadable',
      at,
      message: `the file cannot be read (${code})`,
      hint: 'check the disk and its permissions',
    }
  return undefined
}
