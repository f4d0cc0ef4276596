import {
  auxiliaries,
  banVerbs,
  between,
  denials,
  leaveNouns,
  leaveVerbs,
  modals,
  neutralVerbs,
  useVerbs,
} from '../lexicon/verb.ts'
import type { Words } from './token.ts'
import type { GroupForm } from './verb-group.ts'

/** A group that begins with an auxiliary: "may not use", "is used", "will at no time be shared" [G1]. */
export function auxiliaryGroup(words: Words, at: number, follows: boolean): GroupForm | null {
  return auxiliaries.has(words.at(at)) ? new AuxiliaryGroup(words, at).form(follows) : null
}

/** How far from its auxiliary a verb is looked for, in words. */
const reach = 22

/** An auxiliary and the verb it belongs to, with what stands between them. */
class AuxiliaryGroup {
  readonly #words: Words
  /** The number of the auxiliary among the words. */
  readonly #from: number
  readonly #first: string
  /** The auxiliary in a contraction: "will" in "we'll" [G17]. */
  readonly #auxiliary: string
  /** "In no event may the site be used": its subject stands behind it. */
  readonly #inverted: boolean
  #denied: boolean
  #passive: boolean
  /** The last of a row of auxiliaries: "does not and will not". */
  #modal: string
  /** The verb; empty where the clause ends without one. */
  #verb = ''
  #last: number

  constructor(words: Words, from: number) {
    this.#words = words
    this.#from = from
    this.#first = words.at(from)
    const short = /^(?:we|you|they|it)'(ll|d|re|ve|s)$/.exec(this.#first)?.[1]
    this.#auxiliary = short === undefined ? this.#first : contracted[short]!
    this.#modal = this.#auxiliary
    this.#inverted = occasion.test(words.at(from - 1)) && words.at(from - 2) === 'no'
    this.#denied = this.#inverted || /n't$|^cannot$/.test(this.#first)
    this.#passive = /^(?:is|are|was|were|be|isn't|aren't|wasn't|weren't)$/.test(this.#auxiliary)
    this.#last = from
    this.#findVerb()
    // only now: "nobody has the right" is denied as a whole
    this.#denied ||= isDeniedBefore(words, from)
  }

  /** Goes from the auxiliary to its verb, and notes on the way what denies it or makes it passive. */
  #findVerb(): void {
    const words = this.#words
    const end = Math.min(words.count, this.#from + reach)
    let at = this.#from + 1
    while (at < end) {
      if (this.#deniesLeaveAt(at)) {
        this.#denied = true
        this.#takeVerb(at + 1)
        return
      }
      const passed = this.#passes(at)
      if (passed === 0) {
        if (endsGroup.test(words.at(at))) break
        this.#takeVerb(at)
        return
      }
      at += passed
    }
    this.#last = Math.min(at, words.count) - 1
  }

