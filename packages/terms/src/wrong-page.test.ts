import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wrongPage } from './wrong-page.ts'

const document = `Harbour Terms\n=============\n\nBy using the harbour you agree to these terms. You may not moor without a berth. We collect personal information of guests. ${'Guests keep the quay clean and leave it as they found it. '.repeat(30)}`

describe('pages that are something else', () => {
  test.each([
    ['W1', 'empty', ''],
    ['W1', 'empty', ' \n\n '],
    ['W1', 'empty', 'Terms of Service\n================'],
    ['W1', 'empty', 'Terms of Use\n============\n\nLast updated May 1, 2023'],
    ['W1', 'empty', '[Download the guidelines](https://e.org/g.pdf)'],
    ['W1', 'empty', `![logo](data:image/png;base64,${'QUJD'.repeat(9000)})`],
    ['W3', 'error-page', '# Sorry!\n\nSomething went wrong :('],
    ['W3', 'error-page', '404 Not Found\n=============\n\nnginx'],
    [
      'W3',
      'error-page',
      'The page you are looking for could not be found. It may have moved. Search for another one or go back to the start.',
    ],
    [
      'W3',
      'error-page',
      'Access Denied\n\nYou don’t have permission to reach this server from where you are, reference 18.2a',
    ],
    ['W3', 'error-page', '502 Bad Gateway'],
    ['W3', 'error-page', 'Too Many Requests. Come back in a while and be a little more patient than before.'],
    ['W3', 'bot-check', 'Just a moment...\n\nVerify you are human by completing the action below.'],
    ['W3', 'bot-check', 'You need to enable JavaScript to run this app.'],
    [
      'W3',
      'bot-check',
      'Pardon our interruption. As you were browsing something about your browser made us think you were a bot.',
    ],
    ['W3', 'login-wall', '_Notice_\n\nYou must log in to continue.\n\nLog in\n\nForgot account?'],
    ['W3', 'login-wall', 'Please sign in to view this page. New here? Create an account for yourself in a minute.'],
    ['W3', 'redirect', 'Redirecting\n-----------\n\nIf nothing happens within a few seconds, follow the link.'],
    [
      'W3',
      'cookie-banner',
      'Cookies\n\nWe use cookies to make the site better. Choose below what you want to allow.\n\nAccept all\n\nReject all',
    ],
    [
      'W3',
      'removed',
      '**The Harbour Notice is no longer available.** Everything that stood here has moved to the page of the whole company.',
    ],
    [
      'W3',
      'other-document',
      'This domain is for sale. Ask for the price today and own it tomorrow, says the broker who sells it.',
    ],
  ])('[%s] %s %#', (_, reason, text) => expect(wrongPage(text)).toBe(reason))

  test('[W5] a page with nothing of the text before it', () => {
    const other = `Harbour Developer Docs\n\n${'Build boats faster with our kit and sail them anywhere. '.repeat(12)}`
    expect(wrongPage(other)).toBeNull()
    expect(wrongPage(other, { previous: document.repeat(4) })).toBe('other-document')
    expect(wrongPage(other, { previous: other })).toBeNull()
    expect(wrongPage(`Harbour Privacy Policy\n\n${other}`, { previous: document.repeat(4) })).toBeNull()
  })
})

describe('documents', () => {
  test.each([
    ['W4', document],
    [
      'W4',
      'Privacy\n=======\n\nWe process personal data only to log you in to your account. You agree to this policy by using the site. JavaScript is required.',
    ],
    [
      'W4',
      'Rules\n=====\n\nYou may not sign in to access another guest’s berth. These terms end when you leave. Governing law is that of the harbour.',
    ],
    ['W2', `Page not found\n\n${'Guests keep the quay clean and leave it as they found it. '.repeat(140)}`],
    [
      'W3',
      'Publisher of this site\n\nHarbour Company, Quay 5, registered at the court under 123 456, directed by its harbour master, telephone on request',
    ],
    [
      'W3',
      'You can use all of the site without having to enable JavaScript. Only a session cookie is set, and it goes when you do.',
    ],
  ])('[%s] document %#', (_, text) => expect(wrongPage(text)).toBeNull())
})

test('[W6] any text has one answer', () => {
  const fragments = fc.constantFrom(
    '404',
    ' not found ',
    'log in ',
    'to continue',
    '![',
    '](',
    '[',
    'data:image/png',
    ')',
    '\n',
    '===\n',
    'these terms ',
    ' ',
    '#',
    'cookies ',
  )
  fc.assert(
    fc.property(fc.array(fragments, { maxLength: 400 }), fc.string(), (some, previous) => {
      const text = some.join('')
      expect(wrongPage(text, { previous })).toBe(wrongPage(text, { previous }))
    }),
  )
  for (const hostile of ['![', '[', '](', '(data:a/', '_ ', '# ', '\n', 'the page you ', '<a>'])
    wrongPage(hostile.repeat(100_000))
})
