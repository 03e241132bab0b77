import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import type { Declaration } from './declarations-queries';
import { DeclarationsSection } from './declarations-section';

const LIST = 'GET /api/scheduling/v1/sas-declarations';
const declaration = (overrides: Partial<Declaration>): Declaration => ({
  appointment_id: 'a-1',
  professional_id: 'p-1',
  professional_name: 'Dr Anne Martin',
  starts_at: '2026-11-23T08:00:00Z',
  appointment_status: 'booked',
  state: 'declared',
  attempts: 0,
  last_error: null,
  next_at: null,
  declared_at: '2026-11-22T08:00:00Z',
  ...overrides,
});

it('asks for nothing before it is opened, and says when nothing was booked', async () => {
  const sent = answerWith({ [LIST]: { body: { items: [], next: null } } });
  await renderScreen(<DeclarationsSection />);
  expect(sent).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Voir les déclarations' }));
  expect(await screen.findByText(/Aucun rendez-vous/)).toBeVisible();
});

it('says what was told, what is tried again and when, and keeps to one state', async () => {
  const failing = declaration({
    appointment_id: 'a-2',
    state: 'failing',
    attempts: 3,
    last_error: 'HTTP 503',
    next_at: '2026-11-22T09:00:00Z',
    declared_at: null,
  });
  const sent = answerWith({ [LIST]: { body: { items: [declaration({}), failing], next: null } } });
  const { container } = await renderScreen(<DeclarationsSection />);
  fireEvent.click(screen.getByRole('button', { name: 'Voir les déclarations' }));
  expect(await screen.findByText(/3 essais sans succès/)).toBeVisible();
  expect(screen.getByText(/Prochain essai/)).toBeVisible();
  await expectAccessible(container);
  fireEvent.change(screen.getByRole('combobox', { name: 'État' }), { target: { value: 'refused' } });
  await screen.findAllByText(/Dr Anne Martin/);
  expect(sent.at(-1)?.query.get('state')).toBe('refused');
});
