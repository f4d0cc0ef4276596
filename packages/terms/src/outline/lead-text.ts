import type { Line } from '../line.ts'
import { plainOf } from '../plain.ts'
import { withoutUnfolded } from '../unfolded.ts'
import { withoutMarker } from './item-marker.ts'
import { shapeOf } from './shape.ts'

/** Of a longer lead-in only this much of its end is kept: of a long paragraph only its last sentence leads in [O12]. */
const mostOfLead = 1_200

/** The words of a line that leads in, plain. */
export function leadText(line: Line): string {
  const shape = shapeOf(line)
  shape.lead ??= withoutMarker(withoutUnfolded(plainOf(line.text.slice(-mostOfLead))).text)
  return shape.lead
}
