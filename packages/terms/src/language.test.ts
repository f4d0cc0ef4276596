import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detectLanguage } from './language.ts'

const samples: Record<string, string> = {
  en: 'You may use the harbour as long as you keep to these rules, and we will tell you when they change or when we close it.',
  fr: 'Vous pouvez utiliser le port tant que vous respectez les règles qui sont données ici, et nous vous dirons quand elles changent.',
  de: 'Sie dürfen den Hafen nutzen, solange Sie sich an die Regeln halten, und wir werden Ihnen sagen, wann sie sich ändern oder wann er nicht mehr offen ist.',
  sv: 'Du får använda hamnen så länge du följer de regler som finns här, och vi kommer att säga till när de ändras eller när den inte är öppen.',
  es: 'Usted puede usar el puerto siempre que respete las normas que se dan aquí, y nosotros le diremos cuando cambien o cuando no esté abierto.',
  it: 'Puoi usare il porto se rispetti le regole che sono date qui, e noi ti diremo quando cambiano o quando non è più aperto per gli ospiti.',
  pt: 'Você pode usar o porto se respeitar as regras que são dadas aqui, e nós avisaremos quando mudarem ou quando não estiver mais aberto.',
  nl: 'U mag de haven gebruiken zolang u zich aan de regels houdt die hier staan, en wij zullen het u zeggen als ze worden veranderd.',
  pl: 'Możesz korzystać z portu, jeśli przestrzegasz zasad, które są tu podane, a my powiemy, kiedy się zmienią lub kiedy nie będzie otwarty.',
  ru: 'Вы можете пользоваться гаванью, пока соблюдаете правила, которые здесь даны, и мы скажем вам, когда они изменятся.',
  uk: 'Ви можете користуватися гаванню, поки дотримуєтеся правил, які тут наведені, і ми скажемо вам, коли вони зміняться.',
  el: 'Μπορείτε να χρησιμοποιείτε το λιμάνι όσο τηρείτε τους κανόνες που δίνονται εδώ, και θα σας πούμε πότε αλλάζουν.',
  ja: 'ここに示された規則を守る限り、港を利用することができます。規則が変わるときはお知らせします。閉鎖するときも同様です。',
  zh: '只要您遵守这里给出的规则，您就可以使用港口。当规则发生变化或者港口关闭的时候，我们会通知您。请您仔细阅读这些规则。',
  ko: '여기에 제시된 규칙을 지키는 한 항구를 이용하실 수 있습니다. 규칙이 바뀌거나 항구가 닫힐 때 알려 드리겠습니다.',
  ar: 'يمكنك استخدام الميناء طالما أنك تلتزم بالقواعد الواردة هنا وسوف نخبرك عندما تتغير أو عندما يغلق الميناء أبوابه.',
}

describe('one language', () => {
  test.each(Object.entries(samples))('[L1] %s', (language, text) => {
    expect(detectLanguage(text)).toMatchObject({ language, also: [] })
    expect(detectLanguage(`${text}\n\n`.repeat(80))).toMatchObject({ language, also: [] })
  })

  test('[L1] capitals and links change nothing', () => {
    expect(detectLanguage(samples.en!.toUpperCase()).language).toBe('en')
    expect(
      detectLanguage(`${samples.de!}\n\n`.repeat(9).replaceAll('Hafen', '[Hafen](https://example.org/the/of/and/to)'))
        .language,
    ).toBe('de')
  })

  test.each([
    '',
    'Privacy Policy',
    '2024-03-01',
    '![](https://e.org/x.png)'.repeat(40),
    '<<>>'.repeat(900),
    'qwrtz '.repeat(300),
  ])('[L2] too little to tell %#', (text) => expect(detectLanguage(text).language).toBe('und'))
})

test('[L3] a mixed page names the others', () => {
  const said = detectLanguage(`${samples.en!}\n\n`.repeat(60) + `${samples.fr!}\n\n`.repeat(30))
  expect(said.language).toBe('en')
  expect(said.also).toEqual(['fr'])
})

test('[L4] any text has one answer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
      const said = detectLanguage(text)
      expect(said.language).toMatch(/^[a-z]{2,3}$/)
      expect(said.confidence).toBeGreaterThanOrEqual(0)
      expect(said.confidence).toBeLessThanOrEqual(1)
      expect(detectLanguage(text)).toEqual(said)
    }),
  )
})
