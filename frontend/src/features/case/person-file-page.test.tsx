import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { referralQuery } from '@/referral/queries';
import { aReferral } from '@/test-build';
import { answerWith, renderScreen } from '@/test-render';
import { PersonFilePage } from './person-file-page';

it('opens nothing before a click, because handing a file over is logged', async () => {
  const sent = answerWith({});
  const { referral_id: id } = aReferral();
  await renderScreen(<PersonFilePage id={id} />, { cached: [[referralQuery(id).queryKey, aReferral()]] });
  expect(screen.getByRole('button', { name: 'Ouvrir le dossier' })).toBeVisible();
  expect(screen.getByText(/inscrit au journal d’accès/)).toBeVisible();
  expect(sent).toEqual([]);
});
