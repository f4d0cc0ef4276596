import { findSubjects, type Names } from '../lexicon/subject.ts'
import type { Governed, Reached } from './force.ts'
import { exempting, headingForce } from './heading-force.ts'
import { lastStop, leadForce } from './lead-force.ts'
import { forceAtEnd } from './ruling-group.ts'
import { findVerbGroups } from './verb-groups.ts'
import { verdictAfter, verdictIn } from './verdict.ts'

/**
 * What governs a place in a clause: the last verb group before it in its own words; else the nearest lead-in; else a
 * verdict that follows ("… is prohibited"); else the headings above it. Null when nothing does, or when the sentence
 * disclaims rather than rules. SPEC.md G.
 */
export function governs(
  own: string,
  at: number,
  leads: readonly string[],
  path: readonly string[],
  names: Names,
  previous = '',
): Governed | null {
  const governed = new Place(own, at, leads, path, names).governed() ?? fronted(own, at, names)
  if (governed !== null && governed.where !== 'heading' && (governed.subject !== null || governed.force !== 'practise'))
    return governed
  return continued(own, previous, names) ?? governed
}

/** "This includes training …": what the sentence before says goes on [G14]. */
function continued(own: string, previous: string, names: Names): Governed | null {
  if (previous === '' || !goesOn.test(own)) return null
  const before = forceAtEnd(previous.toLowerCase(), names)
  return before === null || before === 'neutral' ? null : { ...before, where: 'lead' }
}

const goesOn =
  /^\W*(?:this|these|such|for example|for instance|for clarity|in particular|it|that|including|our use|the foregoing|by way of|the same (?:applies|goes|is true)|so (?:is|are)|likewise)\b/

/** "To train our models, we use …": the purpose stands first, what it is done by follows [G19]. */
function fronted(own: string, at: number, names: Names): Governed | null {
  if (at > 160 || !/^\W*(?:[\w ]{1,24},\s*)?(?:in order )?to\s/.test(own.slice(0, at))) return null
  const main = /,\s*(?=(?:we|the company|our|it)\b)/.exec(own.slice(at))
  if (main === null) return null
  const rest = own.slice(at + main.index + main[0].length)
  if (findSubjects(rest.slice(0, 40), names)[0]?.subject !== 'operator') return null
  const verb = findVerbGroups(rest.slice(0, 120))[0]
  const force = verb?.force === 'forbid' ? 'forbid' : 'practise'
  return { force, subject: 'operator', passive: false, told: true, where: 'own' }
}

/** A place in a clause, and all that may govern it. */
class Place {
  readonly #own: string
  readonly #place: number
  readonly #leads: readonly string[]
  readonly #path: readonly string[]
  readonly #names: Names
  /** The place, or the parenthesis it stands in: what stands before that governs, "(for example, robots.txt files that disallow training)" [G7]. */
  readonly #at: number
  /** Where its segment of the clause begins: after a semicolon, or a cell's border. */
  readonly #segment: number

