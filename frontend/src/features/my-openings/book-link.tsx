import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PATHS } from '@/app/paths';

interface BookLinkProps {
  professionalId: string;
  /** Any day of the week wanted. */
  week: string;
  children: ReactNode;
}

/** To this week in the shared agenda, where appointments are made. */
export function BookLink({ professionalId, week, children }: BookLinkProps) {
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      renderRoot={(props) => (
        <Link to={PATHS.snp} search={{ vue: 'semaine', agenda: professionalId, semaine: week }} {...props} />
      )}
    >
      {children}
    </Button>
  );
}
