import { describe, expect, test } from 'vitest'
import { said } from '../test/said.ts'
import { read } from './read.ts'

/** Opens a text as that of a service that runs AI. */
const ai = 'Inputs and Outputs of the AI Features belong to you.\n\n'
/** Opens a text as a privacy policy. */
const privacy = `# Privacy Policy\n\nThis policy tells how we handle personal data, what personal data is, and whose personal data we hold.\n\n`

type Row = [rule: string, what: string, text: string, expected: string[]]

describe('bans on the public', () => {
  test.each<Row>([
    ['N1', 'content', 'You may not use our content to train an AI model.', ['public train-ai: disallow']],
    ['N1', 'output', 'You may not use the output to train an AI model.', ['public train-ai output: disallow']],
    [
      'N1',
      'both',
      'You may not use our content or output to train an AI model.',
      ['public train-ai output: disallow', 'public train-ai: disallow'],
    ],
    [
      'N1',
      'what it is fed as',
      'You may not use Output as training data for any AI model.',
      ['public train-ai output: disallow'],
    ],
    [
      'N1',
      'data that is there for training',
      'You may not use our evaluation data to train an AI model.',
      ['public train-ai: disallow'],
    ],
    ['N1', 'on what is named after', 'You may not train an AI model on our articles.', ['public train-ai: disallow']],
    [
      'N2',
      'a service alone: its content',
      'You may not use the Service to train an AI model.',
      ['public train-ai: disallow'],
    ],
    [
      'N2',
      'a service of AI alone: its output',
      `${ai}You may not use the Service to train a large language model.`,
      ['public train-ai output: disallow'],
    ],
    [
      'N3',
      'competing models: the output, within limits',
      'You may not use the Service to develop AI models that compete with us.',
      ['public train-ai output: disallow (non-competing)'],
    ],
    [
      'N3',
      'models that compete or not: all of them',
      'You may not use generated audio to train an AI model, whether or not it competes with ours.',
      ['public train-ai output: disallow'],
    ],
    [
      'N1',
      'an act told of oneself and of others',
      'You will not use, or allow others to use, our listings in the training of AI models.',
      ['public train-ai: disallow'],
    ],
    [
      'N6',
      'data for AI',
      'You may not use the clips found here as raw material for artificial intelligence.',
      ['public train-ai: disallow'],
    ],
    [
      'N3',
      'competing models, and data is named',
      'You may not use our data to train AI models that compete with us.',
      ['public train-ai: disallow (non-competing)'],
    ],
    [
      'N4',
      'what its author marked',
      'You may not use images tagged NoAI to train an AI model.',
      ['public train-ai: disallow (class)'],
    ],
    [
      'N4',
      'for commercial models',
      'You may not use our articles to train commercial AI models.',
      ['public train-ai: disallow (non-commercial)'],
    ],
    ['N5', 'distillation is of output', 'You may not distill any model of ours.', ['public train-ai output: disallow']],
  ])('[%s] %s', (_, __, text, expected) => {
    expect(said(text).sort()).toEqual([...expected].sort())
  })
})

