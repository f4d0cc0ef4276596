import { describe, expect, test } from 'vitest'
import { said } from '../test/said.ts'
import { read } from './read.ts'

type Row = [rule: string, what: string, text: string, expected: string[]]
const barred = ['public crawl: disallow']

test('[K13] only an example of abuse yields to a rule, not leave that is as sure', () => {
  const rule = 'Automated access is allowed only as robots.txt says.'
  const crawls = (text: string) => read(text).statements.filter(({ usage }) => usage === 'crawl').length
  expect(crawls(`Robots are welcome to crawl our pages.\n\n${rule}`)).toBe(2)
  expect(crawls(`Do not engage in harmful conduct, such as scraping the site.\n\n${rule}`)).toBe(1)
})

describe('what speaks of collecting', () => {
  test.each<Row>([
    [
      'K3',
      'offers that are grabbed',
      "Don't use scripts or auto-accept apps that grab trip offers quicker than a person could.",
      [],
    ],
    [
      'K3',
      'people who are written to',
      'Do not use robots or tools other than ours when using the app to contact other members.',
      [],
    ],
    [
      'K3',
      'goods of a game',
      'You may not gather virtual goods or currency by means of scripts, or trade them for money.',
      [],
    ],
    [
      'K4',
      'addresses to send offers to',
      'Do not collect the e-mail addresses of other users, by hand or by a harvesting tool, so as to send them offers.',
      [],
    ],
    [
      'K4',
      'addresses that were harvested',
      'You agree not to send messages to people whose addresses were harvested from the web or bought.',
      [],
    ],
    [
      'K6',
      'sites that are not the service',
      'Do not use replies for websites where you are kept out, as where your crawler has been blocked via robots.txt.',
      [],
    ],
    [
      'K6',
      "the operator's own crawler",
      'Our crawler is called Quibble, obeys the directives in your robots file and reads a page a second.',
      [],
    ],
    [
      'K11',
      'leave in what leads in',
      'You may:\n\n(a) harvest the catalogue, by script or crawler, and keep a mirror of it.',
      ['public crawl: allow'],
    ],
    [
      'K11',
      'what may be done by robots',
      'Open items may be harvested by robots and other automated tools.',
      ['public crawl: allow'],
    ],
    [
      'K11',
      'for some ends only',
      'You may scrape public pages for the following reasons only: research and archiving.',
      ['public crawl: conditional (class)'],
    ],
    [
      'K17',
      'not the way in',
      'You shall access the service only through the browser, and not by scrapers or macros.',
      barred,
    ],
    [
      'G11',
      'leave that is not had',
      'You may not:\n\na. without our prior consent, use bots to access the site;',
      barred,
    ],
    ['K9', 'data of an API is no tier', 'You will not scrape API Data, whether by bots or otherwise.', barred],
    [
      'N9',
      'mining by computer',
      'You may mine our articles by computer for non-commercial research.',
      ['public train-ai: conditional (non-commercial)', 'public crawl: conditional (non-commercial)'],
    ],
    [
      'K3',
      'accounts and credits',
      'You must not use bots or other automated means to sign up or to pile up free credits.',
      [],
    ],
    [
      'K3',
      'a machine passed off as a person',
      'You may not pass off an automated agent that uses the site as a person.',
      [],
    ],
    [
      'K4',
      'addresses, by a program, to write to them',
      'You may not run a program that collects e-mail addresses of members in order to write to them.',
      [],
    ],
    ['K2', 'by a program', 'You may not copy the listings by a program.', barred],
    ['K19', 'an answer', '## May I pull the gallery with a script?\n\nYes, go ahead.', ['public crawl: allow']],
    ['K19', 'an answer that bars', '## Can I scrape the listings?\n\nNo. They are for people.', barred],
    [
      'K19',
      'an answer with a limit',
      '## May I crawl the site?\n\nYes, as robots.txt allows.',
      ['public crawl: conditional (robots-txt)'],
    ],
    ['K19', 'what is asked of one’s own', '## Can I export my data with a script?\n\nYes, in the settings.', []],
    ['K1', 'an act', 'You may not scrape, crawl or mine the site.', barred],
    ['K1', 'in bulk', 'You may not systematically download our content.', barred],
    ['K1', 'extraction of data', 'You may not use software to extract data from our service.', barred],
    ['K15', 'extraction by whatever means', 'You may not extract information about other members.', []],
    ['K15', 'what is handed on', 'You may not use the data to provide access to mass downloads.', []],
    [
      'K16',
      'an exemption in the next segment',
      'You may not read the site with robots or spiders; public search engines are exempt where they index it.',
      ['public crawl: conditional (search-engine)'],
    ],
    [
      'K16',
      'a row of bans',
      'You may not: use the site for commercial purposes; scrape the pages; ignore what robots.txt says.',
      barred,
    ],
    ['K18', 'a rate', 'You may make up to 5,000 requests per day.', ['public crawl: conditional (rate-limit)']],
    ['K18', 'tools of the operator', 'You may not bypass our automated checks of the data.', []],
    ['K17', 'robots on the site', 'The use of robots is prohibited.', barred],
    ['K3', 'counts that are swollen', 'You agree not to inflate stars or downloads by scripts.', []],
    ['K3', 'downloads beside counts', 'You may not use scripts to download content or to inflate views.', barred],
    ['K1', 'one statement to a clause', 'You may not use robots to scrape, harvest or extract content.', barred],
    ['K2', 'a tool with an act', 'You may not use robots to access the site.', barred],
    ['K2', 'automated means', 'You may not collect content by automated means.', barred],
    ['K2', 'a tool alone', 'You may not bring robots.', []],
    ['K2', 'two kinds of device', 'Fares may not be fetched with automated polling or dial-up devices.', barred],
    [
      'K2',
      'requests that a program sends',
      'You may not query the Halden Fares Service by automatic enquiries.',
      barred,
    ],
    [
      'K2',
      'scripts used along with the site',
      'You may not employ software or scripts when using the Halden websites.',
      barred,
    ],
    ['K2', 'scripts used for something else', 'You may not employ scripts when writing to our staff.', []],
    [
      'K1',
      'another way in than ours',
      'You may not reach the films by any technology other than the player we provide.',
      barred,
    ],
    ['K3', 'spam', 'You may not use bots to send spam messages.', []],
    ['K3', 'cheating', 'You may not use bots to cheat in a game.', []],
    ['K3', 'fake accounts', 'You may not use automated means to create accounts.', []],
    ['K3', 'overloading', 'You may not use scripts to overload our servers.', []],
    ['K3', 'beside collecting', 'You may not use bots to send spam or to copy content from the site.', barred],
    ['K4', 'addresses of people', 'You may not harvest e-mail addresses of other users.', []],
    ['K4', 'addresses, and content', 'You may not harvest e-mail addresses or scrape content.', barred],
    ['K5', 'how the service gathers data', 'We automatically collect data with cookies and other automated means.', []],
    ['K5', 'machines that dial', 'You may not obtain the consent of members by automated dialling systems.', []],
    ['K5', 'automated decisions', 'You may not be subject to automated decisions based on data.', []],
    ['K5', 'portability', 'You may receive your data in a machine-readable format by automated means.', []],
    ['K6', 'other sites', 'You may not crawl third-party websites.', []],
    ['K6', 'the open web', 'A crawler that you run against the open web must carry a name.', []],
    [
      'K6',
      'other sites, by what runs here',
      'You may not run software on our platform that scrapes third-party websites.',
      [],
    ],
    [
      'K6',
      'what keeps crawlers out elsewhere',
      'You must not use the Services to evade measures by which the owner of a third-party website keeps crawlers out.',
      [],
    ],
    ['K6', 'a crawler of one’s own', 'Your crawler honours robots.txt and crawl-delay of the target site.', []],
    ['K6', 'crawling by the operator', 'We may crawl your website to index it.', []],
  ])('[%s] %s', (_, __, text, expected) => {
    expect(said(text)).toEqual(expected)
  })
})

