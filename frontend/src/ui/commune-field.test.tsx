import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { CommuneField } from './commune-field';

const firstTwenty = Array.from({ length: 20 }, (_, n) => ({ code: `960${n + 10}`, name: `Avril-${n}` }));
const zenith = { code: '96099', name: 'Zénith-sur-Orge' };

it('names a commune kept in the address, even beyond the first ones of the list', async () => {
  answerWith({
    'GET /api/directory/v1/communes': ({ query }) => ({
      body: { items: query.get('code') === zenith.code ? [zenith] : firstTwenty, next: null },
    }),
  });
  const { container } = await renderScreen(
    <CommuneField label="Commune" value={zenith.code} onChange={vi.fn()} />,
  );
  expect(await screen.findByDisplayValue('Zénith-sur-Orge')).toBeVisible();
  await expectAccessible(container);
});

it('asks for no name when nothing is chosen', async () => {
  const sent = answerWith({ 'GET /api/directory/v1/communes': { body: { items: firstTwenty, next: null } } });
  await renderScreen(<CommuneField label="Commune" value={null} onChange={vi.fn()} />);
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.query.get('code')).toBeNull();
});