describe('what speaks of training', () => {
  test.each<Row>([
    [
      'N6',
      'systems told by what they can do',
      'The grant comprises the right of us to use your photos for the training of our search, tagging and image-generation systems.',
      ['operator train-ai: allow'],
    ],
    [
      'N6',
      'what a model was trained on',
      'You may not:\n\n(b) use a method to reveal the parameters or training data of the models;',
      [],
    ],
    ['N7', 'those who teach', 'We may record sessions and use the recording to train our instructors.', []],
    ['N7', 'colleagues', 'We use recordings to train and coach our colleagues and to test our systems.', []],
    [
      'G3',
      'something that is not allowed',
      'Teaching a model with profiles or posts is something our agreement does not allow.',
      ['public train-ai: disallow'],
    ],
    [
      'N4',
      'a search engine that is no exception',
      'You may not use search results or the index to train any artificial intelligence model.',
      ['public train-ai: disallow'],
    ],
    [
      'N1',
      'behind a further "may not"',
      'You may not submit Outputs as your own content, and may not use Outputs for machine learning purposes.',
      ['public train-ai output: disallow'],
    ],
    [
      'N32',
      "an assistant's replies",
      "Scout is an AI assistant. You may not use Scout's replies to train any artificial intelligence model.",
      ['public train-ai output: disallow'],
    ],
    [
      'N1',
      'what is made from content is none of an AI',
      'You may not put works, or anything made from them, into a data set for training generative AI.',
      ['public train-ai: disallow'],
    ],
    ['N6', 'train', 'You may not use our content to fine-tune a language model.', ['public train-ai: disallow']],
    [
      'N6',
      'develop',
      'You may not use our content to develop machine learning systems.',
      ['public train-ai: disallow'],
    ],
    ['N6', 'a purpose', 'You may not use our content for machine learning purposes.', ['public train-ai: disallow']],
    ['N6', 'models that are trained already', 'You may use our trained models.', []],
    ['N7', 'training of people', 'You may not use our content for employee training.', []],
    ['N7', 'trains', 'You may not use our content on the train station.', []],
    ['N7', 'a course', 'We use your data to offer training courses.', []],
    [
      'N8',
      'bare training, where AI is spoken of',
      '## Artificial intelligence\n\nYou may not use our posts for training.',
      ['public train-ai: disallow'],
    ],
    ['N8', 'bare training, where nothing speaks of AI', 'You may not use our posts for training.', []],
    [
      'N9',
      'a ban on mining',
      'You may not use our content for text and data mining.',
      ['public train-ai: disallow', 'public crawl: disallow'],
    ],
    [
      'N9',
      'a reservation',
      'We reserve all rights, also for text and data mining of our pages.',
      ['public train-ai: disallow', 'public crawl: disallow'],
    ],
    ['N9', 'mining by the operator says nothing', 'We may use text and data mining.', []],
    [
      'N10',
      'putting content into an AI, barred',
      'You may not upload our articles into any generative AI tool.',
      ['public train-ai: disallow'],
    ],
    ['N10', 'putting content into an AI, told', 'Your prompts are submitted to a generative AI tool.', []],
    ['N11', 'AI built on nobody’s data', 'We build AI products for harbours.', []],
    ['N11', 'AI as a means', 'We improve our services using artificial intelligence.', []],
  ])('[%s] %s', (_, __, text, expected) => {
    expect(said(text).sort()).toEqual([...expected].sort())
  })

  test('[N6] the plainer the words, the surer the statement', () => {
    const sure = (text: string) => read(text).statements[0]!.confidence
    const train = sure('You may not use our content to train an AI model.')
    const purpose = sure('You may not use our content for machine learning purposes.')
    const develop = sure('You may not use our content to develop machine learning systems.')
    expect([train, purpose, develop]).toEqual([train, purpose, develop].sort((a, b) => b - a))
  })
})

