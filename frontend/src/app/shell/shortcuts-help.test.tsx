import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { SHORTCUTS } from '@/lib/shortcuts';
import { expectAccessible, renderScreen } from '@/test-render';
import ShortcutsHelp from './shortcuts-help';

const meaningOf = (key: string) => {
  const row = screen.getByRole('rowheader', { name: key }).closest('tr') as HTMLElement;
  return within(row).getByRole('cell').textContent;
};

it('lists every key that a page binds, with what it does', async () => {
  await renderScreen(<ShortcutsHelp opened onClose={() => undefined} />);
  for (const key of SHORTCUTS) expect(meaningOf(key.toUpperCase())).toMatch(/^[A-ZÀ-Ü]/);
  expect(meaningOf('2')).toBe('Regrouper avec la demande en double (dossier)');
  expect(meaningOf('S')).toBe('Solliciter la vague (proposition)');
  await expectAccessible(document.body);
});
