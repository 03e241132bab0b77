import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { renderScreen } from '@/test-render';
import { Page } from './page';

function Case({ stays }: { stays: boolean }) {
  const [state, setState] = useState('open');
  const act = (
    <button type="button" disabled={state === 'busy'} onClick={() => setState(stays ? 'busy' : 'done')}>
      Agir
    </button>
  );
  return (
    <Page title="Dossier" actions={state !== 'done' && act}>
      <button type="button" onMouseEnter={() => setState('again')}>
        Fini
      </button>
      <p>{state}</p>
    </Page>
  );
}

it('leads the focus to the title when an act takes its own button away', async () => {
  await renderScreen(<Case stays={false} />);
  screen.getByRole('button', { name: 'Agir' }).focus();
  await userEvent.keyboard('{Enter}');
  expect(screen.getByText('done')).toBeVisible();
  expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
});

it('gives the focus back to a button that was out of use while it acted', async () => {
  await renderScreen(<Case stays />);
  const act = screen.getByRole('button', { name: 'Agir' });
  act.focus();
  await userEvent.keyboard('{Enter}');
  expect(screen.getByText('busy')).toBeVisible();
  // As a browser does to an element that is put out of use.
  act.blur();
  await userEvent.hover(screen.getByRole('button', { name: 'Fini' }));
  expect(screen.getByText('again')).toBeVisible();
  expect(act).toHaveFocus();
});
