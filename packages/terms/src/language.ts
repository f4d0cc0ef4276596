import { type Characters, charactersOf } from './characters.ts'

/** The language of a text, as far as a sample tells. */
export interface DetectedLanguage {
  /** ISO 639-1 code, or `und` when there is too little text to tell. */
  readonly language: string
  /** 0 to 1. */
  readonly confidence: number
  /** Other languages that hold at least a tenth of the sample each, most first: the page is mixed. */
  readonly also: readonly string[]
}

const windows = 14
const windowLength = 288
// Fewer words than this tell nothing [L2].
const leastWords = 12
const leastShare = 0.1

/** The window in hand: one is looked at after the other. */
const codes = new Uint16Array(windowLength + 1)

/** The commonest small words of the languages written in Latin letters: the words no text of some length does without. */
const smallWords: Readonly<Record<string, string>> = {
  en: 'the of and to in is that for it you with on are as be by this or your we our at from not will may have an can any which if their these other all such use when they has us about under more do its please terms its was been who',
  fr: 'le la les de des du et en un une est que qui dans pour vous nous par sur au aux avec ce cette ces votre vos nos notre ne pas ou sont plus être leur leurs si il elle se sa son ses peut tout toute afin lors dont',
  de: 'der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum haben nur oder aber wir ihre ihr ihnen unsere durch wenn können diese dieser',
  es: 'de la que el en y a los del se las por un para con no una su al lo como más pero sus le o este sí porque esta entre cuando muy sin sobre también usted nuestro nuestra nuestros nuestras puede son ser si está cualquier datos',
  it: 'di che e la il un a per in una mi sono ho non ma lo con si da come io questo del della dei delle alla nel nella le gli è al dal sul anche più essere o se i tuo tua tuoi nostri nostra suo sua può degli',
  pt: 'de que e o a do da em um para é com não uma os no se na por mais as dos como mas ao das à seu sua ou quando muito nos já também só pelo pela até isso você nós nossos nossa nosso são ser pode seus suas termos',
  nl: 'de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan zou of wat mijn men dit zo door over ze bij ook tot je mij uit der daar haar naar heb hoe heeft wij onze uw u deze worden kunnen kan',
  sv: 'och det att i en jag hon som han på den med var sig för så till är men ett om hade de av icke mig du henne då sin nu har inte hans honom skulle hennes där min man ej vid kunde något från ut när efter upp vi dem vara vad över än dig kan dina din våra våra eller',
  da: 'og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind når være dog noget ville jo deres efter ned skulle denne dine vores kan dig',
  no: 'og i jeg det at en et den til er som på de med han av ikke der så var meg seg men ett har om vi min mitt ha hadde hun nå over da ved fra du ut sin dem oss opp man kan hans hvor eller hva skal selv sjøl her alle vil bli ble blitt kunne inn når være kom noen noe ville dere deres våre vårt etter',
  fi: 'ja on ei se että hän oli kun niin mutta tai myös ovat olla joka jos sen ne voi kuin jotka tämä mukaan sekä ole voimme sinun sinä me meidän tämän kanssa vain joita ovat käyttää tietoja voidaan sinulle näitä näiden palvelun henkilötietoja',
  pl: 'i w na z do się nie o że jest to od za po co jak przez ale dla lub oraz może są ich tym które który która tego być ze jego przy nas użytkownika użytkownik naszych nasze państwa państwo w celu danych',
  cs: 'a v se na je že s z do o k i za pro po jsou by nebo které od který při jako může být aby také podle tak tyto této těchto vaše vám naše nás jsme ke ve jeho údajů služby pokud můžete',
  sk: 'a v sa na je že s z do o k aj za pre po sú by alebo ktoré od ktorý pri ako môže byť aby tiež podľa tak tieto tejto týchto vaše vám naše nás sme ku vo jeho údajov služby ak môžete',
  hu: 'a az és hogy nem is egy ez meg van volt vagy ha csak de mint már el azt ön mi által amely szerint illetve továbbá kell lehet ezen során adatok szolgáltatás felhasználó személyes valamint után alapján',
  ro: 'și în de la cu o pe un a nu din care este să pentru sau ca sunt mai prin al ale fi dumneavoastră noastre noastră se acest aceste aceasta vă ne dacă poate date orice către lor',
  sl: 'in je v na za se da so ki z s kot po pri ali od do tudi lahko če vaše vam naše nas bo ter podatkov uporabo ni iz te teh',
  hr: 'i u je na se da za su s od koji koje ili kao o iz ne te što može biti vaše vam naše nas smo nije podataka kako ovih ako možete prema putem',
  et: 'ja on ei et see kui ka oma või mis selle ning teie meie võib kes need saab meil teenuse isikuandmete vastavalt kasutada ole sellest nende poolt',
  lv: 'un ir uz ar no par kas lai vai to arī jūsu mēs mūsu tiek var jūs pēc ja kā šo datu pakalpojumu nav tas šis personas',
  lt: 'ir yra į su kad tai iš ar jūsų mes mūsų gali kaip apie arba už jei šios jūs pagal dėl duomenų paslaugų nėra šių asmens',
  tr: 've bir bu için ile da de olarak olan veya daha gibi ne var çok kadar sonra ya her bizim sizin tarafından ilgili kişisel hizmet kullanım değil siz biz olduğu',
  ca: 'de la el i que a en les els per un una amb del al és no les seves o si com més pel dels aquest aquesta vostè nosaltres nostres nostra pot són ser seva les dades aquests',
  id: 'yang dan di dari untuk dengan ini pada anda atau kami dalam tidak akan dapat adalah oleh ke tersebut sebagai layanan jika karena telah setiap kepada informasi pengguna',
  vi: 'và của các có là cho không được trong một với những này tôi bạn chúng người để khi từ hoặc thể sẽ đã theo vào quy định về việc thông tin',
  ga: 'agus na an ar is a i go le do ní ag ó sin atá seo faoi nó bhfuil chun nuair más maidir leis gach sonraí seirbhís linn',
}

