import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, renderScreen, type Sent } from '@/test-render';
import { initialValues } from './form-values';
import { NewReferralPage } from './new-referral-page';
import { FIELD_IDS } from './validation';

const DRAFTS = '/api/referral/v1/drafts';
const STATE = 'POST /api/referral/v1/referrals';
const kept = (version: number, id = 'd-1') => ({
  draft_id: id,
  edited_at: '2026-11-20T09:00:00Z',
  erased_at: '2026-11-27T09:00:00Z',
  version,
});
const draft = (values: object, version = 4) => ({
  ...kept(version),
  kind: null,
  label: '',
  content: JSON.stringify(values),
});

const field = (fault: keyof typeof FIELD_IDS) =>
  document.getElementById(FIELD_IDS[fault]) as HTMLInputElement;
const type = (fault: keyof typeof FIELD_IDS, value: string) =>
  fireEvent.change(field(fault), { target: { value } });
const saves = (sent: Sent[]) => sent.filter(({ key }) => key.includes(DRAFTS) && !key.startsWith('GET'));
const isKept = () => screen.findByText(/Brouillon gardé 7 jours/);

it('keeps nothing of a person who refuses, and takes back what was kept before she did', async () => {
  const sent = answerWith({
    [`POST ${DRAFTS}`]: { status: 201, body: kept(1) },
    [`DELETE ${DRAFTS}/d-1`]: { status: 204 },
  });
  await renderScreen(<NewReferralPage track="soin" />);
  type('familyName', 'Martin');
  await isKept();
  fireEvent.click(screen.getByText('Refuse'));
  await waitFor(() => expect(saves(sent).at(-1)?.key).toBe(`DELETE ${DRAFTS}/d-1`));
});

it('never overwrites what another window wrote: what is typed here becomes a draft of its own', async () => {
  const sent = answerWith({
    [`GET ${DRAFTS}/d-1`]: { body: draft({ ...initialValues('soin'), familyName: 'Martin' }) },
    [`PUT ${DRAFTS}/d-1`]: { status: 412, body: {} },
    [`POST ${DRAFTS}`]: { status: 201, body: kept(1, 'd-2') },
    [`PUT ${DRAFTS}/d-2`]: { body: kept(2, 'd-2') },
  });
  await renderScreen(<NewReferralPage track="soin" draftId="d-1" />);
  await waitFor(() => expect(field('familyName')).toHaveValue('Martin'));
  type('givenName', 'Anne');
  await waitFor(() => expect(sent.map((one) => one.key)).toContain(`POST ${DRAFTS}`));
  expect(sent.find((one) => one.key === `PUT ${DRAFTS}/d-1`)?.headers.get('If-Match')).toBe('"4"');
  type('givenName', 'Annie');
  await waitFor(() => expect(saves(sent).at(-1)?.key).toBe(`PUT ${DRAFTS}/d-2`));
});

it('says that a draft could not be kept', async () => {
  answerWith({ [`POST ${DRAFTS}`]: { status: 503, body: {} } });
  await renderScreen(<NewReferralPage track="soin" />);
  type('familyName', 'Martin');
  expect(await screen.findByText(/Brouillon non enregistré/)).toBeVisible();
});

it('does not begin a draft for a chip alone', async () => {
  const sent = answerWith({ [`POST ${DRAFTS}`]: { status: 201, body: kept(1) } });
  const { unmount } = await renderScreen(<NewReferralPage track="soin" />);
  fireEvent.click(screen.getByText('Médecin traitant'));
  unmount();
  await new Promise((done) => setTimeout(done, 50));
  expect(saves(sent)).toEqual([]);
});

it('keeps what is typed when the page is left before the pause in typing', async () => {
  const sent = answerWith({ [`POST ${DRAFTS}`]: { status: 201, body: kept(1) } });
  const { unmount } = await renderScreen(<NewReferralPage track="soin" />);
  type('familyName', 'Martin');
  type('givenName', 'Anne');
  unmount();
  await waitFor(() => expect(saves(sent).at(-1)?.body.label).toBe('Martin Anne'));
  const content = JSON.parse(saves(sent).at(-1)?.body.content);
  expect(content).toMatchObject({ familyName: 'Martin', givenName: 'Anne' });
});

it('goes on with a draft that an older build wrote, and ends it by sending the request', async () => {
  const old = {
    familyName: 'Martin',
    givenName: 'Anne',
    birth: '1948',
    sex: 'female',
    noAddress: true,
    throughMe: true,
    kind: 'medecin_traitant',
    needs: ['find_medecin_traitant'],
    urgency: 'normal',
    consent: 'both',
    gone: 1,
  };
  const sent = answerWith({
    [`GET ${DRAFTS}/d-1`]: { body: draft(old) },
    [STATE]: { status: 201, body: { referral_id: 'r-1', case_number: '26-0412', kind: 'medecin_traitant' } },
  });
  await renderScreen(<NewReferralPage track="soin" draftId="d-1" />);
  fireEvent.click(await screen.findByText('Envoyer la demande'));
  expect(await screen.findByText(/26-0412/)).toBeVisible();
  const stated = sent.find((one) => one.key === STATE);
  expect(stated?.body).toMatchObject({ draft_id: 'd-1', patient: { family_name: 'Martin' } });
});
