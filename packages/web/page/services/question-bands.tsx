import type { Channel, StandingQuestion } from '@proviso/rights'
import { scaleUtc } from 'd3-scale'
import type { KeyboardEvent } from 'react'
import type { HistoryJson } from '../../src/api/history.ts'
import { bandWord } from '../shown/band-word.ts'
import { inside } from '../shown/inside.ts'
import { Mark, Told } from '../shown/mark.tsx'
import { channelText, conditionsText, questionText, shortDay, wordText } from '../shown/words.ts'
import { StateDetail } from './state-detail.tsx'

type QuestionData = HistoryJson['questions'][number]
type Lane = QuestionData['lanes'][number]
type State = Lane['states'][number]

const kindText = {
  'first-record': 'first record',
  change: 'change',
  technical: 'technical record: in force on or before',
} as const

/** One question over time: the answer of the service above, one lane per document that ever speaks of it below. */
export function QuestionBands({
  service,
  host,
  channel,
  data,
  start,
  today,
  open,
  onOpen,
}: {
  service: string
  /** The host the answer is for. */
  host: string | null
  channel: Channel
  data: QuestionData
  start: string
  today: string
  /** The state that is open: `terms|part|recorded`; '' for none. */
  open: string
  onOpen: (at: string) => void
}) {
  const { question, over, lanes, silent } = data
  const scale = scaleUtc()
    .domain([new Date(start), new Date(today)])
    .range([0, 100])
  const share = (day: string) => Math.min(100, Math.max(0, scale(new Date(day))))
  const now = over.at(-1)
  const ticks = scale.ticks(6)
  const opened = lanes
    .flatMap((lane) => lane.states.map((state, at) => ({ lane, state, at })))
    .find(({ lane, state }) => keyOf(lane, state) === open)
  return (
    <section className="question" aria-label={questionText[question].long}>
      <h2>
        {questionText[question].long} {now === undefined ? null : <Told word={now.outcome} />}
      </h2>
      <div className="lane">
        <span className="lane-name">the answer</span>
        <div className="bands main">
          {over.map((band) => (
            <i
              key={band.from}
              className={bandWord(band)}
              style={place(share(band.from), band.to === null ? 100 : share(band.to))}
              title={`${daysText(band)}: ${bandText(band)}`}
            />
          ))}
        </div>
      </div>
      {lanes.map((lane) => (
        <div className="lane" key={`${lane.terms}|${lane.part}`}>
          <span className="lane-name">
            {lane.terms}
            {lane.part === null ? '' : ` (${lane.part})`}
          </span>
          <div className="bands" role="group" aria-label={`${lane.terms}: states${unreadCount(lane)}`} onKeyDown={walk}>
            {lane.states.map((state) => {
              const key = keyOf(lane, state)
              const said = state.positions[question]!
              const from = share(state.from)
              return (
                <button
                  key={key}
                  type="button"
                  className={`${said.position} ${state.kind}${from > 55 ? ' right' : ''}`}
                  style={place(from, state.to === null ? 100 : share(state.to))}
                  aria-pressed={key === open}
                  aria-label={`${wordText[said.position]}, ${shortDay(state.from)} to ${state.to === null ? 'now' : shortDay(state.to)}, ${kindText[state.kind]}`}
                  onClick={() => onOpen(key === open ? '' : key)}
                >
                  <Mark word={said.position} size={12} />
                  <span className="tip" aria-hidden="true">
                    <b>
                      {wordText[said.position]}
                      {said.conditions.length === 0 ? '' : `, ${conditionsText(said.conditions)}`}
                    </b>
                    <span>
                      {shortDay(state.from)} – {state.to === null ? 'now' : shortDay(state.to)}
                    </span>
                    <span>{kindText[state.kind]}</span>
                  </span>
                </button>
              )
            })}
            {lane.unread.map(({ from, to }) => (
              <i
                key={from}
                className="unread"
                style={stretch(share(from), to === null ? 100 : share(to))}
                aria-hidden="true"
              />
            ))}
          </div>
        </div>
      ))}
      <div className="lane axis" aria-hidden="true">
        <span className="lane-name" />
        <div className="ticks">
          {ticks.map((tick) => {
            const text = tick.toISOString().slice(0, tick.getUTCMonth() === 0 ? 4 : 7)
            return (
              <span key={+tick} style={{ left: inside(scale(tick), `${text.length * 0.3}em`) }}>
                {text}
              </span>
            )
          })}
        </div>
      </div>
      {now?.outcome === 'unknown' &&
      (now.reason === 'silent' || now.reason === 'no-document') &&
      lanes.some((lane) => speaksNow(lane, question)) ? (
        <p className="faint">
          What documents say on it does not reach content obtained {channelText[channel]} at {host}.
        </p>
      ) : null}
      {lanes.length === 0 ? (
        <p className="faint">No document has ever spoken of it.</p>
      ) : silent.length === 0 ? null : (
        <details className="faint">
          <summary>
            {silent.length} {silent.length === 1 ? 'document never speaks' : 'documents never speak'} of it
          </summary>
          {silent.join(', ')}
        </details>
      )}
      {opened === undefined ? null : (
        <StateDetail
          service={service}
          question={question}
          terms={opened.lane.terms}
          part={opened.lane.part}
          state={opened.state}
          onClose={() => onOpen('')}
          onStep={stepTo(opened.lane, opened.at, onOpen)}
        />
      )}
    </section>
  )
}

function speaksNow({ states }: Lane, question: StandingQuestion): boolean {
  const last = states.at(-1)
  return last !== undefined && last.to === null && last.positions[question]!.position !== 'silent'
}

function keyOf(lane: Lane, state: State): string {
  return `${lane.terms}|${lane.part ?? ''}|${state.recorded}`
}

function stepTo(lane: Lane, at: number, onOpen: (key: string) => void) {
  return (by: -1 | 1) => {
    const next = lane.states[at + by]
    return next === undefined ? undefined : () => onOpen(keyOf(lane, next))
  }
}

function daysText({ from, to }: { readonly from: string; readonly to: string | null }): string {
  return `${shortDay(from)} – ${to === null ? 'now' : shortDay(to)}`
}

function bandText(band: QuestionData['over'][number]): string {
  return bandWord(band) === 'unread' ? 'unknown, a source could not be read' : wordText[band.outcome]
}

function unreadCount({ unread }: Lane): string {
  return unread.length === 0 ? '' : `, not read ${unread.length === 1 ? 'once' : `${unread.length} times`}`
}

/** What could not be read lies over what stood before, as thin as it was short: nobody has to hit it. */
function stretch(from: number, to: number) {
  return { left: `min(${from}%, 100% - 2px)`, width: `max(2px, ${Math.max(0, to - from)}%)` }
}

/** A band never gets too thin to be hit. */
function place(from: number, to: number) {
  return { left: `min(${from}%, 100% - 9px)`, width: `max(9px, ${Math.max(0, to - from)}%)` }
}

/** Arrow keys walk from state to state. */
function walk(event: KeyboardEvent<HTMLDivElement>) {
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (by === 0) return
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + by]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
