import { beforeEach, expect, it, vi } from 'vitest';
import words from '@/locales/fr/answer-page.json';
import { answerWith, expectAccessible } from '@/test-render';
import { card, openLink as open, press, READ, REPLY, standInPage, title } from './test-page';

/** What the server says back to an answer. */
const echo = ({ body }: { body: { answer: string } }) => ({
  body: { ...card, state: 'answered', my_answer: body.answer },
});

beforeEach(standInPage);

it('consumes nothing until a person clicks: opening only reads, with the token in the body', async () => {
  const sent = answerWith({ [READ]: { body: card } });
  await open();
  await vi.waitFor(() => expect(title()).toBe(words.title));
  expect(sent.map((one) => one.key)).toEqual([READ]);
  expect(sent[0]?.body).toEqual({ token: 'the-token' });
});

it('shows the card without identity, with its deadline in Paris time', async () => {
  answerWith({ [READ]: { body: card } });
  await open();
  await vi.waitFor(() => expect(title()).toBe(words.title));
  expect(document.getElementById('main')).toHaveTextContent('70–79 ans');
  expect(document.getElementById('main')).toHaveTextContent('mardi 24 novembre, 12 h');
  await expectAccessible(document.documentElement);
});

it.each([
  ['Indian/Reunion', '2026-11-24T21:00:00Z', 'mercredi 25 novembre, 1 h'],
  ['America/Cayenne', '2026-11-24T02:30:00Z', 'lundi 23 novembre, 23 h 30'],
])('says the deadline in the time of a CPTS of %s', async (time_zone, answer_by, said) => {
  answerWith({ [READ]: { body: { ...card, time_zone, answer_by } } });
  await open();
  await vi.waitFor(() => expect(title()).toBe(words.title));
  expect(document.getElementById('main')).toHaveTextContent(said);
});

it('records a yes in one tap; taking it back is sent to the server before it is said', async () => {
  const sent = answerWith({ [READ]: { body: card }, [REPLY]: echo });
  await open();
  await vi.waitFor(() => expect(title()).toBe(words.title));
  press(words.yes);
  await vi.waitFor(() => expect(title()).toBe(words.yesTitle));
  expect(sent.at(-1)?.body).toEqual({ token: 'the-token', answer: 'yes' });
  press(words.undo);
  await vi.waitFor(() => expect(title()).toBe(words.undone));
  expect(sent.at(-1)?.body).toEqual({ token: 'the-token', answer: 'no' });
  press(words.change);
  expect(title()).toBe(words.title);
});

it('does not say that a yes is taken back when the server fell', async () => {
  answerWith({
    [READ]: { body: { ...card, state: 'answered', my_answer: 'yes' } },
    [REPLY]: { status: 502, body: {} },
  });
  await open();
  await vi.waitFor(() => expect(title()).toBe(words.yesTitle));
  press(words.undo);
  await vi.waitFor(() => expect(title()).toBe(words.network[0]));
});

it('shows what the server answered: a fourth yes is in reserve, a closed answer has nothing to change', async () => {
  answerWith({
    [READ]: { body: card },
    [REPLY]: ({ body }) => ({
      body: {
        ...card,
        state: 'answered',
        my_answer: 'yes',
        standing: 'reserve',
        changeable: !(body as { condition?: string }).condition,
      },
    }),
  });
  await open();
  await vi.waitFor(() => expect(title()).toBe(words.title));
  press(words.yes);
  await vi.waitFor(() => expect(document.getElementById('main')).toHaveTextContent(/vous êtes en réserve/));
  press(words.conditions.practice_only);
  await vi.waitFor(() => expect(document.getElementById('main')).toHaveTextContent(words.conditionDone));
  expect(document.getElementById('main')).toHaveTextContent(/vous êtes en réserve/);
  expect(document.querySelectorAll('button')).toHaveLength(0);
});

it('asks for a reason only after the no, and a pause of a week is one tap', async () => {
  const sent = answerWith({ [READ]: { body: card }, [REPLY]: echo });
  await open();
  await vi.waitFor(() => expect(title()).toBe(words.title));
  expect(document.getElementById('main')).not.toHaveTextContent(words.why);
  press(words.no);
  await vi.waitFor(() => expect(title()).toBe(words.noTitle));
  press(words.pause);
  await vi.waitFor(() => expect(document.getElementById('main')).toHaveTextContent(words.pauseDone));
  expect(sent.at(-1)?.body).toMatchObject({ answer: 'pause', pause_days: 7 });
  await expectAccessible(document.documentElement);
});

