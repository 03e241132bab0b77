import { useEffect } from 'react';

const CHANNEL = 'maillage-left';

/** A full page load here and in every other tab: nothing that was read stays in memory on a shared computer. */
export function leaveEveryTab(href: string): void {
  const others = new BroadcastChannel(CHANNEL);
  others.postMessage(href);
  others.close();
  window.location.assign(href);
}

/** Leaves with the tab where the person signed out or locked the screen. `onLeave` takes the page away first. */
export function useLeaveWithOthers(onLeave: () => void): void {
  useEffect(() => {
    const others = new BroadcastChannel(CHANNEL);
    others.onmessage = onLeave;
    return () => others.close();
  }, [onLeave]);
}