describe('who trains', () => {
  test.each<Row>([
    [
      'N14',
      "whether its own or a third party's",
      "Provider shall not use Customer Data to train any AI model, whether its own or a third party's.",
      ['operator train-ai: disallow', 'partner train-ai: disallow'],
    ],
    [
      'N12',
      'what is received is told by a verb of its own',
      'We will not use what we receive from you to train our AI models.',
      ['operator train-ai: disallow'],
    ],
    [
      'N13',
      'what a partner receives, too',
      'Our partners may not use anything they receive from us to train their own AI models.',
      ['partner train-ai: disallow'],
    ],
    [
      'N13',
      'firms of any kind that content is made available to',
      'We may make your content available to companies and organizations for the training of their AI models.',
      ['partner train-ai: allow'],
    ],
    [
      'N17',
      'a model made for one customer',
      "If you send examples, we will build a fine-tuned version of our AI model for the customer's sole use.",
      [],
    ],
    ['N12', 'the operator, on a practice', 'We use your posts to train our AI models.', ['operator train-ai: allow']],
    [
      'N12',
      'the operator, by leave',
      'You grant us the right to use your content to train AI models.',
      ['operator train-ai: allow'],
    ],
    [
      'N12',
      'a licence to itself bars nobody',
      'You grant us a licence to use your content to train AI models.',
      ['operator train-ai: allow'],
    ],
    [
      'N12',
      'a passive practice on the user’s data',
      'Your posts are used to train AI models.',
      ['operator train-ai: allow'],
    ],
    [
      'N13',
      'a partner, as the doer',
      'Our partners may use your posts to train their AI models.',
      ['partner train-ai: allow'],
    ],
    [
      'N13',
      'a partner, whom data is handed to',
      'We share your posts with third parties to train their AI models.',
      ['partner train-ai: allow'],
    ],
    [
      'N13',
      'both',
      'We use your posts to train our AI models and those of third parties, whose and our own models or theirs improve.',
      ['operator train-ai: allow'],
    ],
    [
      'N13',
      'a partner that may not',
      'Our providers may not use your data to train their AI models.',
      ['partner train-ai: disallow'],
    ],
    ['N14', 'a promise', 'We do not use your content to train AI models.', ['operator train-ai: disallow']],
    [
      'N39',
      'an order that names what is the operator’s',
      'Please do not use output of our model to train another model.',
      ['public train-ai output: disallow'],
    ],
    [
      'N14',
      'a promise without a doer',
      'Your content is never used to train AI models.',
      ['operator train-ai: disallow', 'partner train-ai: disallow'],
    ],
    [
      'N14',
      'a promise of models that are ours',
      'Your content is never used to train our AI models.',
      ['operator train-ai: disallow'],
    ],
    [
      'N14',
      'a promise for both',
      'Neither we nor our partners use your content to train AI models.',
      ['operator train-ai: disallow', 'partner train-ai: disallow'],
    ],
    [
      'N14',
      'not handed over',
      'We do not share your data with third parties to train their AI models.',
      ['partner train-ai: disallow'],
    ],
    [
      'N15',
      'what is the user’s own binds the operator',
      `${privacy}Your messages may not be used to train our AI models.`,
      ['operator train-ai: disallow'],
    ],
    [
      'N15',
      'what is the service’s binds the public',
      'Our content may not be used to train AI models.',
      ['public train-ai: disallow'],
    ],
    [
      'N16',
      'the operator has opted out at its provider',
      'We have opted out of letting our provider train its AI models on your data.',
      ['partner train-ai: disallow'],
    ],
    ['N17', 'models of the customer are nobody’s training', 'We use your data to train your custom models.', []],
  ])('[%s] %s', (_, __, text, expected) => {
    expect(said(text).sort()).toEqual([...expected].sort())
  })
})

