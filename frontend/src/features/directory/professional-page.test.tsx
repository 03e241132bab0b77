import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { professionalQuery } from '@/directory/queries';
import { aSheet } from '@/test-build';
import { expectAccessible, renderScreen } from '@/test-render';
import { ProfessionalPage } from './professional-page';

it('shows the national number of a professional, which tells two people of one name apart', async () => {
  const { container } = await renderScreen(<ProfessionalPage id="p-1" />, {
    cached: [[professionalQuery('p-1').queryKey, aSheet()]],
  });
  expect(screen.getByText('Numéro RPPS 99000000010')).toBeVisible();
  await expectAccessible(container);
});
