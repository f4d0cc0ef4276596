import type { DifferenceJson } from '../../src/api/difference.ts'
import { Clause, RecordLink, SectionPath } from '../shown/clause.tsx'
import { ImportHint } from '../shown/import-hint.tsx'
import { countText, shortDay } from '../shown/words.ts'

type Side = DifferenceJson['after']

/** What changed between two versions: the passages the answer rests on first, the rest behind a click, and the `records` of it. */
export function DifferenceView({ difference, records = true }: { difference: DifferenceJson; records?: boolean }) {
  const { before, after, versions, passages, compared, terms, wanted } = difference
  const deciding = passages.filter((passage) => passage.deciding)
  const others = passages.filter((passage) => !passage.deciding)
  const had = new Set((before?.statements ?? []).map(({ evidence }) => evidence.quoteHash))
  const has = new Set(after.statements.map(({ evidence }) => evidence.quoteHash))
  return (
    <div className="difference">
      {deciding.length > 0 ? (
        <>
          <h4>Changed words the answer rests on</h4>
          {deciding.map((passage, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: replaced whole with each answer
            <PassageView key={at} passage={passage} terms={terms} />
          ))}
        </>
      ) : (
        <>
          <Statements
            title="Says now"
            side={{ ...after, statements: after.statements.filter((each) => !had.has(each.evidence.quoteHash)) }}
            terms={terms}
          />
          <Statements
            title="Still says"
            side={{ ...after, statements: after.statements.filter((each) => had.has(each.evidence.quoteHash)) }}
            terms={terms}
          />
          {before === null ? null : (
            <Statements
              title="No longer says"
              side={{ ...before, statements: before.statements.filter((each) => !has.has(each.evidence.quoteHash)) }}
              terms={terms}
            />
          )}
          {after.statements.length === 0 && (before?.statements.length ?? 0) === 0 ? (
            <p className="faint">It says nothing on this question.</p>
          ) : null}
        </>
      )}
      {others.length === 0 ? null : (
        <details>
          <summary>{countText(others.length, 'other passage')} changed between the two versions</summary>
          {others.slice(0, 80).map((passage, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <PassageView key={at} passage={passage} terms={terms} />
          ))}
          {others.length > 80 ? <p className="faint">and {others.length - 80} more</p> : null}
        </details>
      )}
      {compared === false ? (
        <p className="faint">The two versions have too little in common to be compared word by word.</p>
      ) : null}
      {versions === null ? (
        <ImportHint why="The texts are not in this workspace. To compare them word by word:" archives={wanted} />
      ) : (
        <p className="facts">
          {versions.before === null ? (
            <span>the first version on record</span>
          ) : (
            <span>compared with the version of {shortDay(versions.before.recorded)}</span>
          )}
        </p>
      )}
      {records ? (
        <p className="facts">
          {difference.records.map(({ collection, commit, recorded, url }) => (
            <RecordLink key={`${collection} ${commit}`} url={url} archive={collection} recorded={recorded} />
          ))}
        </p>
      ) : null}
    </div>
  )
}

function PassageView({ passage, terms }: { passage: DifferenceJson['passages'][number]; terms: string }) {
  return (
    <article className={`passage ${passage.kind}`}>
      <SectionPath terms={terms} section={passage.section} />
      <p>
        {passage.pieces.map((piece, at) => {
          const text = passage.kind === 'changed' && piece.kind === 'kept' ? shortened(piece.text) : piece.text
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one passage, never reordered
          if (piece.kind === 'added') return <ins key={at}>{text}</ins>
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          if (piece.kind === 'removed') return <del key={at}>{text}</del>
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          return <span key={at}>{text}</span>
        })}
      </p>
    </article>
  )
}

/** Long unchanged stretches keep their ends. */
function shortened(text: string): string {
  if (text.length <= 360) return text
  const begin = text.slice(0, 150).replace(/\S*$/u, '')
  const end = text.slice(-150).replace(/^\S*/u, '')
  return `${begin.trimEnd()} … ${end.trimStart()}`
}

function Statements({ title, side, terms }: { title: string; side: Side; terms: string }) {
  if (side.statements.length === 0) return null
  return (
    <>
      <h4>{title}</h4>
      {side.statements.slice(0, 6).map(({ evidence }) => (
        <article className="clause" key={`${evidence.quoteHash} ${evidence.start}`}>
          <SectionPath terms={terms} section={evidence.section} />
          <Clause evidence={evidence} />
        </article>
      ))}
      {side.statements.length > 6 ? <p className="faint">and {side.statements.length - 6} more</p> : null}
    </>
  )
}
