import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, aSession, expectAccessible, renderScreen } from '@/test-render';
import { CrisisPage } from './crisis-page';
import { openingQuery, type Plan, plansQuery, type Switch } from './queries';
import { ANNE, API, aPlan, aSwitch, CHANGES, doctor, NURSE, OPENING } from './test-plans';

interface Shown {
  plans?: Plan[];
  switches?: Switch[];
  session?: typeof doctor;
}

const open = ({ plans = [aPlan()], switches = [], session = aSession() }: Shown) =>
  renderScreen(<CrisisPage />, {
    session,
    cached: [
      [plansQuery.queryKey, { items: plans, switches, may_switch: session !== doctor }],
      [
        openingQuery(OPENING).queryKey,
        { weekdays: [2], starts_on: '2098-01-01', from_time: '09:00', to_time: '12:00' },
      ],
    ],
  });

it('says to other roles that the plans are not theirs', async () => {
  answerWith({ [`GET ${API}/epidemic-plans`]: { status: 403, body: {} } });
  await renderScreen(<CrisisPage />, { session: aSession({ roles: ['referrer'] }) });
  expect(await screen.findByRole('alert')).toHaveTextContent('Accès refusé');
});

it('says what an empty list means to who prepares plans', async () => {
  await open({ plans: [] });
  expect(screen.getByText(/Aucun plan n’est prêt/)).toBeVisible();
  expect(screen.getByText(/n’a jamais été activé/)).toBeVisible();
});

it('tells a plan in plain French, and who has not agreed yet', async () => {
  const { container } = await open({});
  const plan = within(screen.getByRole('article', { name: 'Grippe' }));
  expect(
    plan.getByText(/Dr Paul Vial ouvre chaque lundi et mercredi, de 14.h à 17.h, en parallèle de Dr Anne/),
  ).toBeVisible();
  expect(plan.getByText(/Dr Anne Roux montre sa plage \(chaque mardi, de 9.h à 12.h\)/)).toBeVisible();
  expect(plan.getByText(/fait des tournées chaque mardi, de 17.h à 20.h\. 5 visites par jour/)).toBeVisible();
  expect(plan.getByText('Pas encore d’accord')).toBeVisible();
  expect(plan.queryByRole('button', { name: /Je suis d’accord/ })).not.toBeInTheDocument();
  await expectAccessible(container);
});

it('tries before it switches on: what opens, what is seen by more people, who stays as he is', async () => {
  const sent = answerWith({
    [`POST ${API}/epidemic-plans/p-1/trial`]: { body: CHANGES },
    [`POST ${API}/epidemic-plans/p-1/switch-on`]: { body: CHANGES },
  });
  await open({});
  await userEvent.click(screen.getByRole('button', { name: /Essayer, puis activer/ }));
  const dialog = await screen.findByRole('dialog');
  expect(await within(dialog).findByText(/1 plage s’ouvre \(96 créneaux libres de plus\)/)).toBeVisible();
  expect(within(dialog).getByText(/désormais aussi pour le public\./)).toBeVisible();
  expect(within(dialog).getByText(/^Montfaux et Valbrune, chaque mardi.: 5 visites\.$/)).toBeVisible();
  expect(within(dialog).getByText(/^Dans toute la CPTS, du lundi au vendredi.: 1 visite\.$/)).toBeVisible();
  expect(within(dialog).getByText(/Mme Léa Blin fait des tournées chaque mardi.*5 visites/)).toBeVisible();
  expect(within(dialog).getByText(/Dr Luc Morel.*n’a pas donné son accord/)).toBeVisible();
  expect(within(dialog).getByText(/devient grippe-1, au lieu de national-2026-1/)).toBeVisible();
  await expectAccessible(dialog);
  expect(sent.map((one) => one.key)).toEqual([`POST ${API}/epidemic-plans/p-1/trial`]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Activer le mode épidémie' }));
  await expect.poll(() => sent.map((one) => one.key)).toContain(`POST ${API}/epidemic-plans/p-1/switch-on`);
});

it('says that the mode is on, lets no other plan be switched on, and goes back after a question', async () => {
  const sent = answerWith({
    [`POST ${API}/epidemic-mode/switch-off`]: { body: aSwitch({ off_at: '2098-12-02T08:00:00Z' }) },
  });
  const { container } = await open({ switches: [aSwitch()] });
  expect(screen.getByText(/Plan «\sGrippe\s», depuis le .* par Claire Lefèvre/)).toBeVisible();
  expect(within(screen.getByRole('article')).getByText('Activé')).toBeVisible();
  expect(screen.getByRole('button', { name: /Essayer/ })).toBeDisabled();
  await expectAccessible(container);
  await userEvent.click(screen.getByRole('button', { name: 'Revenir à l’état d’avant' }));
  const dialog = await screen.findByRole('dialog');
  expect(sent).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Revenir à l’état d’avant' }));
  await expect.poll(() => sent[0]?.key).toBe(`POST ${API}/epidemic-mode/switch-off`);
});

it('keeps who switched on and off, and when', async () => {
  const off = { off_by_name: 'Armelle Quintrec', off_at: '2098-12-02T08:00:00Z' };
  await open({ switches: [aSwitch(off)] });
  expect(
    screen.getByText(/\(version 2\).*activé le .* par Claire Lefèvre, désactivé le .* par Armelle/),
  ).toBeVisible();
});

it('lets an owner alone agree for his agenda, and offers him no switch', async () => {
  const path = `PUT ${API}/epidemic-plans/p-1/agreements/${ANNE}`;
  const asked = [{ professional_id: ANNE, name: 'Dr Anne Roux', agreed_at: null, is_me: true }];
  const sent = answerWith({ [path]: { body: aPlan() } });
  await open({ plans: [aPlan({ asked })], session: doctor });
  expect(screen.queryByRole('button', { name: /Essayer|Modifier|Préparer/ })).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: /Je suis d’accord/ }));
  await expect.poll(() => sent[0]?.key).toBe(path);
});

