import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { renderScreen } from '@/test-render';
import type { ScriptQuestion } from './queries';
import { Question } from './question';

const asked = (code: string) =>
  ({ code, text: code, answers: [{ code: 'no', text: 'Non' }] }) as ScriptQuestion;

/** Three questions whose answer stands at the same place. */
function Script({ onAnswer }: { onAnswer: (code: string) => void }) {
  const [left, setLeft] = useState(['pain', 'breath', 'travel']);
  const [code = 'end', ...rest] = left;
  function answer() {
    onAnswer(code);
    setLeft(rest);
  }
  return <Question question={asked(code)} onAnswer={answer} />;
}

it('takes neither the second click of a slow hand nor a key that is held for the next answer', async () => {
  const now = performance.now.bind(performance);
  let later = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now() + later);
  const onAnswer = vi.fn();
  await renderScreen(<Script onAnswer={onAnswer} />);
  const answer = () => screen.getByRole('button', { name: 'Non' });
  later += 1_000;
  await userEvent.click(answer());
  await userEvent.click(answer());
  fireEvent.keyDown(window, { key: '1', repeat: true });
  expect(onAnswer.mock.calls).toEqual([['pain']]);
  fireEvent.keyDown(window, { key: '1' });
  later += 1_000;
  await userEvent.click(answer());
  expect(onAnswer.mock.calls).toEqual([['pain'], ['breath'], ['travel']]);
});
