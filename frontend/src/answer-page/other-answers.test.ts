import { beforeEach, expect, it, vi } from 'vitest';
import words from '@/locales/fr/answer-page.json';
import { answerWith, expectAccessible } from '@/test-render';
import { card, openLink, press, READ, REPLY, standInPage, title } from './test-page';

beforeEach(standInPage);

it('names a fellow of the practice, or all of them, and says that nothing is promised before he says yes', async () => {
  const fellows = [
    { professional_id: 'f1', name: 'Dr Anne Martin' },
    { professional_id: 'f2', name: 'Dr Luc Petit' },
  ];
  const named = [{ name: 'Dr Anne Martin', state: 'asked' }];
  const sent = answerWith({
    [READ]: { body: { ...card, fellows } },
    [REPLY]: { body: { ...card, fellows, named, state: 'answered', my_answer: 'fellow' } },
  });
  await openLink();
  await vi.waitFor(() => expect(title()).toBe(words.title));
  press(words.fellow);
  expect(title()).toBe(words.fellowTitle);
  expect(sent.map((one) => one.key)).toEqual([READ]);
  await expectAccessible(document.documentElement);
  press('Dr Anne Martin');
  await vi.waitFor(() => expect(title()).toBe(words.passedOn));
  expect(sent.at(-1)?.body).toEqual({ token: 'the-token', answer: 'fellow', fellow_id: 'f1' });
  expect(document.getElementById('main')).toHaveTextContent(/Dr Anne Martin : réponse attendue/);
  await expectAccessible(document.documentElement);
  press(words.change);
  press(words.fellow);
  press(words.anyFellow);
  await vi.waitFor(() => expect(sent.at(-1)?.body).toEqual({ token: 'the-token', answer: 'fellow' }));
});

it('says who named one, and that an answer stands as it was when a fellow cannot be asked', async () => {
  const fellows = [{ professional_id: 'f1', name: 'Dr Anne Martin' }];
  answerWith({
    [READ]: { body: { ...card, fellows, named_by: 'Dr Jeanne Exemple' } },
    [REPLY]: { status: 409, body: { type: 'https://maillage.invalid/problems/fellow-not-eligible' } },
  });
  await openLink();
  await vi.waitFor(() => expect(title()).toBe(words.title));
  expect(document.getElementById('main')).toHaveTextContent('Dr Jeanne Exemple pense que');
  press(words.fellow);
  press('Dr Anne Martin');
  await vi.waitFor(() => expect(title()).toBe(words.notPossible[0]));
});

it('asks a specialist for an advice or a visit, where advice comes first', async () => {
  const asked = { ...card, constraints: ['advice_first'] };
  const sent = answerWith({
    [READ]: { body: asked },
    [REPLY]: { body: { ...asked, state: 'answered', my_answer: 'yes' } },
  });
  await openLink();
  await vi.waitFor(() => expect(title()).toBe(words.title));
  press(words.yesSees);
  await vi.waitFor(() => expect(title()).toBe(words.yesTitle));
  expect(sent.at(-1)?.body).toMatchObject({ answer: 'yes', condition: 'sees_directly' });
});
