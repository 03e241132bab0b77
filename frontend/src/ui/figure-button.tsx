import { Button } from '@mantine/core';
import type { MouseEvent } from 'react';

interface FigureButtonProps {
  /** As it is shown: « 3 », « 4 h 30 », « 12 créneaux libres ». */
  children: string;
  /** What is counted and of whom, for who does not see the heads of the table. */
  of: string;
  isOpened: boolean;
  /** Missing where there is nothing to open, or no right to. */
  onOpen?: () => void;
}

/** A figure that opens the rows it was counted from. */
export function FigureButton({ children, of, isOpened, onOpen }: FigureButtonProps) {
  if (!onOpen) return children;
  const open = ({ currentTarget }: MouseEvent<HTMLElement>) => {
    // Safari does not, and the rows come to who is at their figure.
    currentTarget.focus();
    onOpen();
  };
  return (
    <Button variant="subtle" size="compact-md" px={4} aria-pressed={isOpened} onClick={open}>
      {children}
      <span className="vh"> – {of}</span>
    </Button>
  );
}
