import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { answerWith, renderScreen } from '@/test-render';
import { spanOf } from './queries';
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
  expect(
    readSnpSearch({ langue: 'arabe', fauteuil: 'peut-être', profession: 'xx', pres: 'Valbrune' }),
  ).toEqual({});
  expect(readSnpSearch({ profession: '60', pres: '2A004' })).toEqual({ profession: '60', pres: '2A004' });
});

it('looks in the half-day that runs by the hour at which the CPTS begins its afternoon', () => {
  const halfPastTwelve = new Date('2026-11-23T11:30:00Z');
  expect(spanOf('demi-journee', '12:00', halfPastTwelve).half_day).toBe('afternoon');
  expect(spanOf('demi-journee', '13:00', halfPastTwelve).half_day).toBe('morning');
});
