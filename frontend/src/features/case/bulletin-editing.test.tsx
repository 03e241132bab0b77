import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { CareBulletin, Referral, SocialBulletin } from '@/api/types';
import { referralQuery } from '@/referral/queries';
import { aReferral } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { CasePage } from './case-page';
import type { CaseTab } from './search';

const ID = '0190a000-0000-7000-8000-00000000000a';
const BASE = `/api/referral/v1/referrals/${ID}`;
const identity: CareBulletin['identity'] = {
  family_name: 'Zyborowska',
  birth_name: null,
  given_name: 'Mélusine',
  birth_date: '1961-05-04',
  birth_year: null,
  sex: 'female',
  address: null,
  commune_code: '99001',
  phone: null,
  email: null,
  through_referrer: true,
  nir: null,
  reliability: {
    status: 'provisional',
    document: null,
    document_seen_by_name: null,
    document_seen_at: null,
    ins: null,
  },
  representative: null,
};
const written = { updated_at: '2026-11-20T09:00:00Z', updated_by_name: 'Paul Roy', version: 1 };
const care: CareBulletin = {
  referral_id: ID,
  ground: 'wrote_it',
  identity,
  difficulty: 'Médecin parti en retraite',
  care_asked: null,
  usual_carers: null,
  treatment: null,
  mobility: null,
  preferences: null,
  language_codes: [],
  answers: {},
  links: [],
  ...written,
};
const social: SocialBulletin = {
  referral_id: ID,
  ground: 'wrote_it',
  identity,
  cover: 'c2s',
  rights: null,
  rights_status: null,
  resources: null,
  housing: 'Hébergée chez sa fille',
  guardianship: null,
  professionals_involved: null,
  wish: null,
  answers: {},
  ...written,
};

async function open(overrides: Partial<Referral>, tab: CaseTab) {
  const result = await renderScreen(<CasePage id={ID} tab={tab} />, {
    cached: [[referralQuery(ID).queryKey, aReferral(overrides)]],
  });
  await userEvent.click(screen.getByRole('button', { name: 'Ouvrir le bulletin' }));
  return result;
}

it('offers no writing to whoever only reads', async () => {
  answerWith({ [`GET ${BASE}/care-bulletin`]: { body: care } });
  await open({ allowed_acts: [] }, 'soin');
  expect(await screen.findByText('Médecin parti en retraite')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Modifier le bulletin' })).toBeNull();
});

it('writes the care bulletin on the version that was read, and does not read it a second time', async () => {
  const sent = answerWith({
    [`GET ${BASE}/care-bulletin`]: { body: care },
    [`PUT ${BASE}/care-bulletin`]: { status: 204 },
  });
  const { container } = await open({ allowed_acts: ['care-bulletin'] }, 'soin');
  await userEvent.click(await screen.findByRole('button', { name: 'Modifier le bulletin' }));
  await expectAccessible(container);
  fireEvent.change(screen.getByLabelText('Traitement en cours'), { target: { value: 'Insuline' } });
  await userEvent.click(screen.getByRole('button', { name: 'Enregistrer le bulletin' }));
  expect(await screen.findByText('Insuline')).toBeVisible();
  const put = sent.find((one) => one.key.startsWith('PUT'));
  expect(put?.headers.get('If-Match')).toBe('"1"');
  expect(put?.body).toMatchObject({ difficulty: 'Médecin parti en retraite', treatment: 'Insuline' });
  expect(sent.filter((one) => one.key.startsWith('GET') && one.key.endsWith('bulletin'))).toHaveLength(1);
});

it('mends an answer of the short form, and says what somebody else answered meanwhile', async () => {
  const answered = { ...social, answers: { gir: '5', apa_state: 'asked' } };
  let present: SocialBulletin = answered;
  const sent = answerWith({
    [`GET ${BASE}/social-bulletin`]: () => ({ body: present }),
    [`PUT ${BASE}/social-bulletin`]: ({ headers }) =>
      headers.get('If-Match') === '"2"' ? { status: 204 } : { status: 412, body: {} },
  });
  const { container } = await open(
    { kind: 'social', need_codes: ['apa'], allowed_acts: ['social-bulletin'] },
    'social',
  );
  await userEvent.click(await screen.findByRole('button', { name: 'Modifier le bulletin' }));
  await expectAccessible(container);
  const gir = screen.getByRole('group', { name: /GIR/ });
  await userEvent.click(within(gir).getByRole('radio', { name: /2/ }));
  present = { ...answered, answers: { ...answered.answers, gir: '3' }, version: 2 };
  await userEvent.click(screen.getByRole('button', { name: 'Enregistrer le bulletin' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Relire la version à jour' }));
  expect(await screen.findByText(/^Version enregistrée.: 3$/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Enregistrer le bulletin' }));
  const puts = () => sent.filter((one) => one.key.startsWith('PUT'));
  await waitFor(() => expect(puts()).toHaveLength(2));
  expect(puts()[1]?.body.answers).toEqual({ gir: '2', apa_state: 'asked' });
});

it('keeps what was typed when somebody else wrote meanwhile, and shows his words beside', async () => {
  let present = social;
  const sent = answerWith({
    [`GET ${BASE}/social-bulletin`]: () => ({ body: present }),
    [`PUT ${BASE}/social-bulletin`]: ({ headers }) =>
      headers.get('If-Match') === '"2"'
        ? { status: 204 }
        : {
            status: 412,
            body: { type: 'https://maillage.invalid/problems/precondition-failed', status: 412 },
          },
  });
  await open({ kind: 'social', allowed_acts: ['social-bulletin'] }, 'social');
  await userEvent.click(await screen.findByRole('button', { name: 'Modifier le bulletin' }));
  fireEvent.change(screen.getByLabelText('Logement'), { target: { value: 'Chez elle' } });
  present = { ...social, housing: 'En foyer', version: 2 };
  await userEvent.click(screen.getByRole('button', { name: 'Enregistrer le bulletin' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Relire la version à jour' }));
  expect(await screen.findByText(/En foyer/)).toBeVisible();
  expect(screen.getByLabelText('Logement')).toHaveValue('Chez elle');
  await userEvent.click(screen.getByRole('button', { name: 'Enregistrer le bulletin' }));
  const puts = () => sent.filter((one) => one.key.startsWith('PUT'));
  await waitFor(() => expect(puts().map((one) => one.headers.get('If-Match'))).toEqual(['"1"', '"2"']));
});
