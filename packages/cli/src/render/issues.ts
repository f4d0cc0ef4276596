import type { Issue } from '@proviso/rights'
import { issueLines } from './issue.ts'
import type { Look } from './look.ts'

const shownOfEach = 3

/** Issues that stopped nothing: the first few of each code, then how many more there are. */
export function issuesLines(issues: readonly Issue[], look: Look): string[] {
  const byCode = new Map<string, Issue[]>()
  for (const issue of issues) {
    const same = byCode.get(issue.code)
    if (same) same.push(issue)
    else byCode.set(issue.code, [issue])
  }
  return [...byCode].flatMap(([code, same]) => {
    const lines = same.slice(0, shownOfEach).flatMap((issue) => issueLines(issue, look, 'note'))
    const more = same.length - shownOfEach
    return more > 0 ? [...lines, look.colour.dim(`  and ${more} more of ${code} (--json lists them)`)] : lines
  })
}
