import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { professionsQuery } from '@/directory/queries';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { AppealsPage } from './appeals-page';
import { type Appeal, appealsQuery } from './queries';

const anAppeal = (overrides: Partial<Appeal> = {}): Appeal => ({
  appeal_id: 'a1',
  subject: 'Remplacement d’une tournée',
  words: 'Secteur nord.',
  profession_codes: ['60'],
  commune_code: '97001',
  commune_name: 'Valbrune',
  open_until: '2026-12-23',
  posted_at: '2026-11-23T09:00:00Z',
  author_name: 'Ana Référente',
  is_mine: false,
  state: 'open',
  state_at: '2026-11-23T09:00:00Z',
  state_by_name: 'Ana Référente',
  taker_name: null,
  removal_reason: null,
  replies: [],
  may: ['reply', 'take'],
  ...overrides,
});

const SOMEBODY_TAKES = {
  reply_id: 'y1',
  name: 'Dr Jeanne Exemple',
  words: 'Libre.',
  takes: true,
  written_at: '2026-11-23T10:00:00Z',
  is_mine: false,
};
const COMMUNES = { 'GET /api/directory/v1/communes': { body: { items: [] } } };
const SEARCH = { vue: 'ouverts' } as const;

function open(session: Parameters<typeof aSession>[0] & object, ...items: Appeal[]) {
  return renderScreen(<AppealsPage search={SEARCH} onSearch={vi.fn()} />, {
    session: aSession(session),
    cached: [
      [appealsQuery(SEARCH).queryKey, { pages: [{ items, next: null }], pageParams: [undefined] }],
      [professionsQuery.queryKey, { items: [{ code: '60', label: 'Infirmier' }] }],
    ],
  });
}

