import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Referral } from '@/api/types';
import { referralQuery, timelineQuery, wavesQuery } from '@/referral/queries';
import { aReferral } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { CasePage } from './case-page';
import type { CaseTab } from './search';

const ID = '0190a000-0000-7000-8000-00000000000a';
const PLACED: Partial<Referral> = {
  status: 'placed',
  bulletin_sharing: false,
  placed_professional_id: 'd1',
  placed_professional_name: 'Dr Anne Martin',
};

const open = (overrides: Partial<Referral>, tab: CaseTab = 'suivi') =>
  renderScreen(<CasePage id={ID} tab={tab} />, {
    cached: [
      [referralQuery(ID).queryKey, aReferral({ ...PLACED, ...overrides })],
      [timelineQuery(ID).queryKey, { items: [] }],
      [wavesQuery(ID).queryKey, { items: [], next_wave_due: false }],
    ],
  });

it('tells the doctor chosen why the bulletin is closed, and gives him no way to open it himself', async () => {
  const { container } = await open({ allowed_acts: ['first-appointment'] }, 'soin');
  expect(screen.getByText(/n’a accepté que la recherche/)).toHaveTextContent(
    'l’adresseur ou la coordination',
  );
  fireEvent.click(screen.getByRole('button', { name: 'Autres actions' }));
  expect(screen.queryByRole('menuitem', { name: /accord de partage/ })).toBeNull();
  await expectAccessible(container);
});

it('records how and when the person agreed, naming for whom the bulletin opens', async () => {
  const sent = answerWith({
    [`POST /api/referral/v1/referrals/${ID}/sharing-consent`]: { body: aReferral(PLACED) },
  });
  await open({ allowed_acts: ['sharing-consent'] });
  await userEvent.click(screen.getByRole('button', { name: 'Autres actions' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: /accord de partage/ }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('accepte que Dr Anne Martin lise le bulletin');
  fireEvent.click(within(dialog).getByRole('radio', { name: 'Par écrit' }));
  fireEvent.change(within(dialog).getByLabelText('Le'), { target: { value: '2026-01-12' } });
  fireEvent.click(within(dialog).getByRole('button', { name: /Enregistrer l’accord/ }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ given: 'written', at: '2026-01-12T11:00:00.000Z' }));
});

it('gives the name on a click alone, and says so when it is not open', async () => {
  const given = { names: [{ referral_id: ID, family_name: 'Zyborowska', given_name: 'Mélusine' }] };
  const sent = answerWith({ 'POST /api/referral/v1/names': { body: given } });
  const { unmount } = await open({});
  expect(sent.filter((one) => one.key.endsWith('/names'))).toHaveLength(0);
  await userEvent.click(screen.getByRole('button', { name: 'Afficher le nom de la personne' }));
  expect(await screen.findByText('ZYBOROWSKA Mélusine')).toBeVisible();
  unmount();
  answerWith({ 'POST /api/referral/v1/names': { body: { names: [] } } });
  await open({});
  await userEvent.click(screen.getByRole('button', { name: 'Afficher le nom de la personne' }));
  expect(await screen.findByText('Ce nom n’est pas ouvert pour vous.')).toBeVisible();
});