const languages = Object.keys(smallWords)
// A word that many languages share says less of each.
const share = Float64Array.from({ length: languages.length + 1 }, (_, n) => 1 / Math.sqrt(Math.max(1, n)))

/** The small words as a tree of letters: a state for each beginning of a word, and the languages of those that end there. */
const tree = growTree()

function growTree() {
  const steps = new Map<number, number>()
  const owners: number[][] = [[]]
  for (const [language, words] of Object.values(smallWords).entries()) {
    for (const word of new Set(words.split(' '))) {
      let state = 0
      for (let at = 0; at < word.length; at++) {
        const step = state * 65_536 + word.charCodeAt(at)
        state = steps.get(step) ?? owners.push([]) - 1
        steps.set(step, state)
      }
      owners[state]!.push(language)
    }
  }
  // the letters a to z in a table of their own; 0: no small word begins like this
  const plain = new Int16Array(owners.length * 26)
  for (const [step, state] of steps) {
    const letter = (step % 65_536) - 97
    if (letter >= 0 && letter < 26) plain[Math.floor(step / 65_536) * 26 + letter] = state
  }
  return { steps, owners, plain }
}

/** Letters that name a language, or a family of them, by themselves. */
const scripts: readonly (readonly [from: number, to: number, name: string])[] = [
  [0x0370, 0x03ff, 'el'],
  [0x0400, 0x052f, 'cyrillic'],
  [0x0530, 0x058f, 'hy'],
  [0x0590, 0x05ff, 'he'],
  [0x0600, 0x06ff, 'ar'],
  [0x0900, 0x097f, 'hi'],
  [0x0980, 0x09ff, 'bn'],
  [0x0b80, 0x0bff, 'ta'],
  [0x0c00, 0x0c7f, 'te'],
  [0x0e00, 0x0e7f, 'th'],
  [0x10a0, 0x10ff, 'ka'],
  [0x3040, 0x30ff, 'kana'],
  [0x4e00, 0x9fff, 'han'],
  [0xac00, 0xd7af, 'ko'],
]

