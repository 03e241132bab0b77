import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, renderScreen } from '@/test-render';
import { readSnpSearch } from './search';
import { SnpPage } from './snp-page';
import { reading } from './test-slots';

it('keeps to a language and to places where a wheelchair gets in, as the address says', async () => {
  const sent = answerWith(reading);
  const onSearch = vi.fn();
  const search = readSnpSearch({ langue: 'ar', fauteuil: 'true' });
  await renderScreen(<SnpPage search={search} onSearch={onSearch} />);
  await screen.findByRole('button', { name: /Réserver/ });
  const slots = sent.find((one) => one.key === 'GET /api/scheduling/v1/slots');
  expect(Object.fromEntries(slots?.query ?? [])).toMatchObject({
    language: 'ar',
    wheelchair_accessible: 'true',
  });
  await userEvent.click(screen.getByRole('checkbox', { name: 'Accessible en fauteuil' }));
  expect(onSearch).toHaveBeenLastCalledWith({ langue: 'ar', fauteuil: undefined });
  expect(readSnpSearch({ langue: 'arabe', fauteuil: 'peut-être' })).toEqual({});
});
