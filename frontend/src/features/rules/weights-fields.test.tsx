import { fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { expectAccessible, renderScreen } from '@/test-render';
import type { Rules } from './queries';
import { answers, rules } from './test-rules';
import { WeightsFields } from './weights-fields';

type Part = 'discharge' | 'plan' | 'responsiveness';
let said: Rules = rules;

function Editing({ part }: { part: Part }) {
  const [now, setNow] = useState(rules);
  said = now;
  return <WeightsFields part={part} rules={now} onChange={setNow} proposed={answers} />;
}

const edit = async (part: Part) => {
  const screenOf = await renderScreen(<Editing part={part} />);
  fireEvent.click(screen.getByRole('button', { name: /^Modifier ces valeurs/ }));
  return screenOf;
};

it('shows what stands to whoever only reads it, with its source and without a field', async () => {
  const { container } = await renderScreen(<WeightsFields part="responsiveness" rules={rules} />);
  expect(screen.getByText(/docs\/simulator.md/)).toBeVisible();
  expect(screen.getByText('0,5 · 0,35 · 0,5 · 0,5 · 0,5')).toBeVisible();
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
  await expectAccessible(container);
});

it('sets the spans of a discharge within bounds that are said', async () => {
  const { container } = await edit('discharge');
  expect(screen.getByText(/De 1 à 168\./)).toBeVisible();
  fireEvent.change(screen.getByLabelText('Urgent à partir de (heures)'), { target: { value: '72' } });
  expect(said.discharge).toEqual({ soon_hours: 168, urgent_hours: 72, notice_hours: 24 });
  await expectAccessible(container);
});

it('sets one number per class', async () => {
  const { container } = await edit('plan');
  fireEvent.change(screen.getByLabelText('P2, Poids de chaque classe'), { target: { value: '9' } });
  expect(said.plan.class_weights).toEqual([16, 9, 4, 2, 1]);
  await expectAccessible(container);
});

it('learns nothing any more, or again from what the platform proposes', async () => {
  await edit('responsiveness');
  const learns = screen.getByRole('checkbox', { name: 'Tenir compte des réponses passées' });
  fireEvent.click(learns);
  expect(said.responsiveness).toBeNull();
  fireEvent.click(learns);
  expect(said.responsiveness).toEqual(answers);
});