describe('a say for the user', () => {
  test.each<Row>([
    [
      'N43',
      'only after names are removed',
      'Your data may be used for training these models only after names and addresses have been removed from them.',
      ['operator train-ai: conditional (class)'],
    ],
    [
      'N18',
      'an agreement that companies have signed',
      'Companies that have signed a data licensing agreement with us may use your posts to train their AI models.',
      ['partner train-ai: allow'],
    ],
    [
      'N18',
      'authorization of another kind',
      'We use your data to train the machine learning models with which we detect fraud and raise authorization rates.',
      ['operator train-ai: allow'],
    ],
    [
      'N18',
      'what the licence leaves out',
      'You grant us a licence to use your recordings to train our models. This licence does not entitle us to sell your voice unless you agree.',
      ['operator train-ai: allow'],
    ],
    [
      'N18',
      'said as learning',
      'If you do not want your chats to be used for learning, go to the settings and turn off "Help us learn".',
      ['operator train-ai: conditional (opt-out)'],
    ],
    [
      'N18',
      'what may be refused',
      'We may use your chats to train our AI models. If you refuse this use, you may close it in your settings.',
      ['operator train-ai: conditional (opt-out)'],
    ],
    [
      'N18',
      'only those who enrolled',
      'Only if so enrolled we may use your designs to train our AI models.',
      ['operator train-ai: conditional (opt-in)'],
    ],
    [
      'N18',
      'opt-out',
      'We use your posts to train our AI models unless you opt out.',
      ['operator train-ai: conditional (opt-out)'],
    ],
    [
      'N18',
      'opt-in',
      'We use your posts to train our AI models only with your consent.',
      ['operator train-ai: conditional (opt-in)'],
    ],
    [
      'N18',
      'in the sentence after',
      'We use your posts to train our AI models. You can opt out of this use.',
      ['operator train-ai: conditional (opt-out)'],
    ],
    [
      'N18',
      'in a sentence on something else',
      'We use your posts to train our AI models. You can opt out of marketing e-mails.',
      ['operator train-ai: allow'],
    ],
    [
      'N19',
      'a promise unless asked in',
      'We do not use your content to train AI models unless you give us your consent.',
      ['operator train-ai: conditional (opt-in)'],
    ],
    [
      'N19',
      'a promise to some plans',
      'We do not train AI models on content of enterprise customers.',
      ['operator train-ai: conditional (class)'],
    ],
    [
      'N19',
      'a promise on one kind of data',
      'We do not use your Gmail data to train AI models.',
      ['operator train-ai: disallow (part)'],
    ],
    [
      'N19',
      'what another promise leaves open',
      'We do not use your Gmail data to train AI models, and it is not read by people except with your consent.',
      ['operator train-ai: disallow (part)'],
    ],
    [
      'N18',
      'what the operator limits for itself is no choice of users',
      'We use your chats to train our AI models. This helps us to limit the use of your data, so that less of it is kept.',
      ['operator train-ai: allow'],
    ],
    [
      'N42',
      'what is provided voluntarily',
      'We use the answers you voluntarily choose to provide to train our AI models.',
      ['operator train-ai: allow'],
    ],
    [
      'N42',
      'only what is provided voluntarily',
      'We use only answers you voluntarily choose to provide to train our AI models.',
      ['operator train-ai: conditional (opt-in)'],
    ],
    [
      'N42',
      'what takes part voluntarily',
      'We use the songs of members who voluntarily take part to train our AI models.',
      ['operator train-ai: conditional (opt-in)'],
    ],
    [
      'N19',
      'a promise unless told otherwise',
      'We will not use your content to train our AI models unless you direct us to do so.',
      ['operator train-ai: conditional (opt-in)'],
    ],
    [
      'N19',
      'a promise unless one opts in',
      'Unless you opt in, your content is not used to train AI models.',
      ['operator train-ai: conditional (opt-in)'],
    ],
    [
      'N18',
      'a use unless told not to',
      'We use your content to train our AI models unless you tell us not to.',
      ['operator train-ai: conditional (opt-out)'],
    ],
    [
      'N19',
      'what is private is a kind of data',
      'We do not use private messages to train our models.',
      ['operator train-ai: disallow (part)'],
    ],
    [
      'N7',
      'AI used to make something else',
      'You shall not create deepfakes or use artificial intelligence to imitate the voice of any person.',
      [],
    ],
    ['N6', 'an AI by its name', 'We use your posts to train Grok.', ['operator train-ai: allow']],
    ['N7', 'people who use it', 'We train Copilot users in workshops.', []],
    ['N2', 'machines that are let', 'You must not use GPU instances to develop models for the design of weapons.', []],
    [
      'N28',
      'models for the operator, and what others make',
      'Chats are anonymized if they are used to train AI models for Harbour specifically or to improve the third party chatbot software.',
      ['operator train-ai: conditional (class)', 'partner train-ai: conditional (class)'],
    ],
    [
      'N28',
      'models of a partner for itself',
      'We share your content with OpenAI, which uses it to train AI models for OpenAI itself.',
      ['partner train-ai: allow'],
    ],
    [
      'N28',
      'models for an end',
      'Your content is used by our partners to train models for internal use only.',
      ['partner train-ai: allow'],
    ],
    [
      'N28',
      'models for a customer alone',
      'Chats are used to train AI models for each customer specifically and to improve the third party chatbot software.',
      ['partner train-ai: allow'],
    ],
    [
      'N43',
      'what is made anonymous first',
      'Whatever you tell our guide is anonymized before it is used to train our AI models.',
      ['operator train-ai: conditional (class)'],
    ],
    [
      'N18',
      'what the operator has turned off is no choice of users',
      "We don't use recordings to train AI models, and we've turned off the setting that would let our vendor keep them.",
      ['operator train-ai: disallow'],
    ],
    [
      'N18',
      'what the operator has turned off and the user may turn on',
      "We don't use recordings to train AI models and we've turned off the feature, but you can opt in to it.",
      ['operator train-ai: conditional (opt-in, opt-out)'],
    ],
    [
      'N20',
      'an answer to somebody outside',
      '### May I train a model on the corpus?\n\nYes, please do.',
      ['public train-ai: allow'],
    ],
    [
      'N20',
      'an answer on answers',
      '### May I use the answers to train my own model?\n\nGo ahead.',
      ['public train-ai output: allow'],
    ],
    [
      'N20',
      'an answer within a limit',
      '### Can I train a model on the corpus?\n\nYes, if you are at a university.',
      ['public train-ai: conditional (class)'],
    ],
    [
      'N20',
      'what is said after the answer',
      '### Do you use my data to train AI models?\n\nWe ask first. None of our staff reads it.',
      [],
    ],
    [
      'G23',
      'what the operator is called by its kind',
      'Example B.V., Leiden (“the Publisher”)\n\nThe Publisher does not use queries to train AI models.',
      ['operator train-ai: disallow'],
    ],
    [
      'N20',
      'an answer on output',
      '### Can I use the output to train my own model?\n\nNo. Not yet.',
      ['public train-ai output: disallow'],
    ],
    [
      'N20',
      'an answer on keeping out',
      '### Can I opt out of the training of your AI?\n\nYes. There is a switch.',
      ['operator train-ai: conditional (opt-out)'],
    ],
    [
      'N20',
      'training that a question only supposes',
      '### If I train the model on my own files, must I hand out what it became?\n\nNo. It stays with you.',
      [],
    ],
    [
      'N20',
      'training that is asked after a supposition',
      '### If I delete a post, will you still train AI models on it?\n\nNo. It is out of the next round.',
      ['operator train-ai: disallow'],
    ],
    ['N20', 'an answer in a table', '| Do you use my data to train AI models? | No |', ['operator train-ai: disallow']],
    [
      'N20',
      'an answer under its question',
      '## Do you use my data to train AI models?\n\nYes, our models learn from it each day of the year.',
      ['operator train-ai: allow'],
    ],
    [
      'N20',
      'it depends',
      '## Do you use my data to train AI models?\n\nOnly if you opt in to the training of models.',
      ['operator train-ai: conditional (opt-in)'],
    ],
    [
      'N20',
      'of a provider',
      '## Does our provider train AI models on your data?\n\nNo, its models do not learn from it.',
      ['partner train-ai: disallow'],
    ],
  ])('[%s] %s', (_, __, text, expected) => {
    expect(said(text).sort()).toEqual([...expected].sort())
  })
})