it('says so to whoever may not read it', async () => {
  answerWith({
    ...COMMUNES,
    'GET /api/referral/v1/appeals': { status: 403, body: { type: 'x/role-refused' } },
  });
  await renderScreen(<AppealsPage search={SEARCH} onSearch={vi.fn()} />, {
    session: aSession({ roles: ['guest'] }),
    cached: [[professionsQuery.queryKey, { items: [] }]],
  });
  expect(await screen.findByText('Accès refusé')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Publier un besoin' })).toBeNull();
});

it('lets the secretary read, and neither post nor export', async () => {
  answerWith(COMMUNES);
  await open({ roles: ['secretary'] }, anAppeal({ may: [] }));
  expect(screen.getByRole('region', { name: 'Remplacement d’une tournée' })).toHaveTextContent(
    'pour Infirmier · Valbrune',
  );
  expect(screen.queryByRole('button', { name: /Publier|Exporter|occupe|Retirer|Clore/ })).toBeNull();
});

it('says how a need is posted when there is none', async () => {
  answerWith(COMMUNES);
  await open({ roles: ['referrer'] });
  expect(screen.getByText('Personne ne cherche rien en ce moment.')).toBeVisible();
  expect(screen.getByText(/le montre à tous les professionnels/)).toBeVisible();
});

it('says that no patient is spoken of, and which field was refused', async () => {
  const refusal = {
    type: 'https://maillage.test/problems/appeal-names-somebody',
    errors: [{ field: 'words', rule: 'appeal-names-somebody', detail: 'x' }],
  };
  const sent = answerWith({
    ...COMMUNES,
    'POST /api/referral/v1/appeals': { status: 422, body: refusal },
  });
  await open({ roles: ['professional'] });
  fireEvent.click(screen.getByRole('button', { name: 'Publier un besoin' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('Jamais au sujet d’un patient');
  expect(within(dialog).getByRole('button', { name: 'Publier' })).toBeDisabled();
  fireEvent.change(within(dialog).getByLabelText(/Ce que vous cherchez/), { target: { value: 'Un lit' } });
  fireEvent.change(within(dialog).getByLabelText('Précisions'), { target: { value: 'Pour Mme Z' } });
  await expectAccessible(dialog);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Publier' }));
  expect(await within(dialog).findByText(/semble désigner une personne/)).toBeVisible();
  const post = sent.find((one) => one.key.startsWith('POST'));
  expect(post?.body).toMatchObject({ subject: 'Un lit', words: 'Pour Mme Z' });
});

it('takes it with or without words', async () => {
  const path = 'POST /api/referral/v1/appeals/a1/replies';
  const sent = answerWith({ ...COMMUNES, [path]: { status: 201, body: anAppeal() } });
  const { container } = await open({ roles: ['professional'] }, anAppeal());
  await expectAccessible(container);
  expect(screen.getByRole('button', { name: /^Envoyer/ })).toBeDisabled();
  fireEvent.click(screen.getByRole('button', { name: /^Je m’en occupe/ }));
  await waitFor(() => expect(sent.find((one) => one.key === path)?.body).toEqual({ words: '', takes: true }));
});

it('lets its author confirm who takes it, and close it', async () => {
  const mine = anAppeal({ is_mine: true, replies: [SOMEBODY_TAKES], may: ['reply', 'confirm', 'close'] });
  const sent = answerWith({
    ...COMMUNES,
    'GET /api/referral/v1/appeals': { body: { items: [mine], next: null } },
    'POST /api/referral/v1/appeals/a1/taker': { body: anAppeal() },
    'POST /api/referral/v1/appeals/a1/closing': { body: anAppeal() },
  });
  await open({ roles: ['referrer'] }, mine);
  fireEvent.click(screen.getByRole('button', { name: 'Confirmer Dr Jeanne Exemple' }));
  await waitFor(() => expect(sent.at(-1)?.key).toContain('GET'));
  fireEvent.click(screen.getByRole('button', { name: /^Clore.*satisfait/ }));
  await waitFor(() =>
    expect(sent.filter((one) => one.key.startsWith('POST')).map((one) => one.body)).toEqual([
      { reply_id: 'y1' },
      { outcome: 'met' },
    ]),
  );
});

it('asks the coordination why it removes, and tells the author', async () => {
  const path = 'POST /api/referral/v1/appeals/a1/removal';
  const sent = answerWith({ ...COMMUNES, [path]: { body: anAppeal() } });
  await open(
    { roles: ['care_coordinator'] },
    anAppeal({ may: ['remove'] }),
    anAppeal({
      appeal_id: 'a2',
      subject: '',
      words: '',
      state: 'removed',
      state_by_name: 'Odile Dirige',
      removal_reason: 'off_topic',
      may: [],
    }),
  );
  expect(screen.getByText(/Retiré par Odile Dirige le 23.11.2026.*il n’a pas sa place ici/)).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: /^Retirer/ }));
  const dialog = await screen.findByRole('dialog');
  await expectAccessible(dialog);
  const confirm = within(dialog).getByRole('button', { name: 'Retirer définitivement' });
  expect(confirm).toBeDisabled();
  fireEvent.click(within(dialog).getByRole('radio', { name: 'il parlait d’une personne soignée' }));
  fireEvent.click(confirm);
  await waitFor(() =>
    expect(sent.find((one) => one.key === path)?.body).toEqual({ reason_code: 'about_a_person' }),
  );
});

it('sets aside what is not for this reader, and brings it back', async () => {
  const path = '/api/referral/v1/appeals/a1/aside';
  const toRead = anAppeal({ may: ['reply', 'set_aside'] });
  const aside = anAppeal({ subject: 'Prêt d’un lit', may: ['reply', 'bring_back'] });
  const sent = answerWith({
    ...COMMUNES,
    'GET /api/referral/v1/appeals': { body: { items: [aside], next: null } },
    [`PUT ${path}`]: { body: aside },
    [`DELETE ${path}`]: { body: toRead },
  });
  const { container } = await open({ roles: ['professional'] }, toRead);
  fireEvent.click(screen.getByRole('button', { name: /Pas pour moi.*tournée/ }));
  const back = await screen.findByRole('button', { name: /Remettre à lire.*lit/ });
  await expectAccessible(container);
  fireEvent.click(back);
  await waitFor(() => expect(sent.some((one) => one.key === `DELETE ${path}`)).toBe(true));
  expect(sent.some((one) => one.key === `PUT ${path}`)).toBe(true);
});
