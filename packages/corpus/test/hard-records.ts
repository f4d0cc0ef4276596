/** A record as engines are given it: any field may be missing or absurd. */
export interface HardRecord {
  readonly id: string | null
  readonly url: string | null
  readonly date: string | null
  readonly tokens: number | null
  readonly text: string
}

const urls: readonly (string | null)[] = [
  'https://ash.example/a',
  'http://www.ash.example/a?b=c#d',
  'https://ASH.Example/Upper',
  'HTTPS://ash.example/shouted',
  'https://ash.example:8443/port',
  'https://user:pass@ash.example/login',
  'https://ash.example./dot',
  'https://ash.example',
  'https://ash.example?query-at-once',
  'https://ash.example#fragment-at-once',
  'https://ash.example\\@elm.example/backslash',
  'https://docs.ash.example/nested',
  'https://deep.docs.ash.example/nested/deeper',
  'https://notash.example/',
  'https://ash.example.net/other',
  'https://shared.example/two-services',
  'https://a.b.c.shared.example/two-services',
  'https://dogwood.example/',
  'https://über.example/idn',
  'https://xn--ber-goa.example/punycode',
  'https://ÜBER.example/idn-upper',
  'https://www.%C3%BCber.example/percent',
  'https://elm.example/unread',
  'https://fir.example/gone',
  'https://gum.example/licence',
  'https://unknown.example/',
  'ash.example/bare',
  'ash.example',
  'www.gum.example:443',
  '//ash.example/relative',
  'ftp://ash.example/file',
  'mailto:someone@ash.example',
  'javascript:alert(1)',
  'data:text/plain,ash.example',
  'https://',
  'https:///nothing',
  'http://[::1]/v6',
  'http://127.0.0.1/v4',
  'http://256.256.256.256/',
  'localhost',
  'not a url at all',
  'https://exa mple/space',
  ` https://ash.example/blank-before`,
  'https://ash.example/tab\there',
  `https://${'a'.repeat(300)}.example/`,
  `https://ash.example/${'long/'.repeat(400)}`,
  'https://ash.example/quote"and\\slash',
  'https://ash.example/é/漢字',
  '',
  null,
]

const dates: readonly (string | null)[] = [
  '2019-12-31',
  '2020-01-01',
  '2022-06-15T10:20:30Z',
  '2023-06-03T23:30:00-05:00',
  '2023-06-04T00:30:00+02:00',
  '2023-06-04 00:00:00',
  '2023-06-04T12:00:00.123Z',
  '20230703040506',
  '20230703',
  '1688000000',
  '1688000000123',
  'Tue, 04 Jul 2023 10:00:00 GMT',
  '4 Jul 2023',
  '2024/02/01',
  '2024-02-30',
  '2024-13-01',
  '05/06/2024',
  'yesterday',
  '0000-00-00',
  '1970-01-01',
  '9999-12-31',
  '2031-01-01',
  '',
  null,
]

/** Every URL on every date. */
export const hardRecords: readonly HardRecord[] = urls.flatMap((url, a) =>
  dates.map((date, b) => ({
    id: (a * dates.length + b) % 97 === 0 ? null : `r${a}-${b}`,
    url,
    date,
    tokens: (a + b) % 11 === 0 ? null : a * 10 + b,
    text: `text "${a}" \\ ${b}\nof two lines, ünïcode`,
  })),
)