describe('leave to the public', () => {
  test.each<Row>([
    ['N21', 'on content', 'You may use our articles to train AI models.', ['public train-ai: allow']],
    [
      'N21',
      'on content, within limits',
      'You may use our articles to train AI models provided that you credit us.',
      ['public train-ai: conditional (class)'],
    ],
    ['N21', 'on output', 'You may use the output to train AI models.', ['public train-ai output: allow']],
  ])('[%s] %s', (_, __, text, expected) => {
    expect(said(text)).toEqual(expected)
  })

  test('[N22] one statement to a clause, an actor, a kind of asset and an effect', () => {
    expect(
      said('You may not use our content to train AI models, to fine-tune AI models, or to develop an AI.'),
    ).toEqual(['public train-ai: disallow'])
  })
})

describe('words of the text itself', () => {
  test.each<Row>([
    [
      'G21',
      'they are the partner',
      'We send prompts to a model provider. They do not use them to train models.',
      ['partner train-ai: disallow'],
    ],
    [
      'N23',
      'a defined purpose',
      '“Model Development” means the training and testing of machine learning systems.\n\nWe process your content for Model Development.',
      ['operator train-ai: allow'],
    ],
    [
      'N23',
      'a purpose named in brackets',
      'Users may not use the content for developing artificial intelligence (collectively, “AI Purposes”).\n\nYou may not license our articles for AI Purposes.',
      ['public train-ai: disallow', 'public train-ai: disallow'],
    ],
    ['N24', 'a pointer', 'For more information on how we train our models on your data, see our help pages.', []],
    ['N24', 'data that was used', 'The models reflect patterns in data used to train them.', []],
    ['N24', 'training examples are something', 'Training examples are Inputs of the AI Services.', []],
    ['N24', 'a model that is there', 'A tuned model is available to you alone; your data stays yours.', []],
    ['N24', 'training data that is there', 'You may not reproduce the training data of the AI Services.', []],
    [
      'N25',
      'an exception is the condition',
      'We do not use your data to train our AI models except (a) when you have not opted out of training, (b) when you send feedback.',
      ['operator train-ai: conditional (opt-out)'],
    ],
    ['N26', 'models not trained', 'Our AI models are not trained on your data.', ['operator train-ai: disallow']],
    [
      'N26',
      'trained on something else',
      'Our AI models are trained on licensed works, never on your files.',
      ['operator train-ai: disallow'],
    ],
    [
      'N27',
      'what forbids them, named before',
      'We send chats to our AI providers. Our contract forbids them to train their models on the chats.',
      ['partner train-ai: disallow'],
    ],
    [
      'N27',
      'contracts with providers',
      'Our agreements with these providers do not permit them to use your data to train their models.',
      ['partner train-ai: disallow'],
    ],
    [
      'N27',
      'handed over and not used',
      'Data sent to AI providers is not used to train models.',
      ['partner train-ai: disallow'],
    ],
    [
      'N27',
      'neither used nor licensed',
      "We won't use or license your content for AI training.",
      ['operator train-ai: disallow', 'partner train-ai: disallow'],
    ],
    [
      'N28',
      'both may',
      'We and our research partners may use your recordings to train speech models.',
      ['partner train-ai: allow', 'operator train-ai: allow'],
    ],
    [
      'N28',
      'who works for the operator is the operator',
      'We and our service providers may use your recordings to train our speech models.',
      ['operator train-ai: allow'],
    ],
    [
      'N28',
      'a promise for whoever works for the operator',
      'No recording of yours is used to train AI models, whether by us or by a supplier working for us.',
      ['operator train-ai: disallow'],
    ],
    [
      'N4',
      'search engines that change nothing',
      'Using our articles to train a language model is forbidden, even if they were found through a search engine.',
      ['public train-ai: disallow'],
    ],
    [
      'N29',
      'there is no prohibition',
      'There is no prohibition on the use of the output to train AI models.',
      ['public train-ai output: allow'],
    ],
    [
      'N30',
      'a supplier beside we',
      'We send your prompts to a supplier and we keep them. The supplier may not use your prompts to train its AI models.',
      ['partner train-ai: disallow'],
    ],
  ])('[%s] %s', (_, __, text, expected) => {
    expect(said(text)).toEqual(expected)
  })
})

