import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { Elsewhere } from './elsewhere';
import type { RecourseNow, Triage } from './queries';
import { RecordPage } from './record-page';

const triage = {
  referral_id: 'r-1',
  status: 'sorted',
  may: ['emergency', 'sas', 'sos_medecins', 'pool', 'recourse'],
  phones: { sas: '116 117', sos_medecins: '36 24' },
  pool_asked_at: null,
  acts: [],
} as unknown as Triage;
const GET = 'GET /api/scheduling/v1/triages/r-1/recourses';
const POST = 'POST /api/scheduling/v1/triages/r-1/dispositions';
const house: RecourseNow = {
  recourse_id: 'x-1',
  kind: 'duty_house',
  name: 'Maison de garde du Val',
  disposition: 'recourse',
  recourse_phone: '0199000072',
  place_line: '4 rue du Lavoir',
  takes: 'Le soir et le samedi matin.',
  min_age: null,
  max_age: null,
  unfit: [],
  open_until: '2026-11-28T11:00:00Z',
  opens_at: null,
};
const sas: RecourseNow = {
  ...house,
  recourse_id: 'x-2',
  kind: 'sas',
  name: 'SAS, régulation',
  disposition: 'sas',
};
const centre: RecourseNow = { ...house, recourse_id: 'x-3', name: 'Centre', unfit: ['closed', 'age'] };

it('falls back on the two lines of the script where nobody described a recourse, or the reading failed', async () => {
  answerWith({ [GET]: { body: { items: [] } } });
  const { unmount } = await renderScreen(<Elsewhere triage={triage} />);
  expect(await screen.findByText(/Aucun recours décrit/)).toBeVisible();
  expect(screen.getByRole('link', { name: /Appeler le SAS/ })).toHaveAttribute('href', 'tel:116117');
  unmount();
  answerWith({ [GET]: { status: 503, body: {} } });
  await renderScreen(<Elsewhere triage={triage} />);
  expect(await screen.findByRole('link', { name: /Appeler SOS Médecins/ })).toBeVisible();
});

it('calls in one tap who takes it now, in order, and names whom it was handed to', async () => {
  const sent = answerWith({
    [GET]: { body: { items: [house, sas, centre] } },
    [POST]: { body: { ...triage, status: 'ended' } },
  });
  const { container } = await renderScreen(<Elsewhere triage={triage} commune="97001" ages={[16, 39]} />);
  const rows = within(await screen.findByRole('list', { name: /prennent la demande/ })).getAllByRole(
    'listitem',
  );
  expect(rows.map((row) => within(row).getByRole('link').getAttribute('href'))).toEqual([
    'tel:0199000072',
    'tel:0199000072',
  ]);
  expect(sent[0]?.query.toString()).toBe('commune=97001&age_from=16&age_to=39');
  expect(screen.queryByRole('link', { name: /Appeler le SAS/ })).toBeNull();
  await expectAccessible(container);
  await userEvent.click(screen.getByRole('button', { name: 'Transmis à Maison de garde du Val' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/Maison de garde du Val a pris l’appel/)).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Transmis à Maison de garde du Val' }));
  expect(sent.find((one) => one.key === POST)?.body).toEqual({ to: 'recourse', recourse_id: 'x-1' });
});

it('says of the others why not', async () => {
  answerWith({ [GET]: { body: { items: [centre] } } });
  await renderScreen(<Elsewhere triage={triage} />);
  await userEvent.click(await screen.findByText('Un autre recours, pas maintenant'));
  expect(screen.getByText('fermé, âge non pris en charge')).toBeVisible();
});

it('counts hand-overs by target, each figure opening its rows, words of before still said', async () => {
  const asked: unknown[] = [];
  const row = {
    referral_id: 'r-1',
    at: '2026-11-23T13:32:00Z',
    triage_class: 'half_day',
    author_name: 'Rose',
  };
  const named = { disposition: 'recourse', recourse_id: 'x-1', recourse_name: 'Maison de garde du Val' };
  const before = { disposition: 'sas', recourse_id: null, recourse_name: null };
  answerWith({
    'GET /api/scheduling/v1/triage-dispositions': {
      body: {
        items: [
          { ...row, ...named },
          { ...row, ...before },
        ],
        next: null,
        to: [
          { ...named, number: 4 },
          { ...before, number: 1 },
        ],
      },
    },
  });
  const page = <RecordPage search={{ depuis: '2026-11-01' }} onSearch={(next) => asked.push(next)} />;
  const { container } = await renderScreen(page, { session: aSession({ roles: ['director'] }) });
  expect(await screen.findAllByText('Transmis à Maison de garde du Val')).not.toHaveLength(0);
  expect(screen.getAllByText('Transmis au SAS')).not.toHaveLength(0);
  await userEvent.click(await screen.findByRole('button', { name: /Maison de garde/ }));
  expect(asked).toEqual([{ depuis: '2026-11-01', vers: 'recourse', recours: 'x-1' }]);
  expect(screen.queryByRole('link', { name: 'Ouvrir' })).toBeNull();
  await expectAccessible(container);
});
