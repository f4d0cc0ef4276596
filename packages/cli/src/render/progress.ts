import type { Terminal } from '../terminal.ts'
import { count } from './count.ts'
import { plain } from './plain.ts'

/** How far a phase has come; `total` may be unknown at first. */
export interface Progress {
  readonly phase: string
  readonly done: number
  readonly total?: number
  /** What `done` and `total` count: things, unless they are bytes. */
  readonly unit?: 'bytes'
  /** What is being worked on, at the end of the line. */
  readonly note?: string
  /** Bytes moved so far, where a phase moves bytes. */
  readonly bytes?: number
}

/** Shows how a long command comes on. */
export interface ProgressView {
  show(progress: Progress): void
  /** Ends the view and leaves the screen clean. */
  end(): void
}

const barWidth = 24
const quietMilliseconds = 3000

/**
 * One line redrawn on a screen; a plain line per phase and every three seconds where stderr is no screen.
 * `now` gives milliseconds and only measures how long it takes.
 */
export function progressOn(terminal: Terminal, now: () => number = () => performance.now()): ProgressView {
  let phase: string | undefined
  let began = 0
  let shown = Number.NEGATIVE_INFINITY
  const { colour, width } = terminal.errLook
  const draw = (progress: Progress, at: number) => {
    const facts = progressFacts(progress, at - began)
    if (!terminal.live) return terminal.note([`${progress.phase}${facts === '' ? '' : `: ${facts}`}`])
    const share = progress.total ? Math.min(progress.done / progress.total, 1) : 0
    const filled = Math.round(share * barWidth)
    const bar = progress.total ? `${colour.cyan('█'.repeat(filled))}${colour.dim('░'.repeat(barWidth - filled))} ` : ''
    const room = width - (progress.total ? barWidth + 1 : 0)
    terminal.redraw(`${bar}${`${progress.phase}  ${facts}`.slice(0, room - 1)}`)
  }
  return {
    show(progress) {
      const at = now()
      if (progress.phase !== phase) {
        phase = progress.phase
        began = at
        shown = Number.NEGATIVE_INFINITY
      }
      if (at - shown < (terminal.live ? 80 : quietMilliseconds)) return
      shown = at
      draw(progress, at)
    },
    end() {
      if (terminal.live && phase !== undefined) terminal.note([])
    },
  }
}

/** `12,000 of 24,480 (49 %), 1.2 GB, about 4 s left`; the estimate waits for half a second of evidence. */
export function progressFacts({ done, total, bytes, unit, note }: Progress, milliseconds: number): string {
  const facts: string[] = []
  const amount = unit === 'bytes' ? byteText : count
  if (total) facts.push(`${amount(done)} of ${amount(total)} (${Math.floor((100 * Math.min(done, total)) / total)} %)`)
  else if (done > 0) facts.push(amount(done))
  if (bytes) facts.push(byteText(bytes))
  if (total && done > 0 && done < total && milliseconds >= 500)
    facts.push(`about ${durationText((milliseconds * (total - done)) / done)} left`)
  if (note) facts.push(plain(note))
  return facts.join(', ')
}

/** `120 B`, `42 kB`, `3 MB`, `1.2 GB`. */
export function byteText(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(0)} kB`
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(0)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}

/** `0.8 s`, `42 s`, `3 min 5 s`. */
export function durationText(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}
