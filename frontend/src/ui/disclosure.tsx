import type { ReactNode } from 'react';
import classes from './disclosure.module.css';

interface DisclosureProps {
  summary: ReactNode;
  /** Opens it for the person, for instance when a field inside is at fault. */
  forcedOpen?: boolean;
  children: ReactNode;
}

/** The browser's own « details »: keyboard, find-in-page and print come with it. */
export function Disclosure({ summary, forcedOpen, children }: DisclosureProps) {
  return (
    <details className={classes.details} open={forcedOpen || undefined}>
      <summary className={classes.summary}>{summary}</summary>
      <div className={classes.content}>{children}</div>
    </details>
  );
}