const word = /[a-zß-öø-ÿ\u0100-\u024f\u1e00-\u1eff]+/g
const address = /\]\([^)\s]*\)?|https?:\/\/[^\s)]+|!\[[^\]]*\]|&[a-z]{2,6};/g

/** What one window says: its words, the hits of each language, and the letters outside the Latin script. */
interface Tally {
  language: string | undefined
  words: number
}

function scriptOf(code: number): string | undefined {
  for (const [from, to, name] of scripts) if (code >= from && code <= to) return name
  return undefined
}

function tally(page: Characters, from: number, hits: Float64Array): Tally {
  hits.fill(0)
  const length = page.codes(from, from + windowLength, codes)
  let words = countPlainWords(length, hits)
  if (words === -1) {
    hits.fill(0)
    const clean = String.fromCharCode(...codes.subarray(0, length)).replace(address, ' ')
    const other = otherScript(clean)
    if (other !== undefined) return other
    words = countWords(clean.toLowerCase(), hits)
  }
  let best = 0
  for (let i = 1; i < hits.length; i++) if (hits[i]! > hits[best]!) best = i
  const enough = words >= 6 && hits[best]! >= words * leastShare && hits[best]! >= 2
  return { language: enough ? languages[best] : undefined, words }
}

/** The language of a sample written in other letters than Latin ones for the most part. */
function otherScript(sample: string): Tally | undefined {
  const others = new Map<string, number>()
  let letters = 0
  for (let i = 0; i < sample.length; i++) {
    const code = sample.charCodeAt(i)
    if (code < 65) continue
    letters++
    if (code < 0x0370) continue
    const script = scriptOf(code)
    if (script !== undefined) others.set(script, (others.get(script) ?? 0) + 1)
  }
  const [script, count] = [...others].sort((a, b) => b[1] - a[1])[0] ?? [undefined, 0]
  if (script === undefined || count <= letters * 0.3) return undefined
  // Words cannot be counted where no spaces stand between them; four letters to a word is near enough for a threshold.
  return { language: named(script, sample, others), words: Math.max(1, Math.round(letters / 4)) }
}

/** Counts the words of lower-case text, and adds to each language what its small words among them weigh. */
function countWords(text: string, hits: Float64Array): number {
  const found = text.match(word) ?? []
  for (const one of found) {
    let state = 0
    for (let at = 0; at < one.length; at++) {
      state = tree.steps.get(state * 65_536 + one.charCodeAt(at)) ?? 0
      if (state === 0) break
    }
    weigh(state, hits)
  }
  return found.length
}

function weigh(state: number, hits: Float64Array): void {
  const owners = tree.owners[state]!
  for (let i = 0; i < owners.length; i++) hits[owners[i]!]! += share[owners.length]!
}

/**
 * As `countWords`, for the window in hand as it stands, addresses passed over; -1 when it holds letters whose lower case
 * takes a table, or those of another script.
 */
function countPlainWords(length: number, hits: Float64Array): number {
  let words = 0
  let within = false
  let state = 0
  let lost = false
  for (let at = 0; at <= length; at++) {
    let code = at < length ? codes[at]! : 32
    if ((code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde && code !== 0xd7)) code += 32
    const plain = code >= 97 && code <= 122
    if (plain ? code !== 104 || !isAddress(at, length) : code >= 0xdf && code <= 0xff && code !== 0xf7) {
      within = true
      if (lost) continue
      state = plain ? tree.plain[state * 26 + code - 97]! : (tree.steps.get(state * 65_536 + code) ?? 0)
      lost = state === 0
      continue
    }
    if (code > 0xff && !isSign(code)) return -1
    if (code === 33 && codes[at + 1] === 91) return -1
    if (within) {
      words++
      if (!lost) weigh(state, hits)
      within = false
      lost = false
      state = 0
    }
    if (code === 38) at = entityEnd(at, length)
    // the target of a link up to its parenthesis, an address up to white space
    const target = code === 93 && at + 1 < length && codes[at + 1] === 40
    if (!target && !plain) continue
    if (target) at++
    while (at + 1 < length && codes[at + 1] !== 41 && !isWhite(codes[at + 1]!)) {
      if (codes[++at]! > 0xff) return -1
    }
  }
  return words
}

