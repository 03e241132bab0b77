import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import ChooseCode from './choose-code';
import Curtain from './curtain';
import { LockedPeople } from './locked-people';

const DESK = ['accounts', 'desk'];
const claire = { session_id: 's1', name: 'Claire Lefèvre', locked_at: '2026-11-23T08:05:00Z' };
const paul = { session_id: 's2', name: 'Paul Roy', locked_at: '2026-11-23T07:40:00Z' };
const wrong = { status: 401, body: { type: 'https://maillage.invalid/problems/lock-code-wrong' } };

it('shows nothing on a computer where nobody locked the screen', async () => {
  const { container } = await renderScreen(<LockedPeople onBack={vi.fn()} />, {
    session: null,
    cached: [[DESK, { people: [] }]],
  });
  expect(container.querySelectorAll('h2, button')).toHaveLength(0);
});

it('says that the code is wrong, forgets what was typed, and lets the person try again', async () => {
  answerWith({
    'POST /api/accounts/v1/desk/s1/unlock': wrong,
    'GET /api/accounts/v1/desk': { body: { people: [claire] } },
  });
  const onBack = vi.fn();
  await renderScreen(<LockedPeople onBack={onBack} />, {
    session: null,
    cached: [[DESK, { people: [claire] }]],
  });
  const code = screen.getByLabelText('Code de Claire Lefèvre');
  fireEvent.change(code, { target: { value: '0000' } });
  fireEvent.click(screen.getByRole('button', { name: 'Rouvrir ma session' }));
  expect(await screen.findByText(/Ce code n’est pas le bon/)).toBeVisible();
  expect(code).toHaveValue('');
  expect(onBack).not.toHaveBeenCalled();
});

it('sends no code that is not four to six digits', async () => {
  const sent = answerWith({});
  await renderScreen(<LockedPeople onBack={vi.fn()} />, {
    session: null,
    cached: [[DESK, { people: [claire] }]],
  });
  fireEvent.change(screen.getByLabelText('Code de Claire Lefèvre'), { target: { value: '12a' } });
  fireEvent.click(screen.getByRole('button', { name: 'Rouvrir ma session' }));
  expect(await screen.findByText('Saisissez 4 à 6 chiffres')).toBeVisible();
  expect(sent.filter((one) => one.key.startsWith('POST'))).toHaveLength(0);
});

it('brings back the one who is chosen, to the page that was left', async () => {
  const sent = answerWith({
    'POST /api/accounts/v1/desk/s2/unlock': { body: { session: aSession(), page: '/demandes' } },
  });
  const onBack = vi.fn();
  const { container } = await renderScreen(<LockedPeople onBack={onBack} />, {
    session: null,
    cached: [[DESK, { people: [claire, paul] }]],
  });
  fireEvent.click(screen.getByRole('button', { name: /Paul Roy/ }));
  fireEvent.change(screen.getByLabelText('Code de Paul Roy'), { target: { value: '4937' } });
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: 'Rouvrir ma session' }));
  await waitFor(() => expect(onBack).toHaveBeenCalledWith('/demandes'));
  expect(sent.find((one) => one.key.startsWith('POST'))?.body).toEqual({ code: '4937' });
});

it('asks for a code the first time, and refuses another form', async () => {
  const onChosen = vi.fn();
  await renderScreen(<ChooseCode onChosen={onChosen} onClose={vi.fn()} />);
  const lock = await screen.findByRole('button', { name: 'Verrouiller l’écran' });
  fireEvent.click(lock);
  expect(await screen.findByText('Saisissez 4 à 6 chiffres')).toBeVisible();
  fireEvent.change(screen.getByLabelText('Code de 4 à 6 chiffres'), { target: { value: '4937' } });
  await expectAccessible(document.body);
  fireEvent.click(lock);
  await waitFor(() => expect(onChosen).toHaveBeenCalledWith('4937'));
});

it('keeps the curtain closed when the server does not answer, and offers to try again', async () => {
  answerWith({ 'POST /api/accounts/v1/session/lock': { status: 503, body: {} } });
  const onBack = vi.fn();
  const { container } = await renderScreen(<Curtain code="4937" onBack={onBack} />);
  expect(await screen.findByRole('button', { name: 'Réessayer' })).toBeVisible();
  await expectAccessible(container);
  fireEvent.click(screen.getByRole('button', { name: 'Revenir à la page' }));
  expect(onBack).toHaveBeenCalled();
});
