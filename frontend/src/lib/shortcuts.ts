import { useEffect, useSyncExternalStore } from 'react';

// WCAG 2.1.4: single-letter shortcuts can be switched off. A preference of the browser, not patient data.
const STORAGE_KEY = 'maillage.shortcuts';
const CHANGED = 'maillage-shortcuts-changed';

export function setShortcutsEnabled(enabled: boolean): void {
  localStorage.setItem(STORAGE_KEY, enabled ? 'on' : 'off');
  window.dispatchEvent(new Event(CHANGED));
}

function isEnabled(): boolean {
  return localStorage.getItem(STORAGE_KEY) !== 'off';
}

export function useShortcutsEnabled(): boolean {
  return useSyncExternalStore((notify) => {
    window.addEventListener(CHANGED, notify);
    return () => window.removeEventListener(CHANGED, notify);
  }, isEnabled);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Every key that a page may bind, in the order in which the help lists them; letters as on the keyboard. */
export const SHORTCUTS = [
  '/',
  'n',
  'j',
  'k',
  'm',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  'h',
  's',
  '?',
] as const;
export type Shortcut = (typeof SHORTCUTS)[number];

/** Single keys of a page, silent in fields, under a dialog and when switched off. */
export function useShortcuts(actions: Partial<Record<Shortcut, (event: KeyboardEvent) => void>>): void {
  const enabled = useShortcutsEnabled();
  useEffect(() => {
    if (!enabled) return;
    function onKey(event: KeyboardEvent) {
      const taken = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
      if (taken || isTyping(event.target) || document.querySelector('[role="dialog"]')) return;
      // On a French keyboard the digits are typed with Shift: the key of « 1 » alone says « & ».
      const digit = /^Digit(\d)$/.exec(event.code)?.[1];
      const action = actions[event.key.toLowerCase() as Shortcut] ?? actions[digit as Shortcut];
      if (!action) return;
      event.preventDefault();
      action(event);
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [actions, enabled]);
}
