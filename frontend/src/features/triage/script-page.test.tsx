import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { addAnswer, addQuestion, lead, leadOf } from './edit-script';
import { ScriptPage } from './script-page';
import type { ScriptVersions, TriageScript } from './script-queries';

const script: TriageScript = {
  first: 'danger',
  questions: [
    {
      code: 'danger',
      text: 'L’un de ces signes ?',
      answers: [
        { code: 'chest_pain', text: 'Douleur', ends: 'emergency', red_flag: 'chest_pain' },
        { code: 'none', text: 'Aucun', ends: 'not_snp' },
      ],
    },
  ],
  targets: { half_day: 6, hours_24: 24, hours_48: 48 },
  phones: { sas: '116 117', sos_medecins: '36 24' },
};
const line = {
  version: 'national-2026-1',
  is_in_force: true,
  is_national: true,
  note: '',
  signed_by: null,
  published_by_name: null,
  published_at: null,
};
const national: ScriptVersions = {
  in_force: { ...line, script },
  items: [line],
  draft: null,
  may_draft: true,
  may_publish: true,
};
const draft = {
  script,
  note: '',
  based_on: line.version,
  saved_by_name: 'Claire Lefèvre',
  saved_at: '2026-11-23T08:00:00Z',
  faults: [],
  version: 3,
};
const GET = 'GET /api/scheduling/v1/triage-scripts';

it('says that the national script is to be signed, and is accessible', async () => {
  answerWith({ [GET]: { body: national } });
  const { container } = await renderScreen(<ScriptPage />);
  expect(await screen.findByText(/à signer par la CPTS/)).toBeVisible();
  await expectAccessible(container);
});

it('offers no draft to whoever only reads it', async () => {
  answerWith({ [GET]: { body: { ...national, may_draft: false, may_publish: false } } });
  await renderScreen(<ScriptPage />);
  await screen.findByText(/à signer par la CPTS/);
  expect(screen.queryByRole('button', { name: 'Préparer une version' })).toBeNull();
});

it('names what keeps a draft from being published, and lets nobody publish it', async () => {
  const faults = [{ field: 'script.questions.0', rule: 'red_flag_forgotten', detail: 'x' }];
  answerWith({ [GET]: { body: { ...national, draft: { ...draft, faults } } } });
  const { container } = await renderScreen(<ScriptPage />);
  expect(await screen.findByText(/un signe d’alerte obligatoire/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Publier' })).toBeDisabled();
  await expectAccessible(container);
});

it('publishes what is saved with the name of the doctor who signs', async () => {
  const sent = answerWith({
    [GET]: { body: { ...national, draft } },
    'POST /api/scheduling/v1/triage-script-draft/publication': {
      body: { ...line, version: '2026-1', script },
    },
  });
  await renderScreen(<ScriptPage />);
  await userEvent.click(await screen.findByRole('button', { name: 'Publier' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.type(within(dialog).getByLabelText(/Médecin qui signe/), 'Dr Anne Martin');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Publier cette version' }));
  const published = sent.find((one) => one.key.startsWith('POST'));
  expect(published?.body).toEqual({ signed_by: 'Dr Anne Martin' });
  expect(published?.headers.get('If-Match')).toBe('"3"');
});

it('walks the draft as a call would', async () => {
  answerWith({
    [GET]: { body: { ...national, draft } },
    'POST /api/scheduling/v1/triage-script-draft/preview': ({ body }) => ({
      body: body.answers.danger
        ? { path: [], asks: null, ends: 'emergency', need: null }
        : { path: [], asks: script.questions[0], ends: null, need: null },
    }),
  });
  await renderScreen(<ScriptPage />);
  await userEvent.click(await screen.findByRole('button', { name: 'Essayer' }));
  const dialog = await screen.findByRole('dialog');
  (await within(dialog).findByRole('button', { name: /Douleur/ })).focus();
  await userEvent.keyboard('{Enter}');
  expect(await within(dialog).findByText('Le 15')).toBeVisible();
});

it('keeps red flag and 15 together, and makes codes that nobody has', () => {
  const [flag, none] = script.questions[0]?.answers ?? [];
  if (!flag || !none) throw new Error('the script has two answers');
  expect(lead(flag, 'snp')).toMatchObject({ ends: 'snp', red_flag: null });
  expect(lead(none, 'emergency')).toMatchObject({ ends: 'emergency', red_flag: 'none' });
  expect(leadOf(lead(none, 'question:danger'))).toBe('question:danger');
  const codes = addQuestion(addQuestion(script)).questions.map((one) => one.code);
  expect(new Set(codes).size).toBe(3);
  const [question] = script.questions;
  expect(question && addAnswer(addAnswer(question)).answers).toHaveLength(4);
});
