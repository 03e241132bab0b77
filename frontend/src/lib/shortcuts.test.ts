import { fireEvent, renderHook } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { useShortcuts } from './shortcuts';

it('is silent in a field, and with Ctrl', () => {
  const qualify = vi.fn();
  renderHook(() => useShortcuts({ '1': qualify }));
  const field = document.body.appendChild(document.createElement('input'));
  fireEvent.keyDown(field, { key: '1', code: 'Digit1' });
  fireEvent.keyDown(window, { key: '1', code: 'Digit1', ctrlKey: true });
  expect(qualify).not.toHaveBeenCalled();
});

it('hears the digits of a French keyboard, where « 1 » alone types « & »', () => {
  const qualify = vi.fn();
  renderHook(() => useShortcuts({ '1': qualify }));
  fireEvent.keyDown(window, { key: '&', code: 'Digit1' });
  fireEvent.keyDown(window, { key: '1', code: 'Numpad1' });
  expect(qualify).toHaveBeenCalledTimes(2);
});
