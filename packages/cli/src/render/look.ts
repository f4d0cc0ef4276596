import picocolors from 'picocolors'

/** How text may look where it goes: colour or none, columns, and the marks that can be shown there. */
export interface Look {
  readonly colour: ReturnType<typeof picocolors.createColors>
  readonly width: number
  readonly marks: Marks
  /** What one types to start the program. */
  readonly program: string
}

interface Marks {
  readonly allowed: string
  readonly conditional: string
  readonly disallowed: string
  readonly silent: string
  readonly unknown: string
  readonly bar: string
  readonly arrow: string
  readonly path: string
  readonly dot: string
  readonly dash: string
  readonly ellipsis: string
}

const unicode: Marks = {
  allowed: '✓',
  conditional: '~',
  disallowed: '✗',
  silent: '·',
  unknown: '?',
  bar: '│',
  arrow: '→',
  path: '›',
  dot: '·',
  dash: '–',
  ellipsis: '…',
}

const ascii: Marks = {
  allowed: '+',
  conditional: '~',
  disallowed: 'x',
  silent: '.',
  unknown: '?',
  bar: '|',
  arrow: '->',
  path: '>',
  dot: '-',
  dash: '-',
  ellipsis: '...',
}

/** What decides a look: the stream written to and the environment. */
export interface Surface {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

/**
 * The look for a stream: colour only on a terminal (`NO_COLOR` forbids it, `FORCE_COLOR` asks for it), its width up to 110
 * columns (80 when it has none), ASCII marks when `TERM=dumb`.
 */
export function lookFor(surface: Surface, env: NodeJS.ProcessEnv, program = 'proviso'): Look {
  const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false'
  const coloured = !env.NO_COLOR && (forced || (surface.isTTY === true && env.TERM !== 'dumb'))
  const columns = surface.isTTY ? (surface.columns ?? 80) : 80
  return {
    colour: picocolors.createColors(coloured),
    width: Math.min(Math.max(columns, 40), 110),
    marks: env.TERM === 'dumb' ? ascii : unicode,
    program,
  }
}
