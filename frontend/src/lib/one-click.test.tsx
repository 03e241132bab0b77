import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderScreen } from '@/test-render';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { StepThrough } from '@/ui/step-through';
import { ignoreSecondClicks } from './one-click';

let restore: () => void;
beforeEach(() => {
  restore = ignoreSecondClicks(document);
});
afterEach(() => restore());

it('acts once on a double click, which a slow hand makes on any button', async () => {
  const act = vi.fn();
  await renderScreen(
    <ConfirmDialog opened title="Mode épidémie" act="Activer" onConfirm={act} onClose={() => {}} />,
  );
  await userEvent.dblClick(await screen.findByRole('button', { name: 'Activer' }));
  expect(act).toHaveBeenCalledOnce();
});

it('steps as often as it is pressed', async () => {
  const step = vi.fn();
  await renderScreen(
    <StepThrough before="Semaine précédente" after="Semaine suivante" onStep={step}>
      Semaine du 23 novembre
    </StepThrough>,
  );
  await userEvent.dblClick(screen.getByRole('button', { name: 'Semaine suivante' }));
  expect(step).toHaveBeenCalledTimes(2);
});
