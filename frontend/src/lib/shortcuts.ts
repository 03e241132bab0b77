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

/** Single keys of a page, silent in fields, under a dialog and when switched off; keys as in `KeyboardEvent.key`. */
export function useShortcuts(actions: Record<string, (event: KeyboardEvent) => void>): void {
  const enabled = useShortcutsEnabled();
  useEffect(() => {
    if (!enabled) return;
    function onKey(event: KeyboardEvent) {
      const taken = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
      if (taken || isTyping(event.target) || document.querySelector('[role="dialog"]')) return;
      const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!action) return;
      event.preventDefault();
      action(event);
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [actions, enabled]);
}
