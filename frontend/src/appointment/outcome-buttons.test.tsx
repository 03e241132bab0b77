import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { answerWith, expectAccessible, renderScreen } from '@/test-render';
import { OutcomeButtons } from './outcome-buttons';
import { StatusBadge } from './status-badge';

const OUTCOME = 'POST /api/scheduling/v1/appointments/a-1/outcome';

it('asks in one more click why somebody did not come', async () => {
  const sent = answerWith({ [OUTCOME]: { body: {} } });
  const { container } = await renderScreen(
    <OutcomeButtons id="a-1" outcomes={['fulfilled', 'no_show']} hidden={null} />,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Non venu' }));
  expect(await screen.findAllByRole('menuitem')).toHaveLength(5);
  await expectAccessible(container);
  expect(sent).toEqual([]);
  await userEvent.click(screen.getByRole('menuitem', { name: 'A prévenu trop tard' }));
  const said = { outcome: 'no_show', no_show_reason: 'announced_too_late' };
  await waitFor(() => expect(sent.find((one) => one.key === OUTCOME)?.body).toEqual(said));
});

it('says afterwards why, unless nobody knows', async () => {
  await renderScreen(<StatusBadge appointment={{ status: 'no_show', no_show_reason: 'left_unseen' }} />);
  expect(screen.getByText('Repartie sans être vue')).toBeVisible();
  await renderScreen(<StatusBadge appointment={{ status: 'no_show', no_show_reason: 'unknown' }} />);
  expect(screen.getAllByText('Non venu')).toHaveLength(2);
  expect(screen.queryByText('On ne sait pas pourquoi')).not.toBeInTheDocument();
});