describe('conditions', () => {
  test.each<Row>([
    [
      'K7',
      'search engines are excepted',
      'You may not use robots to gather listings from the site – public search engines are excepted.',
      ['public crawl: conditional (search-engine)'],
    ],
    [
      'K7',
      'search engines are excepted',
      'You may not scrape the site, except that public search engines may index it.',
      ['public crawl: conditional (search-engine)'],
    ],
    ['K7', 'search engines are named, not excepted', 'You may not crawl the site or its search results.', barred],
    [
      'K8',
      'as robots.txt allows',
      'You may not crawl the site except as our robots.txt allows.',
      ['public crawl: conditional (robots-txt)'],
    ],
    [
      'K8',
      'robots.txt is no permission',
      'You may not scrape the site; our robots.txt does not constitute permission.',
      barred,
    ],
    [
      'K8',
      'in breach of robots.txt',
      'You may not crawl the site in violation of robots.txt.',
      ['public crawl: disallow (robots-txt)'],
    ],
    [
      'K9',
      'faster than people',
      'You may not scrape the site with more requests than a human can make.',
      ['public crawl: disallow (rate-limit)'],
    ],
    [
      'K9',
      'for commercial ends',
      'You may not scrape the site for commercial purposes.',
      ['public crawl: disallow (non-commercial)'],
    ],
    ['K9', 'without consent', 'You may not scrape the site without our prior written consent.', barred],
    [
      'K10',
      'an exception as an item',
      'You may not use robots to access the site, except:\n\n- public search engines, as robots.txt allows',
      [...barred, 'public crawl: conditional (robots-txt, search-engine)'],
    ],
    ['K11', 'plain leave', 'You may crawl and scrape the site.', ['public crawl: allow']],
    ['K11', 'robots are welcome', 'Robots are welcome to crawl our pages.', ['public crawl: allow']],
    [
      'K11',
      'leave within a rate',
      'You may crawl the site within a rate limit of 1 request per second.',
      ['public crawl: conditional (rate-limit)'],
    ],
    [
      'K11',
      'leave with a string in the next sentence',
      'You may crawl the site. Respect our robots.txt.',
      ['public crawl: conditional (robots-txt)'],
    ],
    [
      'K11',
      'leave with a string of another kind',
      'You may crawl the site as long as you are a subscriber of ours.',
      ['public crawl: conditional (class)'],
    ],
    [
      'K12',
      'against something in return',
      'By crawling the site, you waive any and all claims.',
      ['public crawl: conditional (licence)'],
    ],
    ['K13', 'an example of abuse', 'We stop abuse of any kind, for example scraping of the site.', barred],
    [
      'K13',
      'an example yields to a rule',
      'We stop abuse of any kind, for example scraping of the site.\n\nYou may not crawl the site except as robots.txt allows.',
      ['public crawl: conditional (robots-txt)'],
    ],
    [
      'K14',
      'a means of training',
      'You may not use the data (including by scraping) to train AI models.',
      ['public train-ai: disallow', 'public crawl: disallow (class)'],
    ],
    ['K6', 'what suppliers are bound to', 'Our contracts forbid them to extract data from our systems by scripts.', []],
    [
      'K4',
      'addresses to write to',
      'Anyone who uses a program to collect addresses for mailing lists will be banned.',
      [],
    ],
    ['K6', 'pages of others', "Don't instruct an agent to scrape a site whose terms forbid it.", []],
  ])('[%s] %s', (_, __, text, expected) => {
    expect(said(text)).toEqual(expected)
  })
})
