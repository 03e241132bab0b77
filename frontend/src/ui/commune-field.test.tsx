import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
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

it('asks once it is opened, for what is typed, and no more once a commune is chosen', async () => {
  const sent = answerWith({ 'GET /api/directory/v1/communes': { body: { items: firstTwenty, next: null } } });
  function Kept() {
    const [code, setCode] = useState<string | null>(null);
    return <CommuneField label="Commune" value={code} onChange={setCode} />;
  }
  await renderScreen(<Kept />);
  expect(sent).toHaveLength(0);
  await userEvent.click(screen.getByRole('combobox', { name: 'Commune' }));
  await userEvent.click(await screen.findByRole('option', { name: 'Avril-3' }));
  expect(await screen.findByDisplayValue('Avril-3')).toBeVisible();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(sent.map(({ query }) => [query.get('name'), query.get('code')])).toEqual([['', null]]);
});
