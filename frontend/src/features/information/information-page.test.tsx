import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { LANGUAGES } from '@/referral/sheets';
import { expectAccessible, renderScreen } from '@/test-render';
import { InformationPage } from './information-page';

const files = import.meta.glob<Record<string, unknown>>('/src/locales/sheets/*.json', {
  eager: true,
  import: 'default',
});
const french = files['/src/locales/sheets/fr.json'] as Record<string, unknown>;

/** Keys, and the places left for values, of every text. */
function shape(node: unknown, path = ''): string[] {
  if (typeof node === 'string') return [`${path} ${(node.match(/\{\{\w+\}\}/g) ?? []).join(' ')}`];
  if (!node || typeof node !== 'object') return [];
  return Object.entries(node).flatMap(([key, value]) => shape(value, `${path}.${key}`));
}
const texts = ({ consent, sheet }: Record<string, unknown>) => shape({ consent, sheet });

it('has one file for each language offered, French besides', () => {
  const codes = Object.values(files).map((file) => file.language);
  expect(codes.sort()).toEqual(['fr', ...Object.keys(LANGUAGES)].sort());
});

it.each(Object.entries(files))('says in %s all that French says, and who read it over', (_, file) => {
  expect(texts(file)).toEqual(texts(french));
  expect(file).toHaveProperty('reviewed_by');
  expect(['ltr', 'rtl']).toContain(file.dir);
});

it('prints French alone, or beside the language of the person, which no address holds', async () => {
  const { container, location } = await renderScreen(<InformationPage />);
  expect(await screen.findByText('Votre accord pour la recherche')).toBeVisible();
  await userEvent.selectOptions(screen.getByLabelText('Langue de la personne'), 'ar');
  const arabic = await screen.findByText('موافقتكم على البحث');
  expect(arabic.closest('section')).toHaveAttribute('dir', 'rtl');
  expect(screen.getByText(/Traduction non relue/)).toBeVisible();
  expect(location()).toBe('/');
  await expectAccessible(container);
});
