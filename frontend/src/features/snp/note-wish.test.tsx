import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { SnpPage } from './snp-page';
import { aWish, rows } from './test-wishes';

it('is noted from the agenda of a request when no slot suits, and for an earlier one from an appointment', async () => {
  const note = 'POST /api/scheduling/v1/wishes';
  const sent = answerWith({ ...rows(), [note]: { status: 201, body: aWish() } });
  const search = {
    demande: 'r-1',
    profession: '10',
    pres: '96001',
    deplacer: 'a-1',
    pro: 'p-1',
    souhait: true,
  } as const;
  await renderScreen(<SnpPage search={search} onSearch={vi.fn()} />, {
    session: aSession({ roles: ['referrer'] }),
  });
  const dialog = await screen.findByRole('dialog');
  await expectAccessible(dialog);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Noter' }));
  await waitFor(() => expect(sent.find((one) => one.key === note)).toBeTruthy());
  const said = sent.find((one) => one.key === note);
  expect(said?.headers.get('Idempotency-Key')).toBeTruthy();
  expect(said?.body).toMatchObject({
    referral_id: 'r-1',
    appointment_id: 'a-1',
    profession_code: '10',
    professional_id: 'p-1',
    near_commune: null,
  });
});

it('says in the agenda that the request waits already', async () => {
  answerWith(rows(aWish()));
  await renderScreen(<SnpPage search={{ demande: 'r-1' }} onSearch={vi.fn()} />);
  expect(await screen.findByText(/Noté : à rappeler/)).toBeVisible();
  expect(screen.queryByRole('button', { name: /Prévenir/ })).toBeNull();
});