describe('other words for teaching machines', () => {
  test.each<Row>([
    [
      'N32',
      'what an assistant writes',
      'You may not train AI models on what the assistant writes.',
      ['public train-ai output: disallow'],
    ],
    [
      'N33',
      'one who has promised',
      'Brightwell has promised us not to train AI on reviews.',
      ['partner train-ai: disallow'],
    ],
    [
      'N34',
      'what a licence keeps back',
      'No other rights are granted or implied, including any right to use the recipes for training a machine learning model.',
      ['public train-ai: disallow'],
    ],
    [
      'N35',
      'handed over so that they may train',
      'Several laboratories work with us. We supply them with recordings so that they may train speech models.',
      ['partner train-ai: allow'],
    ],
    [
      'N35',
      'passed to such developers',
      'We pass sketches to such developers for model training.',
      ['partner train-ai: allow'],
    ],
  ])('[%s] %s', (_, __, text, expected) => {
    expect(said(text)).toEqual(expected)
  })
})

describe('what a privacy notice tells in passing', () => {
  test.each<Row>([
    ['N40', 'algorithms that are improved', `${privacy}We use personal data to improve our ranking algorithms.`, []],
    [
      'N40',
      'algorithms that are trained',
      `${privacy}We use personal data to train our ranking algorithms.`,
      ['operator train-ai: allow'],
    ],
    [
      'N40',
      'algorithms beside a word of learning',
      `${privacy}We use personal data to improve our ranking algorithms. They learn from what you skip.`,
      ['operator train-ai: allow'],
    ],
    [
      'N40',
      'a ban on algorithms is a ban',
      'You may not use our content to develop an algorithm.',
      ['public train-ai: disallow'],
    ],
    [
      'N41',
      'a purpose that waits for a yes',
      `${privacy}| Data | Purpose | Basis |\n| --- | --- | --- |\n| Drafts | For the improvement of AI features | Consent |`,
      ['operator train-ai: conditional (opt-in)'],
    ],
    [
      'N41',
      'a purpose',
      `${privacy}| Data | Purpose | Basis |\n| --- | --- | --- |\n| Drafts | To develop AI features | Legitimate interest |`,
      ['operator train-ai: allow'],
    ],
    [
      'N41',
      'a row that tells how something works',
      `${privacy}| Part | How it works |\n| --- | --- |\n| Drafts | AI features need them |`,
      [],
    ],
    [
      'N24',
      'what is not sought',
      `${privacy}We do not actively seek out personal data on which our models are trained.`,
      [],
    ],
  ])('[%s] %s', (_, __, text, expected) => {
    expect(said(text)).toEqual(expected)
  })
})

