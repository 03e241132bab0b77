import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { aReferral } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { ReportsTab } from './reports-tab';

const referral = aReferral({ status: 'placed' });
const LIST = `/api/referral/v1/referrals/${referral.referral_id}/reports`;
const aReport = (overrides = {}) => ({
  report_id: 'r-1',
  kind: 'lab_results',
  state: 'filed',
  scan: 'clean',
  readers: 'professionals',
  author_name: 'Dr Anne Martin',
  is_mine: false,
  begun_at: '2026-11-20T09:00:00Z',
  filed_at: '2026-11-20T09:00:00Z',
  media_type: 'application/pdf',
  size_bytes: 1200,
  ...overrides,
});
const list = (items: unknown[], more = {}) => ({
  body: { items, may_file: false, is_shared: true, file_limit_bytes: 10_000_000, ...more },
});

it('says that there is none, and offers nothing to whoever gives no care', async () => {
  answerWith({ [`GET ${LIST}`]: list([]) });
  await renderScreen(<ReportsTab referral={referral} />);
  expect(await screen.findByText('Aucun compte rendu pour l’instant.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Déposer' })).not.toBeInTheDocument();
});

it('reads nothing before a click, then shows the words and names the file', async () => {
  const sent = answerWith({
    [`GET ${LIST}`]: list([aReport()]),
    'GET /api/referral/v1/reports/r-1': {
      body: { ...aReport(), words: 'Glycémie normale', file_name: 'bilan.pdf', ground: 'care_team' },
    },
  });
  const { container } = await renderScreen(<ReportsTab referral={referral} />);
  const read = await screen.findByRole('button', { name: 'Lire' });
  expect(sent.map((one) => one.key)).toEqual([`GET ${LIST}`]);
  await userEvent.click(read);
  expect(await screen.findByText('Glycémie normale')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Télécharger bilan.pdf' })).toBeVisible();
  await expectAccessible(container);
});

it('shows calmly a file that was refused, which nobody can read', async () => {
  answerWith({ [`GET ${LIST}`]: list([aReport({ state: 'refused', scan: 'infected', is_mine: true })]) });
  await renderScreen(<ReportsTab referral={referral} />);
  expect(await screen.findByText('Refusé par l’analyse')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Lire' })).not.toBeInTheDocument();
});

it('asks for words or a file, and refuses a kind of file before it leaves', async () => {
  const sent = answerWith({ [`GET ${LIST}`]: list([], { may_file: true }) });
  const { container } = await renderScreen(<ReportsTab referral={referral} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Déposer' }));
  expect(screen.getByText('Écrivez le compte rendu, ou joignez un fichier.')).toBeVisible();
  const file = new File(['MZ'], 'bilan.exe');
  const input = container.querySelector<HTMLInputElement>('input[type=file]');
  await userEvent.upload(input as HTMLInputElement, file, { applyAccept: false });
  await userEvent.click(screen.getByRole('button', { name: 'Déposer' }));
  expect(screen.getByText(/Choisissez un PDF ou une image/)).toBeVisible();
  expect(sent.filter((one) => one.key.startsWith('POST'))).toEqual([]);
  await expectAccessible(container);
});

it('files what was written, reserved to professionals when asked', async () => {
  const sent = answerWith({
    [`GET ${LIST}`]: list([], { may_file: true }),
    [`POST ${LIST}`]: { status: 201, body: aReport({ is_mine: true, scan: 'no_file' }) },
  });
  await renderScreen(<ReportsTab referral={referral} />);
  await userEvent.type(await screen.findByLabelText(/^Texte/), 'Vue ce jour');
  await userEvent.click(screen.getByLabelText(/Réserver aux professionnels/));
  await userEvent.click(screen.getByRole('button', { name: 'Déposer' }));
  await waitFor(() =>
    expect(sent.find((one) => one.key === `POST ${LIST}`)?.body).toEqual({
      kind: 'report',
      words: 'Vue ce jour',
      readers: 'professionals',
      file: null,
    }),
  );
});

it('says who reads when the person did not agree to share', async () => {
  answerWith({ [`GET ${LIST}`]: list([], { may_file: true, is_shared: false }) });
  await renderScreen(<ReportsTab referral={referral} />);
  expect(await screen.findByText(/seuls les professionnels de santé qui participent/)).toBeVisible();
});