/** Punctuation and symbols, but for the three that are letters in disguise. */
function isSign(code: number): boolean {
  return code >= 0x2000 && code < 0x2c00 && code !== 0x2126 && code !== 0x212a && code !== 0x212b
}

/** The last character of the entity (`&nbsp;`) that begins at a place; the place itself when none does. */
function entityEnd(at: number, length: number): number {
  let end = at + 1
  while (end < length && end - at <= 6 && codes[end]! >= 97 && codes[end]! <= 122) end++
  return end - at > 2 && end < length && codes[end] === 59 ? end : at
}

/** Whether `http://` or `https://` and something more stands at a place. */
function isAddress(at: number, length: number): boolean {
  if (codes[at] !== 104 || codes[at + 1] !== 116 || codes[at + 2] !== 116 || codes[at + 3] !== 112) return false
  const colon = codes[at + 4] === 115 ? at + 5 : at + 4
  const rest = colon + 3
  return (
    rest < length &&
    codes[colon] === 58 &&
    codes[colon + 1] === 47 &&
    codes[colon + 2] === 47 &&
    codes[rest] !== 41 &&
    !isWhite(codes[rest]!)
  )
}

const isWhite = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 0xa0

function named(script: string, sample: string, counts: ReadonlyMap<string, number>): string {
  if (script === 'cyrillic') {
    if (/[іїєґ]/i.test(sample)) return 'uk'
    if (/[јљњћђ]/i.test(sample)) return 'sr'
    return /[ыэё]/i.test(sample) ? 'ru' : /ъ/i.test(sample) ? 'bg' : 'ru'
  }
  if (script === 'kana') return 'ja'
  if (script === 'han') return (counts.get('kana') ?? 0) * 10 > (counts.get('han') ?? 0) ? 'ja' : 'zh'
  if (script === 'ar') return /[پچژگ]/.test(sample) ? 'fa' : 'ar'
  return script
}

/** Where the windows of a sample start: spread over the text, every second one first. */
function places(length: number): number[] {
  const step = Math.max(windowLength, (length - windowLength) / (windows - 1))
  const all: number[] = []
  for (let i = 0; i < windows && i * step < length; i++) all.push(Math.floor(i * step))
  return [...all.filter((_, i) => i % 2 === 0), ...all.filter((_, i) => i % 2 === 1)]
}

/**
 * Names the language of a text from a sample of 4 kB spread over it, by its small words and its letters.
 * Too little text gives `und`. Time does not grow with the text. SPEC.md L1–L4.
 *
 * @example
 * detectLanguage('You may not use the service to …') // { language: 'en', confidence: 1, also: [] }
 */
export function detectLanguage(text: string | Characters): DetectedLanguage {
  const page = typeof text === 'string' ? charactersOf(text) : text
  const hits = new Float64Array(languages.length)
  const weight = new Map<string, number>()
  let words = 0
  let judged = 0
  for (const [i, at] of places(text.length).entries()) {
    // A page whose first half of the sample speaks with one voice needs no second half.
    if (i === windows / 2 && weight.size === 1 && judged > 0.7 * words && judged > 150) break
    const said = tally(page, at, hits)
    words += said.words
    if (said.language === undefined) continue
    judged += said.words
    weight.set(said.language, (weight.get(said.language) ?? 0) + said.words)
  }
  const ranked = [...weight].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const top = ranked[0]
  if (top === undefined || words < leastWords) return { language: 'und', confidence: 0, also: [] }
  const also = ranked
    .slice(1)
    .filter(([, share]) => share >= judged * 0.1)
    .map(([name]) => name)
  const sure = (top[1] / judged) * Math.min(1, judged / (words * 0.5)) * Math.min(1, words / 40)
  return { language: top[0], confidence: Math.round(sure * 100) / 100, also }
}
