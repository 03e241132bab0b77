import { useForm } from '@mantine/form';
import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { aSession, expectAccessible, renderScreen } from '@/test-render';
import { type OpeningValues, valuesOf } from './opening-values';
import { SchoolField } from './school-field';

function Field() {
  return <SchoolField form={useForm<OpeningValues>({ initialValues: valuesOf() })} />;
}

const open = (school_zone: string | null, school_holidays_until: string | null) =>
  renderScreen(<Field />, {
    session: aSession({ roles: ['professional'] }),
    cached: [[['scheduling', 'rules'], { school_zone, school_holidays_until }]],
  });
const choose = (value: string) =>
  fireEvent.change(screen.getByLabelText('Pendant les vacances scolaires'), { target: { value } });

it('says until when the holidays of the zone are known, once an opening follows them', async () => {
  const { container } = await open('A', '2028-08-31');
  expect(screen.queryByText(/connues jusqu’au/)).not.toBeInTheDocument();
  choose('closed');
  expect(screen.getByText(/^Zone A, connues jusqu’au jeudi 31 août 2028.*reste ouverte\.$/)).toBeVisible();
  choose('only');
  expect(screen.getByText(/reste fermée\.$/)).toBeVisible();
  await expectAccessible(container);
});

it('says that no holidays are known where the CPTS has chosen no zone', async () => {
  await open(null, null);
  choose('only');
  expect(screen.getByText(/La CPTS n’a pas choisi de zone.*reste fermée\.$/)).toBeVisible();
});