it.each([
  ['placed', words.placed[0]],
  ['withdrawn', words.withdrawn[0]],
  ['expired', words.expired[0]],
])('says calmly why there is nothing to answer: %s', async (state, sentence) => {
  answerWith({ [READ]: { body: { ...card, state } } });
  await open();
  await vi.waitFor(() => expect(title()).toBe(sentence));
  expect(document.querySelectorAll('button')).toHaveLength(0);
});

it.each([
  [404, 'link-unknown', words.unknown[0]],
  [410, 'link-expired', words.expired[0]],
  [410, 'request-placed', words.placed[0]],
  [422, 'invalid-input', words.unknown[0]],
  [503, 'unavailable', words.network[0]],
])('has a calm page for a refusal of the server: %i %s', async (status, rule, sentence) => {
  answerWith({ [READ]: { status, body: { type: `https://maillage.invalid/problems/${rule}` } } });
  await open();
  await vi.waitFor(() => expect(title()).toBe(sentence));
});

it('never claims that an answer is recorded when the network fell', async () => {
  answerWith({ [READ]: { body: card }, [REPLY]: { status: 502, body: {} } });
  await open();
  await vi.waitFor(() => expect(title()).toBe(words.title));
  press(words.yes);
  await vi.waitFor(() => expect(title()).toBe(words.network[0]));
});

it('tells a fourth yes that it is in reserve, and hides the change once it is no longer heard', async () => {
  answerWith({
    [READ]: {
      body: { ...card, state: 'answered', my_answer: 'yes', standing: 'reserve', changeable: false },
    },
  });
  await open();
  await vi.waitFor(() => expect(title()).toBe(words.yesTitle));
  expect(document.getElementById('main')).toHaveTextContent(/vous êtes en réserve/);
  expect(document.querySelectorAll('button')).toHaveLength(0);
});

it('says whom to call, by a number to tap, also when the link no longer asks anything', async () => {
  answerWith({ [READ]: { body: { ...card, state: 'expired' } } });
  await open();
  await vi.waitFor(() => expect(title()).toBe(words.expired[0]));
  const call = document.querySelector('a');
  expect(call).toHaveAttribute('href', 'tel:0199000040');
  expect(call?.textContent).toBe('01\u00a099\u00a000\u00a000\u00a040');
  expect(document.getElementById('main')).toHaveTextContent('CPTS des Deux-Vallées');
});

it('names the coordination without a number when the CPTS gives none', async () => {
  answerWith({ [READ]: { body: { ...card, coordination_phone: null } } });
  await open();
  await vi.waitFor(() => expect(title()).toBe(words.title));
  expect(document.getElementById('main')).toHaveTextContent('CPTS des Deux-Vallées');
  expect(document.querySelector('a')).toBeNull();
});

it('says of a mix of ages that is rare that there is one, and no more', async () => {
  answerWith({ [READ]: { body: { ...card, age_band: 'unknown', persons: 2, ages: [] } } });
  await open();
  await vi.waitFor(() => expect(title()).toBe(words.title));
  expect(document.getElementById('main')).toHaveTextContent('2 personnes : d’âges différents');
});

it('asks about several persons at once, and hears for how many; the day on which care starts is said', async () => {
  const starts = { starts_on: '2026-11-27', starts_half: 'afternoon' };
  const several = { ...card, ...starts, persons: 2, ages: ['70-79', '80+'] };
  const sent = answerWith({ [READ]: { body: several }, [REPLY]: echo });
  await open();
  await vi.waitFor(() => expect(title()).toBe(words.title));
  const said = /2 personnes : 70–79 ans, 80 ans et plus.*À partir du vendredi 27 novembre, après-midi/;
  expect(document.getElementById('main')).toHaveTextContent(said);
  press('Oui, pour 1');
  await vi.waitFor(() => expect(sent.at(-1)?.body).toMatchObject({ answer: 'yes', takes: 1 }));
});