it('prepares the next version: a part is taken away, the rest stays, with the version that was read', async () => {
  const sent = answerWith({
    [`GET ${API}/triage-scripts`]: { body: { items: [], draft: null } },
    [`GET ${API}/agendas`]: { body: { items: [] } },
    [`PUT ${API}/epidemic-plans/p-1`]: { body: aPlan({ version: 3 }) },
  });
  await open({});
  await userEvent.click(screen.getByRole('button', { name: /Modifier/ }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: /Retirer.*montre sa plage/ }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Ajouter des heures' }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Ajouter au plan' }));
  expect(within(dialog).getByText('Choisissez un agenda.')).toBeVisible();
  await expectAccessible(dialog);
  const part = within(dialog).getByRole('region', { name: 'Ajouter des heures' });
  await userEvent.click(within(part).getByRole('button', { name: 'Annuler' }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Enregistrer le plan' }));
  const put = () => sent.find((one) => one.key === `PUT ${API}/epidemic-plans/p-1`);
  await expect.poll(put).toBeDefined();
  expect(put()?.headers.get('If-Match')).toBe('"2"');
  expect(put()?.body.data).toEqual({ ...aPlan().data, widenings: [] });
});

it('adds a round to a plan: a nurse who volunteered, her days, her hours, and no doctor among the choices', async () => {
  const said = { communes: [], skills: [], hours: [] };
  const sent = answerWith({
    [`GET ${API}/triage-scripts`]: { body: { items: [], draft: null } },
    [`GET ${API}/round-volunteers`]: {
      body: {
        items: [
          { ...said, professional_id: NURSE, name: 'Mme Léa Blin', profession_code: '60' },
          { ...said, professional_id: ANNE, name: 'Dr Anne Roux', profession_code: '10' },
        ],
      },
    },
    [`PUT ${API}/epidemic-plans/p-1`]: { body: aPlan({ version: 3 }) },
  });
  await open({ plans: [aPlan({ data: { ...aPlan().data, rounds: [] } })] });
  await userEvent.click(screen.getByRole('button', { name: /Modifier/ }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Ajouter une tournée' }));
  const part = within(dialog).getByRole('region', { name: 'Ajouter une tournée' });
  await userEvent.click(within(part).getByRole('button', { name: 'Ajouter au plan' }));
  expect(within(part).getByText('Choisissez un infirmier.')).toBeVisible();
  await userEvent.click(within(part).getByRole('combobox', { name: 'Infirmier volontaire' }));
  expect(screen.queryByRole('option', { name: 'Dr Anne Roux' })).not.toBeInTheDocument();
  await userEvent.click(await screen.findByRole('option', { name: 'Mme Léa Blin' }));
  await userEvent.click(within(part).getByText('mardi', { exact: false }));
  await userEvent.click(within(part).getByRole('button', { name: 'Ajouter au plan' }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Enregistrer le plan' }));
  const put = () => sent.find((one) => one.key === `PUT ${API}/epidemic-plans/p-1`);
  await expect.poll(put).toBeDefined();
  const rounds = { professional_id: NURSE, weekdays: [2], from_time: '17:00', to_time: '20:00', most: 4 };
  expect(put()?.body.data.rounds).toEqual([rounds]);
});

const ROUNDS = `GET ${API}/round-volunteers`;
const rounds = async () => {
  await open({});
  await userEvent.click(screen.getByRole('button', { name: /Modifier/ }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Ajouter une tournée' }));
  return within(within(dialog).getByRole('region', { name: 'Ajouter une tournée' }));
};

it('says that no nurse volunteered, and offers no round to add', async () => {
  answerWith({ [ROUNDS]: { body: { items: [] } } });
  const part = await rounds();
  expect(await part.findByText(/Aucun infirmier ne s’est proposé.*Ma tournée/)).toBeVisible();
  expect(part.queryByRole('button', { name: 'Ajouter au plan' })).not.toBeInTheDocument();
});

it('says that the nurses could not be read, and reads them again', async () => {
  let isDown = true;
  const nurse = {
    professional_id: NURSE,
    name: 'Mme Léa Blin',
    profession_code: '60',
    communes: [],
    hours: [],
  };
  answerWith({
    [ROUNDS]: () => (isDown ? { status: 500, body: {} } : { body: { items: [nurse] } }),
  });
  const part = await rounds();
  expect(await part.findByRole('alert')).toBeVisible();
  expect(part.queryByRole('button', { name: 'Ajouter au plan' })).not.toBeInTheDocument();
  isDown = false;
  await userEvent.click(part.getByRole('button', { name: 'Réessayer' }));
  expect(await part.findByRole('combobox', { name: 'Infirmier volontaire' })).toBeVisible();
});