describe('training told in other words', () => {
  const operator = (text: string) => said(text).filter((one) => one.startsWith('operator'))
  const partner = (text: string) => said(text).filter((one) => one.startsWith('partner'))

  test.each<[string, string, string, string[]]>([
    ['X1', 'what goes into training', 'Your sketches become part of our training set.', ['operator train-ai: allow']],
    [
      'X2',
      'what they have been taught on',
      'The models for captions are our own. They have been taught on videos that creators have uploaded.',
      ['operator train-ai: allow'],
    ],
    ['X1', 'a model that learns', 'Our ranking model learns from the songs you skip.', ['operator train-ai: allow']],
    [
      'X1',
      'what stays out',
      'Diaries of our members stay out of the corpus on which the model is trained.',
      ['operator train-ai: disallow'],
    ],
    ['X2', 'people learn', 'Our staff receive training on how to handle your letters.', []],
    ['X3', 'nothing is used', 'We have developed matching algorithms to help you.', []],
    [
      'X5',
      'what is denied in a condition',
      'Unless you do not reply, your drawings are used in training our image model.',
      ['operator train-ai: conditional (opt-out)'],
    ],
    [
      'X6',
      'of what the service hands out',
      'The archive is not to be turned into training data for a language model.',
      [],
    ],
    ['X9', 'said to those who use it', 'Licensees shall not train a model on the catalogue.', []],
    ['X9', 'only pointed to', 'To read more about models trained on your letters, see our help pages.', []],
    [
      'X11',
      'a box',
      'Your sketches are added to the training set of our model once you tick the box in your profile.',
      ['operator train-ai: conditional (opt-in)'],
    ],
  ])('[%s] %s', (_, __, text, expected) => {
    expect(operator(text)).toEqual(expected)
  })

  test.each<[string, string, string, string[]]>([
    [
      'X4',
      'who is named nearest',
      'We pass your recordings to two universities, which train dialogue models with them.',
      ['partner train-ai: allow'],
    ],
    [
      'X4',
      'named in passing',
      'That company has promised not to train its models on anything we send.',
      ['partner train-ai: disallow'],
    ],
    [
      'X7',
      'a contract',
      'Our contract with the firm that hosts the model rules out training on your letters.',
      ['partner train-ai: disallow'],
    ],
    [
      'X8',
      'what was said goes on',
      'We do not train models on your letters. Our partners may not do so either.',
      ['partner train-ai: disallow'],
    ],
    [
      'X10',
      'a name that is brought in',
      'Dictation is run by Quillon Ltd. Quillon may train its speech models on your dictations.',
      ['partner train-ai: allow'],
    ],
  ])('[%s] %s', (_, __, text, expected) => {
    expect(partner(text)).toEqual(expected)
  })
})