  constructor(own: string, place: number, leads: readonly string[], path: readonly string[], names: Names) {
    this.#own = own
    this.#place = place
    this.#leads = leads
    this.#path = path
    this.#names = names
    const open = own.lastIndexOf('(', place)
    const encloses = open > 8 && own.lastIndexOf(')', place) < open && !/^\((?:or|and|nor)\b/.test(own.slice(open))
    this.#at = encloses ? open : place
    this.#segment = Math.max(own.lastIndexOf(';', this.#at), own.lastIndexOf(' | ', this.#at)) + 1
  }

  /** What governs it, in the order of G1 to G5. */
  governed(): Governed | null {
    const inside = this.#inParentheses()
    if (inside !== null) return inside
    const mine = forceAtEnd(this.#own.slice(this.#segment, this.#at), this.#names)
    if (mine === 'neutral') return this.#disclaimed()
    if (mine?.force === 'forbid') return { ...mine, where: 'own' }
    const verdict = verdictAfter(this.#own, this.#at)
    if (mine !== null) {
      if (verdict?.force === 'forbid' && verdict.subject === 'public') return { ...verdict, where: 'after' }
      // what users do is told in passing, and what nobody does counts after all else
      if (mine.subject === null ? mine.passive : !(mine.force === 'practise' && mine.subject === 'public'))
        return { ...mine, where: 'own' }
    }
    return this.#governedFromOutside(mine, verdict)
  }

  /** A clause of its own in parentheses: "(you may not scrape …)". */
  #inParentheses(): Governed | null {
    if (this.#at === this.#place) return null
    const inside = forceAtEnd(this.#own.slice(this.#at + 1, this.#place), this.#names)
    if (inside === null || inside === 'neutral' || inside.force === 'practise' || inside.subject === null) return null
    return { ...inside, where: 'own' }
  }

  /** What is disclaimed is governed by a verdict on somebody alone [G9]. */
  #disclaimed(): Governed | null {
    const verdict = verdictIn(this.#own.slice(this.#at))
    return verdict === null || verdict.subject === null ? null : { ...verdict, where: 'after' }
  }

  /** What governs it where its own words do so weakly, or not at all. */
  #governedFromOutside(mine: Reached | null, verdict: Reached | null): Governed | null {
    const handedOn = this.#segment > 0 ? this.#handedOn() : null
    if (handedOn !== null) return handedOn
    if (verdict !== null && verdict.subject !== null) return { ...verdict, where: 'after' }
    const lead = this.#lead()
    if (lead === 'exempts') return null
    if (lead !== null) return lead
    if (verdict !== null) return { ...verdict, where: 'after' }
    return this.#heading() ?? (mine === null ? null : { ...mine, where: 'own' })
  }

  /** "You may not: use robots; scrape the site; …": an earlier segment hands its force on, unless it only tells [G2]. */
  #handedOn(): Governed | null {
    const colon = this.#own.lastIndexOf(':', this.#at)
    const first = forceAtEnd(this.#own.slice(0, colon > 0 ? colon : this.#own.indexOf(';')), this.#names)
    if (first === null || first === 'neutral' || first.force === 'practise') return null
    return { ...first, where: 'lead' }
  }

  /** The nearest lead-in that has a force [G4]; `exempts`: what it leads in is allowed, and nothing governs it [G13]. */
  #lead(): Governed | 'exempts' | null {
    for (const lead of this.#leads.toReversed()) {
      const text = lead.toLowerCase()
      if (exempting.test(text.slice(lastStop(text)))) return 'exempts'
      const force = leadForce(text, this.#names)
      if (force !== null && force !== 'neutral') return { ...force, where: 'lead' }
      const heading = headingForce(text)
      if (heading !== null && heading.force === 'forbid' && text.length < 120) return { ...heading, where: 'lead' }
    }
    return null
  }

  /** The nearest heading that has a force: prohibitive ones only over items that name an act and nobody who does it [G5]. */
  #heading(): Governed | null {
    const isItem = namesAct.test(this.#own) || this.#leads.length > 0 || this.#own.includes(' | ')
    for (const title of this.#path.toReversed()) {
      const heading = headingForce(title.toLowerCase())
      if (heading !== null && (isItem || heading.force === 'practise')) return { ...heading, where: 'heading' }
    }
    return null
  }
}

/** A list item that names an act without saying who: "Using robots …", "scrape the site". */
const namesAct =
  /^["'(\W\d]*(?:[a-z]+ing\b|use\b|access\b|scrape\b|crawl\b|collect\b|employ\b|deploy\b|run\b|attempt\b|engage\b|harvest\b|mine\b|extract\b|copy\b|download\b|automat|any\b|train\b|develop\b|improve\b|create\b|build\b|data mining|systematic|scrap|robot|bots?\b|this\b|these\b|such\b|it includes|for example)/
