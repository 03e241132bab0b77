import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { addDays, isoDay } from '@/lib/dates';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { OpeningExceptions } from './opening-exceptions';
import type { Opening } from './queries';

/** The next Monday after today. */
const monday = (() => {
  const today = isoDay(new Date());
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay();
  return addDays(today, ((8 - weekday) % 7) + 7);
})();
const opening: Opening = {
  opening_id: 'o-1',
  professional_id: 'p-1',
  place_id: 'c-1',
  kind: 'weekly',
  weekdays: [1],
  starts_on: '2026-01-05',
  ends_on: null,
  from_time: '09:00',
  to_time: '12:00',
  slot_minutes: 15,
  modalities: ['AMB'],
  appointment_type: 'ROUTINE',
  reasons: [],
  overbooking: 0,
  audience: ['cpts'],
  releases: [],
  shared_with: [],
  school_holidays: 'open',
  exceptions: [],
  version: 2,
};
const PUT = 'PUT /api/scheduling/v1/openings/o-1';

it('refuses a day on which the opening does not take place', async () => {
  const sent = answerWith({});
  await renderScreen(<OpeningExceptions opening={opening} />);
  fireEvent.change(screen.getByLabelText('Sauter le'), { target: { value: addDays(monday, 1) } });
  await userEvent.click(screen.getByRole('button', { name: 'Sauter ce jour', hidden: true }));
  expect(screen.getByText('Choisissez un jour à venir de cette plage.')).toBeInTheDocument();
  expect(sent).toHaveLength(0);
});

it('leaves out one day and changes nothing else of the opening', async () => {
  const sent = answerWith({ [PUT]: { body: { ...opening, exceptions: [monday], version: 3 } } });
  const { container } = await renderScreen(<OpeningExceptions opening={opening} />);
  await expectAccessible(container);
  fireEvent.change(screen.getByLabelText('Sauter le'), { target: { value: monday } });
  await userEvent.click(screen.getByRole('button', { name: 'Sauter ce jour', hidden: true }));
  await waitFor(() => expect(sent[0]?.key).toBe(PUT));
  expect(sent[0]?.headers.get('If-Match')).toBe('"2"');
  const { opening_id: _, professional_id: __, version: ___, ...terms } = opening;
  expect(sent[0]?.body).toEqual({ ...terms, exceptions: [monday] });
});
