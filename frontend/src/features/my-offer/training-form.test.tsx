import { Notifications } from '@mantine/notifications';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { Professional } from '@/directory/queries';
import { aSheet } from '@/test-build';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { TrainingForm } from './training-form';

const PATH = '/api/directory/v1/professionals/p-1/remote-care-training';
const PUT = `PUT ${PATH}`;
const said: Professional['remote_care_training'] = {
  followed: { title: 'DU de télémédecine', ended: '2025-06-14' },
  wishes_training: false,
  source: 'self',
  stated_at: '2026-11-20T09:00:00Z',
  stated_by: 'Dr Anne Martin',
};
const person = { ...aSheet(), professional_id: 'p-1' };
const trained = { ...person, remote_care_training: said };
const problem = (status: number, rule: string, errors?: { field: string; rule: string }[]) => ({
  status,
  body: { type: `https://maillage.invalid/problems/${rule}`, status, errors },
});
const change = (label: RegExp | string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const click = (name: string) => userEvent.click(screen.getByRole('button', { name }));

it('sends nothing of a training without its title or with a day to come', async () => {
  const sent = answerWith({});
  await renderScreen(<TrainingForm person={person} />);
  await userEvent.click(screen.getByLabelText('J’ai suivi une formation à la téléconsultation'));
  change(/^Terminée/, '01/01/2099');
  await click('Enregistrer la formation');
  expect(screen.getByText('Indiquez l’intitulé ou l’organisme')).toBeVisible();
  expect(screen.getByText('Indiquez une année ou un jour, pas à venir')).toBeVisible();
  expect(sent).toHaveLength(0);
});

it('says at its field why the server refused', async () => {
  answerWith({
    [PUT]: problem(422, 'training-not-over', [{ field: 'followed.ended', rule: 'training-not-over' }]),
  });
  await renderScreen(<TrainingForm person={trained} />);
  change(/^Intitulé/, 'DU de télémédecine, 2e année');
  await click('Enregistrer la formation');
  expect(await screen.findByText(/Cette formation n’est pas finie/)).toBeVisible();
  expect(screen.getByText('Indiquez une année ou un jour, pas à venir')).toBeVisible();
});

it('keeps what was typed when somebody changed the sheet in between', async () => {
  answerWith({ [PUT]: problem(412, 'precondition-failed') });
  await renderScreen(<TrainingForm person={person} />);
  await userEvent.click(screen.getByRole('switch', { name: /^Je souhaite/ }));
  await click('Enregistrer la formation');
  expect(await screen.findByText(/Quelqu’un a modifié cette fiche/)).toBeVisible();
  expect(screen.getByRole('switch', { name: /^Je souhaite/ })).toBeChecked();
});

it('records a training of télésoin by its year, on the version that was read', async () => {
  const sent = answerWith({
    [PUT]: { body: { professional_id: 'p-1', version: 8, training: said } },
  });
  const { container } = await renderScreen(<TrainingForm person={{ ...person, profession_code: '60' }} />);
  expect(screen.getByText(/Rien n’est dit pour le moment/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Retirer' })).not.toBeInTheDocument();
  await userEvent.click(screen.getByLabelText('J’ai suivi une formation au télésoin'));
  change(/^Intitulé/, ' CPTS ');
  change(/^Terminée/, '2024');
  await expectAccessible(container);
  await click('Enregistrer la formation');
  await waitFor(() => expect(sent.find((one) => one.key === PUT)).toBeDefined());
  const put = sent.find((one) => one.key === PUT);
  expect(put?.headers.get('If-Match')).toBe('"7"');
  expect(put?.body).toEqual({ followed: { title: 'CPTS', ended: '2024' }, wishes_training: false });
});

it('withdraws what was said, and says it again when that was a mistake', async () => {
  const sent = answerWith({
    [`DELETE ${PATH}`]: { status: 204 },
    'GET /api/directory/v1/professionals/p-1': { body: { ...person, version: 9 } },
    [PUT]: { body: { professional_id: 'p-1', version: 10, training: said } },
  });
  await renderScreen(
    <>
      <Notifications />
      <TrainingForm person={trained} />
    </>,
  );
  expect(screen.getByLabelText(/^Terminée/)).toHaveValue('14/06/2025');
  await click('Retirer');
  expect(await screen.findByText('Plus rien n’est dit de cette formation.')).toBeVisible();
  await click('Annuler');
  await waitFor(() => expect(sent.find((one) => one.key === PUT)).toBeDefined());
  const put = sent.find((one) => one.key === PUT);
  expect(put?.headers.get('If-Match')).toBe('"9"');
  expect(put?.body).toEqual({ followed: said?.followed, wishes_training: false });
});
