import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { OnDutyPage } from './on-duty-page';

const PATH = 'GET /api/scheduling/v1/public/c-1/duties';
const INFORMATION = 'GET /api/scheduling/v1/public/c-1/information';
const information = {
  cpts_name: 'CPTS des Deux-Vallées',
  time_zone: 'Europe/Paris',
  lead: '',
  advice: [],
  written_at: null,
  recourses: [],
};
const open = () => renderScreen(<OnDutyPage cptsId="c-1" />, { session: null });

it('tells everybody who is on duty, where, and the number of the practice', async () => {
  answerWith({
    [INFORMATION]: {
      body: {
        ...information,
        lead: 'Un médecin pour chacun.',
        advice: [{ title: 'Soins à domicile', text: 'Appelez.', number: '0199000000' }],
        written_at: '2026-11-20T09:00:00Z',
        recourses: [
          {
            name: 'Maison de garde du Val',
            kind: 'duty_house',
            place_line: '4 rue du Lavoir',
            public_phone: '36 24',
            hours: [{ weekday: 6, from_time: '08:00', to_time: '12:00' }],
            holiday_hours: [],
            dated_hours: [],
          },
        ],
      },
    },
    [PATH]: {
      body: {
        cpts_name: 'CPTS des Deux-Vallées',
        items: [
          {
            on: '2026-11-28',
            from_time: '08:00',
            to_time: '12:00',
            kind: 'saturday',
            professional_name: 'Dr Anne Roux',
            place_label: 'Cabinet du Pont',
            place_line: '3 rue du Pont, 97001 Valbrune',
            practice_phone: '0102030405',
          },
        ],
      },
    },
  });
  const { container } = await open();
  expect(await screen.findByText('Dr Anne Roux')).toBeVisible();
  expect(screen.getByText('Cabinet du Pont, 3 rue du Pont, 97001 Valbrune')).toBeVisible();
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    'tel:0199000000',
    'tel:3624',
    'tel:0102030405',
  ]);
  expect(screen.getByText(/^Samedi : 8.h – 12.h$/)).toBeVisible();
  expect(screen.getByText(/appelez le 15 ou le 112/)).toBeVisible();
  expect(screen.getByText(/^CPTS des Deux-Vallées, le 20/)).toBeVisible();
  await expectAccessible(container);
});

it('says that nothing is announced', async () => {
  answerWith({ [INFORMATION]: { body: information }, [PATH]: { body: { cpts_name: 'CPTS', items: [] } } });
  await open();
  expect(await screen.findByText(/Aucune garde/)).toBeVisible();
  expect(screen.queryByRole('heading', { name: 'Sur notre territoire' })).not.toBeInTheDocument();
});

it.each([404, 422])(
  'says of an address that nobody lives at (%d) what to check, and keeps the emergency numbers',
  async (status) => {
    answerWith({ [INFORMATION]: { status, body: {} }, [PATH]: { status, body: {} } });
    const { container } = await open();
    expect(await screen.findByText(/n’est celle d’aucun territoire connu/)).toBeVisible();
    expect(screen.getByText(/Urgence vitale/)).toBeVisible();
    await expectAccessible(container);
  },
);