  #takeVerb(at: number): void {
    this.#verb = this.#words.at(at)
    this.#last = at
  }

  /** "Has no right to", "does not have the right to". */
  #deniesLeaveAt(at: number): boolean {
    const word = this.#words.at(at)
    return (word === 'no' || (this.#denied && /^(?:the|any|a)$/.test(word))) && leaveNouns.test(this.#words.at(at + 1))
  }

  /** How many words from a place on stand between the auxiliary and its verb; none where the verb does, or the clause ends. */
  #passes(at: number): number {
    const word = this.#words.at(at)
    if (word === '') return 1
    // "will no longer use", "will at no point use"
    if (word === 'no' && atNone.test(this.#words.at(at + 1))) {
      this.#denied = true
      return 2
    }
    if (denials.has(word)) {
      this.#denied = true
      return 1
    }
    if (word === ',') return asideAt(this.#words, at) || (this.#goesOnAfter(at) ? 1 : 0)
    if (this.#isSubjectBehind(at)) return 1
    if (word === 'be' || word === 'been' || word === 'being') {
      this.#passive = true
      return 1
    }
    if (modals.has(word) && at > this.#from + 1) {
      this.#modal = word
      return 1
    }
    return between.has(word) || isAdverb(word) ? 1 : 0
  }

  /** Whether the group goes on behind a comma: into "…, and will not …", "…, nor …", or around an adverb. */
  #goesOnAfter(comma: number): boolean {
    const words = this.#words
    if (goesOn.test(words.at(comma + 1)) || words.isSubordinate(comma + 1) || words.isSubordinate(comma - 1))
      return true
    const before = words.at(comma - 1)
    return before !== '' && !auxiliaries.has(before) && (between.has(before) || before.endsWith('ly'))
  }

  #isSubjectBehind(at: number): boolean {
    const word = this.#words.at(at)
    return (
      this.#inverted &&
      !this.#passive &&
      word !== 'be' &&
      at < this.#from + 6 &&
      !/^[.,;:]$/.test(word) &&
      !useVerbs.test(word)
    )
  }

  /** What the group does; `follows`: another stands before it. */
  form(follows: boolean): GroupForm {
    // "to be used" has no force of its own [G22]
    if (this.#first === 'be' && this.#words.at(this.#from - 1) === 'to' && follows && useVerbs.test(this.#verb))
      return { last: this.#last, force: 'neutral', passive: true }
    if (/^(?:refrain|abstain|desist|avoid|cease)$/.test(this.#verb))
      return { last: this.#last, force: this.#denied ? 'neutral' : 'forbid' }
    return this.#ofItsSubject() ?? (this.#denied ? this.#whenDenied() : this.#whenAffirmed())
  }

  /** "Providers are prohibited from …", "… is not permitted to …": who is spoken of is the doer, passive as it looks. */
  #ofItsSubject(): GroupForm | null {
    const next = this.#words.at(this.#last + 1)
    const goesOn =
      /^(?:from|to)$/.test(next) ||
      (next === 'by' && [3, 4, 5].some((offset) => this.#words.at(this.#last + offset) === 'from'))
    if (!goesOn) return null
    const bars = banVerbs.test(this.#verb)
    if (!bars && !/^(?:permitted|allowed|authori[sz]ed|licensed|entitled|supposed)$/.test(this.#verb)) return null
    // a ban denied is no ban [G10]
    if (bars) return { last: this.#last, force: this.#denied ? 'neutral' : 'forbid' }
    return { last: this.#last, force: this.#denied ? 'forbid' : 'permit' }
  }

  #whenDenied(): GroupForm {
    const last = this.#last
    const verb = this.#verb
    const passive = this.#passive
    // "has no right to", "does not have the right to" [G20]
    if (leaveNouns.test(verb) && /^(?:has|have|had|do|does|is|gives?|grants?)$/.test(this.#auxiliary))
      return { last, force: 'forbid' }
    // a ban denied is no ban [G10]
    if (banVerbs.test(verb)) return { last, force: 'neutral', passive }
    if (passive && /^(?:ok|okay|acceptable|welcome|fine|cool|tolerated)$/.test(verb))
      return { last, force: 'forbid', passive }
    if (this.#givesLeave()) return { last, force: 'forbid', passive, leave: true }
    return this.#deniedScope() ?? this.#deniedUse()
  }

  /** "The licence does not include …", "this does not extend to training": what is not covered is barred. */
  #deniedScope(): GroupForm | null {
    const { text, tokens } = this.#words
    if (
      /^(?:include|extend|cover|permit|confer|encompass)/.test(this.#verb) &&
      licenceBefore.test(text.slice(0, tokens[this.#from]!.from))
    )
      return { last: this.#last, force: 'forbid', passive: true, nominal: true }
    if (
      /^(?:include|extend|cover|involve|mean|entail)s?$/.test(this.#verb) &&
      trainingBehind.test(text.slice(tokens[this.#last]!.to))
    )
      return { last: this.#last, force: 'forbid', passive: true, nominal: true, told: true }
    return null
  }

  #deniedUse(): GroupForm {
    const last = this.#last
    const verb = this.#verb
    const uses = useVerbs.test(verb)
    if (neutralVerbs.test(verb)) {
      // "you shall not represent … or use …": an order bars what it goes on to
      const orders = /^(?:may|must|shall|should)$/.test(this.#modal) && !this.#passive
      return { last, force: orders ? 'forbid' : 'neutral' }
    }
    // "that is not personal data": says what a thing is, and bars nothing
    if (
      this.#passive &&
      /^(?:is|are|was|were|isn't|aren't|wasn't|weren't)$/.test(this.#first) &&
      !uses &&
      !/(?:ed|en|own|one|ent|ept|old|ade|ut|ead|to)$/.test(verb)
    )
      return { last, force: 'neutral' }
    const passive = this.#passive && (uses || verb.endsWith('ed'))
    return { last, force: 'forbid', passive, told: tells.test(this.#modal) && !this.#isImperative() }
  }

  #whenAffirmed(): GroupForm {
    const last = this.#last
    const verb = this.#verb
    const passive = this.#passive
    if (banVerbs.test(verb)) return { last, force: 'forbid', passive }
    return (
      this.#givenUp() ??
      this.#wish() ??
      (this.#givesLeave() ? { last, force: 'permit', passive, leave: true } : this.#affirmedUse())
    )
  }

  /** What is barred without a word that denies: "have stopped", "are bound to not", "is left out of" [G20]. */
  #givenUp(): GroupForm | null {
    const last = this.#last
    const verb = this.#verb
    const next = this.#words.at(last + 1)
    const second = this.#words.at(last + 2)
    if (/^(?:stopped|ceased|discontinued)$/.test(verb)) return { last, force: 'forbid', told: true }
    if (/^(?:committed|bound|obliged|obligated|required)$/.test(verb) && next === 'to' && second === 'not')
      return { last: last + 2, force: 'forbid', told: true }
    if (this.#passive && verb === 'off' && /^limits?$/.test(next)) return { last, force: 'forbid', passive: true }
    if (/^(?:left|kept|leave|keep)$/.test(verb) && next === 'out' && second === 'of')
      return { last: last + 2, force: 'forbid', passive: this.#passive, told: true }
    return null
  }

  /** "We would like to use …": what the operator wishes it does. */
  #wish(): GroupForm | null {
    const last = this.#last + 1
    if (!/^(?:like|want|wish|plan|intend)$/.test(this.#verb) || this.#words.at(last) !== 'to') return null
    const ours = /^(?:we|company)\b/.test(this.#first) || this.#words.at(this.#from - 1) === 'we'
    return { last, force: ours ? 'practise' : 'neutral' }
  }

  #affirmedUse(): GroupForm {
    const last = this.#last
    const verb = this.#verb
    const passive = this.#passive
    if (/^(?:may|can|could|might)$/.test(this.#modal))
      return { last, force: neutralVerbs.test(verb) ? 'neutral' : 'permit', passive }
    if (/^(?:is|are|was|were|be)$/.test(this.#first)) {
      if (useVerbs.test(verb)) return { last, force: 'practise', passive: true }
      if (/^(?:using|training|developing|processing|collecting|sharing|improving|building)$/.test(verb))
        return { last, force: 'practise' }
      if (/^(?:permissible|permitted)$/.test(verb)) return { last, force: 'permit', passive: true, leave: true }
      return { last, force: 'neutral' }
    }
    if (/^(?:will|shall|do|does|did|would|have|has|had)$/.test(this.#modal))
      return { last, force: verb === '' || neutralVerbs.test(verb) ? 'neutral' : 'practise', passive }
    return { last, force: 'neutral' }
  }

  #givesLeave(): boolean {
    return leaveVerbs.test(this.#verb) || this.#verb === 'free' || this.#verb === 'welcome'
  }

  /** "Don't use …" with nobody before it orders. */
  #isImperative(): boolean {
    const before = this.#from - 1
    return (
      /^(?:do|don't)$/.test(this.#first) &&
      (before < 0 ||
        this.#words.isSubordinate(before) ||
        /^(?:[,.;:!|(]|please|and|or|also)$/.test(this.#words.at(before)))
    )
  }
}

/** What a contraction says with its auxiliary. */
const contracted: Readonly<Record<string, string>> = { ll: 'will', d: 'would', re: 'are', ve: 'have', s: 'is' }

/** "In no event", "under no circumstances". */
const occasion = /^(?:event|circumstances?|case|way|time|manner|instance)$/
/** "At no point", "no longer". */
const atNone = /^(?:point|time|circumstances?|event|way|case|account|longer)$/
const endsGroup = /^[.,;:()!?|"]$/
const goesOn = /^(?:and|or|nor|not|never|directly|in|at|under|without|except|unless)$/
/** Auxiliaries that tell; the others order or permit [G8]. */
const tells =
  /^(?:is|are|was|were|do|does|did|has|have|had|will|would|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|won't|wouldn't|hasn't|haven't)$/
const licenceBefore = /\b(?:licen[cs]e|permission|rights?|authori[sz]ation)\b[^.;]{0,60}$/
const trainingBehind = /^[^.;]{0,40}\b(?:train|develop|improv|fine)/

/** "Nobody may", "nor will", "no one shall". */
function isDeniedBefore(words: Words, at: number): boolean {
  const before = words.at(at - 1)
  return /^(?:nobody|none|nor|neither)$/.test(before) || (before === 'one' && words.at(at - 2) === 'no')
}

function isAdverb(word: string): boolean {
  return /^\w{3,}ly$/.test(word) && word !== 'apply' && word !== 'supply' && word !== 'rely' && word !== 'comply'
}

/** Words from a comma to behind the next one, where an aside of a word or three stands between: "are, in turn, used" [G17]. */
function asideAt(words: Words, comma: number): number {
  const shut = [2, 3, 4].find((offset) => words.at(comma + offset) === ',')
  if (shut === undefined) return 0
  const inside = [1, 2, 3].slice(0, shut - 1).map((offset) => words.at(comma + offset))
  return aside.test(inside.join(' ')) ? shut + 1 : 0
}

const aside =
  /^(?:in turn|however|therefore|in particular|for example|for instance|of course|as a rule|by default|in general|in principle|at present|where (?:possible|applicable|permitted|lawful)|if (?:any|applicable)|with your consent)$/
